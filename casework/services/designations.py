"""Sanctions listings: recorded one by one, changed, ended by a delisting, withdrawn when they were a mistake."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import msgspec

from casework.casebook import listings, shelf
from casework.casebook.listings import Asked, Entity, Listing
from casework.domain import designations as rules
from casework.domain.actions import Action, ActionKind
from casework.domain.dates import PartialDate
from casework.domain.designations import Designation
from casework.domain.entities import ASSETS, EntityKind, EntityProfile
from casework.domain.errors import Conflict, Invalid, NotFound
from casework.domain.policy import Permission
from casework.domain.records import WITHDRAWN, RecordKind, Withdrawn
from casework.services import clock, ledger, reference, registry
from casework.services.actor import Actor, require
from casework.services.reading import Loaded, Reader
from casework.services.writing import Writer

SECTION = "designation"


@dataclass(frozen=True, slots=True)
class Stored:
    """A listing as it was recorded, and the version a form is made from."""

    id: UUID
    designation: Designation
    version: int
    at: str = ""
    by: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    lines: tuple[Listing, ...]
    number: int
    size: int
    total: int


@dataclass(frozen=True, slots=True)
class Tally:
    """What came with one action, as statements count it."""

    individuals: int
    entities: int
    aircraft: int
    vessels: int


def add(actor: Actor, listing: Designation) -> UUID:
    """A new listing.

    Raises NotAllowed, NotFound for an entity that is not on file, and Invalid: see `casework.domain.designations`.
    """
    require(actor, Permission.ADVOCACY_WRITE)
    with ledger.writing(actor) as unit:
        _check(unit, listing, _of(unit, _uuid(listing.entity)))
        made = unit.create(RecordKind.DESIGNATION, {SECTION: listing})
        unit.audit("designation.added", str(made), {"authority": listing.authority})
    return made


def save(actor: Actor, listing_id: UUID, listing: Designation, seen: int, reason: str = "") -> int:
    """A new version; what is listed stays. Raises NotAllowed, NotFound, Conflict, Invalid."""
    require(actor, Permission.ADVOCACY_WRITE, str(listing_id))
    with ledger.writing(actor) as unit:
        before = _load(unit, listing_id)
        kept = msgspec.structs.replace(listing, entity=before.value.entity)
        _refuse_stale(listing_id, before, seen)
        _check(unit, kept, [one for one in _of(unit, UUID(kept.entity)) if one != listing_id])
        version = unit.save(listing_id, SECTION, kept, seen, reason)
        unit.audit("designation.saved", str(listing_id), {"version": version})
    return version


def delist(actor: Actor, listing_id: UUID, on: PartialDate, reason: str, seen: int) -> int:
    """The listing ends on that day and is kept. Raises NotAllowed, NotFound, Conflict, Invalid("delisted_on")."""
    require(actor, Permission.ADVOCACY_WRITE, str(listing_id))
    with ledger.writing(actor) as unit:
        before = _load(unit, listing_id)
        _refuse_stale(listing_id, before, seen)
        if before.value.delisted_on is not None:
            raise Invalid("delisted_on", "delisted_already")
        ended = msgspec.structs.replace(before.value, delisted_on=on, delisting_reason=reason)
        rules.check(ended, _profile(unit, ended.entity), reference.known(unit).programmes, clock.today())
        version = unit.save(listing_id, SECTION, ended, seen, reason)
        unit.audit("designation.delisted", str(listing_id), {"version": version})
    return version


def withdraw(actor: Actor, listing_id: UUID, reason: str) -> None:
    """It was entered by mistake: it leaves every list, its history stays. Raises NotAllowed, NotFound, Invalid."""
    require(actor, Permission.ADVOCACY_WRITE, str(listing_id))
    if not reason.strip():
        raise Invalid("reason", "needed")
    with ledger.writing(actor) as unit:
        _load(unit, listing_id)
        gone = unit.load(listing_id, WITHDRAWN)
        unit.save(listing_id, WITHDRAWN, Withdrawn(reason=reason), gone.version if gone else 0, reason)
        unit.audit("designation.withdrawn", str(listing_id))


def load(actor: Actor, listing_id: UUID) -> Stored:
    """Raises NotAllowed, NotFound (also for one that was withdrawn)."""
    require(actor, Permission.ADVOCACY_READ, str(listing_id))
    with ledger.reading(actor) as unit:
        found = _stored(listing_id, _load(unit, listing_id))
        unit.audit("designation.opened", str(listing_id))
    return found


def history(actor: Actor, listing_id: UUID) -> list[Stored]:
    """Every version, the oldest first. Raises NotAllowed, NotFound."""
    require(actor, Permission.ADVOCACY_READ, str(listing_id))
    with ledger.reading(actor) as unit:
        _load(unit, listing_id)
        return [_stored(listing_id, found) for found in unit.history(listing_id, SECTION)]


def of_entity(actor: Actor, entity_id: UUID) -> list[Listing]:
    """In force or ended, the newest first. Raises NotAllowed."""
    return _listed(actor, Asked(clock.today(), entity=entity_id), str(entity_id))


def of_action(actor: Actor, action_id: UUID) -> list[Listing]:
    """What came with an action, the newest first. Raises NotAllowed."""
    return _listed(actor, Asked(clock.today(), action=action_id), str(action_id))


def listing(actor: Actor, asked: Asked, number: int = 1, size: int = 50) -> Page:
    """Raises NotAllowed."""
    every = _listed(actor, asked, "")
    first = (number - 1) * size
    return Page(tuple(every[first : first + size]), number, size, len(every))


def entity(actor: Actor, entity_id: UUID) -> Entity:
    """Whom or what a form is about. Raises NotAllowed, NotFound."""
    require(actor, Permission.ADVOCACY_READ, str(entity_id))
    found = listings.entities(shelf.current(actor), [entity_id])
    if entity_id not in found:
        raise NotFound("entity")
    return found[entity_id]


def search(actor: Actor, text: str, limit: int = 20) -> list[Entity]:
    """What can be listed, by name in any script, registration or number, the closest first. Raises NotAllowed."""
    hits = [hit.record for hit in registry.search(actor, text, limit=limit)] if text.strip() else []
    found = listings.entities(shelf.current(actor), hits)
    return [found[record] for record in hits if record in found]


def tally(found: Sequence[Listing]) -> Tally:
    """Each entity once, whatever the number of its listings."""
    kinds = Counter({one.entity.id: one.entity.kind for one in found}.values())
    return Tally(
        individuals=kinds[EntityKind.PERSON],
        entities=sum(count for kind, count in kinds.items() if kind not in {EntityKind.PERSON, *ASSETS}),
        aircraft=kinds[EntityKind.AIRCRAFT],
        vessels=kinds[EntityKind.VESSEL],
    )


def ended_before(actor: Actor, listing_id: UUID) -> bool:
    """Whether what was listed had ended by then, as far as its profile tells."""
    with ledger.reading(actor) as unit:
        found = _load(unit, listing_id).value
        return rules.ended_before(found, _profile(unit, found.entity))


def _listed(actor: Actor, asked: Asked, subject: str) -> list[Listing]:
    require(actor, Permission.ADVOCACY_READ, subject)
    found = listings.found(shelf.current(actor), asked)
    with ledger.reading(actor) as unit:
        unit.audit("designation.listed", subject, {"count": len(found)})
    return found


def _of(unit: Writer, entity: UUID) -> list[UUID]:
    """Every listing of the entity: under the writers' lock, so that none is saved between this look and ours."""
    return [one.id for one in listings.found(unit.book(), Asked(clock.today(), entity=entity))]


def _check(unit: Reader, listing: Designation, others: Sequence[UUID]) -> None:
    rules.check(listing, _profile(unit, listing.entity), reference.known(unit).programmes, clock.today())
    _check_action(unit, listing.action)
    standing: Mapping[UUID, Loaded] = unit.load_many(others, SECTION, RecordKind.DESIGNATION)
    rules.check_alone(listing, ((str(key), found.value) for key, found in standing.items()))


def _profile(unit: Reader, entity_id: str) -> EntityProfile:
    """Raises NotFound for what is no entity, or no longer stands."""
    found: EntityProfile = _standing(unit, _uuid(entity_id), RecordKind.ENTITY, "profile").value
    return found


def _check_action(unit: Reader, action_id: str) -> None:
    if not action_id:
        return
    action: Action = _standing(unit, _uuid(action_id), RecordKind.ACTION, "action").value
    if action.kind is not ActionKind.SANCTIONS:
        raise Invalid("action", "not_sanctions")


def _standing(unit: Reader, record: UUID, kind: RecordKind, section: str) -> Loaded:
    """Raises NotFound for a record of another kind, and for one that was withdrawn."""
    if unit.kind(record) is not kind:
        raise NotFound("record")
    found = unit.load_all(record, [section, WITHDRAWN])
    if section not in found or (WITHDRAWN in found and found[WITHDRAWN].value.withdrawn):
        raise NotFound("record")
    return found[section]


def _load(unit: Reader, listing_id: UUID) -> Loaded:
    return _standing(unit, listing_id, RecordKind.DESIGNATION, SECTION)


def _refuse_stale(listing_id: UUID, before: Loaded, seen: int) -> None:
    """A conflict comes first: the rules are about what stands now."""
    if before.version != seen:
        raise Conflict(SECTION, before.version, before.value, before.by, before.at, str(listing_id))


def _stored(listing_id: UUID, found: Loaded) -> Stored:
    return Stored(listing_id, found.value, found.version, found.at, found.by, found.reason)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise NotFound("record") from error
