"""Reports as use cases: who may, what is kept, the very same bytes later, and what publishing one records."""

from datetime import date, timedelta
from io import BytesIO
from uuid import UUID, uuid4

import openpyxl
import pytest
from sqlalchemy import event

from casework.domain.consent import Audience
from casework.domain.errors import Invalid, NotAllowed, NotFound, Tampered
from casework.domain.policy import Role
from casework.domain.sections import Consent, ConsentRecord, ConsentTopic, Section, SectionName, Sex
from casework.domain.statement import Format, Language, StatementRequest
from casework.domain.status import Status
from casework.reports import build
from casework.services import audit, cases, clock, lists, population, reports
from casework.services.actor import Actor
from casework.store import files
from casework.store.database import db
from tests.casefiles import case, day, identity
from tests.organisation import Organisation

AS_OF = date(2024, 8, 9)
PUBLIC = StatementRequest(as_of=AS_OF)


def named(name: str, level: Consent) -> dict[SectionName, Section]:
    consent = ConsentRecord(level=level, given_by="a sister", topics=(ConsentTopic.NAME,))
    return {**case(name), SectionName.CONSENT: consent}


def crowd(actor: Actor, count: int = 8) -> None:
    for number in range(count):
        cases.create(actor, {**case(), SectionName.IDENTITY: identity(f"Nobody Named {number}")})


def rows(data: bytes) -> list[tuple[object, ...]]:
    book = openpyxl.load_workbook(BytesIO(data))
    return [row for sheet in book for row in sheet.iter_rows(values_only=True)]


def text(data: bytes) -> str:
    return "\n".join(str(cell) for row in rows(data) for cell in row if cell is not None)


def test_a_statement_counts_what_the_casebook_counts(each_organisation: Organisation) -> None:
    actor = each_organisation.actor()
    crowd(actor)
    cases.create(actor, case("Gone Before", (Status.PRETRIAL, "2023-01-01"), (Status.RELEASED, "2024-08-09")))
    made = build.build(actor, PUBLIC)
    assert made.kept.report.people == 8
    assert made.files.keys() == {Format.DOCX, Format.XLSX}


def test_only_who_agreed_is_named_in_public(organisation: Organisation) -> None:
    actor = organisation.actor()
    crowd(actor)
    agreed = cases.create(actor, named("Agreed Person", Consent.NAME_AND_FACTS))
    cases.create(actor, named("Quiet Person", Consent.CONFIDENTIAL))
    made = build.build(actor, PUBLIC)
    said = text(made.files[Format.XLSX])
    assert "Agreed Person" in said
    assert "Quiet Person" not in said
    assert made.kept.report.named == (str(agreed),)


def test_a_withdrawal_today_unnames_also_in_figures_of_the_past(organisation: Organisation) -> None:
    actor = organisation.actor()
    crowd(actor)
    agreed = cases.create(actor, named("Agreed Person", Consent.FULL_PROFILE))
    gone = ConsentRecord(level=Consent.FULL_PROFILE, topics=(ConsentTopic.NAME,), withdrawn_on=day("2026-01-01"))
    cases.save_section(actor, agreed, SectionName.CONSENT, gone, seen=1)
    request = StatementRequest(as_of=AS_OF, known_at=clock.today())
    assert "Agreed Person" not in text(build.build(actor, request).files[Format.XLSX])


def test_known_at_shows_the_figures_of_that_day(organisation: Organisation) -> None:
    actor = organisation.actor()
    crowd(actor)
    request = StatementRequest(as_of=AS_OF, known_at=clock.today() - timedelta(days=1))
    assert build.build(actor, request).kept.report.people == 0


def test_filters_narrow_the_population(organisation: Organisation) -> None:
    actor = organisation.actor()
    crowd(actor)
    men = {SectionName.IDENTITY: identity("A Man", sex=Sex.MALE)}
    for _ in range(6):
        cases.create(actor, {**case(), **men})
    request = StatementRequest(as_of=AS_OF, query="custody=yes&sex=male")
    assert build.build(actor, request).kept.report.people == 6


@pytest.mark.parametrize("field", ["as_of", "known_at"])
def test_a_day_to_come_is_refused_by_field(organisation: Organisation, field: str) -> None:
    days = {"as_of": AS_OF} | {field: clock.today() + timedelta(days=1)}
    with pytest.raises(Invalid) as refused:
        build.build(organisation.actor(), StatementRequest(**days))
    assert (refused.value.field, refused.value.code) == (field, "future")


@pytest.mark.parametrize("query", ["custody=maybe", "status=vanished", "secret=1"])
def test_a_population_that_is_none_is_refused(organisation: Organisation, query: str) -> None:
    with pytest.raises(Invalid):
        build.build(organisation.actor(), StatementRequest(as_of=AS_OF, query=query))


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.SECURITY_OFFICER, Role.ADMINISTRATOR])
def test_roles_without_export_make_no_report_and_the_log_says_so(organisation: Organisation, role: Role) -> None:
    with pytest.raises(NotAllowed):
        build.build(organisation.actor(role), PUBLIC)
    last = audit.listing(organisation.actor(), audit.Asked(event="access.")).lines[0].event
    assert last
    assert (last.event, last.detail["permission"]) == ("access.refused", "report:export")


def test_an_analyst_exports_in_the_organisations_name(organisation: Organisation) -> None:
    crowd(organisation.actor())
    made = build.build(organisation.actor(Role.ANALYST), PUBLIC)
    assert "Casebook of Test organisation" in text(made.files[Format.XLSX])


def test_the_log_holds_the_hash_and_the_head(organisation: Organisation) -> None:
    actor = organisation.actor()
    crowd(actor)
    made = build.build(actor, PUBLIC)
    logged = audit.listing(actor, audit.Asked(event="report.produced")).lines[0].event
    assert logged
    assert logged.subject == str(made.kept.id)
    assert logged.detail["data_hash"] == made.kept.report.data_hash
    assert logged.detail["audit_head"] == made.kept.report.audit_head
    assert made.kept.report.audit_head in text(made.files[Format.XLSX])


def test_a_report_comes_back_byte_for_byte_after_the_data_changed(each_organisation: Organisation) -> None:
    actor = each_organisation.actor()
    crowd(actor)
    made = build.build(actor, PUBLIC)
    crowd(actor, 3)
    for kind in Format:
        assert build.reproduce(actor, made.kept.id, kind) == made.files[kind]
    assert build.compare(actor, made.kept.id) == build.Comparison(same_data=True, same_files=True)


def test_two_reports_of_the_same_data_share_their_hash(organisation: Organisation) -> None:
    actor = organisation.actor()
    crowd(actor)
    first, second = build.build(actor, PUBLIC), build.build(actor, PUBLIC)
    assert first.kept.report.data_hash == second.kept.report.data_hash
    assert first.kept.report.audit_head != second.kept.report.audit_head


def test_a_kept_file_that_was_changed_is_refused(organisation: Organisation) -> None:
    actor = organisation.actor()
    crowd(actor)
    made = build.build(actor, PUBLIC)
    stored = UUID(made.kept.report.files[0].file)
    sealed = files.get(stored).read()
    files.put(stored, sealed[:-1] + bytes([sealed[-1] ^ 1]))
    with pytest.raises(Tampered):
        build.reproduce(actor, made.kept.id, Format.DOCX)


def test_a_caseworker_reads_a_report_but_takes_no_file_out(organisation: Organisation) -> None:
    crowd(organisation.actor())
    made = build.build(organisation.actor(), PUBLIC)
    kept, content = reports.load(organisation.actor(Role.CASEWORKER), made.kept.id)
    assert (kept.report, content.audience) == (made.kept.report, Audience.PUBLIC)
    with pytest.raises(NotAllowed):
        reports.file(organisation.actor(Role.CASEWORKER), made.kept.id, Format.DOCX)


def test_what_is_no_report_is_not_found(organisation: Organisation) -> None:
    actor = organisation.actor()
    for record in (uuid4(), cases.create(actor, case())):
        with pytest.raises(NotFound):
            reports.load(actor, record)


def test_the_newest_report_is_listed_first(organisation: Organisation) -> None:
    actor = organisation.actor()
    crowd(actor)
    made = [build.build(actor, StatementRequest(as_of=AS_OF, language=language)) for language in Language]
    page = reports.listing(actor, size=2)
    assert [line.id for line in page.lines] == [made[2].kept.id, made[1].kept.id]
    assert page.total == 3


def test_more_people_cost_no_more_statements(organisation: Organisation) -> None:
    actor = organisation.actor()
    crowd(actor, 5)
    lists.count(actor, population.query("", AS_OF))
    few = statements(actor)
    crowd(actor, 20)
    lists.count(actor, population.query("", AS_OF))
    assert len(statements(actor)) == len(few)


@pytest.mark.parametrize("audience", list(Audience))
def test_a_statement_for_our_own_eyes_opens_each_person_once(organisation: Organisation, audience: Audience) -> None:
    """For others who is named shows only when consent has been opened."""
    actor = organisation.actor()
    cases.create(actor, named("Named Somebody", Consent.FULL_PROFILE))
    lists.count(actor, population.query("", AS_OF))
    sent = statements(actor, StatementRequest(as_of=AS_OF, audience=audience))
    opened = [one for one in sent if one.startswith("SELECT revision.record_id")]
    assert len(opened) == (1 if audience is Audience.INTERNAL else 2)


def statements(actor: Actor, request: StatementRequest = PUBLIC) -> list[str]:
    """What one report sends to the database."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        build.build(actor, request)
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    return sent
