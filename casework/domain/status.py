"""Custody status: the vocabulary, what counts as in custody, and the one rule of the count."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import msgspec

from casework.domain.dates import PartialDate


class Status(StrEnum):
    WANTED = "wanted"
    DETAINED = "detained"
    PRETRIAL = "pretrial"
    HOUSE_ARREST = "house_arrest"
    ON_TRIAL = "on_trial"
    COLONY = "colony"
    PRISON = "prison"
    SETTLEMENT = "settlement"
    OPEN_FACILITY = "open_facility"
    HOME_RESTRICTION = "home_restriction"
    PSYCHIATRIC = "psychiatric"
    RELEASED = "released"
    DEPORTED = "deported"
    RETURNED = "returned"
    DIED = "died"
    UNKNOWN = "unknown"


class ReleaseGround(StrEnum):
    TERM_SERVED = "term_served"
    AMNESTY = "amnesty"
    PARDON = "pardon"
    PAROLE = "parole"
    SENTENCE_CHANGED = "sentence_changed"
    ACQUITTED = "acquitted"
    CHARGES_DROPPED = "charges_dropped"
    NOT_STATED = "not_stated"


IN_CUSTODY = frozenset(
    {
        Status.DETAINED, Status.PRETRIAL, Status.ON_TRIAL, Status.COLONY, Status.PRISON,
        Status.SETTLEMENT, Status.PSYCHIATRIC,
    }
)  # fmt: skip
"""Held in a place one may not leave."""

DEPRIVED_OR_RESTRICTED = IN_CUSTODY | {Status.HOUSE_ARREST, Status.OPEN_FACILITY, Status.HOME_RESTRICTION}


class StatusEntry(msgspec.Struct, frozen=True, omit_defaults=True):
    """One line of the timeline: this status holds from `since` until the next line."""

    status: Status
    since: PartialDate
    ground: ReleaseGround | None = None
    documents_taken: bool | None = None
    source: str = ""
    note: str = ""
    guessed: bool = False
    """A list named the status without a date: `since` is about the day on which it was read."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch [start, end) with both ends as intervals of days; `end_*` is None while it lasts."""

    start_earliest: date
    start_latest: date
    end_earliest: date | None
    end_latest: date | None

    def certain(self, day: date) -> bool:
        return self.start_latest <= day and (self.end_earliest is None or day < self.end_earliest)

    def possible(self, day: date) -> bool:
        return self.start_earliest <= day and (self.end_latest is None or day < self.end_latest)


def spans(timeline: Iterable[StatusEntry], counted: frozenset[Status] = IN_CUSTODY) -> tuple[Span, ...]:
    """Stretches of the timeline (in its own order) whose status is `counted`.

    In custody from the day of arrest until the day before release or death, recognised or not.
    """
    found: list[Span] = []
    start: PartialDate | None = None
    for entry in timeline:
        inside = entry.status in counted
        if inside and start is None:
            start = entry.since
        elif not inside and start is not None:
            found.append(_span(start, entry.since))
            start = None
    if start is not None:
        found.append(_span(start, None))
    return tuple(found)


def _span(start: PartialDate, end: PartialDate | None) -> Span:
    if end is None:
        return Span(start.earliest, start.latest, None, None)
    return Span(start.earliest, start.latest, max(start.earliest, end.earliest), end.latest)
