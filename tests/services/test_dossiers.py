"""The dossier of an official, from the sealed records to the document: consent of today, evidence to its holders."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from uuid import UUID, uuid4

import pytest
from docx import Document

from casework.domain.consent import Audience
from casework.domain.dossier import DossierRequest
from casework.domain.entities import EntityKind
from casework.domain.errors import Invalid, NotAllowed, NotFound
from casework.domain.involvements import Evidence
from casework.domain.policy import Role
from casework.domain.records import WITHDRAWN, Withdrawn
from casework.domain.sections import Consent, ConsentRecord, ConsentTopic, SectionName
from casework.domain.statement import Language
from casework.reports import build
from casework.services import audit, cases, clock, designations, dossiers, ledger
from casework.services.actor import Actor
from tests.casefiles import case, identity
from tests.organisation import Organisation
from tests.sanctioned import day, listing, official, post, tie

OUTSIDE = [Audience.CONFIDENTIAL, Audience.PUBLIC]
GIVEN = ConsentRecord(level=Consent.FULL_PROFILE, topics=(ConsentTopic.NAME,), given_on=day("2024-01-01"))


def person(actor: Actor, name: str, consent: ConsentRecord | None = None, born: str = "") -> UUID:
    sections = case(name) | {SectionName.IDENTITY: identity(name, born)}
    return cases.create(actor, sections | ({SectionName.CONSENT: consent} if consent else {}))


def asked(entity: UUID, audience: Audience, as_of: date | None = None) -> DossierRequest:
    return DossierRequest(str(entity), as_of or clock.today(), audience)


def said(actor: Actor, entity: UUID, audience: Audience, as_of: date | None = None) -> str:
    """Everything that stands in the document."""
    drawn = Document(BytesIO(build.dossier(actor, asked(entity, audience, as_of)).data))
    cells = [cell.text for table in drawn.tables for row in table.rows for cell in row.cells]
    return "\n".join([one.text for one in drawn.paragraphs] + cells)


def test_the_document_names_by_consent_and_counts_the_others(each_organisation: Organisation) -> None:
    actor = each_organisation.actor(Role.ANALYST)
    writer = each_organisation.actor()
    one = official(writer, "Piotr Zadumany", post("Judge", "Court of the Lake District", "2015"))
    tie(writer, one, person(writer, "Named Byconsent", GIVEN))
    tie(writer, one, person(writer, "Silent Relative"))
    designations.add(writer, listing(one))
    for audience in OUTSIDE:
        text = said(actor, one, audience)
        assert "Named Byconsent" in text
        assert "Silent Relative" not in text
        assert "Court of the Lake District" in text
        assert "Listed since 3 June 2022" in text
    internal = said(actor, one, Audience.INTERNAL)
    assert "Silent Relative" in internal
    assert "CW-" in internal


def test_consent_is_asked_again_at_every_export(each_organisation: Organisation) -> None:
    actor = each_organisation.actor()
    one = official(actor)
    named = person(actor, "Named Byconsent", GIVEN)
    tie(actor, one, named)
    assert "Named Byconsent" in said(actor, one, Audience.PUBLIC)
    withdrawn = ConsentRecord(level=Consent.FULL_PROFILE, topics=(ConsentTopic.NAME,), withdrawn_on=day("2024-06-01"))
    cases.save_section(actor, named, SectionName.CONSENT, withdrawn, seen=1)
    for audience in OUTSIDE:
        assert "Named Byconsent" not in said(actor, one, audience)
        assert "Named Byconsent" not in said(actor, one, audience, date(2024, 2, 1))


def test_a_child_is_never_named_in_public(organisation: Organisation) -> None:
    actor = organisation.actor()
    one = official(actor)
    born = clock.today().replace(year=clock.today().year - 17).isoformat()[:7]
    tie(actor, one, person(actor, "Young Person", GIVEN, born))
    assert "Young Person" not in said(actor, one, Audience.PUBLIC)
    assert "Young Person" in said(actor, one, Audience.CONFIDENTIAL)


def test_evidence_is_for_internal_documents_of_those_who_may_read_sources(each_organisation: Organisation) -> None:
    coordinator, analyst = each_organisation.actor(), each_organisation.actor(Role.ANALYST)
    one = official(coordinator)
    told = Evidence("The witness Nobody", "What they saw")
    tie(coordinator, one, person(coordinator, "Named Byconsent", GIVEN), evidence=told)
    assert "The witness Nobody" in said(coordinator, one, Audience.INTERNAL)
    for actor, audience in [(analyst, Audience.INTERNAL), (coordinator, OUTSIDE[0]), (coordinator, OUTSIDE[1])]:
        text = said(actor, one, audience)
        assert "witness" not in text
        assert "What they saw" not in text
    assert "compartment of sources: 1" in said(analyst, one, Audience.INTERNAL)


def test_evidence_is_not_even_opened_for_a_document_that_leaves(organisation: Organisation) -> None:
    actor = organisation.actor()
    one = official(actor)
    tie(actor, one, person(actor, "Somebody"), evidence=Evidence("The witness", "Saw"))
    inputs, _ = dossiers.gather(actor, asked(one, Audience.CONFIDENTIAL))
    assert [(act.on_file, act.source, act.evidence) for act in inputs.acts] == [(True, "", "")]


def test_what_came_after_the_day_is_left_out(organisation: Organisation) -> None:
    actor = organisation.actor()
    one = official(actor)
    tie(actor, one, person(actor, "Early Person"), on="2022-05-04")
    tie(actor, one, person(actor, "Later Person"), on="2024-01")
    text = said(actor, one, Audience.INTERNAL, date(2023, 1, 1))
    assert "Early Person" in text
    assert "Later Person" not in text


def test_a_case_or_a_part_that_was_withdrawn_is_in_no_dossier(organisation: Organisation) -> None:
    actor = organisation.actor()
    one = official(actor)
    gone, mistaken = person(actor, "Gone Person"), person(actor, "Mistaken Person")
    tie(actor, one, gone)
    part = tie(actor, one, mistaken)
    with ledger.writing(actor) as unit:
        unit.save(gone, WITHDRAWN, Withdrawn(), 0)
        unit.save(part, WITHDRAWN, Withdrawn(), 0)
    inputs, _ = dossiers.gather(actor, asked(one, Audience.INTERNAL))
    assert (inputs.acts, inputs.people) == ((), {})


def test_there_is_no_dossier_of_a_company_of_somebody_withdrawn_or_of_nobody(organisation: Organisation) -> None:
    actor = organisation.actor()
    works, gone = official(actor, "Works", kind=EntityKind.COMPANY), official(actor, "Gone")
    with ledger.writing(actor) as unit:
        unit.save(gone, WITHDRAWN, Withdrawn(), 0)
    for entity in (works, gone, uuid4(), person(actor, "Somebody")):
        with pytest.raises(NotFound):
            build.dossier(actor, asked(entity, Audience.INTERNAL))
    with pytest.raises(NotFound):
        build.dossier(actor, DossierRequest("no-id", clock.today()))


def test_a_day_to_come_is_refused(organisation: Organisation) -> None:
    actor = organisation.actor()
    with pytest.raises(Invalid):
        build.dossier(actor, asked(official(actor), Audience.INTERNAL, date(2190, 1, 1)))


def test_a_dossier_that_left_the_seal_is_in_the_log_with_what_it_held(organisation: Organisation) -> None:
    actor = organisation.actor()
    one = official(actor)
    tie(actor, one, person(actor, "Named Byconsent", GIVEN))
    tie(actor, one, person(actor, "Silent Relative"))
    made = build.dossier(actor, asked(one, Audience.PUBLIC))
    logged = audit.listing(actor, audit.Asked(event="dossier.produced")).lines[0].event
    assert logged
    assert logged.subject == str(one)
    detail = logged.detail
    assert (detail["audience"], detail["cases"], detail["named"]) == ("public", 2, 1)
    assert (detail["data_hash"], detail["audit_head"]) == (made.proof.data_hash, made.proof.audit_head)
    assert audit.stands(made.proof.audit_head)
    assert made.proof.audit_head in said_in(made.data)


def said_in(data: bytes) -> str:
    return "\n".join(one.text for one in Document(BytesIO(data)).paragraphs)


@pytest.mark.parametrize("role", [Role.SECURITY_OFFICER, Role.ADMINISTRATOR])
def test_who_may_not_read_advocacy_sees_no_dossier(organisation: Organisation, role: Role) -> None:
    one = official(organisation.actor())
    actor = organisation.actor(role)
    attempts: list[Callable[[], object]] = [
        lambda: dossiers.look(actor, one, clock.today(), Language.EN),
        lambda: build.dossier(actor, asked(one, Audience.INTERNAL)),
    ]
    for attempt in attempts:
        with pytest.raises(NotAllowed):
            attempt()


def test_a_caseworker_reads_the_dossier_and_takes_none_out(organisation: Organisation) -> None:
    actor = organisation.actor(Role.CASEWORKER)
    one = official(actor)
    assert dossiers.look(actor, one, clock.today(), Language.EN).profile.names[0].text == "Piotr Zadumany"
    with pytest.raises(NotAllowed):
        build.dossier(actor, asked(one, Audience.INTERNAL))
