"""Who and what is on file among officials, entities and assets: lists, searches, likeness, holdings both ways."""

from collections.abc import Iterable
from uuid import UUID

from casework.casebook import entities, holdings, naming, shelf
from casework.casebook.entities import EntityPage, EntityQuery
from casework.casebook.holdings import Holder, InOffice
from casework.casebook.naming import Hit
from casework.casebook.summaries import EntitySummary
from casework.domain import names
from casework.domain.entities import ASSETS, EntityKind, EntityProfile
from casework.domain.errors import NotFound
from casework.domain.officials import BODIES
from casework.domain.policy import Permission
from casework.services import ledger
from casework.services.actor import Actor, require

MOST_OF_A_NAME = 5
__all__ = ["EntityPage", "EntityQuery", "Hit", "Holder", "InOffice", "listing", "search"]


def listing(actor: Actor, query: EntityQuery) -> EntityPage:
    """One page with totals and facets. Raises NotAllowed."""
    require(actor, Permission.ADVOCACY_READ)
    found = entities.page(shelf.current(actor), query)
    with ledger.reading(actor) as unit:
        unit.audit("entity.listed", "", {"shown": len(found.lines), "total": found.total, "page": query.page})
    return found


def search(actor: Actor, text: str, kinds: Iterable[EntityKind] = (), limit: int = 20) -> list[Hit]:
    """By name in any script, registration or number, the closest first. What was sought is not logged: it is a name.

    Raises NotAllowed.
    """
    require(actor, Permission.ADVOCACY_READ)
    found = naming.search(shelf.current(actor), text, kinds, limit)
    with ledger.reading(actor) as unit:
        unit.audit("entity.searched", "", {"found": len(found)})
    return found


def alike(actor: Actor, profile: EntityProfile, but: UUID | None = None) -> list[Hit]:
    """What on file may be this one, the likeliest first; not the record `but`. Raises NotAllowed."""
    require(actor, Permission.ADVOCACY_READ)
    found = naming.alike(shelf.current(actor), profile, but)
    with ledger.reading(actor) as unit:
        unit.audit("entity.compared", "", {"found": len(found)})
    return found


def of_that_name(actor: Actor, texts: Iterable[str]) -> dict[str, list[Hit]]:
    """For each written name the officials on file who surely bear it; a name that nobody bears is left out.

    Raises NotAllowed.
    """
    require(actor, Permission.ADVOCACY_READ)
    book = shelf.current(actor)
    found = {text: naming.search(book, text, [EntityKind.PERSON], MOST_OF_A_NAME) for text in dict.fromkeys(texts)}
    sure = {text: [hit for hit in hits if hit.score >= names.SAME] for text, hits in found.items()}
    with ledger.reading(actor) as unit:
        unit.audit("entity.compared", "", {"found": sum(map(len, sure.values()))})
    return {text: hits for text, hits in sure.items() if hits}


def named(actor: Actor, records: Iterable[UUID]) -> dict[UUID, EntitySummary]:
    """What lists show of each that stands, for pages that are about something else. Raises NotAllowed."""
    require(actor, Permission.ADVOCACY_READ)
    return entities.summaries(shelf.current(actor), records)


def bodies(actor: Actor) -> list[tuple[UUID, EntitySummary]]:
    """Organisations, companies and public bodies, by name. Raises NotAllowed."""
    require(actor, Permission.ADVOCACY_READ)
    return entities.of_kinds(shelf.current(actor), BODIES)


def things(actor: Actor) -> list[tuple[UUID, EntitySummary]]:
    """Everything that can be held, by name. Raises NotAllowed."""
    require(actor, Permission.ADVOCACY_READ)
    return entities.of_kinds(shelf.current(actor), BODIES | ASSETS)


def holders(actor: Actor, entity_id: UUID) -> list[Holder]:
    """Who owns, directs or operates it. Raises NotAllowed."""
    require(actor, Permission.ADVOCACY_READ, str(entity_id))
    return holdings.holders(shelf.current(actor), [entity_id]).get(str(entity_id), [])


def in_office(actor: Actor, entity_id: UUID) -> list[InOffice]:
    """Posts at this body, the latest first, also those that only name it. Raises NotAllowed, NotFound."""
    require(actor, Permission.ADVOCACY_READ, str(entity_id))
    book = shelf.current(actor)
    body = entities.summaries(book, [entity_id]).get(entity_id)
    if body is None:
        raise NotFound("record")
    return holdings.in_office(book, entity_id, naming.spellings(body))
