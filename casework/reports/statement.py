"""The advocacy statement: from typed inputs to its finished text. Pure: same inputs, same words."""

import re
from typing import Any

import msgspec

from casework.domain.actions import ActionKind
from casework.domain.codec import plain
from casework.domain.consent import Appearance, Audience
from casework.domain.dates import PartialDate
from casework.domain.statement import ActionFacts, Grid, PersonFacts, StatementContent, StatementInputs
from casework.reports.rows import SHORT, Speaker, anonymised_grid, appears, named_grid
from casework.reports.tables import Tally, breakdowns, figures
from casework.reports.wording import wording

PUBLIC_BY_NATURE = frozenset(
    {
        ActionKind.JOINT_STATEMENT, ActionKind.STATE_STATEMENT, ActionKind.PARLIAMENT, ActionKind.WGAD_OPINION,
        ActionKind.URGENT_ACTION, ActionKind.NGO_STATEMENT, ActionKind.LETTER_CAMPAIGN, ActionKind.SANCTIONS,
        ActionKind.VISA_RESTRICTION, ActionKind.MEDIA, ActionKind.AWARD,
    }
)  # fmt: skip
"""Actions done in public. Meetings, letters, complaints and UN communications may be quiet: never in public."""

UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
"""What no document may hold (XML 1.0) or what would turn the reading direction of a name."""


def compose(inputs: StatementInputs) -> StatementContent:
    """The statement as its audience may read it."""
    request = inputs.request
    words = wording(request.language)
    say = Speaker(words, request.language, inputs.facilities)
    tally = Tally(inputs, say)
    content = StatementContent(
        language=request.language,
        audience=request.audience,
        words=words.words,
        organisation=inputs.organisation,
        title=request.title or words.say("title"),
        occasion=request.occasion,
        marking=words.say(f"marking_{request.audience.value}"),
        basis=_basis(inputs, say),
        context=_paragraphs(request.context),
        figures=figures(tally),
        tables=breakdowns(tally),
        deaths=_deaths(inputs, tally),
        ask=_paragraphs(request.ask),
        done=_done(inputs, tally),
        annexes=_annexes(inputs, tally),
        method=_method(inputs, say),
    )
    return printable(content)


def printable(content: StatementContent) -> StatementContent:
    found: StatementContent = msgspec.convert(cleaned(plain(content)), StatementContent)
    return found


def unprintable_removed(text: str) -> str:
    return UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\n", " ").replace("\t", " "))


def cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return unprintable_removed(value)
    if isinstance(value, dict):
        return {key: cleaned(part) for key, part in value.items()}
    return [cleaned(part) for part in value] if isinstance(value, list | tuple) else value


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _basis(inputs: StatementInputs, say: Speaker) -> tuple[tuple[str, str], ...]:
    request, words = inputs.request, say.words
    return (
        (words.words["population"], request.population or words.say("everyone")),
        (words.words["as_of"], words.day(PartialDate.of(request.as_of))),
        (words.words["known_at"], words.day(PartialDate.of(request.known_at or inputs.produced_on))),
        (words.words["produced_on"], words.day(PartialDate.of(inputs.produced_on))),
        (words.words["source"], words.source(inputs.organisation)),
    )


def _method(inputs: StatementInputs, say: Speaker) -> tuple[str, ...]:
    request, words = inputs.request, say.words
    produced = words.day(PartialDate.of(inputs.produced_on))
    known = words.day(PartialDate.of(request.known_at or inputs.produced_on))
    lines = [
        words.say("method_asof", as_of=words.day(PartialDate.of(request.as_of)), known_at=known),
        words.say("method_uncertain"),
    ]
    if request.audience is not Audience.INTERNAL:
        lines.append(words.say("method_consent", day=produced))
    if request.audience is Audience.PUBLIC:
        lines.append(words.say("method_small_approved" if request.small_counts_approved else "method_small"))
    return (*lines, words.say("method_hash"))


def _deaths(inputs: StatementInputs, tally: Tally) -> Grid:
    words = tally.say.words
    count = tally.spoken(tally.count(inputs.deaths))
    intro = words.say("deaths_intro", day=words.day(PartialDate.of(inputs.request.as_of)), count=count)
    return named_grid(inputs, tally.say, inputs.deaths, words.words["deaths"], intro, SHORT)


def _annexes(inputs: StatementInputs, tally: Tally) -> tuple[Grid, ...]:
    words, audience = tally.say.words, inputs.request.audience
    intro = words.say(f"named_{audience.value}", day=words.day(PartialDate.of(inputs.produced_on)))
    named = named_grid(inputs, tally.say, inputs.people, words.say("named_title"), intro)
    found = [named]
    anonymised = anonymised_grid(inputs, tally.say)
    if anonymised.rows:
        found.append(anonymised)
    rest: list[PersonFacts] = [p for p in inputs.people if appears(inputs, p) is Appearance.COUNTED]
    if rest:
        note = words.say("counted_only", count=tally.spoken(tally.count(rest)))
        found[-1] = msgspec.structs.replace(found[-1], note=note)
    return tuple(found)


def listed_actions(inputs: StatementInputs) -> list[ActionFacts]:
    """Actions this audience may read of: done by the as-of date; in public only what was public and names
    nobody who did not consent."""
    done = [action for action in inputs.actions if action.date.latest <= inputs.request.as_of]
    done.sort(key=lambda action: (action.date.earliest, action.kind.value, action.title))
    if inputs.request.audience is not Audience.PUBLIC:
        return done
    everyone = (*inputs.people, *inputs.deaths)
    named = {p.case for p in everyone if appears(inputs, p) is Appearance.NAMED}
    return [action for action in done if action.kind in PUBLIC_BY_NATURE and named.issuperset(action.cases)]


def _done(inputs: StatementInputs, tally: Tally) -> Grid:
    words = tally.say.words
    public = inputs.request.audience is Audience.PUBLIC
    listed = listed_actions(inputs)
    columns = ("date", "kind", "title", "actors", "addressees", "link") + (() if public else ("covered", "outcome"))
    rows = tuple(
        tuple(
            {
                "date": words.day(action.date),
                "kind": words.kind[action.kind.value],
                "title": action.title,
                "actors": "; ".join(action.actors),
                "addressees": "; ".join(action.addressees),
                "link": action.link,
                "covered": str(action.covered),
                "outcome": action.outcome,
            }[column]
            for column in columns
        )
        for action in listed
    )
    day = words.day(PartialDate.of(inputs.request.as_of))
    return Grid(
        title=words.words["done"],
        intro=words.say("done_intro", day=day, count=len(listed)),
        columns=tuple(words.columns[column] for column in columns),
        rows=rows,
        note=words.say("done_note_public") if public else "",
    )


def named_cases(inputs: StatementInputs) -> tuple[str, ...]:
    """Who is named in the document: asked again before it is published, in case a consent has ended."""
    everyone = (*inputs.people, *inputs.deaths)
    return tuple(sorted(p.case for p in everyone if appears(inputs, p) is Appearance.NAMED))
