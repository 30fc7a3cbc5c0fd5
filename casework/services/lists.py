"""Lists, counts and searches: each asks the policy, asks the casebook once, and leaves one line in the audit log."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from casework.casebook import containing, counts, listing, searching, shelf
from casework.casebook.index import Index
from casework.casebook.query import CaseQuery, Count, Dashboard, Match, Page, Row
from casework.domain.policy import Permission
from casework.domain.sections import Identity
from casework.services import clock, ledger
from casework.services.actor import Actor, require

Detail = dict[str, str | int]


def list_cases(actor: Actor, query: CaseQuery) -> Page:
    """One page with totals and facets. Raises NotAllowed."""
    require(actor, Permission.CASE_READ)
    found = listing.page(_book(actor, query.known_at), _asked(query))
    _log(actor, "case.listed", query, {"shown": len(found.rows), "total": found.total, "page": query.page})
    return found


def count(actor: Actor, query: CaseQuery, by: str | None = None) -> Count:
    """Certain and uncertain apart. Raises NotAllowed, Invalid(by)."""
    require(actor, Permission.CASE_READ)
    found = counts.count(_book(actor, query.known_at), _asked(query), by)
    _log(actor, "case.counted", query, {"count": found.certain, "uncertain": found.uncertain})
    return found


def dashboard(actor: Actor, as_of: date, known_at: date | None = None) -> Dashboard:
    """The figures of one day. Raises NotAllowed."""
    require(actor, Permission.CASE_READ)
    query = CaseQuery(as_of, known_at)
    found = counts.dashboard(_book(actor, known_at), query)
    _log(actor, "dashboard.shown", query, {"count": found.in_custody.certain})
    return found


def search(actor: Actor, text: str, limit: int = 20) -> list[Match]:
    """People by name in any script, or by number; the closest first. What was sought is not logged: it is a name.

    Raises NotAllowed.
    """
    require(actor, Permission.CASE_READ)
    today = clock.today()
    found = listing.found(_book(actor, None), text, CaseQuery(today, today=today), limit)
    with ledger.reading(actor) as unit:
        unit.audit("case.searched", "", {"found": len(found)})
    return found


def rows(actor: Actor, cases: Sequence[UUID]) -> dict[UUID, Row]:
    """Who these people are, as of today; those who stand. Raises NotAllowed."""
    require(actor, Permission.CASE_READ)
    today = clock.today()
    rows = listing.rows_for(_book(actor, None), cases, CaseQuery(today, today=today))
    found = {row.case: row for row in rows}
    with ledger.reading(actor) as unit:
        unit.audit("case.names_read", "", {"count": len(found)})
    return found


def duplicates(actor: Actor, identity: Identity) -> list[Match]:
    """Who on file may be this person, the likeliest first. Raises NotAllowed."""
    require(actor, Permission.CASE_READ)
    spellings = [*(name.text for name in identity.names), *identity.aliases]
    found = searching.alike(_book(actor, None), spellings, identity.birth)
    with ledger.reading(actor) as unit:
        unit.audit("case.compared", "", {"found": len(found)})
    return found


def containing_lists(actor: Actor, case_id: UUID, queries: Sequence[CaseQuery]) -> list[bool]:
    """For each list whether this person is surely in it. Raises NotAllowed."""
    require(actor, Permission.CASE_READ, str(case_id))
    return containing.holds(_book(actor, None), case_id, [_asked(query) for query in queries])


def faults(actor: Actor) -> tuple[str, ...]:
    """Places of damaged records, ids only: they are missing from every list until they are restored."""
    require(actor, Permission.CASE_READ)
    shelf.current(actor)
    return shelf.faults()


def _book(actor: Actor, known_at: date | None) -> Index:
    return shelf.as_known(actor, known_at) if known_at else shelf.current(actor)


def _asked(query: CaseQuery) -> CaseQuery:
    return replace(query, today=clock.today())


def _log(actor: Actor, event: str, query: CaseQuery, detail: Detail) -> None:
    """Dates and numbers; neither names nor filters, which can name a place."""
    detail["as_of"] = query.as_of.isoformat()
    if query.known_at:
        detail["known_at"] = query.known_at.isoformat()
    with ledger.reading(actor) as unit:
        unit.audit(event, "", detail)
        for place in shelf.untold():
            unit.audit("record.damaged", place)
