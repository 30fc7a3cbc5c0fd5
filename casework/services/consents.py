"""Whom today's consent does not let be named: for reports, and for actions that name people in public."""

from collections.abc import Sequence
from uuid import UUID

from casework.domain.actionrules import names_in_public
from casework.domain.actions import Action
from casework.domain.consent import Appearance, Audience, appearance
from casework.domain.errors import Invalid
from casework.domain.policy import Permission
from casework.domain.sections import SectionName
from casework.services import clock, ledger
from casework.services.actor import Actor, require
from casework.services.ledger import Writer
from casework.services.reading import Reader


def unnamed(unit: Reader, cases: Sequence[UUID], audience: Audience) -> tuple[UUID, ...]:
    """Those who may not be named to this audience, in the order given. Raises NotAllowed, Tampered."""
    if audience is Audience.INTERNAL:
        return ()
    found = unit.load_sections(cases, [SectionName.CONSENT, SectionName.IDENTITY])
    today = clock.today()
    left = []
    for case in cases:
        consent, identity = found[case].get(SectionName.CONSENT), found[case].get(SectionName.IDENTITY)
        birth = identity.value.birth if identity else None
        if appearance(consent.value if consent else None, audience, today, birth) is not Appearance.NAMED:
            left.append(case)
    return tuple(left)


def unnamed_in_public(actor: Actor, cases: Sequence[UUID]) -> tuple[UUID, ...]:
    """For whoever records an action or reads one. Raises NotAllowed, Tampered."""
    require(actor, Permission.CASE_READ)
    with ledger.reading(actor) as unit:
        found = unnamed(unit, cases, Audience.PUBLIC)
        unit.audit("case.consents_read", "", {"count": len(cases)})
    return found


def know(unit: Writer, action_id: UUID, action: Action, *, aware: bool) -> None:
    """Nobody is named in public without consent unless somebody says so knowingly, and the log says who.

    Raises Invalid("aware", "not_consented").
    """
    named = [UUID(case) for case in action.covers.cases] if names_in_public(action) else []
    without = len(unnamed(unit, named, Audience.PUBLIC))
    if without and not aware:
        raise Invalid("aware", "not_consented", count=str(without))
    if without:
        unit.audit("action.named_unconsented", str(action_id), {"people": without})
