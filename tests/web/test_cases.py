"""The file of one person on pages: intake, sections, status, history, two who save at once."""

import re
from uuid import UUID

import pytest
from flask.testing import FlaskClient

from casework.domain.policy import Role
from casework.domain.sections import Consent, SectionName, Sex
from casework.domain.status import Status
from casework.services import cases
from tests.organisation import Organisation
from tests.web.browsing import said

INTAKE = {
    "names-0-script": "be",
    "names-0-text": "Алена Ўзорная",
    "names-1-script": "la",
    "names-1-text": "Alena Uzornaja",
    "sex": "female",
    "birth-day": "",
    "birth-month": "3",
    "birth-year": "1987",
    "region": "Minsk",
    "profile": "student\njournalist",
    "status": "pretrial",
    "since-day": "4",
    "since-month": "3",
    "since-year": "2024",
    "source": "lawyer",
    "facility": "IK-4",
    "articles": "342 part 1; 361-4",
    "level": "0",
}


@pytest.fixture
def client(organisation: Organisation) -> FlaskClient:
    return organisation.client(Role.CASEWORKER)


def made(client: FlaskClient, **changed: str) -> str:
    """A case through the intake pages; its id."""
    saved = client.post("/intake/save", data=INTAKE | changed)
    assert saved.status_code == 303, saved.get_data(as_text=True)
    return saved.headers["Location"].rpartition("/")[2]


def text(client: FlaskClient, path: str, status: int = 200) -> str:
    page = client.get(path)
    assert page.status_code == status
    return page.get_data(as_text=True)


def sections_of(organisation: Organisation, case_id: str) -> dict[SectionName, object]:
    return cases.open_case(organisation.actor(), UUID(case_id)).values()


def test_answers_are_checked_before_anything_is_saved(client: FlaskClient) -> None:
    checked = client.post("/intake/check", data=INTAKE)
    page = checked.get_data(as_text=True)
    assert checked.status_code == 200
    assert "Алена Ўзорная" in page
    assert "March 1987" in page
    assert 'name="names-0-text" value="Алена Ўзорная"' in page
    assert "/cases/" not in page.partition("<main")[2]


def test_an_intake_makes_a_case_with_every_answer(organisation: Organisation, client: FlaskClient) -> None:
    found = sections_of(organisation, made(client))
    assert found[SectionName.IDENTITY].sex is Sex.FEMALE
    assert str(found[SectionName.IDENTITY].birth) == "1987-03"
    assert found[SectionName.STATUS].entries[0].status is Status.PRETRIAL
    assert found[SectionName.CUSTODY].periods[0].facility == "IK-4"
    assert [(one.article, one.part) for one in found[SectionName.LEGAL].prosecutions[0].charges] == [
        ("342", "1"),
        ("361-4", ""),
    ]


def test_a_duplicate_is_named_before_saving(client: FlaskClient) -> None:
    made(client)
    page = client.post("/intake/check", data=INTAKE | {"names-1-text": "Elena Uzornaya"}).get_data(as_text=True)
    assert "This person may be on file already." in page


def test_going_back_from_the_check_keeps_the_answers(client: FlaskClient) -> None:
    page = client.post("/intake/save", data=INTAKE | {"change": "1"}).get_data(as_text=True)
    assert 'value="Алена Ўзорная"' in page
    assert "<h1>New intake</h1>" in page


def test_a_wrong_answer_is_named_on_top_and_in_the_title_and_the_rest_is_kept(client: FlaskClient) -> None:
    refused = client.post("/intake/check", data=INTAKE | {"birth-month": "13"})
    page = refused.get_data(as_text=True)
    assert refused.status_code == 400
    assert "<title>Error:" in page
    assert 'href="#birth-day">Date of birth: There is no such date.' in page
    assert 'value="13"' in page
    assert 'value="Алена Ўзорная"' in page


def test_the_case_page_says_what_is_on_file(client: FlaskClient) -> None:
    page = text(client, f"/cases/{made(client)}")
    assert "<h1>Alena Uzornaja" in page
    assert "In pre-trial custody, since March 4, 2024" in page or "since 4 March 2024" in page
    assert "art. 342 part 1; art. 361-4" in page
    assert "No consent on file: publish nothing but the count." in page


def test_a_section_is_changed_and_the_history_names_who_and_old_and_new(
    organisation: Organisation, client: FlaskClient
) -> None:
    case_id = made(client)
    form = text(client, f"/cases/{case_id}/consent")
    seen = re.search(r'name="seen" value="(\d+)"', form)
    sent = {
        "seen": seen[1] if seen else "",
        "level": "3",
        "topics": ["name"],
        "given_by": "Mother",
        "reason": "by phone",
    }
    assert client.post(f"/cases/{case_id}/consent", data=sent).status_code == 303
    assert sections_of(organisation, case_id)[SectionName.CONSENT].level is Consent.NAME_AND_FACTS
    page = text(client, f"/cases/{case_id}/history?section=consent")
    assert "by phone" in page
    assert "Mother" in page
    assert organisation.people[Role.CASEWORKER].name in page


def test_two_who_save_at_once_see_both_versions_and_lose_nothing(
    organisation: Organisation, client: FlaskClient
) -> None:
    case_id = made(client)
    other = organisation.client(Role.COORDINATOR)
    sent = {"seen": "1", "names-0-text": "Алена Ўзорная", "names-0-script": "be", "sex": "female"}
    assert other.post(f"/cases/{case_id}/identity", data=sent | {"region": "Brest"}).status_code == 303
    refused = client.post(f"/cases/{case_id}/identity", data=sent | {"region": "Hrodna"})
    page = refused.get_data(as_text=True)
    assert refused.status_code == 409
    assert "Brest" in page
    assert 'value="Hrodna"' in page
    assert 'name="seen" value="2"' in page
    saved = client.post(f"/cases/{case_id}/identity", data=sent | {"region": "Hrodna", "seen": "2"})
    assert saved.status_code == 303
    assert sections_of(organisation, case_id)[SectionName.IDENTITY].region == "Hrodna"


def test_a_change_of_status_is_added_to_the_timeline(organisation: Organisation, client: FlaskClient) -> None:
    case_id = made(client)
    sent = {"seen": "1", "status": "released", "since-year": "2025", "since-month": "9", "ground": "pardon"}
    assert client.post(f"/cases/{case_id}/status-change", data=sent).status_code == 303
    entries = sections_of(organisation, case_id)[SectionName.STATUS].entries
    assert [entry.status for entry in entries] == [Status.PRETRIAL, Status.RELEASED]
    assert "Released (Pardon), since September 2025" in text(client, f"/cases/{case_id}")


def test_a_status_in_the_future_is_refused_in_words(client: FlaskClient) -> None:
    case_id = made(client)
    sent = {"seen": "1", "status": "released", "since-year": "2199"}
    refused = client.post(f"/cases/{case_id}/status-change", data=sent)
    assert refused.status_code == 400
    assert "This date is in the future." in refused.get_data(as_text=True)


def test_a_status_change_on_an_older_version_keeps_what_was_typed(client: FlaskClient) -> None:
    case_id = made(client)
    sent = {"seen": "1", "status": "released", "since-year": "2025"}
    client.post(f"/cases/{case_id}/status-change", data=sent)
    refused = client.post(f"/cases/{case_id}/status-change", data=sent | {"source": "typed meanwhile"})
    assert refused.status_code == 409
    assert 'value="typed meanwhile"' in refused.get_data(as_text=True)


def test_adding_a_row_saves_nothing_and_keeps_what_was_typed(organisation: Organisation, client: FlaskClient) -> None:
    case_id = made(client)
    sent = {"seen": "1", "names-0-text": "Typed", "names-0-script": "la", "add": "names"}
    page = client.post(f"/cases/{case_id}/identity", data=sent).get_data(as_text=True)
    assert 'name="names-1-text"' in page
    assert 'value="Typed"' in page
    assert sections_of(organisation, case_id)[SectionName.IDENTITY].names[0].text == "Алена Ўзорная"


@pytest.mark.parametrize("path", ["/identity", "/status", "/custody", "/legal", "/consent", "/status-change"])
def test_an_analyst_reads_a_case_and_changes_nothing(
    organisation: Organisation, client: FlaskClient, path: str
) -> None:
    case_id = made(client)
    analyst = organisation.client(Role.ANALYST)
    assert analyst.get(f"/cases/{case_id}").status_code == 200
    assert "Change<" not in analyst.get(f"/cases/{case_id}").get_data(as_text=True)
    assert analyst.get(f"/cases/{case_id}{path}").status_code == 404
    assert analyst.post(f"/cases/{case_id}{path}", data={"seen": "1"}).status_code == 404


@pytest.mark.parametrize("role", [Role.SECURITY_OFFICER, Role.ADMINISTRATOR])
def test_a_refused_case_looks_like_one_that_does_not_exist(
    organisation: Organisation, client: FlaskClient, role: Role
) -> None:
    there, nowhere = made(client), "00000000-0000-4000-8000-000000000000"
    stranger = organisation.client(role)
    refused, absent = stranger.get(f"/cases/{there}"), stranger.get(f"/cases/{nowhere}")
    assert refused.status_code == absent.status_code == 404
    assert said(refused).replace(there, "") == said(absent).replace(nowhere, "")


def test_a_facility_of_the_reference_list_can_be_added_by_a_coordinator_and_chosen(organisation: Organisation) -> None:
    coordinator = organisation.client(Role.COORDINATOR)
    sent = {"key": "IK-99", "en": "Penal Colony No. 99", "kind": "colony", "number": "99"}
    assert coordinator.post("/reference/facilities/add", data=sent).status_code == 303
    assert "Penal Colony No. 99" in text(coordinator, "/intake")
    assert organisation.client(Role.CASEWORKER).get("/reference/facilities/add").status_code == 403


def test_a_form_about_a_version_that_never_was_is_shown_again_and_saves_nothing(
    organisation: Organisation, client: FlaskClient
) -> None:
    case_id = made(client)
    refused = client.post(f"/cases/{case_id}/consent", data={"seen": "7", "level": "0", "channel": "by letter"})
    assert refused.status_code == 409
    assert 'value="by letter"' in refused.get_data(as_text=True)
    assert SectionName.CONSENT not in sections_of(organisation, case_id)
