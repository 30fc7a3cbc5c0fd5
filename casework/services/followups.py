"""What is still to be done after advocacy actions: due and overdue, over all of them; marked as done one by one."""

from uuid import UUID

import msgspec

from casework.casebook import followups, shelf
from casework.casebook.followups import Open, Page
from casework.domain.dates import PartialDate
from casework.domain.errors import NotFound
from casework.domain.policy import Permission
from casework.services import advocacy, clock, ledger
from casework.services.actor import Actor, require

__all__ = ["Open", "Page", "done", "listing"]


def listing(actor: Actor, *, overdue: bool = False, number: int = 1, size: int = 50) -> Page:
    """Open follow-ups and deadlines, the one due first comes first; from the index alone. Raises NotAllowed."""
    require(actor, Permission.ADVOCACY_READ)
    found = followups.page(shelf.current(actor), clock.today(), overdue=overdue, number=number, size=size)
    with ledger.reading(actor) as unit:
        unit.audit("action.follow_ups_listed", "", {"count": len(found.lines), "overdue": found.overdue})
    return found


def done(actor: Actor, action_id: UUID, row: int, seen: int) -> int:
    """The follow-up at that place of version `seen`, done today; the new version.

    Raises NotAllowed, NotFound (also for one that was done already), Conflict.
    """
    require(actor, Permission.ADVOCACY_WRITE, str(action_id))
    with ledger.writing(actor) as unit:
        before = advocacy.standing(unit, action_id)
        rows = list(before.value.follow_ups)
        if before.version == seen and not (0 <= row < len(rows) and rows[row].done is None):
            raise NotFound("follow_up")
        if before.version == seen:
            rows[row] = msgspec.structs.replace(rows[row], done=PartialDate.of(clock.today()))
        changed = msgspec.structs.replace(before.value, follow_ups=tuple(rows))
        version = unit.save(action_id, advocacy.SECTION, changed, seen)
        unit.audit("action.follow_up_done", str(action_id), {"version": version})
    return version
