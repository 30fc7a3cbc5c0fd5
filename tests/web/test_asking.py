"""A filter that holds what is none: its page is shown, with what was typed, a message at the box, the rest kept."""

import re

import pytest
from flask.testing import FlaskClient

from casework.domain.policy import Role
from tests.organisation import Organisation
from tests.web.browsing import text_of

PAGES = (
    "/cases", "/dashboard", "/coverage", "/coverage/people", "/coverage/fairness", "/coverage/outcomes", "/sanctions",
    "/sanctions/gap", "/sanctions/listings", "/sanctions/unlinked",
)  # fmt: skip
FEBRUARY = "as_of-day=31&as_of-month=2&as_of-year=2024"


@pytest.fixture
def client(organisation: Organisation) -> FlaskClient:
    return organisation.client()


def box(page: str, name: str) -> str:
    """The tag of the box with that id."""
    return next(tag for tag in re.findall(r"<(?:input|select)[^>]*>", page) if f'id="{name}"' in tag)


@pytest.mark.parametrize("address", [*PAGES, "/advocacy/new"])
def test_a_day_that_is_none_stays_in_its_boxes_with_a_message(client: FlaskClient, address: str) -> None:
    page = client.get(f"{address}?{FEBRUARY}")
    assert page.status_code == 400
    assert "“31 2 2024”: There is no such date." in text_of(page)
    assert 'href="#as_of-day"' in page.text
    for part, typed in (("day", "31"), ("month", "2"), ("year", "2024")):
        assert f'value="{typed}"' in box(page.text, f"as_of-{part}")
        assert 'aria-invalid="true"' in box(page.text, f"as_of-{part}")
    assert re.search(r'id="as_of-day-error">.*There is no such date\.', page.text)


@pytest.mark.parametrize("typed", ["2024-02-31", "2024-13-01", "yesterday", "2024-08", "9999999-01-01"])
def test_a_day_in_the_address_that_is_none_is_shown_as_it_stood(client: FlaskClient, typed: str) -> None:
    page = client.get(f"/cases?as_of={typed}&custody=yes")
    assert page.status_code == 400
    assert f'value="{typed.partition("-")[0]}"' in box(page.text, "as_of-year")
    assert "Remove filter: In custody" in text_of(page)


@pytest.mark.parametrize(
    ("address", "name", "typed", "problem"),
    [
        ("/coverage", "months", "abc", "Enter a whole number from 1 to 120."),
        ("/coverage", "months", "0", "Enter a whole number from 1 to 120."),
        ("/coverage/people", "months", "-3", "Enter a whole number from 1 to 120."),
        ("/sanctions/gap", "min", "x", "Enter a whole number from 1 to 9999."),
        ("/sanctions/gap", "min", "0", "Enter a whole number from 1 to 9999."),
        ("/sanctions/gap", "min", "99999999999999999999", "Enter a whole number from 1 to 9999."),
        ("/sanctions/listings", "year", "24", "Enter a whole number from 1900 to 2200."),
    ],
)
def test_a_number_that_is_none_stays_in_its_box_with_a_message(
    client: FlaskClient, address: str, name: str, typed: str, problem: str
) -> None:
    page = client.get(f"{address}?{name}={typed}&as_of=2024-08-09")
    assert page.status_code == 400
    assert f"“{typed}”: {problem}" in text_of(page)
    assert f'value="{typed}"' in box(page.text, name)
    assert "9 August 2024" in text_of(page)


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/sanctions/gap", "authority"),
        ("/sanctions/gap", "programme"),
        ("/sanctions/gap", "reliability"),
        ("/sanctions/listings", "kind"),
        ("/sanctions/unlinked", "authority"),
    ],
)
def test_a_choice_that_is_none_is_said_at_its_box(client: FlaskClient, address: str, name: str) -> None:
    page = client.get(f"{address}?{name}=XX&as_of=2024-08-09")
    assert page.status_code == 400
    assert "“XX”: Choose one from the list." in text_of(page)
    assert 'aria-invalid="true"' in box(page.text, name)
    assert "9 August 2024" in text_of(page)


def test_the_audit_log_keeps_its_other_filters(organisation: Organisation) -> None:
    page = organisation.client(Role.SECURITY_OFFICER).get("/audit?since=2024-02-31&event=session")
    assert page.status_code == 400
    assert "There is no such date." in text_of(page)
    assert '<option value="session" selected>' in page.text


def test_a_page_whose_filters_can_be_read_says_nothing(client: FlaskClient) -> None:
    for address in PAGES:
        page = client.get(f"{address}?as_of=2024-08-09")
        assert page.status_code == 200
        assert "There is a problem" not in page.text


def test_a_file_and_a_saved_action_are_still_refused(client: FlaskClient) -> None:
    sent = {"months": "abc", "audience": "public", "format": "csv"}
    assert client.post("/coverage/export", data=sent).status_code == 400
    refused = client.post(f"/advocacy/new?custody=yes&kind=media&{FEBRUARY}", data={"title": "Report"})
    assert refused.status_code == 400
    assert "This could not be saved" in refused.text
