"""Lists of officials, of the EU, of FollowTheMoney and of actions on pages: previewed, applied, undone, refused."""

from io import BytesIO

import pytest
from flask.testing import FlaskClient

from casework.domain import listsayings
from casework.domain.importing import MESSAGES, ListKind, Problem
from casework.web import importwords
from tests.imports.entitiesonfile import ACTIONS, EU, FTM, OFFICIALS
from tests.organisation import Organisation
from tests.web.browsing import text_of


@pytest.fixture
def client(organisation: Organisation) -> FlaskClient:
    return organisation.client()


def uploaded(client: FlaskClient, data: bytes, kind: ListKind, **more: str) -> str:
    fields = {"file": (BytesIO(data), "list"), "list_name": "invented", "kind": kind.value} | more
    sent = client.post("/imports", data=fields)
    assert sent.status_code == 303, text_of(sent)
    return str(sent.headers["Location"])


def test_followthemoney_is_previewed_applied_and_undone(client: FlaskClient) -> None:
    address = uploaded(client, FTM, ListKind.FTM)
    page = text_of(client.get(address))
    assert "24 Rows read 12 Created 7 Updated 0 Unchanged 5 Refused" in page
    assert "ownership that comes back to where it began, in the rows 13, 14" in page
    assert "Address: 1 kept as notes" in page
    assert "Sanctions programme: GB-UNKNOWN" in page
    assert "The list is applied: 12 created, 7 updated." in text_of(
        client.post(f"{address}/apply", follow_redirects=True)
    )
    undone = client.post(f"{address}/undo", follow_redirects=True)
    assert "The import is undone as a whole." in text_of(undone)


def test_the_eus_list_tells_what_it_left_out_and_takes_all_when_asked(client: FlaskClient) -> None:
    page = text_of(client.get(uploaded(client, EU, ListKind.EU)))
    assert "programme UKR: 1 left out" in page
    assert "Somebody ELSE" not in page
    assert "Somebody ELSE" in text_of(client.get(uploaded(client, EU, ListKind.EU, programme="*")))


def test_columns_of_officials_that_nobody_knows_lead_to_the_mapping(client: FlaskClient) -> None:
    address = uploaded(client, OFFICIALS, ListKind.OFFICIALS)
    assert address.endswith("/columns")
    page = text_of(client.get(address))
    assert "Любимый цвет" in page
    assert "Sanctions: authority" in page


def test_actions_are_previewed_with_whom_they_cover(client: FlaskClient) -> None:
    page = text_of(client.get(uploaded(client, ACTIONS, ListKind.ACTIONS)))
    assert "the action is about nobody on file" in page
    assert "nobody on file is called or numbered Alena Uzornaja" not in page
    assert "1 Created" in page


@pytest.mark.parametrize(
    ("data", "kind", "words"),
    [
        (ACTIONS, ListKind.FTM, "This is no FollowTheMoney file"),
        (ACTIONS, ListKind.EU, "This is not the consolidated list of the EU"),
        (b'[{"id": "a", "schema": "Person"}]', ListKind.FTM, "This is one JSON array"),
    ],
)
def test_the_wrong_kind_of_file_is_refused_in_words_by_its_field(
    client: FlaskClient, data: bytes, kind: ListKind, words: str
) -> None:
    page = client.post("/imports", data={"file": (BytesIO(data), "x"), "list_name": "x", "kind": kind.value})
    assert (page.status_code, words in text_of(page)) == (400, True)


def test_a_file_of_another_kind_is_told_as_what_it_looks_like(client: FlaskClient) -> None:
    line = b'{"id": "a", "schema": "Person", "properties": {"name": ["A"]}}\n'
    for kind, looks in ((ListKind.EU, True), (ListKind.ACTIONS, True), (ListKind.FTM, False)):
        sent = {"file": (BytesIO(line), "x"), "list_name": "x", "kind": kind.value}
        assert ("This looks like “FollowTheMoney" in text_of(client.post("/imports", data=sent))) is looks


def test_what_a_list_contradicts_is_named_by_its_field(organisation: Organisation) -> None:
    told = Problem(3, "contradiction", "listed_on", "2023-01-05")
    with organisation.site.test_request_context():
        assert "Listed on: the list now says 5 January 2023" in importwords.of_row(told)
        assert "Programme: X is not" in importwords.of_row(Problem(3, "programme_not_known", "programId", "X"))
        assert "People covered: nobody" in importwords.of_row(Problem(3, "person_not_on_file", "persons", "X"))
        assert "(5 January 2023)" in importwords.of_row(Problem(3, "listed_before_existed", "", "2023-01-05"))


@pytest.mark.parametrize(
    ("kept", "shown"),
    [
        ("programId", "Programme"),
        ("Sanction.programId", "Programme"),
        ("Directorship.role", "Position"),
        ("designation.programme", "Programme"),
        ("involvement.role", "Part in a case"),
        ("Column of theirs", "Column of theirs"),
        ("Notes, p. 3", "Notes, p. 3"),
        ("Person.unheardOf", "Person.unheardOf"),
    ],
)
def test_what_was_kept_as_a_note_is_called_as_a_reader_knows_it(
    organisation: Organisation, kept: str, shown: str
) -> None:
    with organisation.site.test_request_context():
        assert importwords.of_noted(kept) == shown


def test_a_preview_speaks_in_words(client: FlaskClient) -> None:
    page = text_of(client.get(uploaded(client, FTM, ListKind.FTM)))
    assert "Country : Belarus" in page
    assert "the listing (1 January 1999) lies before" in page
    actions = text_of(client.get(uploaded(client, ACTIONS, ListKind.ACTIONS)))
    assert "Visa restriction" in actions
    assert "visa_restriction" not in actions


def test_everything_told_of_a_row_has_its_sentence_on_the_page() -> None:
    assert set(importwords.ROWS) == set(MESSAGES)
    for code, template in {**listsayings.REFUSED, **listsayings.WARNINGS}.items():
        assert importwords.ROWS[code]._args == (template,)
