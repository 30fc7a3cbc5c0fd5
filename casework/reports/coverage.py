"""Coverage as a file: what it is and as of when in its first rows, then the figures, the list, and every table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from casework.casebook.covering import GROUPS, Deeds, Entry
from casework.casebook.query import CaseQuery
from casework.domain.consent import Audience, Fact
from casework.domain.dates import PartialDate
from casework.domain.sections import Sex
from casework.domain.statement import Grid
from casework.domain.suppression import sensitive
from casework.reports import covered
from casework.reports.rows import Speaker
from casework.reports.wording import wording
from casework.services.papers import CoverageInputs, Named

COUNTED = ("count", "people", "by_name", "only_listed", "at_all", "never", "actions", "times", "times_named")


@dataclass(frozen=True, slots=True)
class Paper:
    """`head` are pairs that say what the file is."""

    title: str
    head: tuple[tuple[str, str], ...]
    grids: tuple[Grid, ...]
    counted: frozenset[str]
    """The headings under which whole numbers are counts; everywhere else they are text."""


def compose(inputs: CoverageInputs) -> Paper:
    say = _Sayer(inputs)
    people = () if inputs.audience is Audience.PUBLIC else (_people(say),)
    grids = (_figures(say), *people, *_groups(say), *_whom(say))
    return Paper(say("title"), _head(say), grids, frozenset(map(say, COUNTED)))


class _Sayer:
    """The words of the document's language."""

    def __init__(self, inputs: CoverageInputs) -> None:
        self.inputs = inputs
        self.wording = wording(inputs.language)
        self.speaker = Speaker(self.wording, inputs.language, inputs.facilities)
        self.public = inputs.audience is Audience.PUBLIC

    def __call__(self, key: str, **values: str | int) -> str:
        return self.wording.coverage[key].format(**values)

    def day(self, day: date | None) -> str:
        return self.wording.day(PartialDate.of(day)) if day else ""

    def month(self, key: str) -> str:
        return self.wording.day(PartialDate.parse(key))

    def value(self, trait: str, key: str) -> str:
        if not key:
            return self("not_known")
        if trait == "sex":
            return self.wording.sex[Sex(key)]
        if trait == "article":
            return self("article", article=key)
        if trait == "facility":
            return self.inputs.facilities.get(key, key)
        return self.month(key) if trait == "arrested" else key


def _head(say: _Sayer) -> tuple[tuple[str, str], ...]:
    inputs, people = say.inputs, say.inputs.query.people
    whom = {True: "in_custody", False: "not_in_custody", None: "on_file"}[people.in_custody]
    population = say("uncertain" if people.uncertain else whom)
    if filters := _filters(say, people):
        population = say("narrowed", population=population, filters="; ".join(filters))
    known = people.known_at or inputs.produced_on
    return (
        ("", say(f"marking_{inputs.audience.value}")),
        (say("population"), population),
        (say("as_of"), say.day(people.as_of)),
        (say("known_at"), say.day(known)),
        (say("definition"), say("definition_text")),
        (say("produced_on"), say.day(inputs.produced_on)),
        (say("audit_head"), inputs.audit_head),
    )


def _filters(say: _Sayer, people: CaseQuery) -> list[str]:
    """Each in words, for a figure without them is a figure of something else."""
    words = say.wording
    chosen = {
        "status": [words.status[one.value] for one in people.statuses],
        "sex": [words.sex[one.value] for one in people.sexes],
        "facility": [say.value("facility", key) for key in people.facilities],
        "article": [say.value("article", key) for key in people.articles],
        "region": [say.value("region", key) for key in people.regions],
        "recognition": [words.recognition[one.value] for one in people.recognitions],
        "consent": [words.consent[str(one.value)] for one in people.consents],
        "profile": [say.value("profile", key) for key in people.profiles],
    }
    return [f"{words.columns[name]}: {say('either').join(values)}" for name, values in chosen.items() if values]


def _figures(say: _Sayer) -> Grid:
    found = say.inputs.summary.figures
    hidden = covered.hidden_figures(found) if say.public else frozenset()
    since = say.day(found.since)
    rows = [
        ("people", say("people"), found.people),
        ("uncertain", say("uncertain_more"), found.uncertain),
        ("by_name", say("by_name"), found.raised_by_name),
        ("at_all", say("at_all"), found.raised),
        ("never", say("never"), found.never),
        ("never_by_name", say("never_by_name"), found.never_by_name),
        ("not_lately", say("not_lately", day=since), found.not_lately),
        ("not_lately_by_name", say("not_lately_by_name", day=since), found.not_lately_by_name),
    ]
    shown = tuple((text, say("withheld") if key in hidden else str(count)) for key, text, count in rows)
    note = say("small") if hidden else ""
    return Grid(say("figures"), "", (say("figure"), say("count")), shown, note)


def _people(say: _Sayer) -> Grid:
    """Our own numbers stand in internal files alone; of a person no more is said than consent opens."""
    internal = say.inputs.audience is Audience.INTERNAL
    own = (say("number"),) if internal else ()
    columns = (say("name"), *own, say("detained"), say("times"), say("times_named"), say("first"), say("last_raised"),
               say("last_named"))  # fmt: skip
    rows = tuple(_person(say, one, internal=internal) for one in say.inputs.named)
    note = say("not_named", count=say.inputs.unnamed) if say.inputs.unnamed else ""
    title = say(say.inputs.query.which.value, day=say.day(say.inputs.summary.figures.since))
    return Grid(title, "", columns, rows, note)


def _person(say: _Sayer, one: Named, *, internal: bool) -> tuple[str, ...]:
    entry: Entry = one.entry
    row, past = entry.row, entry.history
    own = (row.number,) if internal else ()
    arrested = say.wording.day(row.arrested) if Fact.DETAINED in one.facts else ""
    times = (str(past.times), str(past.times_by_name))
    return (say.speaker.name(row.names) or row.number if internal else say.speaker.name(row.names), *own, arrested,
            *times, say.day(past.first), say.day(past.last), say.day(past.last_by_name))  # fmt: skip


def _groups(say: _Sayer) -> tuple[Grid, ...]:
    return tuple(_group(say, trait) for trait in GROUPS)


def _group(say: _Sayer, trait: str) -> Grid:
    """In public the three parts of a group, and not its sum: by name, only within a population, never."""
    shares = say.inputs.summary.groups[trait]
    title = say(f"by_{trait}")
    note = say("overlap") if trait in {"article", "profile"} else ""
    if not say.public:
        rows = [(say.value(trait, one.value), one.people, one.by_name, one.raised) for one in shares]
        columns = (say("group"), say("people"), say("by_name"), say("at_all"))
        return Grid(title, "", columns, tuple((text, *map(str, counts)) for text, *counts in rows), note)
    hidden = covered.hidden_groups(shares, overlapping=bool(note))
    columns = (say("group"), say("by_name"), say("only_listed"), say("never"))
    if hidden is None:
        return Grid(title, "", columns, (), say("withheld_table"))
    open_ = [(say.value(trait, one.value), *map(str, covered.thirds(one))) for one in shares if one.value not in hidden]
    closed = sorted(say.value(trait, one.value) for one in shares if one.value in hidden)
    withheld = (say("withheld"),) * 3
    small = say("small") if closed else ""
    rows_ = (*open_, *((text, *withheld) for text in closed))
    return Grid(title, "", columns, rows_, " ".join(filter(None, (note, small))))


def _whom(say: _Sayer) -> tuple[Grid, ...]:
    """Actors can be persons: the public reads of states, kinds and months alone."""
    whom, months = say.inputs.summary.whom, say.inputs.summary.whom.months
    kinds = {_kind(say, key): done for key, done in whom.kinds.items()}
    actions = {say.wording.kind[key]: done for key, done in whom.actions.items()}
    found = [
        _deeds(say, "by_state", whom.states),
        _deeds(say, "by_kind", kinds),
        _deeds(say, "by_action", actions),
        _deeds(say, "by_month", {say.month(key): done for key, done in months.items()}),
    ]
    if not say.public:
        names = [(next(filter(None, one.names), "") or say("nobody"), one.done) for one in whom.actors]
        rows = tuple((name, *_counts(say, done, hide=False)) for name, done in names)
        found.insert(2, Grid(say("by_actor"), "", _columns(say), rows))
    return tuple(found)


def _kind(say: _Sayer, key: str) -> str:
    return say(f"actor_{key}") if key else say("nobody")


def _columns(say: _Sayer) -> tuple[str, ...]:
    return say("group"), say("actions"), say("by_name"), say("at_all"), say("last")


def _deeds(say: _Sayer, title: str, found: Mapping[str, Deeds]) -> Grid:
    people = say.inputs.summary.figures.people
    rows: Sequence[tuple[str, Deeds, bool]] = [
        (text, done, say.public and any(sensitive(part, approved=False) for part in covered.parts(done, people)))
        for text, done in found.items()
    ]
    shown = tuple((text, *_counts(say, done, hide=hide)) for text, done, hide in rows)
    return Grid(say(title), "", _columns(say), shown, say("small") if any(hide for *_, hide in rows) else "")


def _counts(say: _Sayer, done: Deeds, *, hide: bool) -> tuple[str, ...]:
    counts = (say("withheld"),) * 2 if hide else (str(done.by_name), str(done.raised))
    return str(done.actions), *counts, say.day(done.last)
