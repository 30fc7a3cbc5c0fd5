"""Who is tied to cases and not listed, who is listed and tied to none, what is in force: asked of the casebook once."""

from dataclasses import dataclass
from datetime import date

from casework.casebook import listings, sanctions, shelf
from casework.casebook.listings import Listing
from casework.casebook.sanctions import Gap, GapQuery, InForce, Unlinked
from casework.domain.errors import Invalid
from casework.domain.policy import Permission
from casework.domain.reference import ReferenceList
from casework.services import accounts, audit, ledger, reference
from casework.services.actor import Actor, require

RECENT = 20


@dataclass(frozen=True, slots=True)
class Overview:
    in_force: tuple[InForce, ...]
    delisted: tuple[Listing, ...]


@dataclass(frozen=True, slots=True)
class Export:
    """The gap with what a document says of its origin."""

    query: GapQuery
    gap: Gap
    known: ReferenceList
    organisation: str
    audit_head: str


def gap(actor: Actor, query: GapQuery) -> Gap:
    """Raises NotAllowed, Invalid("authority" | "programme" | "least")."""
    require(actor, Permission.ADVOCACY_READ)
    _check(reference.lists(actor), query)
    found = sanctions.gap(shelf.current(actor), query)
    _log(actor, "sanctions.gap_shown", query, len(found.officials))
    return found


def export(actor: Actor, query: GapQuery, kind: str) -> Export:
    """For a file of that kind, which leaves the seal. Raises NotAllowed, Invalid."""
    require(actor, Permission.ADVOCACY_READ)
    require(actor, Permission.REPORT_EXPORT)
    known = reference.lists(actor)
    _check(known, query)
    found = sanctions.gap(shelf.current(actor), query)
    _log(actor, "sanctions.gap_taken_out", query, len(found.officials), kind)
    return Export(query, found, known, accounts.organisation_name(actor), audit.head())


def unlinked(actor: Actor, on: date, authority: str = "") -> list[Unlinked]:
    """Persons listed on the day and surely tied to no case; with who lists them.

    Raises NotAllowed, Invalid("authority").
    """
    require(actor, Permission.ADVOCACY_READ)
    query = GapQuery(on, authority)
    _check(reference.lists(actor), query)
    found = sanctions.unlinked(shelf.current(actor), on, authority)
    _log(actor, "sanctions.unlinked_shown", query, len(found))
    return found


def overview(actor: Actor, on: date) -> Overview:
    """What is in force on a day by authority, and the latest delistings up to then. Raises NotAllowed."""
    require(actor, Permission.ADVOCACY_READ)
    book = shelf.current(actor)
    found = Overview(tuple(sanctions.in_force(book, on)), tuple(listings.delisted(book, on, RECENT)))
    _log(actor, "sanctions.shown", GapQuery(on), sum(one.total for one in found.in_force))
    return found


def _check(known: ReferenceList, query: GapQuery) -> None:
    authorities = known.authorities()
    if query.authority and query.authority not in authorities:
        raise Invalid("authority", "unknown_authority", known=", ".join(authorities))
    if query.programme:
        found = next((one for one in known.programmes if one.key == query.programme), None)
        if found is None:
            raise Invalid("programme", "unknown_programme")
        if found.authority != query.authority:
            raise Invalid("programme", "other_authority", authority=found.authority)
    if query.least < 1:
        raise Invalid("least", "out_of_range")


def _log(actor: Actor, event: str, query: GapQuery, count: int, kind: str = "") -> None:
    """Dates, codes and numbers; not the filters, which can name a court."""
    detail: dict[str, str | int] = {"as_of": query.as_of.isoformat(), "count": count}
    if query.authority:
        detail["authority"] = query.authority
    if kind:
        detail["format"] = kind
    with ledger.reading(actor) as unit:
        unit.audit(event, "", detail)
