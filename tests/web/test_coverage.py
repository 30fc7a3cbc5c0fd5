"""Coverage on pages: figures that link to their lists, filters in the address, files for who may take them out."""

import csv
from datetime import date
from io import BytesIO, StringIO
from uuid import UUID

import openpyxl
import pytest
from flask.testing import FlaskClient

from casework.domain.actions import Action, ActionKind, Coverage
from casework.domain.policy import Role
from casework.domain.sections import (
    Consent,
    ConsentRecord,
    ConsentTopic,
    Identity,
    PersonName,
    Script,
    SectionName,
    Sex,
)
from casework.services import advocacy, cases
from tests.casefiles import case, day
from tests.organisation import Organisation
from tests.web.browsing import text_of

DAY = "as_of=2024-08-09"


@pytest.fixture
def client(organisation: Organisation) -> FlaskClient:
    return organisation.client(Role.COORDINATOR)


@pytest.fixture
def people(organisation: Organisation) -> list[UUID]:
    """One raised by name; one never; one only planned for, whose name is a formula to a spreadsheet."""
    actor = organisation.actor()
    found = [cases.create(actor, case(name)) for name in ("Alena Raised", "Boris Forgotten", "=1+1")]
    covers = Coverage(cases=(str(found[0]),))
    advocacy.add_action(
        actor, Action(ActionKind.LETTER_AUTHORITIES, day("2024-03-05"), actors=("A state",), covers=covers)
    )
    return found


def test_each_figure_leads_to_the_list_it_counts(client: FlaskClient, people: list[UUID]) -> None:
    page = client.get(f"/coverage?{DAY}")
    assert "2 Never raised" in text_of(page)
    assert "/coverage/people?as_of=2024-08-09&amp;list=never" in page.text
    listed = text_of(client.get(f"/coverage/people?{DAY}&list=never"))
    assert "2 people of 3" in listed
    assert "Boris Forgotten" in listed
    assert "Alena Raised" not in listed


def test_both_definitions_stand_on_the_page(client: FlaskClient, people: list[UUID]) -> None:
    page = text_of(client.get(f"/coverage?{DAY}"))
    assert "an action names the person" in page
    assert "surely in the list that an action covers" in page


def test_filters_stand_in_the_address_and_as_chips(client: FlaskClient, people: list[UUID]) -> None:
    page = client.get(f"/coverage/people?{DAY}&list=never&sex=male")
    assert "Nobody is in this list." in page.text
    assert "Remove filter: Male" in text_of(page)
    assert "2 people of 3" in text_of(client.get(f"/coverage/people?{DAY}&list=never&sex=female&by=last"))


def test_everyone_on_file_is_asked_for_by_name_of_custody(client: FlaskClient, organisation: Organisation) -> None:
    organisation.populate(20)
    assert "People on file" in text_of(client.get("/coverage?custody=any"))
    assert "20 people of 20" in text_of(client.get("/coverage/people?custody=any&list=never&as_of=2019-01-01"))


@pytest.mark.parametrize("address", ["/coverage?months=0", "/coverage?months=x", "/coverage?as_of=2024-02-30"])
def test_what_is_no_number_of_months_or_no_date_is_refused(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 400


@pytest.mark.parametrize(
    "address", ["/coverage?", "/coverage/people?list=not_lately&", "/coverage/fairness?", "/dashboard?"]
)
@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_first_and_the_last_day_of_the_calendar_can_be_asked_for(
    client: FlaskClient, people: list[UUID], address: str, day: str
) -> None:
    assert client.get(f"{address}as_of={day}").status_code == 200


def test_an_old_address_with_an_unknown_list_still_opens(client: FlaskClient, people: list[UUID]) -> None:
    assert "Never raised" in text_of(client.get("/coverage/people?list=elsewhere&by=size"))


def test_the_dashboard_says_who_was_never_raised(client: FlaskClient, people: list[UUID]) -> None:
    page = client.get(f"/dashboard?{DAY}")
    assert "2 Never raised 2 Never raised by name 2 Not raised for 12 months" in text_of(page)
    assert "list=never_by_name" in page.text


def test_the_page_of_a_case_says_how_often_by_whom_or_never(client: FlaskClient, people: list[UUID]) -> None:
    assert "Raised 1 time, 1 by name. Last on 5 March 2024, by A state." in text_of(client.get(f"/cases/{people[0]}"))
    assert "Never raised by anyone." in text_of(client.get(f"/cases/{people[1]}"))


def test_what_followed_claims_no_cause(client: FlaskClient, people: list[UUID]) -> None:
    for address in ("/coverage/outcomes", _first_outcome(client)):
        assert "do not claim that an action caused what came after it" in text_of(client.get(address))


def _first_outcome(client: FlaskClient) -> str:
    page = client.get("/coverage/outcomes").text
    return "/coverage/outcomes/" + page.split("/coverage/outcomes/")[1].split('"')[0]


def test_shares_are_shown_with_the_ratio(client: FlaskClient, people: list[UUID]) -> None:
    page = text_of(client.get(f"/coverage/fairness?{DAY}"))
    assert "Ratio 1: raised as often as everybody together" in page
    assert "few people" in page


def taken_out(client: FlaskClient, audience: str, kind: str, **more: str) -> bytes:
    form = {"as_of": "2024-08-09", "list": "never", "audience": audience, "format": kind} | more
    found = client.post("/coverage/export", data=form)
    assert found.status_code == 200, text_of(found)
    assert found.headers["Content-Disposition"].endswith(f"coverage-{audience}-2024-08-09.{kind}")
    return found.data


def rows_of(data: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(data.decode("utf-8-sig"))))


def test_a_csv_says_what_it_is_and_no_cell_of_it_is_a_formula(client: FlaskClient, people: list[UUID]) -> None:
    rows = rows_of(taken_out(client, "internal", "csv"))
    head = dict(row[:2] for row in rows[1:8])
    assert head[""] == "Internal. Not to be passed on."
    assert head["As of"] == "9 August 2024"
    assert head["Definition"].startswith("Raised by name:")
    assert head["Head of the audit log"].count(":") == 1
    cells = [cell for row in rows for cell in row]
    assert "'=1+1" in cells
    assert "Boris Forgotten" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_a_file_says_which_filters_its_figures_are_of(client: FlaskClient, people: list[UUID]) -> None:
    form = {"sex": ["female", "male"], "article": ["342", "361-1"], "custody": "yes", "region": "Homiel"}
    head = dict(row[:2] for row in rows_of(taken_out(client, "public", "csv", **form))[1:8])  # type: ignore[arg-type]
    assert head["Population"] == (
        "Everyone surely in custody on that day; only Sex: Female or Male; Article: art. 342 or art. 361-1; "
        "Region: Homiel"
    )


def test_of_a_day_that_is_none_no_file_is_offered(client: FlaskClient, people: list[UUID]) -> None:
    for address in ("/coverage", "/coverage/people"):
        assert 'id="export"' in client.get(f"{address}?{DAY}").text
        assert 'id="export"' not in client.get(f"{address}?as_of=2024-02-31").text


def test_a_workbook_holds_text_as_text_and_counts_as_numbers(client: FlaskClient, people: list[UUID]) -> None:
    book = openpyxl.load_workbook(BytesIO(taken_out(client, "internal", "xlsx")))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [cell for cell in cells if cell.data_type == "f"]
    formula = next(cell for cell in cells if cell.value == "=1+1")
    assert formula.data_type == "s"
    figures = {row[0].value: row[1].value for row in book.worksheets[0].iter_rows() if row[0].value}
    assert (figures["Never raised"], figures["Raised by name"], figures["People"]) == (2, 1, 3)
    assert book.properties.creator in {None, ""}


def test_in_confidence_only_who_consented_is_named_asked_at_the_moment(
    client: FlaskClient, organisation: Organisation, people: list[UUID]
) -> None:
    text = taken_out(client, "confidential", "csv").decode("utf-8-sig")
    assert "Boris Forgotten" not in text
    assert "Not named here, without consent for it: 2" in text
    given = ConsentRecord(level=Consent.CONFIDENTIAL, topics=(ConsentTopic.NAME,), given_on=day("2024-01-01"))
    with organisation.app.app_context():
        cases.save_section(organisation.actor(), people[1], SectionName.CONSENT, given, 0)
    assert "Boris Forgotten" in taken_out(client, "confidential", "csv").decode("utf-8-sig")


def test_for_the_public_there_is_no_name_and_no_small_count(client: FlaskClient, organisation: Organisation) -> None:
    actor = organisation.actor()
    made = []
    for number in range(40):
        sections = case(f"Person {number}") | {SectionName.IDENTITY: _somebody(number)}
        made.append(cases.create(actor, sections))
    covers = Coverage(cases=tuple(map(str, made[:12])))
    advocacy.add_action(actor, Action(ActionKind.MEDIA, day("2024-03-05"), covers=covers), aware=True)
    rows = rows_of(taken_out(client, "public", "csv"))
    cells = [cell for row in rows for cell in row]
    assert "Public: tables without names" in cells
    assert not [cell for cell in cells if cell.startswith("Person")]
    counted = [cell for row in rows for cell in (row[2:4] if len(row) == 5 else row[1:])]
    assert not {"1", "2", "3", "4"} & set(counted)
    regions = {row[0]: row[1:] for row in rows[_titled(rows, "By region") :] if len(row) == 4}
    assert regions["Brest"] == ["withheld"] * 3
    assert list(regions.values()).count(["withheld"] * 3) > 1


def _titled(rows: list[list[str]], title: str) -> int:
    return next(at for at, row in enumerate(rows) if row == [title])


def _somebody(number: int) -> Identity:
    """Two of forty are from Brest."""
    region = "Brest" if number < 2 else ("Minsk", "Homiel", "Hrodna")[number % 3]
    return Identity(names=(PersonName(Script.LATIN, f"Person {number}"),), sex=Sex.FEMALE, region=region)


def test_a_caseworker_sees_coverage_and_takes_nothing_out(organisation: Organisation, people: list[UUID]) -> None:
    client = organisation.client(Role.CASEWORKER)
    page = client.get(f"/coverage?{DAY}")
    assert "Take out" not in page.text
    assert client.post("/coverage/export", data={"audience": "internal", "format": "csv"}).status_code == 403


@pytest.mark.parametrize("wrong", [{"audience": "friends"}, {"format": "exe"}, {"as_of": "2999-01-01"}])
def test_a_file_nobody_offers_is_refused(client: FlaskClient, people: list[UUID], wrong: dict[str, str]) -> None:
    form = {"audience": "internal", "format": "csv", "as_of": date(2024, 8, 9).isoformat()} | wrong
    assert client.post("/coverage/export", data=form).status_code == 400
