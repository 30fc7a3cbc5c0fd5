"""Withdrawing an advocacy action that was recorded by mistake: it raises nobody any more, its history stays."""

from uuid import UUID

from casework.casebook import leaning
from casework.domain.errors import Invalid
from casework.domain.policy import Permission
from casework.domain.records import WITHDRAWN, Withdrawn
from casework.services import advocacy, ledger
from casework.services.actor import Actor, require


def withdraw(actor: Actor, action_id: UUID, reason: str) -> None:
    """Raises NotAllowed, NotFound, and Invalid (no reason said, or listings came with it)."""
    require(actor, Permission.ADVOCACY_WRITE, str(action_id))
    if not reason.strip():
        raise Invalid("reason", "needed")
    with ledger.writing(actor) as unit:
        advocacy.standing(unit, action_id)
        listings = sum(1 for _ in leaning.on(unit.book(), [action_id]))
        if listings:
            raise Invalid("reason", "action_in_use", count=str(listings))
        before = unit.load(action_id, WITHDRAWN)
        unit.save(action_id, WITHDRAWN, Withdrawn(reason=reason.strip()), before.version if before else 0)
        unit.audit("action.withdrawn", str(action_id))
