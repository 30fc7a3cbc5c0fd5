"""Lists in on pages: seen row by row before anything is written, applied, undone as a whole."""

import re
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from flask import request
from flask.testing import FlaskClient
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from casework.casebook.query import CaseQuery
from casework.domain.actions import Action, ActionKind, Coverage
from casework.domain.importing import MESSAGES, BatchState, Outcome
from casework.domain.policy import Role
from casework.domain.sections import SectionName
from casework.imports import reading
from casework.services import advocacy, cases, lists
from casework.web import importwords, listwords
from tests.casefiles import day, identity
from tests.organisation import Organisation
from tests.sanctioned import official, tie
from tests.web.browsing import text_of

LIST = """id,name,status,gender,birthday,arrested,articles,prison,release_date
1,Alena Uzornaja,active,female,1987-03-01,2024-03-04,art. 342 p. 1,"Penal Colony No. 4, Gomel",
2,Mikalai Prykladny,active,male,1990-01-01,2024-03-05,art. 999 p. 1,Nowhere at all,
3,,active,male,1990-01-01,2024-03-05,,,
4,Volha Testavaja,active,female,1990-31-31,2024-03-05,,,
"""
HELD = CaseQuery(as_of=date(2024, 8, 9), in_custody=True)


@pytest.fixture
def client(organisation: Organisation) -> FlaskClient:
    return organisation.client()


def uploaded(client: FlaskClient, text: str | bytes = LIST, name: str = "list.csv", **changed: str) -> str:
    data = text if isinstance(text, bytes) else text.encode()
    sent = client.post("/imports", data={"file": (BytesIO(data), name), "list_name": "public list"} | changed)
    assert sent.status_code == 303, text_of(sent)
    return str(sent.headers["Location"])


def test_a_preview_tells_each_row_and_writes_nothing(client: FlaskClient, organisation: Organisation) -> None:
    page = text_of(client.get(uploaded(client)))
    assert "Nothing is written yet." in page
    assert "4 Rows read 2 Created 0 Updated 0 Unchanged 2 Refused" in page
    assert "4 the row has no name" in page
    assert "1990-31-31 is not a possible date" in page
    assert "Alena Uzornaja" in page
    assert lists.count(organisation.actor(), HELD).certain == 0


def test_what_the_reference_lists_lack_is_offered(client: FlaskClient) -> None:
    page = client.get(uploaded(client))
    assert 'href="/reference/articles/add?key=999"' in page.text
    assert "Nowhere at all" in text_of(page)
    assert 'value="999"' in client.get("/reference/articles/add?key=999").text


def test_applied_it_counts_and_undone_it_does_not(client: FlaskClient, organisation: Organisation) -> None:
    address = uploaded(client)
    applied = client.post(f"{address}/apply", follow_redirects=True)
    assert "The list is applied: 2 created, 0 updated." in text_of(applied)
    assert lists.count(organisation.actor(), HELD).certain == 2
    assert "Undo the whole import" in text_of(client.get(f"{address}/undo"))
    undone = client.post(f"{address}/undo", follow_redirects=True)
    assert "The import is undone as a whole." in text_of(undone)
    assert lists.count(organisation.actor(), HELD).certain == 0


def test_applied_it_leads_to_what_it_wrote(client: FlaskClient, organisation: Organisation) -> None:
    address = uploaded(client)
    assert "Records created or changed" not in client.get(address).text
    client.post(f"{address}/apply")
    page = client.get(address)
    assert "Records created or changed (2)" in text_of(page)
    for name in ("Alena Uzornaja", "Mikalai Prykladny"):
        case = lists.search(organisation.actor(), name)[0].case
        assert f'<a href="/cases/{case}">{name}</a>' in page.text
    updated = uploaded(client, "id,name,birthday,release_date\n2,Mikalai Prykladny,1990-01-01,2024-09-01\n")
    client.post(f"{updated}/apply")
    assert "Records created or changed (1)" in text_of(client.get(updated))
    client.post(f"{updated}/undo")
    assert "Records created or changed" not in client.get(updated).text


def test_a_long_import_leads_to_what_it_wrote_page_by_page(client: FlaskClient) -> None:
    people = [f"{at},Anna Surname{at},{1940 + at}-01-01" for at in range(60)]
    many = "\n".join(["id,name,birthday", *people])
    address = uploaded(client, many)
    client.post(f"{address}/apply")
    first, second = (client.get(f"{address}?page={page}") for page in (1, 2))
    of_page = [set(re.findall(r'href="(/cases/[-0-9a-f]{36})"', page.text)) for page in (first, second)]
    assert [len(some) for some in of_page] == [50, 10]
    assert of_page[0].isdisjoint(of_page[1])


def test_a_refused_undo_names_whose_work_would_be_lost(client: FlaskClient, organisation: Organisation) -> None:
    address = uploaded(client)
    client.post(f"{address}/apply")
    actor = organisation.actor()
    alena, mikalai = (lists.search(actor, name)[0].case for name in ("Alena Uzornaja", "Mikalai Prykladny"))
    cases.save_section(actor, mikalai, SectionName.IDENTITY, identity("Mikalai Prykladny"), 1)
    raised = Action(ActionKind.MEDIA, day("2024-08-09"), "A report", covers=Coverage(cases=(str(alena),)))
    action = advocacy.add_action(actor, raised, aware=True)
    part = tie(actor, official(actor, "Piotr Zadumany"), alena)
    page = client.post(f"{address}/undo")
    assert page.status_code == 409
    assert f'<a href="/cases/{mikalai}">Mikalai Prykladny</a>' in page.text
    assert f'<a href="/advocacy/{action}">A report · 9 August 2024</a>' in page.text
    assert f'<a href="/involvements/{part}">Piotr Zadumany · Judged · Alena Uzornaja</a>' in page.text
    assert "nothing was changed" in page.text
    assert lists.count(actor, HELD).certain == 2


def test_an_update_shows_old_and_new(client: FlaskClient) -> None:
    client.post(f"{uploaded(client)}/apply")
    page = text_of(client.get(uploaded(client, LIST.replace('Gomel",', 'Gomel",2024-09-01', 1))))
    assert "1 Updated" in page
    assert "2024-09-01" in page


def test_a_second_apply_is_refused_with_words(client: FlaskClient) -> None:
    address = uploaded(client)
    client.post(f"{address}/apply")
    again = client.post(f"{address}/apply", follow_redirects=True)
    assert "it was applied or discarded meanwhile" in text_of(again)


def test_a_discarded_upload_is_gone(client: FlaskClient) -> None:
    address = uploaded(client)
    assert "The upload is discarded." in text_of(client.post(f"{address}/discard", follow_redirects=True))
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "The file is empty."),
        (b"PK\x03\x04rest", "save the list as CSV first"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "save the list as CSV first"),
        (b"name;arrested\n", "There is a header but no row below it."),
    ],
)
def test_a_file_that_is_no_list_is_refused_by_field(client: FlaskClient, data: bytes, problem: str) -> None:
    page = client.post("/imports", data={"file": (BytesIO(data), "list.csv"), "list_name": "mine"})
    assert page.status_code == 400
    assert text_of(page).count(problem) == 2
    assert 'value="mine"' in page.text


@pytest.mark.parametrize("given", [{}, {"file": "only text"}])
def test_no_file_is_named_as_the_problem(client: FlaskClient, given: dict[str, str]) -> None:
    page = client.post("/imports", data={"list_name": "mine"} | given)
    assert "Choose a file." in text_of(page)


def test_an_upload_too_large_is_refused_whole(client: FlaskClient, organisation: Organisation) -> None:
    page = client.post("/imports", **sent("name\n" + "x" * organisation.settings.upload_bytes))
    assert page.status_code == 413


MARKED = "Zzmarked Uzornaja"


def sent(text: str) -> dict[str, Any]:
    """A file as a browser sends it: of a large one the test client itself would make a temporary file."""
    file = FileStorage(BytesIO(text.encode()), "list.csv")
    boundary, data = encode_multipart({"file": file, "list_name": "mine"})
    return {"data": data, "content_type": f"multipart/form-data; boundary={boundary}"}


def large() -> dict[str, Any]:
    return sent(LIST.replace("Alena Uzornaja", MARKED) + "5,Filler,active,,,2024-01-01,,,\n" * 30_000)


def test_a_large_upload_is_held_in_memory(organisation: Organisation) -> None:
    with organisation.site.test_request_context("/imports", method="POST", **large()):
        assert isinstance(request.files["file"].stream, BytesIO)


def test_an_upload_leaves_no_plain_file(client: FlaskClient, organisation: Organisation) -> None:
    assert client.post("/imports", **large()).status_code == 303
    found = [path for path in organisation.settings.data.rglob("*") if path.is_file()]
    assert found
    assert not any(MARKED.encode() in path.read_bytes() for path in found)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.COORDINATOR])
def test_other_roles_import_nothing(organisation: Organisation, role: Role) -> None:
    assert organisation.client(role).get("/imports").status_code == 403


def test_every_message_of_an_import_has_its_sentence() -> None:
    assert {code: str(text) for code, text in importwords.ROWS.items()} == MESSAGES
    assert {code: str(text) for code, text in listwords.FILES.items()} == reading.MESSAGES
    assert importwords.OUTCOMES.keys() == set(Outcome)
    assert importwords.STATES.keys() == set(BatchState)
