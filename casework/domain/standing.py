"""The status timeline of a new case, from the dates of a row and the status it names.

Dates come first. A word without a date puts nobody into custody; but whom the dates leave in custody and the list
calls released, or at home, is out of it since about the day on which the list was read. That day is guessed, and
marked so: any date that comes later takes its place.
"""

from collections.abc import Sequence

from casework.domain.drafts import Draft
from casework.domain.sections import PenaltyKind
from casework.domain.status import DEPRIVED_OR_RESTRICTED, IN_CUSTODY, ReleaseGround, Status, StatusEntry
from casework.domain.validation import COURSE

_SENTENCED = {PenaltyKind.RESTRICTION_OPEN: Status.OPEN_FACILITY, PenaltyKind.RESTRICTION_HOME: Status.HOME_RESTRICTION}
_BY_FACILITY = {"prison": Status.PRISON, "settlement": Status.SETTLEMENT}
_SINCE_ARREST = frozenset({Status.DETAINED, Status.HOUSE_ARREST})
"""What begins with the arrest if it is so at all."""
_SINCE_VERDICT = frozenset({Status.COLONY, Status.SETTLEMENT, Status.OPEN_FACILITY, Status.HOME_RESTRICTION})
SERVED = _SINCE_VERDICT | {Status.PRISON}
OUT = frozenset(
    {
        Status.RELEASED, Status.DEPORTED, Status.DIED, Status.HOUSE_ARREST, Status.OPEN_FACILITY,
        Status.HOME_RESTRICTION,
    }
)  # fmt: skip
"""Out of custody."""


def timeline(draft: Draft) -> tuple[StatusEntry, ...]:
    entries = dated(draft)
    return (*entries, guess(draft, draft.stated)) if draft.stated and ends(entries, draft.stated) else entries


def dated(draft: Draft) -> tuple[StatusEntry, ...]:
    """Arrest, verdict, end: the list's order. In pre-trial custody since the arrest, serving since the verdict."""
    entries: list[StatusEntry] = []
    serving = sentenced(draft)
    if draft.arrested:
        entries.append(StatusEntry(arrested(draft), draft.arrested))
    if draft.verdict and draft.verdict_in_timeline and serving:
        entries.append(StatusEntry(serving, draft.verdict))
    if draft.released:
        entries.append(StatusEntry(Status.RELEASED, draft.released, ReleaseGround.NOT_STATED))
    if draft.died:
        entries.append(StatusEntry(Status.DIED, draft.died))
    return tuple(entries)


def arrested(draft: Draft) -> Status:
    """The status an arrest brings."""
    return draft.stated if draft.stated in _SINCE_ARREST and not draft.verdict else Status.PRETRIAL


def sentenced(draft: Draft) -> Status | None:
    """The status a verdict brings; None where it does not say (a fine, no sentence stated)."""
    if draft.sentence is None:
        return draft.stated if draft.stated in _SINCE_VERDICT else None
    if draft.sentence.kind is PenaltyKind.IMPRISONMENT:
        return _BY_FACILITY.get(draft.facility_kind, Status.COLONY)
    return _SENTENCED.get(draft.sentence.kind)


def ends(entries: Sequence[StatusEntry], status: Status) -> bool:
    """Whether a status without a date takes somebody out of custody, or out of being held at home, by the dates."""
    if not entries or status not in OUT:
        return False
    last = entries[-1].status
    held = last in IN_CUSTODY or (last in DEPRIVED_OR_RESTRICTED and status not in DEPRIVED_OR_RESTRICTED)
    return held and COURSE[status] >= COURSE[last]


def guess(draft: Draft, status: Status) -> StatusEntry:
    """Since about the day on which the list was read."""
    ground = ReleaseGround.NOT_STATED if status is Status.RELEASED else None
    return StatusEntry(status, draft.read_on, ground, guessed=True)
