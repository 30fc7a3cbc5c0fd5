"""The sanctions pages: overview, gap with its filters and files, who is listed and tied to no case, dossier."""

import re
from io import BytesIO
from uuid import UUID

import msgspec
import openpyxl
import pytest
from docx import Document
from flask.testing import FlaskClient

from casework.domain.involvements import Evidence, InvolvementRole
from casework.domain.policy import Role
from casework.domain.sections import Consent, ConsentRecord, ConsentTopic, SectionName
from casework.services import cases, designations, officials
from tests.casefiles import case
from tests.organisation import Organisation
from tests.sanctioned import listing, official, post, tie
from tests.web.browsing import text_of

ASKED = {"audience": "public", "language": "en", "as_of-day": "9", "as_of-month": "8", "as_of-year": "2024"}


@pytest.fixture
def judge(organisation: Organisation) -> UUID:
    """A judge tied to two cases: one of somebody with consent, one of somebody without."""
    actor = organisation.actor()
    one = official(actor, "Piotr Zadumany", post("Judge", "Court of the Lake District", "2015"))
    consent = ConsentRecord(level=Consent.FULL_PROFILE, topics=(ConsentTopic.NAME,))
    tie(actor, one, cases.create(actor, case("Named Byconsent") | {SectionName.CONSENT: consent}))
    tie(actor, one, cases.create(actor, case("Silent Relative")), evidence=Evidence("The witness", "What they saw"))
    return one


@pytest.fixture
def client(organisation: Organisation, judge: UUID) -> FlaskClient:
    return organisation.client()


def test_the_gap_shows_an_official_with_post_cases_roles_and_the_latest_part(client: FlaskClient, judge: UUID) -> None:
    page = client.get("/sanctions/gap")
    assert "Officials tied to cases and listed by nobody" in text_of(page)
    assert re.search(r"Piotr Zadumany Judge, Court of the Lake District 2 Judged 2 4 May 2022 —", text_of(page)), (
        text_of(page)
    )
    assert f"/officials/{judge}" in page.text


def test_the_gap_of_one_authority_names_the_others_that_list(
    client: FlaskClient, organisation: Organisation, judge: UUID
) -> None:
    designations.add(organisation.actor(), listing(judge, "US", "US-BRUS"))
    assert "Nobody is in this gap." in text_of(client.get("/sanctions/gap"))
    assert "Nobody is in this gap." in text_of(client.get("/sanctions/gap?authority=US"))
    page = text_of(client.get("/sanctions/gap?authority=EU"))
    assert "not listed by EU" in page
    assert re.search(r"4 May 2022 US", page)


@pytest.mark.parametrize(
    ("arguments", "inside"),
    [
        ("min=2", True),
        ("min=3", False),
        ("role=judged", True),
        ("role=detained", False),
        ("reliability=B&credibility=2", True),
        ("reliability=A", False),
        ("credibility=1", False),
        ("as_of=2022-05-03", False),
        ("as_of=2022-05-04", True),
        ("programme=EU-BLR", True),
        ("role=nonsense", True),
    ],
)
def test_the_gap_is_narrowed_by_its_address(client: FlaskClient, arguments: str, inside: bool) -> None:
    assert ("Piotr Zadumany" in client.get(f"/sanctions/gap?{arguments}").text) is inside


def test_the_gap_is_narrowed_to_bodies_that_stand_in_no_address(client: FlaskClient) -> None:
    for body, inside in (("Court of the Lake District", True), ("Another court", False)):
        page = client.post("/sanctions/gap?authority=EU", data={"body": body})
        assert ("Piotr Zadumany" in page.text) is inside
        assert "not listed by EU" in text_of(page)
        assert not [link for link in re.findall(r'(?:href|action)="([^"]+)"', page.text) if "ourt" in link]
    assert "Piotr Zadumany" in client.get("/sanctions/gap?body=Another+court").text


def test_the_gap_without_bodies_is_an_address(client: FlaskClient) -> None:
    sent = client.post("/sanctions/gap", data={"authority": "EU", "min": "2", "programme": ""})
    assert (sent.status_code, sent.headers["Location"]) == (303, "/sanctions/gap?authority=EU&min=2")


def test_each_filter_of_the_gap_is_a_chip_that_takes_it_away(client: FlaskClient) -> None:
    filters = "authority=EU&min=2&role=judged&reliability=C&credibility=3&as_of=2024-08-09"
    page = client.post(f"/sanctions/gap?{filters}", data={"body": "Court of the Lake District"})
    for chip in (
        "Not listed by EU", "At least 2 cases", "Judged", "Court of the Lake District", "Source at least C",
        "Information at least 3", "As of 9 August 2024",
    ):  # fmt: skip
        assert f"Remove filter: {chip}" in text_of(page)
    steps = re.findall(r'<form class="step" method="post" action="(/sanctions/gap\?[^"]*)">(.*?)</form>', page.text)
    without, sent = next((address, sent) for address, sent in steps if "min=" not in address)
    assert "authority=EU" in without
    assert 'name="body" value="Court of the Lake District"' in sent
    (left,) = re.findall(r'class="rm" href="([^"]+)"', page.text)
    assert "min=2" in left


def test_a_programme_says_who_lists_and_another_authority_beside_it_is_asked_about(client: FlaskClient) -> None:
    found = client.get("/sanctions/gap?authority=US&programme=US-BRUS")
    assert found.status_code == 200
    assert "not listed under US-BRUS" in text_of(found)
    asked = client.get("/sanctions/gap?authority=EU&programme=US-BRUS")
    assert asked.status_code == 400
    assert "“US-BRUS”: a programme of another authority: US" in text_of(asked)
    assert '<option value="US-BRUS" selected>' in asked.text
    assert '<option value="EU" selected>' in asked.text
    assert "/sanctions/gap/csv" not in asked.text
    assert client.post("/sanctions/gap/csv?authority=EU&programme=US-BRUS").status_code == 400


def test_no_file_is_made_of_a_day_that_is_none(client: FlaskClient) -> None:
    assert client.post("/sanctions/gap/csv?as_of=2024-02-31").status_code == 400


def test_no_name_of_an_official_stands_in_an_address(client: FlaskClient) -> None:
    page = client.get("/sanctions/gap?authority=EU")
    assert not [link for link in re.findall(r'href="([^"]+)"', page.text) if "Zadumany" in link]


def test_the_files_of_the_gap_are_what_they_say(client: FlaskClient) -> None:
    sheet = client.post("/sanctions/gap/xlsx?authority=EU&as_of=2024-08-09")
    assert sheet.headers["Content-Disposition"] == "attachment; filename=sanctions-gap-2024-08-09.xlsx"
    assert sheet.headers["Cache-Control"] == "no-store"
    cells = [
        cell.value for row in openpyxl.load_workbook(BytesIO(sheet.data)).worksheets[0].iter_rows() for cell in row
    ]
    assert "Piotr Zadumany" in cells
    listed = client.post("/sanctions/gap/csv?authority=EU")
    assert listed.headers["Content-Type"] == "text/csv; charset=utf-8"
    front, table = listed.data.decode("utf-8-sig").split("\r\n\r\n")
    assert "Internal" in front
    assert table.splitlines()[1].startswith('Piotr Zadumany,"Judge, Court of the Lake District",2,0,judged: 2')


def test_a_caseworker_sees_the_gap_and_is_offered_no_file(organisation: Organisation, judge: UUID) -> None:
    client = organisation.client(Role.CASEWORKER)
    page = client.get("/sanctions/gap").text
    assert "Piotr Zadumany" in page
    assert "/sanctions/gap/csv" not in page
    assert client.post("/sanctions/gap/csv").status_code == 403


def test_who_is_listed_and_tied_to_no_case_is_shown(client: FlaskClient, organisation: Organisation) -> None:
    idle = official(organisation.actor(), "Idle Official")
    designations.add(organisation.actor(), listing(idle))
    page = text_of(client.get("/sanctions/unlinked?as_of=2024-08-09"))
    assert re.search(r"Idle Official — EU", page)
    assert "Piotr Zadumany" not in page
    assert "perhaps tied to a case" not in page
    assert "Idle Official" not in client.get("/sanctions/unlinked?authority=US").text
    assert "Idle Official" not in client.get("/sanctions/unlinked?as_of=2020-01-01").text


def test_the_overview_leads_from_an_authority_to_its_listings_and_its_gap(
    client: FlaskClient, organisation: Organisation, judge: UUID
) -> None:
    designations.add(organisation.actor(), listing(judge))
    page = client.get("/sanctions?as_of=2024-08-09")
    assert re.search(r"EU 1 0 0 0 0 0 1 0 Not listed by EU", text_of(page))
    assert "/sanctions/gap?authority=EU&amp;as_of=2024-08-09" in page.text
    assert "Sanctions</a>" in client.get("/cases").text


def test_the_dossier_page_shows_everything_to_members_with_links_to_the_cases(client: FlaskClient, judge: UUID) -> None:
    page = client.get(f"/officials/{judge}/dossier")
    for shown in ("Dossier: Piotr Zadumany", "Named Byconsent", "Silent Relative", "What they saw", "Not listed"):
        assert shown in text_of(page)
    assert len(set(re.findall(r"/cases/[0-9a-f-]{36}", page.text))) == 2


def test_the_dossier_speaks_in_whole_words(client: FlaskClient, organisation: Organisation, judge: UUID) -> None:
    stored = officials.load(organisation.actor(), judge)
    profile = msgspec.structs.replace(stored.profile, country="BY")
    officials.save(organisation.actor(), judge, profile, stored.version("profile"), "")
    page = text_of(client.get(f"/officials/{judge}/dossier"))
    assert "Country Belarus" in page
    assert "Judged 2" in page
    assert "Officials Piotr Zadumany Dossier: Piotr Zadumany" in page
    client.set_cookie("lang", "be")
    assert "Беларусь" in client.get(f"/officials/{judge}/dossier").text


def test_an_analyst_sees_that_there_is_evidence_and_not_what(organisation: Organisation, judge: UUID) -> None:
    page = text_of(organisation.client(Role.ANALYST).get(f"/officials/{judge}/dossier"))
    assert "Silent Relative" in page
    assert "What they saw" not in page
    assert "compartment of sources: 1" in page


def test_a_public_dossier_is_a_document_that_names_by_consent_only(client: FlaskClient, judge: UUID) -> None:
    made = client.post(f"/officials/{judge}/dossier", data=ASKED)
    assert made.status_code == 200
    assert made.headers["Content-Disposition"] == "attachment; filename=dossier-public-2024-08-09.docx"
    assert made.headers["Cache-Control"] == "no-store"
    cells = [c.text for t in Document(BytesIO(made.data)).tables for row in t.rows for c in row.cells]
    assert "Named Byconsent" in cells
    assert "Silent Relative" not in cells


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"audience": ""}, "Choose one from the list."),
        ({"audience": "everyone"}, "Choose one from the list."),
        ({"as_of-year": ""}, "Enter the year with four digits."),
        ({"as_of-year": "2190"}, "This date is in the future."),
    ],
)
def test_a_dossier_asked_for_wrongly_is_not_made(
    client: FlaskClient, judge: UUID, changed: dict[str, str], problem: str
) -> None:
    page = client.post(f"/officials/{judge}/dossier", data=ASKED | changed)
    assert page.status_code == 400
    assert problem in text_of(page)


def test_a_caseworker_reads_the_dossier_and_is_offered_no_document(organisation: Organisation, judge: UUID) -> None:
    client = organisation.client(Role.CASEWORKER)
    assert "Produce the dossier" not in client.get(f"/officials/{judge}/dossier").text
    assert client.post(f"/officials/{judge}/dossier", data=ASKED).status_code == 403


def test_there_is_no_dossier_of_nobody(client: FlaskClient) -> None:
    assert client.get("/officials/00000000-0000-4000-8000-000000000000/dossier").status_code == 404


@pytest.mark.parametrize("code", ["be", "ru"])
def test_the_dossier_page_speaks_the_readers_language(client: FlaskClient, judge: UUID, code: str) -> None:
    client.set_cookie("lang", code)
    assert {"be": "Дасье: Piotr Zadumany", "ru": "Досье: Piotr Zadumany"}[code] in client.get(
        f"/officials/{judge}/dossier"
    ).text


def test_ill_treatment_is_in_no_public_dossier(client: FlaskClient, organisation: Organisation, judge: UUID) -> None:
    actor = organisation.actor()
    consent = ConsentRecord(level=Consent.FULL_PROFILE, topics=(ConsentTopic.NAME,))
    hurt = cases.create(actor, case("Hurt Byhim") | {SectionName.CONSENT: consent})
    tie(actor, judge, hurt, InvolvementRole.ILL_TREATED)
    public = Document(BytesIO(client.post(f"/officials/{judge}/dossier", data=ASKED).data))
    cells = [c.text for t in public.tables for row in t.rows for c in row.cells]
    assert "Hurt Byhim" not in cells
    assert "ill-treated" not in [cell.casefold() for cell in cells]
