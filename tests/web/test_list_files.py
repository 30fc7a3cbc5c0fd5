"""Whom an action covers by a list file: checked before anything is saved, no name in an address, no file kept."""

import re
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from casework.domain.policy import Role
from casework.domain.status import Status
from casework.services import advocacy, cases
from tests.casefiles import case
from tests.organisation import Organisation
from tests.web.browsing import text_of

LIST = "id,name\nCW-000001,Alena Uzornaja\n,Ivan Testavy\n,Zmicier Dvojny\n,Nobody Known\n"
ACTION = {"title": "With a list", "date-year": "2024", "status": "sent", "kind": "letter_authorities"}


@pytest.fixture
def client(organisation: Organisation) -> FlaskClient:
    return organisation.client(Role.CASEWORKER)


@pytest.fixture
def people(organisation: Organisation) -> list[UUID]:
    names = ("Alena Uzornaja", "Ivan Testavy", "Zmicier Dvojny", "Zmicier Dvojny")
    status = (Status.PRETRIAL, "2023-08-09")
    return [cases.create(organisation.actor(), case(name, status)) for name in names]


def upload(client: FlaskClient, text: str = LIST) -> TestResponse:
    return client.post("/advocacy/new/list-file", data={"file": (BytesIO(text.encode()), "Uzornaja's list.csv")})


def filled(page: TestResponse) -> MultiDict[str, str]:
    """The form of the page as a browser would send it back."""
    found: MultiDict[str, str] = MultiDict()
    for tag in re.findall(r"<input[^>]*>", page.text.split("<main", 1)[1]):
        one = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        chosen = one.get("type") not in {"radio", "checkbox"} or re.search(r" checked\b", tag)
        if one.get("name") and chosen:
            found.add(one["name"], unescape(one.get("value", "")))
    return found


def settle(client: FlaskClient, page: TestResponse, **more: Any) -> TestResponse:
    sent = filled(page)
    for name, value in {"kind": "letter_authorities", **more}.items():
        sent.setlist(name, [value])
    return client.post("/advocacy/new/list-file/checked", data=sent)


def test_the_check_shows_who_is_found_who_is_in_doubt_and_who_is_not_on_file(
    client: FlaskClient, people: list[UUID]
) -> None:
    page = upload(client)
    assert page.status_code == 200
    text = text_of(page)
    for told in ("Found on file (1)", "Doubtful (2)", "Row 3: Ivan Testavy", "CW-000002", "Not on file (1)"):
        assert told in text
    assert not [name for name in filled(page) if re.fullmatch(r"doubt-\d-case", name)]


def test_beside_whoever_is_found_stands_what_the_list_says(client: FlaskClient, people: list[UUID]) -> None:
    lines = ("id,name,birthday,arrested", "CW-000001,Узорная Алена,1990,", ",Iwan Testawy,1980-05,")
    page = upload(client, "\n".join(lines) + "\n")
    shown = text_of(page)
    assert "Alena Uzornaja, detained 9 August 2023, CW-000001 Row 2: Узорная Алена, born 1990, CW-000001" in shown
    assert "Row 3: Iwan Testawy, born May 1980" in shown
    again = settle(client, page, kind="")
    assert "Row 2: Узорная Алена, born 1990, CW-000001" in text_of(again)
    assert "Row 3: Iwan Testawy, born May 1980" in text_of(again)


def test_every_doubt_must_be_settled_and_a_kind_chosen(client: FlaskClient, people: list[UUID]) -> None:
    page = settle(client, upload(client), kind="", **{"doubt-0-case": str(people[1])})
    assert page.status_code == 400
    assert "Choose whom this row means, or none of them." in text_of(page)
    assert "Choose the kind of action." in text_of(page)
    assert filled(page)["doubt-0-case"] == str(people[1])


def test_an_action_by_a_list_file_keeps_ids_names_and_the_hash_and_no_file(
    client: FlaskClient, people: list[UUID], organisation: Organisation
) -> None:
    form = settle(client, upload(client), **{"doubt-0-case": str(people[1]), "doubt-1-case": str(people[3])})
    assert form.status_code == 200
    assert "3 people from a list file; 1 name is not on file" in text_of(form)
    sent = filled(form)
    for name, value in ACTION.items():
        sent.setlist(name, [value])
    saved = client.post("/advocacy/new/from-file", data=sent)
    assert saved.status_code == 303, text_of(saved)
    page = text_of(client.get(saved.headers["Location"]))
    assert "Names that are not on file (1) Nobody Known" in page
    covers = advocacy.listing(organisation.actor()).lines[0].action.covers
    assert set(covers.cases) == {str(people[0]), str(people[1]), str(people[3])}
    assert len(covers.file_hash) == 64
    assert "With a list" in text_of(client.get(f"/cases/{people[3]}"))
    assert list(Path(organisation.settings.data).rglob("*.csv")) == []


def test_what_is_wrong_in_the_form_loses_nothing_of_the_list(client: FlaskClient, people: list[UUID]) -> None:
    form = settle(client, upload(client), **{"doubt-0-case": str(people[1]), "doubt-1-case": "nobody"})
    sent = filled(form)
    sent.setlist("kind", ["letter_authorities"])
    again = client.post("/advocacy/new/from-file", data=sent)
    assert again.status_code == 400
    assert filled(again).getlist("covers-case") == [str(people[0]), str(people[1])]
    assert filled(again).getlist("covers-unmatched") == ["Nobody Known", "Zmicier Dvojny"]


def test_somebody_found_is_left_out_by_hand(client: FlaskClient, people: list[UUID]) -> None:
    page = upload(client, "id,name\nCW-000001,\nCW-000002,\n")
    sent = filled(page)
    sent.setlist("case", [str(people[1])])
    sent.setlist("kind", ["media"])
    form = client.post("/advocacy/new/list-file/checked", data=sent)
    assert filled(form).getlist("covers-case") == [str(people[1])]


def test_a_list_of_nobody_on_file_is_refused(client: FlaskClient, people: list[UUID]) -> None:
    page = settle(client, upload(client, "name\nNobody Known\n"))
    assert page.status_code == 400
    assert "Nobody in this file is on file." in text_of(page)


@pytest.mark.parametrize(
    ("text", "problem"),
    [("", "The file is empty."), ("sex\nf\n", "No column holds a name"), ("{}", "No column holds a name")],
)
def test_a_file_that_is_no_list_is_refused_in_clear_words(client: FlaskClient, text: str, problem: str) -> None:
    page = upload(client, text)
    assert page.status_code == 400
    assert problem in text_of(page)
    assert "Choose a file." in text_of(client.post("/advocacy/new/list-file", data={}))


def test_no_name_stands_in_an_address(client: FlaskClient, people: list[UUID]) -> None:
    check = upload(client)
    form = settle(client, check, **{"doubt-0-case": "nobody", "doubt-1-case": "nobody"})
    for page in (check, form):
        addresses = re.findall(r'(?:href|action)="([^"]*)"', page.text)
        assert not [one for one in addresses if re.search("uzornaja|testavy|dvojny|known|csv", one, re.IGNORECASE)]


@pytest.mark.parametrize("path", ["/advocacy/new/list-file/checked", "/advocacy/new/from-file"])
def test_the_middle_of_the_way_leads_back_to_its_beginning(client: FlaskClient, path: str) -> None:
    assert client.get(path).headers["Location"] == "/advocacy/new/list-file"


def test_an_id_that_is_none_leads_nowhere(client: FlaskClient, people: list[UUID]) -> None:
    sent = {"kind": "media", "matched": "nobody", "case": "nobody", "covers-hash": "x", "covers-case": "nobody"}
    assert client.post("/advocacy/new/list-file/checked", data=sent).status_code == 404
    assert client.post("/advocacy/new/from-file", data=ACTION | sent).status_code == 404
