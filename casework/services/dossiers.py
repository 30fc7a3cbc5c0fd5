"""What the dossier of an official is made from: posts, parts in cases, today's consents, listings, evidence."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from casework.casebook import involvements as book_involvements
from casework.casebook import listing, shelf
from casework.casebook.query import CaseQuery
from casework.domain.consent import Audience
from casework.domain.designations import Designation
from casework.domain.dossier import ActFacts, DossierInputs, DossierRequest
from casework.domain.entities import EntityKind, EntityProfile, Posts
from casework.domain.errors import Invalid, NotFound
from casework.domain.involvements import Evidence, Involvement
from casework.domain.policy import Compartment, Permission
from casework.domain.records import WITHDRAWN, RecordKind
from casework.domain.statement import Language, PersonFacts
from casework.services import accounts, audit, clock, designations, gathering, ledger, reference
from casework.services.actor import Actor, require
from casework.services.reading import Loaded, Reader
from casework.store import records

PROFILE, POSTS = "profile", "posts"
SECTION, EVIDENCE = "involvement", "evidence"


def gather(actor: Actor, request: DossierRequest) -> tuple[DossierInputs, str]:
    """For a document that leaves the seal: the inputs, and the head of the audit log they were read at.

    Raises NotAllowed, NotFound for what is no person on file, Invalid("as_of", "future").
    """
    require(actor, Permission.REPORT_EXPORT, request.entity)
    inputs = _inputs(actor, request)
    _log(actor, "dossier.gathered", inputs)
    return inputs, audit.head()


def look(actor: Actor, entity_id: UUID, as_of: date, language: Language) -> DossierInputs:
    """For the page, which nobody but members sees. Raises NotAllowed, NotFound, Invalid("as_of", "future")."""
    request = DossierRequest(str(entity_id), as_of, Audience.INTERNAL, language)
    inputs = _inputs(actor, request)
    _log(actor, "dossier.opened", inputs)
    return inputs


def produced(actor: Actor, inputs: DossierInputs, named: int, proof: tuple[str, str], kind: str) -> None:
    """That a dossier left the seal is in the log; `proof` is the data hash and the audit head drawn in it."""
    request = inputs.request
    with ledger.reading(actor) as unit:
        unit.audit(
            "dossier.produced",
            request.entity,
            {
                "audience": request.audience.value,
                "format": kind,
                "as_of": request.as_of.isoformat(),
                "cases": len({act.case for act in inputs.acts}),
                "named": named,
                "listings": len(inputs.listings),
                "evidence": sum(bool(act.evidence or act.source) for act in inputs.acts),
                "data_hash": proof[0],
                "audit_head": proof[1],
            },
        )


def _log(actor: Actor, event: str, inputs: DossierInputs) -> None:
    request = inputs.request
    with ledger.reading(actor) as unit:
        unit.audit(event, request.entity, {"as_of": request.as_of.isoformat(), "cases": len(inputs.people)})


def _inputs(actor: Actor, request: DossierRequest) -> DossierInputs:
    require(actor, Permission.ADVOCACY_READ, request.entity)
    require(actor, Permission.CASE_READ, request.entity)
    today = clock.today()
    if request.as_of > today:
        raise Invalid("as_of", "future")
    entity = _uuid(request.entity)
    ids = book_involvements.of_entity(shelf.current(actor), entity, request.as_of)
    listed = designations.of_entity(actor, entity)
    with ledger.reading(actor) as unit:
        profile, posts = _official(unit, entity)
        acts = _acts(unit, ids, request.audience)
        people = _people(actor, unit, request, acts, today)
        stored = unit.load_many([one.id for one in listed], designations.SECTION, RecordKind.DESIGNATION)
        known = reference.known(unit)
    return DossierInputs(
        request=request,
        organisation=accounts.organisation_name(actor),
        produced_on=today,
        profile=profile,
        posts=posts.entries,
        acts=tuple(act for act in acts if act.case in people),
        people=people,
        listings=_in_order([found.value for found in stored.values()]),
        programmes={one.key: gathering.title(one.titles, request.language) or one.key for one in known.programmes},
        authorities=known.authorities(),
        facilities={one.key: gathering.title(one.titles, request.language) or one.key for one in known.facilities},
    )


def _official(unit: Reader, entity: UUID) -> tuple[EntityProfile, Posts]:
    """Raises NotFound for what is no person, or no longer stands."""
    if unit.kind(entity) is not RecordKind.ENTITY:
        raise NotFound("record")
    found = unit.load_all(entity, [PROFILE, POSTS, WITHDRAWN])
    gone = WITHDRAWN in found and found[WITHDRAWN].value.withdrawn
    if gone or PROFILE not in found or found[PROFILE].value.kind is not EntityKind.PERSON:
        raise NotFound("record")
    return found[PROFILE].value, found[POSTS].value if POSTS in found else Posts()


def _acts(unit: Reader, ids: Sequence[UUID], audience: Audience) -> list[ActFacts]:
    """Evidence is opened for an internal document alone; that there is some needs no key."""
    loaded = unit.load_many(ids, SECTION, RecordKind.INVOLVEMENT)
    evidence: dict[UUID, Loaded] = {}
    may_read = unit.actor.may(Permission.SOURCES_READ) and unit.actor.keyring.holds(Compartment.SOURCES)
    if audience is Audience.INTERNAL and may_read:
        evidence = unit.load_many(ids, EVIDENCE, RecordKind.INVOLVEMENT)
    there = {record for record, section in records.newest_versions(ids) if section == EVIDENCE}
    return [_act(loaded[one].value, evidence.get(one), one in there) for one in ids if one in loaded]


def _act(part: Involvement, evidence: Loaded | None, on_file: bool) -> ActFacts:
    told: Evidence = evidence.value if evidence else Evidence()
    return ActFacts(
        case=part.case,
        role=part.role,
        degree=part.degree,
        on=part.on,
        act=part.act,
        basis=part.basis,
        link=part.link,
        reliability=part.reliability,
        credibility=part.credibility,
        on_file=on_file,
        source=told.source,
        evidence=told.text,
    )


def _people(
    actor: Actor, unit: Reader, request: DossierRequest, acts: Sequence[ActFacts], today: date
) -> dict[str, PersonFacts]:
    """Everyone whose case is on file, as known now; consent is today's. A case that was withdrawn is nobody's."""
    cases = [UUID(case) for case in dict.fromkeys(act.case for act in acts)]
    rows = listing.rows_for(shelf.current(actor), cases, CaseQuery(request.as_of, today=today))
    found = gathering.People(unit, request.audience, today).facts(rows)
    return {one.case: one for one in found}


def _in_order(listings: list[Designation]) -> tuple[Designation, ...]:
    return tuple(
        sorted(listings, key=lambda one: (one.listed_on.earliest if one.listed_on else date.min, one.authority))
    )


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise NotFound("record") from error
