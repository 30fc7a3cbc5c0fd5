"""Who has not consented to be named in public, where an action names them: on its form and on its page."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import g, request

from casework.domain.actionrules import public
from casework.domain.actions import ActionKind, ActionStatus
from casework.domain.policy import Permission
from casework.services import consents
from casework.web.access import may
from casework.web.advocacy.blueprint import Person, people

SHOWN = 50


@dataclass(frozen=True, slots=True)
class Unconsented:
    people: list[Person]
    more: int


def unconsented(named: Sequence[str], kind: ActionKind | None, status: ActionStatus | None) -> Unconsented | None:
    """Whom a public action names without their consent, by name for whoever may read cases; None where nobody."""
    if not named or kind is None or status is None or not public(kind, status) or not may(Permission.CASE_READ):
        return None
    found = [str(case) for case in consents.unnamed_in_public(g.actor, [UUID(case) for case in named])]
    return Unconsented(people(found[:SHOWN]), max(0, len(found) - SHOWN)) if found else None


def aware() -> bool:
    """Whether the box beside the names was ticked."""
    return request.form.get("aware") == "1"
