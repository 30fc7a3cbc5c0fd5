"""What changed for somebody after an action: dates side by side, without any claim that one led to the other."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date
from enum import StrEnum

from casework.domain.dates import PartialDate
from casework.domain.status import Status

WINDOWS = (1, 3, 6, 12)
"""Months after the action."""


class Change(StrEnum):
    RELEASED = "released"
    DEPORTED = "deported"
    DIED = "died"
    STATUS = "status"
    MOVED = "moved"
    SENTENCED = "sentenced"


OF_STATUS = {Status.RELEASED: Change.RELEASED, Status.DEPORTED: Change.DEPORTED, Status.DIED: Change.DIED}
"""Any other status is a change of status."""


@dataclass(frozen=True, slots=True)
class Changed:
    """`detail` is the status, or the facility moved to."""

    what: Change
    on: PartialDate
    detail: str = ""


def months_after(day: date, months: int) -> date:
    """The same day of the month so many months later (earlier for a negative number), or the last of that month.

    Beyond the calendar's first or last year it is that year's first or last day.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not MINYEAR <= year <= MAXYEAR:
        return date.min if months < 0 else date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def within(changes: Iterable[Changed], after: date, months: int) -> frozenset[Change]:
    """What surely happened after that day and within so many months of it; a date that leaves it open is left out."""
    until = months_after(after, months)
    return frozenset(one.what for one in changes if one.on.earliest > after and one.on.latest <= until)
