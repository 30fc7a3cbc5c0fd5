"""Saved views of the list of cases: sealed like everything else, for a filter can name a place."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from casework.domain.errors import Invalid, NotFound
from casework.domain.policy import Permission
from casework.domain.records import WITHDRAWN, RecordKind, Withdrawn
from casework.domain.views import VIEW, SavedView
from casework.services import ledger
from casework.services.actor import Actor, require

LONGEST = 60
MOST = 30


@dataclass(frozen=True, slots=True)
class View:
    id: UUID
    name: str
    arguments: tuple[tuple[str, str], ...]


def listing(actor: Actor) -> list[View]:
    """In the order of their names."""
    require(actor, Permission.CASE_READ)
    with ledger.reading(actor) as unit:
        gone = unit.all_of(RecordKind.REFERENCE, WITHDRAWN)
        found = unit.all_of(RecordKind.REFERENCE, VIEW)
    views = [View(key, one.value.name, one.value.arguments) for key, one in found.items() if key not in gone]
    return sorted(views, key=lambda view: view.name.casefold())


def save(actor: Actor, name: str, arguments: Sequence[tuple[str, str]]) -> UUID:
    """Raises Invalid(name: needed | too_long | too_many)."""
    require(actor, Permission.CASE_WRITE)
    name = " ".join(name.split())
    if not name:
        raise Invalid("name", "needed")
    if len(name) > LONGEST:
        raise Invalid("name", "too_long")
    if len(listing(actor)) >= MOST:
        raise Invalid("name", "too_many")
    with ledger.writing(actor) as unit:
        made = unit.create(RecordKind.REFERENCE, {VIEW: SavedView(name, tuple(arguments))})
        unit.audit("view.saved", str(made))
    return made


def remove(actor: Actor, view_id: UUID) -> None:
    """The view leaves the list; its history stays. Raises NotFound."""
    require(actor, Permission.CASE_WRITE)
    if view_id not in {view.id for view in listing(actor)}:
        raise NotFound("view")
    with ledger.writing(actor) as unit:
        unit.save(view_id, WITHDRAWN, Withdrawn(), 0)
        unit.audit("view.removed", str(view_id))
