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
    firm, guessed = _apart(old.entries, draft)
    entries, differences = with_events(firm, draft)
    refused: dict[str, Any] = {}
    for name, stood, said in differences:
        if stood is not None and overlap(stood, said):
            change.refine(SectionName.STATUS, name, stood, said)
        elif not change.takes(SectionName.STATUS, name, stood, said):
            refused[_EVENTS[name]] = None
    if refused:
        entries, _ = with_events(firm, without(draft, **refused))
    entries = _with_guess(entries, guessed, draft, change)
    return replace(old, entries=entries) if entries != old.entries else old


def _apart(entries: tuple[StatusEntry, ...], draft: Draft) -> tuple[tuple[StatusEntry, ...], StatusEntry | None]:
    """A guessed end stands back while dates are laid in; not before an arrest that came after it."""
    if not entries or not entries[-1].guessed:
        return entries, None
    again = draft.arrested is not None and draft.arrested.earliest > entries[-1].since.latest
    return (entries, None) if again else (entries[:-1], entries[-1])


def _with_guess(
    entries: tuple[StatusEntry, ...], guessed: StatusEntry | None, draft: Draft, change: Change
) -> tuple[StatusEntry, ...]:
    """The end that was guessed before, or that this row names without a date, unless dates say it better."""
    if guessed and standing.ends(entries, guessed.status):
        entries = (*entries, guessed)
    stated, own = draft.stated, standing.dated(draft)
    if stated is None or not standing.ends(entries, stated) or (own and not standing.ends(own, stated)):
        return entries
    if draft.arrested and draft.arrested.latest < _begun(entries).earliest:
        return entries
    taken = change.takes(SectionName.STATUS, "status", entries[-1].status, stated)
    return (*entries, standing.guess(draft, stated)) if taken else entries


def _begun(entries: tuple[StatusEntry, ...]) -> PartialDate:
    """When the stretch began in which somebody is held."""
    since = entries[-1].since
    for entry in reversed(entries):
        if entry.status not in DEPRIVED_OR_RESTRICTED:
            break
        since = entry.since
    return since


def custody(old: Custody, draft: Draft, change: Change, now: StatusTimeline) -> Custody:
    """`now` is the timeline as the row leaves it."""
    period = opening.custody_period(draft)
    if period is None:
        return old
    said = period.facility or period.as_written
    last = old.periods[-1] if old.periods else None
    if last is None:
        change.refine(SectionName.CUSTODY, "facility", "", said)
        return Custody((period,))
    if _same(last, period):
        return old
    ended = draft.released or draft.died or (now.entries[-1].since if now.entries and now.entries[-1].guessed else None)
    begun = last.until or last.since
    if ended and begun and ended.latest < begun.earliest:
        return _before(old, replace(period, until=ended), change)
    if last.until is not None:
        change.refine(SectionName.CUSTODY, "facility", "", said)
    elif not change.takes(SectionName.CUSTODY, "facility", last.facility or last.as_written, said):
        return old
    moved = _moved(begun, period, draft, ended)
    left = replace(last, until=last.until or moved)
    return Custody((*old.periods[:-1], left, replace(period, since=moved, until=ended)))


def _same(one: CustodyPeriod, other: CustodyPeriod) -> bool:
    return one.facility == other.facility if other.facility else one.as_written == other.as_written


def _before(old: Custody, stay: CustodyPeriod, change: Change) -> Custody:
    """A stay that had ended when the last on file began."""
    if any(_same(one, stay) for one in old.periods):
        return old
    change.refine(SectionName.CUSTODY, "facility", "", stay.facility or stay.as_written)
    return Custody((*old.periods[:-1], stay, old.periods[-1]))


def _moved(
    begun: PartialDate | None, period: CustodyPeriod, draft: Draft, ended: PartialDate | None
) -> PartialDate | None:
    """When somebody came to another place: with the verdict or the arrest of the row, where it came later than the
    other place; else about the end, or the day on which the list was read."""
    for day in (period.since, draft.arrested):
        if day and begun and begun.latest < day.earliest:
            return day
    if ended:
        return ended if ended.approximate else PartialDate.parse("~" + ended.text)
    return draft.read_on
