"""What cannot be: dates out of order, a status after death, a person without a name. One rule, one place.

Every check raises Invalid with the form field and a code; nothing is ever corrected in silence.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any, NamedTuple

from casework.domain import codec
from casework.domain.dates import PartialDate
from casework.domain.errors import Invalid
from casework.domain.sections import (
    ConsentRecord,
    Custody,
    Identity,
    Legal,
    Prosecution,
    Section,
    SectionName,
    StatusTimeline,
)
from casework.domain.status import Status, StatusEntry

LONGEST_TEXT = 20_000
LONGEST_NAME = 300
MOST_ROWS = 200
_STEPS: tuple[frozenset[Status], ...] = (
    frozenset({Status.UNKNOWN, Status.WANTED}),
    frozenset({Status.DETAINED}),
    frozenset({Status.PRETRIAL, Status.HOUSE_ARREST}),
    frozenset({Status.ON_TRIAL}),
    frozenset({Status.COLONY, Status.PRISON, Status.SETTLEMENT, Status.PSYCHIATRIC}),
    frozenset({Status.OPEN_FACILITY, Status.HOME_RESTRICTION}),
    frozenset({Status.RELEASED}),
    frozenset({Status.DEPORTED}),
    frozenset({Status.RETURNED}),
    frozenset({Status.DIED}),
)
COURSE = {status: step for step, some in enumerate(_STEPS) for status in some}
"""The usual course of a case."""


class Now(NamedTuple):
    """Today, and the dates that were recorded before: what a list once said of the future bars no other change."""

    today: date
    recorded: frozenset[str] = frozenset()

    @classmethod
    def over(cls, today: date, *before: Section) -> "Now":
        return cls(today, frozenset(text for value in before for text in _texts(codec.plain(value))))


def _texts(plain: Any) -> Iterator[str]:
    if isinstance(plain, str):
        yield plain
    elif isinstance(plain, dict):
        yield from (text for value in plain.values() for text in _texts(value))
    elif isinstance(plain, list | tuple):
        yield from (text for value in plain for text in _texts(value))


def check(value: Section, now: Now) -> None:
    """One section by itself."""
    match value:
        case Identity():
            _identity(value, now)
        case StatusTimeline():
            timeline(value.entries, now)
        case Custody():
            _custody(value, now)
        case Legal():
            _legal(value, now)
        case ConsentRecord():
            _consent(value, now)
        case _:
            return


def check_together(sections: Mapping[SectionName, Section]) -> None:
    """What two sections say must be able to be true at once."""
    identity, status = sections.get(SectionName.IDENTITY), sections.get(SectionName.STATUS)
    if not isinstance(identity, Identity) or not isinstance(status, StatusTimeline) or identity.birth is None:
        return
    if any(entry.since.latest < identity.birth.earliest for entry in status.entries):
        raise Invalid("birth", "born_after_status")


def timeline(entries: Sequence[StatusEntry], now: Now) -> None:
    if len(entries) > MOST_ROWS:
        raise Invalid("entries", "too_many")
    for entry in entries:
        not_future("since", entry.since, now)
        if entry.ground and entry.status is not Status.RELEASED:
            raise Invalid("ground", "ground_without_release")
        short("note", entry.note)
        short("source", entry.source, LONGEST_NAME)
    begun = date.min
    for before, after in pairwise(entries):
        begun = max(begun, before.since.earliest)
        if after.since.latest < begun:
            raise Invalid("since", "order")
        if before.status is Status.DIED:
            raise Invalid("status", "after_death")
    for index, entry in enumerate(entries):
        if entry.status is Status.RETURNED and Status.DEPORTED not in {each.status for each in entries[:index]}:
            raise Invalid("status", "transition")


def inserted(entries: Sequence[StatusEntry], entry: StatusEntry) -> tuple[StatusEntry, ...]:
    """The timeline with one more line in its place, by what the dates say.

    Where two dates overlap ("2021" and "2021-03") either order is possible, and the usual course of a
    case decides: arrest, pre-trial custody, sentence, end. On one and the same day the later entry follows.
    """
    at = len(entries)
    while at and _after(entries[at - 1], entry):
        at -= 1
    return (*entries[:at], entry, *entries[at:])


def _after(stands: StatusEntry, entry: StatusEntry) -> bool:
    """Whether what stands comes after what is entered."""
    if stands.since.earliest > entry.since.latest:
        return True
    one_day = stands.since == entry.since and stands.since.earliest == stands.since.latest
    if stands.since.latest < entry.since.earliest or one_day:
        return False
    return COURSE[stands.status] > COURSE[entry.status]


def _identity(value: Identity, now: Now) -> None:
    if not any(name.text.strip() for name in value.names):
        raise Invalid("names", "no_name")
    for name in (*(each.text for each in value.names), *value.aliases, *value.profile, value.region):
        short("names", name, LONGEST_NAME)
    short("description", value.description)
    not_future("birth", value.birth, now)
    not_future("recognised_on", value.recognised_on, now)


def _custody(value: Custody, now: Now) -> None:
    if len(value.periods) > MOST_ROWS:
        raise Invalid("periods", "too_many")
    for period in value.periods:
        if not period.facility and not period.as_written:
            raise Invalid("facility", "needed")
        not_future("since", period.since, now)
        ordered("until", period.since, period.until)
        short("note", period.note)


def _legal(value: Legal, now: Now) -> None:
    if len(value.prosecutions) > MOST_ROWS:
        raise Invalid("prosecutions", "too_many")
    for prosecution in value.prosecutions:
        _prosecution(prosecution, now)


def _prosecution(value: Prosecution, now: Now) -> None:
    not_future("verdict_on", value.verdict_on, now)
    ordered("appeal_on", value.verdict_on, value.appeal_on)
    short("note", value.note)
    sentence = value.sentence
    if sentence is None:
        return
    ordered("ends", sentence.starts, sentence.ends)
    if (sentence.months or 0) < 0 or (sentence.months or 0) > 1200 or not 0 <= (sentence.days or 0) <= 366:
        raise Invalid("months", "out_of_range")


def _consent(value: ConsentRecord, now: Now) -> None:
    not_future("given_on", value.given_on, now)
    ordered("expires_on", value.given_on, value.expires_on)
    ordered("withdrawn_on", value.given_on, value.withdrawn_on)
    short("note", value.note)


def ordered(field: str, first: PartialDate | None, second: PartialDate | None) -> None:
    if first and second and second.latest < first.earliest:
        raise Invalid(field, "date_order")


def not_future(field: str, day: PartialDate | None, now: Now) -> None:
    if day and day.earliest > now.today and day.text not in now.recorded:
        raise Invalid(field, "future")


def short(field: str, text: str, longest: int = LONGEST_TEXT) -> None:
    if len(text) > longest:
        raise Invalid(field, "too_long")
