"""Who raises cases: governments, parliaments and their members, bodies, organisations, media. Each on file once."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from casework.casebook import actors as raisers
from casework.casebook import shelf
from casework.casebook.actors import Raiser
from casework.domain.actors import ActorKind, AdvocacyActor, faults, folds
from casework.domain.errors import Invalid, NotFound
from casework.domain.policy import Permission
from casework.domain.records import WITHDRAWN, RecordKind, Withdrawn
from casework.services import ledger
from casework.services.actor import Actor, require
from casework.services.reading import Loaded, Reader
from casework.services.writing import Writer
from casework.store import records

SECTION = "actor"

__all__ = ["Raiser", "Stored", "add", "history", "listing", "load", "put", "save", "some", "standing", "withdraw"]


@dataclass(frozen=True, slots=True)
class Stored:
    """An actor as it was recorded, and the version a form is made from."""

    id: UUID
    value: AdvocacyActor
    version: int
    at: str = ""
    by: str = ""
    reason: str = ""


def listing(actor: Actor) -> list[Raiser]:
    """All who stand, by their names, with how often each has acted. Raises NotAllowed."""
    require(actor, Permission.ADVOCACY_READ)
    found = raisers.listing(shelf.current(actor))
    with ledger.reading(actor) as unit:
        unit.audit("actor.listed", "", {"count": len(found)})
    return found


def some(actor: Actor, ids: Sequence[UUID]) -> dict[UUID, Raiser]:
    """Those of them that stand: for a page that already says in the log what it shows. Raises NotAllowed."""
    require(actor, Permission.ADVOCACY_READ)
    return raisers.some(shelf.current(actor), ids) if ids else {}


def add(actor: Actor, value: AdvocacyActor) -> UUID:
    """Raises NotAllowed, Invalid; Invalid("en", "actor_on_file") names the record of the same kind, state and name."""
    require(actor, Permission.ADVOCACY_WRITE)
    with ledger.writing(actor) as unit:
        return put(unit, value)


def put(unit: Writer, value: AdvocacyActor) -> UUID:
    """Inside another use case's transaction, which has asked for the permission. Raises Invalid."""
    _check(unit, value)
    made = unit.create(RecordKind.ACTOR, {SECTION: value})
    unit.audit("actor.added", str(made))
    return made


def save(actor: Actor, actor_id: UUID, value: AdvocacyActor, seen: int, reason: str = "") -> int:
    """A new version. Raises NotAllowed, NotFound, Invalid, Conflict."""
    require(actor, Permission.ADVOCACY_WRITE, str(actor_id))
    with ledger.writing(actor) as unit:
        before = _load(unit, actor_id)
        _check(unit, value, actor_id, before.value)
        version = unit.save(actor_id, SECTION, value, seen, reason)
        unit.audit("actor.saved", str(actor_id), {"version": version})
    return version


def load(actor: Actor, actor_id: UUID) -> Stored:
    """Raises NotAllowed, NotFound (also for one that was withdrawn)."""
    require(actor, Permission.ADVOCACY_READ, str(actor_id))
    with ledger.reading(actor) as unit:
        found = _stored(actor_id, _load(unit, actor_id))
        unit.audit("actor.opened", str(actor_id))
    return found


def history(actor: Actor, actor_id: UUID) -> list[Stored]:
    """Every version, the oldest first. Raises NotAllowed, NotFound."""
    require(actor, Permission.ADVOCACY_READ, str(actor_id))
    with ledger.reading(actor) as unit:
        _load(unit, actor_id)
        return [_stored(actor_id, found) for found in unit.history(actor_id, SECTION)]


def withdraw(actor: Actor, actor_id: UUID, reason: str) -> None:
    """No longer on file; the history stays.

    Raises NotAllowed, NotFound, Invalid("reason", "needed"), Invalid("reason", "actor_in_use") while actions name
    it, Invalid("reason", "parliament_in_use") while members belong to it; both say how many.
    """
    require(actor, Permission.ADVOCACY_WRITE, str(actor_id))
    if not reason.strip():
        raise Invalid("reason", "needed")
    book = shelf.current(actor)
    used = raisers.acted(book, actor_id)
    if used:
        raise Invalid("reason", "actor_in_use", count=str(used))
    members = sum(one.member_of == actor_id for one in raisers.listing(book))
    if members:
        raise Invalid("reason", "parliament_in_use", count=str(members))
    with ledger.writing(actor) as unit:
        _load(unit, actor_id)
        unit.save(actor_id, WITHDRAWN, Withdrawn(reason=reason.strip()), 0)
        unit.audit("actor.withdrawn", str(actor_id))


def standing(unit: Reader, ids: Sequence[UUID]) -> dict[UUID, AdvocacyActor]:
    """The actors of these records. Raises NotFound when one of them is none, or was withdrawn."""
    kinds = records.kinds_of(ids)
    if any(kinds.get(key) != RecordKind.ACTOR for key in ids):
        raise NotFound("actor")
    found = unit.load_sections(ids, [SECTION, WITHDRAWN], RecordKind.ACTOR)
    if any(SECTION not in loaded or _gone(loaded) for loaded in found.values()):
        raise NotFound("actor")
    return {key: loaded[SECTION].value for key, loaded in found.items()}


def _check(unit: Reader, value: AdvocacyActor, own: UUID | None = None, before: AdvocacyActor | None = None) -> None:
    """Inside the transaction: another worker may have put the same one on file a moment ago."""
    for fault in faults(value, before.country if before else ""):
        raise fault
    everyone = unit.all_of(RecordKind.ACTOR, SECTION)
    gone = {key for key, loaded in unit.all_of(RecordKind.ACTOR, WITHDRAWN).items() if loaded.value.withdrawn}
    stand = {key: loaded.value for key, loaded in everyone.items() if key not in gone}
    if value.member_of:
        parliament = stand.get(_uuid(value.member_of))
        if parliament is None or parliament.kind is not ActorKind.PARLIAMENT:
            raise Invalid("member_of", "not_a_parliament")
    mine = folds(value.spellings)
    for key, other in stand.items():
        alike = (other.kind, other.country) == (value.kind, value.country) and mine & folds(other.spellings)
        if alike and key != own:
            name = other.names.en or other.names.be or other.names.ru
            raise Invalid("en", "actor_on_file", name=name, record=str(key))


def _load(unit: Reader, actor_id: UUID) -> Loaded:
    if unit.kind(actor_id) is not RecordKind.ACTOR:
        raise NotFound("record")
    loaded = unit.load_sections([actor_id], [SECTION, WITHDRAWN], RecordKind.ACTOR)[actor_id]
    if SECTION not in loaded or _gone(loaded):
        raise NotFound("record")
    return loaded[SECTION]


def _gone(loaded: dict[str, Loaded]) -> bool:
    return WITHDRAWN in loaded and loaded[WITHDRAWN].value.withdrawn


def _stored(actor_id: UUID, found: Loaded) -> Stored:
    return Stored(actor_id, found.value, found.version, found.at, found.by, found.reason)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise Invalid("member_of", "not_a_parliament") from error
