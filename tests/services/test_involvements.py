"""An official's part in a case: recorded, changed, withdrawn; the evidence apart."""

from uuid import UUID

import msgspec
import pytest
from sqlalchemy import update

from casework.domain.errors import Conflict, Invalid, NotAllowed, NotFound, Tampered
from casework.domain.involvements import Credibility, Degree, Evidence, Involvement, InvolvementRole, Reliability
from casework.domain.policy import Permission, Role, may
from casework.domain.records import WITHDRAWN, Withdrawn
from casework.services import audit, cases, involvements, ledger, officials
from casework.services.officials import New
from casework.store.database import db, transaction
from casework.store.records import Revision
from tests.casefiles import case, day
from tests.officials import aircraft, official
from tests.organisation import Organisation

PROOF = Evidence(source="A former inmate", text="Was there")


def made(organisation: Organisation, born: str = "1970", ended: str = "") -> tuple[UUID, UUID]:
    """An official, and somebody's case."""
    actor = organisation.actor()
    return officials.add(actor, New(official(born=born, ended=ended))), cases.create(actor, case())


def part(entity: object, person: object, role: InvolvementRole = InvolvementRole.JUDGED, on: str = "2022-05-03",
         **more: object) -> Involvement:  # fmt: skip
    return Involvement(str(entity), str(person), role, on=day(on), **more)  # type: ignore[arg-type]


def code(attempt: object) -> str:
    with pytest.raises(Invalid) as refused:
        attempt()  # type: ignore[operator]
    return refused.value.code


def withdraw_case(organisation: Organisation, person: UUID) -> None:
    with ledger.writing(organisation.actor()) as unit:
        unit.save(person, WITHDRAWN, Withdrawn(), 0)


def test_a_part_shows_on_the_case_and_on_the_official(each_organisation: Organisation) -> None:
    actor = each_organisation.actor(Role.CASEWORKER)
    entity, person = made(each_organisation)
    rated = part(entity, person, degree=Degree.DIRECT, reliability=Reliability.A, credibility=Credibility.CONFIRMED)
    record = involvements.add(actor, rated, PROOF)
    [on_case] = involvements.of_case(actor, person)
    assert (on_case.id, on_case.involvement) == (record, rated)
    assert on_case.official
    assert on_case.official.names[0][1] == "Stsiapan Vydumany"
    page = involvements.of_entity(actor, entity)
    assert (page.total, page.parts[0].person.names[0].text) == (1, "Alena Uzornaja")  # type: ignore[union-attr]


def test_an_analyst_sees_the_part_and_never_the_evidence(each_organisation: Organisation) -> None:
    entity, person = made(each_organisation)
    record = involvements.add(each_organisation.actor(), part(entity, person), PROOF)
    assert involvements.load(each_organisation.actor(Role.CASEWORKER), record).evidence == PROOF
    opened = involvements.load(each_organisation.actor(Role.ANALYST), record)
    assert (opened.part.involvement, opened.evidence, opened.evidence_version) == (part(entity, person), None, 0)


def test_the_evidence_is_opened_on_its_own_page_and_by_who_may_read_it_only(organisation: Organisation) -> None:
    """Evidence that was damaged stops whoever opens it, and nobody else."""
    analyst, caseworker = organisation.actor(Role.ANALYST), organisation.actor(Role.CASEWORKER)
    entity, person = made(organisation)
    record = involvements.add(organisation.actor(), part(entity, person), PROOF)
    with transaction():
        evidence = update(Revision).where(Revision.section == "evidence")
        db.session.execute(evidence.values(sealed=b"damaged"))
    for actor in (analyst, caseworker):
        assert len(involvements.of_case(actor, person)) == involvements.of_entity(actor, entity).total == 1
    assert involvements.load(analyst, record).evidence is None
    with pytest.raises(Tampered):
        involvements.load(caseworker, record)


def test_a_change_keeps_whose_part_it_is_and_in_which_case(each_organisation: Organisation) -> None:
    actor = each_organisation.actor()
    entity, person = made(each_organisation)
    record = involvements.add(actor, part(entity, person), PROOF)
    changed = part("x", "y", InvolvementRole.ORDERED, act="Signed the order")
    assert involvements.save(actor, record, changed, 1, "new papers", (Evidence(text="Seen"), 1)) == 2
    opened = involvements.load(actor, record)
    assert opened.part.involvement == msgspec.structs.replace(changed, entity=str(entity), case=str(person))
    assert (opened.evidence, opened.evidence_version) == (Evidence(text="Seen"), 2)
    assert [one.reason for one in involvements.history(actor, record)] == ["", "new papers"]


def test_evidence_that_says_the_same_is_no_new_version(organisation: Organisation) -> None:
    actor = organisation.actor()
    entity, person = made(organisation)
    record = involvements.add(actor, part(entity, person), PROOF)
    involvements.save(actor, record, part(entity, person, act="More"), 1, "", (PROOF, 1))
    assert involvements.load(actor, record).evidence_version == 1


@pytest.mark.parametrize("section", ["involvement", "evidence"])
def test_two_who_save_at_once_are_told_of_each_other(organisation: Organisation, section: str) -> None:
    actor, other = organisation.actor(), organisation.actor(Role.CASEWORKER)
    entity, person = made(organisation)
    record = involvements.add(actor, part(entity, person), PROOF)
    involvements.save(other, record, part(entity, person, act="Theirs"), 1, "", (Evidence(text="Theirs"), 1))
    seen = (1, 2) if section == "involvement" else (2, 1)
    with pytest.raises(Conflict) as refused:
        involvements.save(actor, record, part(entity, person, act="Mine"), seen[0], "", (PROOF, seen[1]))
    assert (refused.value.section, refused.value.by) == (section, other.name)
    assert involvements.load(actor, record).part.involvement.act == "Theirs"


@pytest.mark.parametrize(("on", "said"), [("1960", "before_birth"), ("2024", "after_end"), ("2199", "future")])
def test_a_part_before_birth_or_after_death_is_refused(organisation: Organisation, on: str, said: str) -> None:
    entity, person = made(organisation, ended="2023")
    assert code(lambda: involvements.add(organisation.actor(), part(entity, person, on=on))) == said


def test_the_same_role_in_the_same_case_twice_is_refused_and_the_one_on_file_is_named(
    each_organisation: Organisation,
) -> None:
    actor = each_organisation.actor()
    entity, person = made(each_organisation)
    first = involvements.add(actor, part(entity, person))
    with pytest.raises(Invalid) as refused:
        involvements.add(actor, part(entity, person, on="2023"))
    assert (refused.value.code, refused.value.values) == ("same_part", {"record": str(first)})
    other = involvements.add(actor, part(entity, person, InvolvementRole.ORDERED))
    assert code(lambda: involvements.save(actor, other, part(entity, person), 1)) == "same_part"
    involvements.withdraw(actor, first, "wrong judge")
    assert involvements.save(actor, other, part(entity, person), 1) == 2


def test_an_aircraft_has_no_part_in_a_case(organisation: Organisation) -> None:
    actor = organisation.actor()
    _, person = made(organisation)
    plane = officials.add(actor, New(aircraft()))
    assert code(lambda: involvements.add(actor, part(plane, person))) == "asset_involved"


def test_a_withdrawn_part_is_gone_from_both_pages(each_organisation: Organisation) -> None:
    actor = each_organisation.actor()
    entity, person = made(each_organisation)
    record = involvements.add(actor, part(entity, person))
    assert code(lambda: involvements.withdraw(actor, record, "")) == "needed"
    involvements.withdraw(actor, record, "another official of that name")
    assert involvements.of_case(actor, person) == []
    assert involvements.of_entity(actor, entity).total == 0
    for attempt in (
        lambda: involvements.load(actor, record),
        lambda: involvements.history(actor, record),
        lambda: involvements.withdraw(actor, record, "again"),
        lambda: involvements.save(actor, record, part(entity, person), 1),
    ):
        with pytest.raises(NotFound):
            attempt()


def test_a_withdrawn_case_has_no_parts(each_organisation: Organisation) -> None:
    actor = each_organisation.actor()
    entity, person = made(each_organisation)
    record = involvements.add(actor, part(entity, person))
    withdraw_case(each_organisation, person)
    assert involvements.of_entity(actor, entity).total == 0
    for attempt in (
        lambda: involvements.of_case(actor, person),
        lambda: involvements.load(actor, record),
        lambda: involvements.add(actor, part(entity, person, InvolvementRole.ORDERED)),
    ):
        with pytest.raises(NotFound):
            attempt()


@pytest.mark.parametrize("absent", ["5f0c8f4e-6d0a-4b5e-9a57-3f2a6b1c9d70", "no-id", ""])
def test_a_part_of_somebody_or_in_a_case_not_on_file_is_refused(organisation: Organisation, absent: str) -> None:
    entity, person = made(organisation)
    for attempt in (part(absent, person), part(entity, absent), part(person, entity)):
        with pytest.raises(NotFound):
            involvements.add(organisation.actor(), attempt)


def test_the_cases_of_an_official_come_in_pages_the_latest_first(organisation: Organisation) -> None:
    actor = organisation.actor()
    entity, person = made(organisation)
    roles = (InvolvementRole.DETAINED, InvolvementRole.JUDGED, InvolvementRole.ORDERED)
    parts = [
        involvements.add(actor, part(entity, person, role, on=f"202{at}")) for at, role in enumerate(roles, start=1)
    ]
    assert [one.id for one in involvements.of_entity(actor, entity, 1, 2).parts] == parts[:0:-1]
    page = involvements.of_entity(actor, entity, 2, 2)
    assert ([one.id for one in page.parts], page.total) == (parts[:1], 3)


@pytest.mark.parametrize("role", [role for role in Role if not may(role, Permission.ADVOCACY_WRITE)])
def test_roles_without_the_permission_record_nothing(organisation: Organisation, role: Role) -> None:
    entity, person = made(organisation)
    record = involvements.add(organisation.actor(), part(entity, person))
    actor = organisation.actor(role)
    for attempt in (
        lambda: involvements.add(actor, part(entity, person, InvolvementRole.ORDERED)),
        lambda: involvements.save(actor, record, part(entity, person), 1),
        lambda: involvements.withdraw(actor, record, "x"),
    ):
        with pytest.raises(NotAllowed):
            attempt()


@pytest.mark.parametrize("role", [role for role in Role if not may(role, Permission.CASE_READ)])
def test_roles_that_read_no_cases_read_no_parts(organisation: Organisation, role: Role) -> None:
    entity, person = made(organisation)
    record = involvements.add(organisation.actor(), part(entity, person))
    actor = organisation.actor(role)
    for attempt in (
        lambda: involvements.load(actor, record),
        lambda: involvements.history(actor, record),
        lambda: involvements.of_case(actor, person),
        lambda: involvements.of_entity(actor, entity),
    ):
        with pytest.raises(NotAllowed):
            attempt()


def test_the_log_names_ids_only(organisation: Organisation) -> None:
    actor = organisation.actor()
    entity, person = made(organisation)
    record = involvements.add(actor, part(entity, person, act="Sentenced"), PROOF)
    involvements.load(actor, record)
    logged = audit.listing(actor, audit.Asked(event="involvement.added")).lines[0].event
    assert logged
    assert (logged.subject, logged.detail) == (str(record), {"case": str(person), "entity": str(entity)})
    opened = audit.listing(actor, audit.Asked(event="involvement.opened")).lines[0].event
    assert opened
    assert (opened.subject, opened.detail) == (str(record), {"evidence": 1})
