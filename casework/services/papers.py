"""What a document about coverage is made from: the list with today's consents, the tables, and who may be named."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from casework.casebook.covering import CoverageQuery, Entry
from casework.domain.consent import Audience, Fact, facts
from casework.domain.errors import Invalid
from casework.domain.policy import Permission
from casework.domain.reference import Titles
from casework.domain.sections import ConsentRecord, SectionName
from casework.domain.statement import Language
from casework.services import audit, clock, coverage, ledger, reference
from casework.services.actor import Actor, require
from casework.services.coverage import Summary


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody whom the document may name, and what else it may say of them."""

    entry: Entry
    facts: frozenset[Fact]


@dataclass(frozen=True, slots=True)
class CoverageInputs:
    """`named` are those of the list that this audience may read of by name; `unnamed` how many others it has.

    For the public nobody is named at all: `named` is empty.
    """

    query: CoverageQuery
    audience: Audience
    language: Language
    produced_on: date
    summary: Summary
    named: tuple[Named, ...]
    unnamed: int
    facilities: dict[str, str]
    audit_head: str


def gather(actor: Actor, query: CoverageQuery, audience: Audience, language: Language, kind: str) -> CoverageInputs:
    """Everything for one file; that it was taken out is in the log before it is handed over.

    Raises NotAllowed, Invalid("as_of" | "known_at", "future"), Invalid(months).
    """
    require(actor, Permission.REPORT_EXPORT)
    today = clock.today()
    for name, day in (("as_of", query.people.as_of), ("known_at", query.people.known_at)):
        if day is not None and day > today:
            raise Invalid(name, "future")
    listed, summary = coverage.everybody(actor, query)
    head = audit.head()
    with ledger.reading(actor) as unit:
        entries = () if audience is Audience.PUBLIC else listed.entries
        asked = [one.row.case for one in entries] if audience is Audience.CONFIDENTIAL else []
        consents = {case: found.value for case, found in unit.load_many(asked, SectionName.CONSENT).items()}
        named = _named(entries, audience, today, consents)
        counts = {"people": listed.total, "named": len(named)}
        words = {"list": query.which.value, "format": kind, "audience": audience.value, "audit_head": head}
        unit.audit("coverage.exported", "", {"as_of": query.people.as_of.isoformat(), **words, **counts})
    return CoverageInputs(
        query=query,
        audience=audience,
        language=language,
        produced_on=today,
        summary=summary,
        named=named,
        unnamed=listed.total - len(named),
        facilities=_facilities(actor, language),
        audit_head=head,
    )


def _named(
    entries: tuple[Entry, ...], audience: Audience, today: date, consents: dict[UUID, ConsentRecord]
) -> tuple[Named, ...]:
    """Consent is the one in force today, whatever day the figures are of."""
    asked = (Named(one, facts(consents.get(one.row.case), audience, today, one.row.birth)) for one in entries)
    return tuple(one for one in asked if Fact.NAME in one.facts)


def _facilities(actor: Actor, language: Language) -> dict[str, str]:
    return {one.key: _title(one.titles, language) or one.key for one in reference.lists(actor).facilities}


def _title(titles: Titles, language: Language) -> str:
    found: str = getattr(titles, language.value)
    return found or titles.en
