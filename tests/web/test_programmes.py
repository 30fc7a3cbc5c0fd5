"""The reference list of sanctions programmes: shown, added to, corrected, closed; never deleted."""

import pytest
from flask.testing import FlaskClient

from casework.domain.policy import Role
from casework.services import reference
from tests.organisation import Organisation
from tests.web.browsing import text_of

NEW = {"key": "NO-BLR", "authority": "no", "en": "Norlandia: Belarus", "be": "", "ru": "", "legal_basis": "Act 1/2021"}


@pytest.fixture
def client(organisation: Organisation) -> FlaskClient:
    return organisation.client()


def test_the_list_shows_each_programme_with_who_lists_and_its_legal_basis(client: FlaskClient) -> None:
    page = text_of(client.get("/reference"))
    assert "Sanctions programmes" in page
    assert "EU · Regulation (EC) No 765/2006; Decision 2012/642/CFSP" in page


def test_a_programme_is_added_and_its_authority_becomes_known(client: FlaskClient, organisation: Organisation) -> None:
    assert client.post("/reference/programmes/add", data=NEW).status_code == 303
    assert "NO" in reference.lists(organisation.actor()).authorities()
    assert "Norlandia: Belarus" in text_of(client.get("/reference"))


def test_what_a_form_did_not_find_is_filled_in(client: FlaskClient) -> None:
    page = client.get("/reference/programmes/add?key=EU-NEW&authority=EU").text
    assert 'value="EU-NEW"' in page
    assert 'value="EU"' in page


def test_a_programme_is_closed_with_a_day_and_stays_on_the_list(
    client: FlaskClient, organisation: Organisation
) -> None:
    page = client.get("/reference/programmes/GB-BLR").text
    assert "SI 2019/600" in page
    closed = {
        "key": "GB-BLR", "authority": "GB", "en": "United Kingdom", "valid_until-day": "1", "valid_until-month": "2",
        "valid_until-year": "2025",
    }  # fmt: skip
    assert client.post("/reference/programmes/GB-BLR", data=closed).status_code == 303
    entry = next(one for one in reference.lists(organisation.actor()).programmes if one.key == "GB-BLR")
    assert str(entry.valid_until) == "2025-02-01"


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"key": ""}, "Enter the short name."),
        ({"authority": ""}, "Enter the code of who lists."),
        ({"authority": "E1"}, "Enter the code in capital letters, such as EU or US."),
        ({"en": ""}, "Enter the title in English."),
    ],
)
def test_bad_input_is_named_and_what_was_typed_stays(
    client: FlaskClient, changed: dict[str, str], problem: str
) -> None:
    page = client.post("/reference/programmes/add", data=NEW | changed)
    assert page.status_code == 400
    assert problem in text_of(page)
    assert "Act 1/2021" in page.text


def test_a_programme_that_is_not_on_the_list_is_not_found(client: FlaskClient) -> None:
    assert client.get("/reference/programmes/XX").status_code == 404


def test_a_caseworker_reads_the_list_and_changes_nothing(organisation: Organisation) -> None:
    client = organisation.client(Role.CASEWORKER)
    assert "SECO-BRUS" in client.get("/reference").text
    assert client.post("/reference/programmes/add", data=NEW).status_code == 403
