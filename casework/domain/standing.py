"""The status timeline of a new case, from the dates of a row and the status it names.

A list dates the status it names only by appearing, so dates come first; what they do not say already stands since
about the day on which the list was read, and whoever is called released is not counted in custody from then on.
"""

from collections.abc import Sequence

from casework.domain.drafts import Draft
from casework.domain.sections import PenaltyKind
from casework.domain.status import ReleaseGround, Status, StatusEntry
from casework.domain.validation import COURSE

_SENTENCED = {PenaltyKind.RESTRICTION_OPEN: Status.OPEN_FACILITY, PenaltyKind.RESTRICTION_HOME: Status.HOME_RESTRICTION}
_BY_FACILITY = {"prison": Status.PRISON, "settlement": Status.SETTLEMENT}
_SINCE_ARREST = frozenset({Status.DETAINED, Status.HOUSE_ARREST})
"""What begins with the arrest if it is so at all; a trial or a colony comes later."""
SERVED = frozenset({Status.COLONY, Status.PRISON, Status.SETTLEMENT, Status.OPEN_FACILITY, Status.HOME_RESTRICTION})
_FREE = frozenset({Status.RELEASED, Status.DEPORTED, Status.RETURNED})


def timeline(draft: Draft) -> tuple[StatusEntry, ...]:
    """Arrest, verdict, end: the list's order. In pre-trial custody since the arrest, serving since the verdict."""
    entries: list[StatusEntry] = []
    serving, stated = sentenced(draft), draft.stated
    if draft.arrested:
        since_then = stated.status if stated and stated.status in _SINCE_ARREST and not draft.verdict else None
        entries.append(StatusEntry(since_then or Status.PRETRIAL, draft.arrested))
    if draft.verdict and draft.verdict_in_timeline and serving:
        entries.append(StatusEntry(serving, draft.verdict))
    if draft.released:
        entries.append(StatusEntry(Status.RELEASED, draft.released, ReleaseGround.NOT_STATED))
    if draft.died:
        entries.append(StatusEntry(Status.DIED, draft.died))
    if stated and follows(entries, stated.status) and not is_back(entries, stated.status):
        entries.append(stated)
    return tuple(entries)


def sentenced(draft: Draft) -> Status | None:
    """The status a verdict brings; None where it does not say (a fine, no sentence stated)."""
    if draft.sentence is None:
        return draft.stated.status if draft.stated and draft.stated.status in SERVED else None
    if draft.sentence.kind is PenaltyKind.IMPRISONMENT:
        return _BY_FACILITY.get(draft.facility_kind, Status.COLONY)
    return _SENTENCED.get(draft.sentence.kind)


def follows(entries: Sequence[StatusEntry], status: Status) -> bool:
    """Whether a status that a list names is another than the one that stands, and can come after it."""
    if status is Status.RETURNED and Status.DEPORTED not in {entry.status for entry in entries}:
        return False
    return not entries or not (entries[-1].status is Status.DIED or agree(entries[-1].status, status))


def agree(stands: Status, status: Status) -> bool:
    """The same; or what stands says more: who was deported is released too."""
    return stands is status or (stands in _FREE and status in _FREE and COURSE[stands] > COURSE[status])


def is_back(entries: Sequence[StatusEntry], status: Status) -> bool:
    """Whether it would turn back the usual course of a case: a date is needed to believe it."""
    return bool(entries) and COURSE[entries[-1].status] > COURSE[status]
