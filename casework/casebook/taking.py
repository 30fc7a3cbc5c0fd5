"""One summary to the rows of the index."""

from array import array
from collections import defaultdict
from collections.abc import Callable
from typing import Any
from uuid import UUID

import msgspec

from casework.casebook.schema import DEADLINE, EVER, NEVER
from casework.casebook.summaries import (
    ActionSummary,
    ActorSummary,
    CaseSummary,
    DesignationSummary,
    EntitySummary,
    InvolvementSummary,
    Summary,
)
from casework.domain.actions import ActionStatus, raises_from
from casework.domain.dates import PartialDate
from casework.domain.officials import folded
from casework.domain.status import IN_CUSTODY, Status, StatusEntry, spans

Rows = dict[str, list[tuple[Any, ...]]]
PersonOf = Callable[[bytes], int]
"""The number of a person's record, also of somebody not on file."""
TABLES: dict[type[Summary], str] = {
    CaseSummary: "person",
    ActionSummary: "action",
    ActorSummary: "actor",
    EntitySummary: "entity",
    DesignationSummary: "designation",
    InvolvementSummary: "involvement",
}
_ANSWERED = frozenset({ActionStatus.ANSWERED.value, ActionStatus.CLOSED.value})
"""A deadline is for an answer: it is over when there is one."""
_encode = msgspec.msgpack.Encoder().encode


def new_rows() -> Rows:
    return defaultdict(list)


def person_rows(rows: Rows, person: int, record: UUID, summary: CaseSummary, first_name: int) -> None:
    """Add the rows of one person; their names are numbered from `first_name` on."""
    names = list(summary.names) + [("", alias) for alias in summary.aliases]
    number = case_number(record, summary)
    birth = bounds(summary.birth)
    rows["person"].append(
        (
            person, record.bytes, _sort_name(summary), number, summary.sex, summary.region, summary.recognition,
            summary.consent, _first(summary.consent_from, NEVER), _first(summary.consent_until, EVER), summary.birth,
            *(birth or (None, None)),
        )
    )  # fmt: skip
    rows["name"] += [(first_name + at, person, script, text) for at, (script, text) in enumerate(names)]
    rows["external"] += [(person, at, list_name, value) for at, (list_name, value) in enumerate(summary.external_ids)]
    rows["charge"] += [(person, at, article, part) for at, (article, part) in enumerate(summary.charges)]
    rows["profile"] += [(person, profile) for profile in dict.fromkeys(summary.profile)]
    rows["stay"] += [
        (person, at, facility, _last(since, NEVER), _last(until, EVER), since)
        for at, (facility, since, until) in enumerate(summary.stays)
    ]
    _custody_rows(rows, person, summary)
    words = [text for _, text in names] + [number, *(value for _, value in summary.external_ids)]
    rows["words"].append((person, "\n".join(words).casefold()))


def _custody_rows(rows: Rows, person: int, summary: CaseSummary) -> None:
    """What counts as custody is the domain's rule: the spans are asked of it, never worked out here."""
    entries = [StatusEntry(Status(status), PartialDate.parse(since)) for status, since in summary.timeline]
    rows["timeline"] += [
        (
            person, at, entry.status.value, entry.since.text, entry.since.earliest.toordinal(),
            entry.since.latest.toordinal(), entry.status in IN_CUSTODY,
        )
        for at, entry in enumerate(entries)
    ]  # fmt: skip
    rows["span"] += [
        (
            person, at, span.start_earliest.toordinal(), span.start_latest.toordinal(),
            span.end_earliest.toordinal() if span.end_earliest else EVER,
            span.end_latest.toordinal() if span.end_latest else EVER,
        )
        for at, span in enumerate(spans(entries))
    ]  # fmt: skip


def other_rows(rows: Rows, number: int, record: UUID, summary: Summary, person_of: PersonOf) -> None:
    """Add the rows of a record that is no case; its summary is kept whole beside what is asked for."""
    match summary:
        case ActionSummary():
            _action_rows(rows, number, record, summary, person_of)
        case ActorSummary():
            name = next(filter(None, summary.names), "").casefold()
            rows["actor"].append((number, record.bytes, summary.kind, name, summary.country, _encode(summary)))
        case EntitySummary():
            _entity_rows(rows, number, record, summary)
        case DesignationSummary():
            rows["designation"].append(
                (
                    number, record.bytes, UUID(summary.entity).bytes, summary.authority, summary.programme,
                    _first(summary.listed_on, NEVER), _last(summary.listed_on, NEVER),
                    _first(summary.delisted_on, EVER), _last(summary.delisted_on, EVER), _bytes(summary.action),
                    _encode(summary),
                )
            )  # fmt: skip
        case InvolvementSummary():
            rows["involvement"].append(
                (
                    number, record.bytes, UUID(summary.entity).bytes, UUID(summary.case).bytes, summary.role,
                    _first(summary.on, NEVER), _last(summary.on, NEVER), summary.reliability, summary.credibility,
                    _encode(summary),
                )
            )  # fmt: skip


def _action_rows(rows: Rows, action: int, record: UUID, summary: ActionSummary, person_of: PersonOf) -> None:
    """An action for a population covers whoever is in it, and nobody by name."""
    day = PartialDate.parse(summary.date).earliest
    cases = () if summary.population else summary.cases
    people = [person_of(UUID(case).bytes) for case in dict.fromkeys(cases)]
    listed = bounds(summary.as_of) if summary.population else None
    rows["action"].append(
        (
            action, record.bytes, day.toordinal(), summary.population, summary.kind, summary.status, day.year,
            _raises(summary), listed[0] if listed else None, summary.query, array("I", people).tobytes(),
            _encode(summary),
        )
    )  # fmt: skip
    rows["covered"] += [(person, action) for person in people]
    rows["acted"] += [(action, UUID(actor).bytes) for actor in dict.fromkeys(summary.by)]
    rows["follow_up"] += [
        (action, at, _last(due, NEVER), _first(done, EVER)) for at, (due, _, done) in enumerate(summary.follow_ups)
    ]
    if summary.deadline:
        over = summary.status in _ANSWERED
        rows["follow_up"].append((action, DEADLINE, _last(summary.deadline, NEVER), NEVER if over else EVER))


def _entity_rows(rows: Rows, entity: int, record: UUID, summary: EntitySummary) -> None:
    name = _latin_first(summary.names, summary.aliases) or summary.registration.casefold()
    rows["entity"].append(
        (entity, record.bytes, summary.kind, name, summary.country, plate(summary.registration), _encode(summary))
    )
    rows["entity_external"] += [(entity, *one) for one in dict.fromkeys(summary.external_ids)]
    rows["post"] += [
        (entity, at, folded(position), position, folded(body), body, _bytes(of))
        for at, (position, body, _, _, of) in enumerate(summary.posts)
    ]
    rows["holding"] += [(entity, at, kind, _bytes(of)) for at, (kind, of, *_) in enumerate(summary.holdings)]


def plate(text: str) -> str:
    """A registration as it is compared: letters and digits alone."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _raises(summary: ActionSummary) -> int:
    since = PartialDate.parse(summary.since) if summary.since else None
    day = raises_from(summary.kind, summary.status, PartialDate.parse(summary.date), since)
    return day.earliest.toordinal() if day else EVER


def _bytes(record: str) -> bytes | None:
    return UUID(record).bytes if record else None


def case_number(record: UUID, summary: CaseSummary) -> str:
    """Ours; else the number on the first list that has one; else the beginning of the record's own id."""
    if summary.number:
        return summary.number
    if summary.external_ids:
        return " ".join(filter(None, summary.external_ids[0]))
    return str(record)[:8]


def bounds(text: str) -> tuple[int, int] | None:
    if not text:
        return None
    day = PartialDate.parse(text)
    return day.earliest.toordinal(), day.latest.toordinal()


def _first(text: str, otherwise: int) -> int:
    found = bounds(text)
    return found[0] if found else otherwise


def _last(text: str, otherwise: int) -> int:
    found = bounds(text)
    return found[1] if found else otherwise


def _sort_name(summary: CaseSummary) -> str:
    return _latin_first(summary.names, summary.aliases)


def _latin_first(names: tuple[tuple[str, str], ...], aliases: tuple[str, ...]) -> str:
    """By the Latin spelling where there is one, so that one list has one order."""
    latin = [text for script, text in names if script == "la"]
    every = latin + [text for _, text in names] + list(aliases)
    return every[0].casefold() if every else ""
