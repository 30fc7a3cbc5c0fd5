"""The import wizard without a script: columns, a saved mapping, contradictions, a long list with its progress."""

from io import BytesIO
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from casework.domain.policy import Role
from casework.imports import lists
from casework.imports.fields import Field
from casework.services.importwriting import ROWS
from casework.web import importwords
from tests.imports.sheets import table
from tests.organisation import Organisation
from tests.services.test_imports_long import long
from tests.web.browsing import text_of

STRANGE = b"Wer,Tag,Anmerkung\nIvan Ivanou,2021-02-01,held at work\n"
FIELDS = {"column-0": "name", "column-1": "arrest", "column-2": ""}
OURS = b"id,name,birthday,arrested\n1,Ivan Ivanou,1990-01-01,2021-02-01\n"


@pytest.fixture
def client(organisation: Organisation) -> FlaskClient:
    return organisation.client()


def sent(client: FlaskClient, data: bytes, name: str = "list.csv", **more: str) -> TestResponse:
    given: dict[str, Any] = {"file": (BytesIO(data), name), "list_name": "public list", **more}
    return client.post("/imports", data=given)


def uploaded(client: FlaskClient, data: bytes, name: str = "list.csv", **more: str) -> str:
    found = sent(client, data, name, **more)
    assert found.status_code == 303, text_of(found)
    return str(found.headers["Location"])


def mapped(client: FlaskClient, **more: str) -> str:
    """A strange list with its columns chosen; the address of its preview."""
    address = uploaded(client, STRANGE)
    done = client.post(address, data=FIELDS | more)
    assert done.status_code == 303, text_of(done)
    return str(done.headers["Location"])


def test_unknown_titles_lead_to_the_columns_with_their_first_cells(client: FlaskClient) -> None:
    address = uploaded(client, STRANGE)
    assert address.endswith("/columns")
    page = text_of(client.get(address))
    assert "Wer" in page
    assert "2021-02-01" in page
    assert "Leave out, keep with the record" in page


def test_a_guess_is_selected_beforehand(client: FlaskClient) -> None:
    page = client.get(uploaded(client, b"nmae,Tag\nIvan,2021-02-01\n")).text
    assert '<option value="name" selected>' in page


def test_the_chosen_columns_make_the_preview(client: FlaskClient) -> None:
    page = text_of(client.get(mapped(client)))
    assert "1 Created" in page
    assert "the column Anmerkung was left out" in page
    assert "chosen one by one" in page


def test_a_mapping_without_a_name_and_a_field_twice_are_refused_beside_what_was_chosen(client: FlaskClient) -> None:
    address = uploaded(client, STRANGE)
    without = client.post(address, data=FIELDS | {"column-0": ""})
    assert without.status_code == 400
    assert "No column holds a name" in text_of(without)
    twice = client.post(address, data=FIELDS | {"column-2": "arrest"})
    assert twice.status_code == 400
    assert "Another column has this field already." in text_of(twice)
    assert twice.text.count('<option value="arrest" selected>') == 2


def test_a_saved_mapping_is_offered_and_can_be_left(client: FlaskClient) -> None:
    mapped(client, profile_name="German list")
    address = uploaded(client, STRANGE)
    page = client.get(address)
    assert "The saved mapping “German list” is used." in text_of(page)
    assert '<option value="arrest" selected>' in page.text
    guessed = client.post(address, data={"use": ""})
    assert "Saved mappings fit these columns." in text_of(guessed)
    assert '<option value="arrest" selected>' not in guessed.text


def test_a_saved_mapping_is_removed_on_the_page_of_imports(client: FlaskClient) -> None:
    mapped(client, profile_name="German list")
    page = client.get("/imports").text
    address = page.partition('action="/imports/profiles/')[2].partition('"')[0]
    after = client.post(f"/imports/profiles/{address}", follow_redirects=True)
    assert "The saved mapping is removed." in text_of(after)
    assert "German list" not in text_of(client.get("/imports"))


def test_source_and_terms_are_shown_with_the_import(client: FlaskClient) -> None:
    page = text_of(client.get(uploaded(client, OURS, source="by e-mail, 3 May", licence="CC BY-NC 4.0")))
    assert "by e-mail, 3 May" in page
    assert "CC BY-NC 4.0" in page


def test_a_workbook_is_taken_in(client: FlaskClient) -> None:
    address = uploaded(client, table(("id", "name"), (1, "Ivan Ivanou")), "list.xlsx")
    assert "Ivan Ivanou" in text_of(client.get(address))


def conflicting(client: FlaskClient) -> str:
    client.post(f"{uploaded(client, OURS)}/apply")
    return uploaded(client, OURS.replace(b"1990-01-01", b"1990-01-02"))


def test_contradictions_are_chosen_for_all_and_for_one(client: FlaskClient) -> None:
    address = conflicting(client)
    assert "1 row contradicts what is on file. Chosen for all: Take the list's value." in text_of(client.get(address))
    page = client.get(f"{address}/conflicts")
    seen = page.text.partition('name="seen" value="')[2].partition('"')[0]
    kept = client.post(
        f"{address}/conflicts", data={"seen": seen, "choice": "ours", "row-2": "both"}, follow_redirects=True
    )
    assert "Chosen for all: Keep what is on file. Otherwise for 1 row." in text_of(kept)
    client.post(f"{address}/apply")
    case = kept.text.partition('href="/cases/')[2].partition('"')[0]
    shown = text_of(client.get(f"/cases/{case}"))
    assert "Lists say otherwise Birth date : 2 January 1990" in shown.replace("date:", "date :")


def test_a_choice_made_on_an_older_page_is_not_kept(client: FlaskClient) -> None:
    address = conflicting(client)
    found = client.post(f"{address}/conflicts", data={"seen": "1", "choice": "ours"}, follow_redirects=True)
    assert "chose here meanwhile" in text_of(found)


def test_who_does_not_read_sources_sees_no_claim(organisation: Organisation, client: FlaskClient) -> None:
    address = conflicting(client)
    seen = client.get(f"{address}/conflicts").text.partition('name="seen" value="')[2].partition('"')[0]
    client.post(f"{address}/conflicts", data={"seen": seen, "choice": "both"})
    case = client.get(address).text.partition('href="/cases/')[2].partition('"')[0]
    client.post(f"{address}/apply")
    assert "Lists say otherwise" in text_of(client.get(f"/cases/{case}"))
    assert "Lists say otherwise" not in text_of(organisation.client(Role.ANALYST).get(f"/cases/{case}"))


def test_a_long_list_tells_its_progress_and_leads_to_the_import(organisation: Organisation) -> None:
    client = organisation.client()
    address = uploaded(client, long(ROWS + 1300))
    page = text_of(
        client.post(address, data={f"column-{n}": f for n, f in enumerate(("id", "name", "birth", "", "", "", ""))})
    )
    assert "The list is being read" in page
    assert "6,300 rows Done. To the import" in page
    shown = address.removesuffix("/columns")
    written = text_of(client.post(f"{shown}/apply"))
    assert "The list is being written" in written
    assert "5,000 rows 6,300 rows Done. To the import" in written
    assert "6,300 Created" in text_of(client.get(shown))


def test_while_a_long_list_is_unfinished_figures_say_so_and_it_goes_on(organisation: Organisation) -> None:
    actor, client = organisation.actor(), organisation.client()
    shown = lists.preview(actor, long(ROWS + 1300), "long.csv")
    assert shown.id is not None
    steps = lists.applying(actor, shown.id)
    next(steps)
    steps.close()
    for path in ("/dashboard", "/cases"):
        told = text_of(organisation.client(Role.ANALYST).get(path))
        assert "An import is being written: figures are incomplete. 5,000 rows are on file so far." in told
    assert "Go on" in text_of(client.get(f"/imports/{shown.id}"))
    done = text_of(client.post(f"/imports/{shown.id}/apply", follow_redirects=True))
    assert "The list is applied: 6300 created" in done
    assert "figures are incomplete" not in text_of(client.get("/dashboard"))


def test_a_file_of_a_gigabyte_is_refused_before_it_is_read(organisation: Organisation) -> None:
    class Endless:
        def read(self, *_size: int) -> bytes:
            raise AssertionError("the file was read")

        readline = read

    environ = {"wsgi.input": Endless(), "CONTENT_LENGTH": str(2**30)}
    page = organisation.client().post(
        "/imports", environ_overrides=environ, content_type="multipart/form-data; boundary=x"
    )
    assert page.status_code == 413


def test_every_field_of_a_column_has_its_words() -> None:
    assert {field.value for field in Field} <= importwords.COLUMNS.keys()


def test_while_a_long_undo_is_unfinished_figures_say_so_and_it_goes_on(organisation: Organisation) -> None:
    actor, client = organisation.actor(), organisation.client()
    lists.take(actor, long(ROWS + 100), "long.csv")
    ((batch, _),) = lists.list_batches(actor)
    steps = lists.undoing(actor, batch)
    next(steps)
    steps.close()
    told = text_of(organisation.client(Role.ANALYST).get("/dashboard"))
    assert "An import is being taken back: figures are incomplete. 5,000 rows of it are still on file." in told
    assert "Go on with the undo" in text_of(client.get(f"/imports/{batch}"))
    assert "is undone as a whole" in text_of(client.post(f"/imports/{batch}/undo", follow_redirects=True))
    assert "figures are incomplete" not in text_of(client.get("/dashboard"))


def test_a_long_undo_tells_how_much_is_left(organisation: Organisation) -> None:
    actor, client = organisation.actor(), organisation.client()
    lists.take(actor, long(ROWS + 100), "long.csv")
    ((batch, _),) = lists.list_batches(actor)
    page = client.post(f"/imports/{batch}/undo")
    assert page.status_code == 200
    assert "5,000 rows are left 0 rows are left Done. To the import" in text_of(page)
    assert "Undone" in text_of(client.get(f"/imports/{batch}"))
