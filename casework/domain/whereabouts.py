"""A draft's status and place into a case that exists."""

from dataclasses import replace as without
from typing import Any

from msgspec.structs import replace

from casework.domain import opening, standing
from casework.domain.dates import PartialDate
from casework.domain.difference import Change, overlap
from casework.domain.drafts import Draft
from casework.domain.sections import Custody, CustodyPeriod, SectionName, StatusTimeline
from casework.domain.status import DEPRIVED_OR_RESTRICTED, StatusEntry
from casework.domain.timeline import with_events

_EVENTS = {"arrest": "arrested", "verdict": "verdict", "release": "released", "death": "died"}
"""What a timeline calls an event, and where a draft has it."""


def status(old: StatusTimeline, draft: Draft, change: Change) -> StatusTimeline:
    entries, differences = with_events(old.entries, draft)
    refused: dict[str, Any] = {}
    for name, stood, said in differences:
        if stood is not None and overlap(stood, said):
            change.refine(SectionName.STATUS, name, stood, said)
        elif not change.takes(SectionName.STATUS, name, stood, said):
            refused[_EVENTS[name]] = None
    if refused:
        entries, _ = with_events(old.entries, without(draft, **refused))
    entries = _stated(entries, draft, change)
    return replace(old, entries=entries) if entries != old.entries else old


def _stated(entries: tuple[StatusEntry, ...], draft: Draft, change: Change) -> tuple[StatusEntry, ...]:
    """The status that the row names, where its own dates allow it. Without a date it puts nobody back into custody."""
    stated, own = draft.stated, standing.timeline(draft)[-1:]
    if stated is None or not standing.agree(own[0].status if own else stated.status, stated.status):
        return entries
    if not standing.follows(entries, stated.status):
        return entries
    stood = entries[-1].status if entries else None
    if standing.is_back(entries, stated.status):
        change.claim(SectionName.STATUS, "status", stood, stated.status)
        return entries
    return (*entries, stated) if change.takes(SectionName.STATUS, "status", stood, stated.status) else entries


def custody(old: Custody, draft: Draft, change: Change) -> Custody:
    period = opening.custody_period(draft)
    if period is None:
        return old
    said = period.facility or period.as_written
    last = old.periods[-1] if old.periods else None
    if last is None:
        change.refine(SectionName.CUSTODY, "facility", "", said)
        return Custody((period,))
    if last.facility == period.facility if period.facility else last.as_written == period.as_written:
        return old
    if last.until is not None:
        change.refine(SectionName.CUSTODY, "facility", "", said)
    elif not change.takes(SectionName.CUSTODY, "facility", last.facility or last.as_written, said):
        return old
    ended = _ended(draft)
    moved = None if ended else _moved(last, period, draft)
    left = replace(last, until=last.until or ended or moved)
    return Custody((*old.periods[:-1], left, replace(period, since=moved, until=ended)))


def _ended(draft: Draft) -> PartialDate | None:
    """When nobody was held in any place any more, as far as the row tells."""
    free = draft.stated is not None and draft.stated.status not in DEPRIVED_OR_RESTRICTED
    return draft.released or draft.died or (draft.read_on if free else None)


def _moved(last: CustodyPeriod, period: CustodyPeriod, draft: Draft) -> PartialDate | None:
    """When somebody came to another place: with the verdict, if that is what it is for and it came later; else by the
    day on which the list was read."""
    begun = last.until or last.since
    with_verdict = period.since if period.since and period.since != draft.arrested else None
    if with_verdict and begun and begun.latest < with_verdict.earliest:
        return with_verdict
    return draft.read_on
