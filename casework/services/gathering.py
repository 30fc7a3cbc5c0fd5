"""What a statement is made from: the people of the casebook for the asked days, today's consents, what was done."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from casework.casebook import deeds, listing, shelf
from casework.casebook.index import Index
from casework.casebook.query import Deed, Row
from casework.domain.actions import ActionKind, ActionStatus
from casework.domain.consent import Appearance, Audience, appearance
from casework.domain.dates import PartialDate
from casework.domain.errors import Invalid
from casework.domain.policy import Compartment, Permission
from casework.domain.reference import Titles
from casework.domain.sections import ConsentRecord, Identity, Legal, SectionName, Sentence
from casework.domain.statement import ActionFacts, Language, PersonFacts, StatementInputs, StatementRequest
from casework.domain.status import Status
from casework.services import accounts, audit, clock, ledger, population, reference
from casework.services.actor import Actor, require
from casework.services.reading import Loaded, Reader

NAMED_BY = (SectionName.IDENTITY, SectionName.LEGAL)
"""Sections opened of those who are named: profile, description and sentence are in no list."""


def gather(actor: Actor, request: StatementRequest) -> tuple[StatementInputs, str]:
    """The inputs, and the head of the audit log they were read at.

    Raises NotAllowed, Invalid("as_of" | "known_at", "future") and Invalid("query").
    """
    require(actor, Permission.REPORT_EXPORT)
    today = clock.today()
    for name, day in (("as_of", request.as_of), ("known_at", request.known_at)):
        if day is not None and day > today:
            raise Invalid(name, "future")
    asked = replace(population.held(request.query, request.as_of, request.known_at), today=today)
    book = shelf.as_known(actor, request.known_at) if request.known_at else shelf.current(actor)
    held = listing.everybody(book, asked)
    unsure = listing.everybody(book, replace(asked, uncertain=True))
    dead = listing.everybody(book, replace(asked, in_custody=None, statuses=(Status.DIED,), facilities=()))
    with ledger.reading(actor) as unit:
        people = People(unit, request.audience, today, request.known_at)
        groups = [people.facts(rows) for rows in (held, unsure, dead)]
        unit.audit("report.gathered", "", {"people": len(held), "as_of": request.as_of.isoformat()})
    inputs = StatementInputs(
        request=request,
        organisation=accounts.organisation_name(actor),
        produced_on=today,
        people=groups[0],
        uncertain=groups[1],
        deaths=groups[2],
        actions=_actions(actor, request, {str(row.case) for rows in (held, dead) for row in rows}, book),
        **_titles(actor, request),
    )
    return inputs, audit.head()


class People:
    """Rows of the list to facts; whatever is opened beyond them is opened for a whole group at once.

    Who is named depends on consent, but for our own eyes everybody is: then all is opened in one go.
    """

    def __init__(self, unit: Reader, audience: Audience, today: date, known_at: date | None = None) -> None:
        self.unit = unit
        self.audience = audience
        self.today = today
        self.known_at = known_at

    def facts(self, rows: Sequence[Row]) -> tuple[PersonFacts, ...]:
        everybody = [row.case for row in rows]
        at_once = NAMED_BY if self.audience is Audience.INTERNAL and not self.known_at else ()
        opened = self.unit.load_sections(everybody, (SectionName.CONSENT, *at_once))
        given = {case: some[SectionName.CONSENT].value for case, some in opened.items() if SectionName.CONSENT in some}
        told = [row.case for row in rows if self._named(row, given.get(row.case))]
        more = opened if at_once else self._more(told)
        return tuple(_person(row, given.get(row.case), more.get(row.case, {})) for row in rows)

    def _named(self, row: Row, consent: ConsentRecord | None) -> bool:
        return appearance(consent, self.audience, self.today, row.birth) is Appearance.NAMED

    def _more(self, cases: Sequence[UUID]) -> dict[UUID, dict[str, Loaded]]:
        if self.known_at:
            return self.unit.load_known(cases, NAMED_BY, self.known_at)
        return self.unit.load_sections(cases, NAMED_BY)


def _person(row: Row, consent: ConsentRecord | None, more: dict[str, Loaded]) -> PersonFacts:
    identity = more[SectionName.IDENTITY].value if SectionName.IDENTITY in more else Identity()
    legal = more[SectionName.LEGAL].value if SectionName.LEGAL in more else Legal()
    return PersonFacts(
        case=str(row.case),
        number=row.number,
        names=row.names,
        sex=row.sex,
        birth=row.birth,
        region=row.region,
        profile=identity.profile,
        description=identity.description,
        recognition=row.recognition,
        status=row.status or Status.UNKNOWN,
        since=row.since,
        detained=row.arrested,
        facility=row.facility,
        charges=row.charges,
        sentence=_sentence(legal),
        consent=consent,
    )


def _sentence(legal: Legal) -> Sentence | None:
    return next((one.sentence for one in reversed(legal.prosecutions) if one.sentence), None)


def _actions(actor: Actor, request: StatementRequest, cases: set[str], book: Index) -> tuple[ActionFacts, ...]:
    """Actions that named somebody counted here, or covered a whole list; for roles that read advocacy.

    What is only planned has not been done.
    """
    if not (actor.may(Permission.ADVOCACY_READ) and actor.keyring.holds(Compartment.ADVOCACY)):
        return ()
    planned = ActionStatus.PLANNED.value
    done = (deed for deed in deeds.listing(book) if deed.date.latest <= request.as_of and deed.status != planned)
    return tuple(_action(deed) for deed in done if deed.everyone or cases.intersection(deed.cases))


def _action(deed: Deed) -> ActionFacts:
    return ActionFacts(
        kind=ActionKind(deed.kind),
        date=deed.date,
        title=deed.title,
        actors=deed.actors,
        addressees=deed.addressees,
        link=deed.link,
        outcome=deed.outcome,
        cases=() if deed.everyone else deed.cases,
        covered=deed.count if deed.everyone else len(deed.cases),
    )


def _titles(actor: Actor, request: StatementRequest) -> dict[str, dict[str, str]]:
    """Names of places and titles of articles in the document's language, those that held on the day."""
    known = reference.lists(actor)
    day, language = request.as_of, request.language
    articles = [one for one in known.articles if _holds(one.valid_from, one.valid_until, day)]
    return {
        "facilities": {one.key: title(one.titles, language) or one.key for one in known.facilities},
        "articles": {one.key: title(one.titles, language) for one in articles},
    }


def _holds(since: PartialDate | None, until: PartialDate | None, day: date) -> bool:
    return (since is None or since.earliest <= day) and (until is None or day <= until.latest)


def title(titles: Titles, language: Language) -> str:
    found: str = getattr(titles, language.value)
    return found or titles.en
