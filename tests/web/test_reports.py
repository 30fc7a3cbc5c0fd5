"""Reports on pages: asked for in a form, kept, taken out, marked as published."""

import re
from io import BytesIO

import pytest
from docx import Document
from flask.testing import FlaskClient

from casework.domain.policy import Role
from casework.services import cases
from tests.casefiles import case
from tests.organisation import Organisation
from tests.web.browsing import text_of

ASKED = {
    "as_of-day": "9", "as_of-month": "8", "as_of-year": "2024", "audience": "public", "language": "en",
    "title": "Four years on", "ask": "Release everyone.", "formats": ["docx", "xlsx"],
}  # fmt: skip


@pytest.fixture
def client(organisation: Organisation) -> FlaskClient:
    for number in range(6):
        cases.create(organisation.actor(), case(f"Nobody Named {number}"))
    return organisation.client()


def produced(client: FlaskClient, **changed: object) -> str:
    made = client.post("/reports/new?custody=yes", data=ASKED | changed)
    assert made.status_code == 303, text_of(made)
    return str(made.headers["Location"])


def test_a_statement_is_asked_for_and_shown(client: FlaskClient) -> None:
    page = client.get(produced(client))
    said = text_of(page)
    assert "Four years on" in said
    assert "In custody 6" in said
    assert re.search(r"Hash of the data: [0-9a-f]{64}", said)
    assert "Four years on" in client.get("/reports").text


def test_the_files_are_what_they_say(client: FlaskClient) -> None:
    address = produced(client)
    word = client.get(f"{address}/docx")
    assert word.headers["Content-Disposition"] == "attachment; filename=statement-2024-08-09.docx"
    assert word.headers["Cache-Control"] == "no-store"
    assert Document(BytesIO(word.data)).paragraphs[0].text == "Four years on"
    assert client.get(f"{address}/xlsx").data[:2] == b"PK"


def test_a_report_is_produced_again_and_compared(client: FlaskClient) -> None:
    address = produced(client)
    assert "the same, byte for byte" in client.post(f"{address}/again", follow_redirects=True).text


def test_only_the_files_asked_for_are_made(client: FlaskClient) -> None:
    address = produced(client, formats=["xlsx"])
    assert client.get(f"{address}/docx").status_code == 404


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"as_of-year": ""}, "Enter the year with four digits."),
        ({"as_of-day": "31", "as_of-month": "2"}, "There is no such date."),
        ({"as_of-year": "2190"}, "This date is in the future."),
        ({"known_at-day": "1"}, "Enter the year with four digits."),
        ({"audience": "everyone"}, "Choose one from the list."),
        ({"formats": []}, "Choose at least one kind of file."),
        ({"title": "x" * 201}, "Use at most 200 characters."),
    ],
)
def test_bad_input_is_named_and_what_was_typed_stays(
    client: FlaskClient, changed: dict[str, object], problem: str
) -> None:
    page = client.post("/reports/new?custody=yes", data=ASKED | changed)
    assert page.status_code == 400
    assert text_of(page).count(problem) == 2
    assert "Release everyone." in page.text
    assert "<title>Error:" in page.text


def test_a_date_in_the_address_that_is_none_is_refused(client: FlaskClient) -> None:
    assert client.get("/reports/new?as_of=nonsense").status_code == 400


def test_filters_of_the_list_are_kept_and_shown(client: FlaskClient) -> None:
    page = client.get("/reports/new?custody=yes&sex=female")
    assert "Remove filter: Female" in text_of(page)
    made = client.post("/reports/new?custody=yes&sex=male", data=ASKED)
    assert "Male" in text_of(client.get(made.headers["Location"]))


def test_marked_as_published_it_becomes_an_action(client: FlaskClient) -> None:
    address = produced(client)
    day = {"on-day": "10", "on-month": "8", "on-year": "2024", "link": "https://example.org/statement"}
    done = client.post(f"{address}/published", data=day, follow_redirects=True)
    assert "The publication is recorded as an advocacy action." in text_of(done)
    assert "Four years on" in text_of(client.get("/advocacy"))
    assert client.get(f"{address}/published").status_code == 404


@pytest.mark.parametrize("link", ["javascript:alert(1)", "example.org", "ftp://example.org/x", "https://"])
def test_a_link_must_lead_to_a_page(client: FlaskClient, link: str) -> None:
    address = produced(client)
    day = {"on-day": "10", "on-month": "8", "on-year": "2024", "link": link}
    page = client.post(f"{address}/published", data=day)
    assert page.status_code == 400
    assert "Enter the whole address, beginning with https://" in page.text


def test_a_caseworker_reads_reports_but_gets_no_file(client: FlaskClient, organisation: Organisation) -> None:
    address = produced(client)
    caseworker = organisation.client(Role.CASEWORKER)
    assert caseworker.get(address).status_code == 200
    assert caseworker.get(f"{address}/docx").status_code == 403
    assert caseworker.get("/reports/new").status_code == 403


def test_a_disk_that_takes_no_file_leaves_no_half_report(client: FlaskClient, organisation: Organisation) -> None:
    (organisation.settings.data / "files").write_bytes(b"in the way of the folder")
    page = client.post("/reports/new?custody=yes", data=ASKED)
    assert page.status_code == 503
    assert "Nothing was saved." in text_of(page)
    assert "No report has been produced yet." in text_of(client.get("/reports"))
