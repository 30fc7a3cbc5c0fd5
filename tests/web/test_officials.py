"""Officials, entities and assets on pages: added, found, changed, in conflict, withdrawn."""

from uuid import UUID

import pytest
from flask.testing import FlaskClient

from casework.domain.entities import Posts, SourceNotes
from casework.domain.involvements import Involvement, InvolvementRole
from casework.domain.policy import Role
from casework.services import cases, involvements, officials
from casework.services.officials import New
from tests.casefiles import case
from tests.officials import company, court, official, post
from tests.organisation import Organisation
from tests.web.browsing import text_of

PERSON = {
    "kind": "person", "names-0-script": "la", "names-0-text": "Stsiapan Vydumany", "names-1-text": "", "sex": "male",
    "begun-day": "", "begun-month": "", "begun-year": "1970", "country": "BY", "posts-0-position": "Judge",
    "posts-0-body": "Court of Vydumany district", "posts-0-since-year": "2015", "posts-0-since-month": "",
    "posts-0-since-day": "",
}  # fmt: skip


@pytest.fixture
def client(organisation: Organisation) -> FlaskClient:
    return organisation.client(Role.CASEWORKER)


@pytest.fixture
def judge(organisation: Organisation) -> UUID:
    held = Posts((post("Judge", "2015", body="Court A"),))
    return officials.add(organisation.actor(), New(official(born="1970"), held))


def test_an_official_is_checked_then_saved_with_a_post_at_a_body_on_file(
    client: FlaskClient, organisation: Organisation
) -> None:
    body = officials.add(organisation.actor(), New(court()))
    checked = client.post("/officials/new/check", data=PERSON)
    assert "Check before saving" in text_of(checked)
    assert "may be on file already" not in text_of(checked)
    saved = client.post("/officials/new/save", data=PERSON)
    assert saved.status_code == 303, text_of(saved)
    page = client.get(saved.headers["Location"])
    assert "Stsiapan Vydumany" in text_of(page)
    assert f'href="/officials/{body}"' in page.text
    assert "Stsiapan Vydumany" in text_of(client.get(f"/officials/{body}"))


def test_a_body_that_is_not_on_file_is_kept_as_text(client: FlaskClient) -> None:
    saved = client.post("/officials/new/save", data=PERSON)
    assert "Court of Vydumany district" in text_of(client.get(saved.headers["Location"]))


def test_a_name_on_file_is_told_in_the_check(client: FlaskClient, judge: UUID) -> None:
    spelt = PERSON | {"names-0-script": "ru", "names-0-text": "Степан Выдуманый"}
    page = client.post("/officials/new/check", data=spelt)
    assert "This may be on file already." in text_of(page)
    assert f'href="/officials/{judge}"' in page.text


def test_what_was_entered_comes_back_when_it_is_to_be_changed(client: FlaskClient) -> None:
    page = client.post("/officials/new/save", data=PERSON | {"change": "1"})
    assert 'value="Stsiapan Vydumany"' in page.text
    assert "Stsiapan" not in text_of(client.get("/officials"))


def test_a_row_is_added_and_taken_off_without_a_script(client: FlaskClient) -> None:
    more = client.post("/officials/new/check", data=PERSON | {"add": "posts"})
    assert 'name="posts-1-position"' in more.text
    assert 'value="Stsiapan Vydumany"' in more.text
    fewer = client.post("/officials/new/check", data=PERSON | {"remove": "posts-0"})
    assert 'name="posts-0-position"' not in fewer.text


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"names-0-text": ""}, "Enter at least one name."),
        ({"names-0-text": "Степан Выдуманый"}, "This is in Cyrillic letters"),
        ({"names-0-script": "be"}, "This is in Latin letters"),
        ({"names-0-script": "ru"}, "This is in Latin letters"),
        ({"begun-year": "2199"}, "This date is in the future."),
        ({"country": "Belarus"}, "Choose a country from the list."),
        ({"links": "javascript:alert(1)"}, "Begin each link with https:// or http://."),
        ({"posts-0-position": ""}, "Enter the position."),
        ({"posts-0-until-year": "2010", "posts-0-until-month": "", "posts-0-until-day": ""}, "before the beginning"),
    ],
)
def test_bad_input_is_named_before_the_check_and_what_was_typed_stays(
    client: FlaskClient, changed: dict[str, str], problem: str
) -> None:
    page = client.post("/officials/new/check", data=PERSON | changed)
    assert page.status_code == 400
    assert problem in text_of(page)
    assert 'value="Court of Vydumany district"' in page.text


def test_a_look_alike_of_the_other_alphabet_bars_no_name(client: FlaskClient) -> None:
    for script, name in (("la", "Stsi\u0430pan Vydumany"), ("be", "Сц\u0065пан Выдуманы")):
        page = client.post("/officials/new/check", data=PERSON | {"names-0-script": script, "names-0-text": name})
        assert "Check before saving" in text_of(page)


def test_only_a_person_has_a_sex(client: FlaskClient) -> None:
    plane = {"kind": "aircraft", "names-0-text": "", "registration": "EW-001PA"}
    assert "Sex" not in text_of(client.post("/officials/new/check", data=plane))
    assert "Sex" in text_of(client.post("/officials/new/check", data=PERSON))


def test_an_aircraft_needs_a_name_or_a_registration(client: FlaskClient) -> None:
    plane = {"kind": "aircraft", "names-0-text": "", "registration": "", "type": "Business jet"}
    page = client.post("/officials/new/check", data=plane)
    assert page.status_code == 400
    assert "Enter a name or a registration." in text_of(page)
    saved = client.post("/officials/new/save", data=plane | {"registration": "EW-000ZZ"})
    assert "EW-000ZZ" in text_of(client.get(saved.headers["Location"]))
    assert "EW-000ZZ" in text_of(client.get("/officials?kind=asset"))


def test_the_history_says_what_changed_and_why(client: FlaskClient, judge: UUID) -> None:
    names = {"kind": "person", "names-0-script": "la", "names-0-text": "Stsiapan Vydumany", "sex": "unknown"}
    saved = client.post(
        f"/officials/{judge}/profile", data=names | {"seen": "1", "aliases": "Styopa", "reason": "told"}
    )
    assert saved.status_code == 303, text_of(saved)
    page = text_of(client.get(f"/officials/{judge}/history"))
    assert "Other names — Styopa" in page
    assert "told" in page
    assert "Position" in page


def test_a_record_is_withdrawn_with_a_reason_only_and_not_while_it_is_needed(
    client: FlaskClient, organisation: Organisation, judge: UUID
) -> None:
    address = f"/officials/{judge}/withdraw"
    person = cases.create(organisation.actor(), case())
    part = involvements.add(organisation.actor(), Involvement(str(judge), str(person), InvolvementRole.JUDGED))
    refused = client.post(address, data={"reason": "twice"})
    assert refused.status_code == 400
    assert "It has a part in cases on file: 1." in text_of(refused)
    involvements.withdraw(organisation.actor(), part, "wrong")
    assert "Enter the reason." in text_of(client.post(address, data={"reason": " "}))
    assert client.post(address, data={"reason": "twice"}).status_code == 303
    assert client.get(f"/officials/{judge}").status_code == 404
    assert "Vydumany" not in text_of(client.get("/officials"))


def test_the_lists_are_apart_and_filtered_in_the_address(
    client: FlaskClient, organisation: Organisation, judge: UUID
) -> None:
    officials.add(organisation.actor(), New(official("Alena Inshaia", country="RU")))
    officials.add(organisation.actor(), New(company()))
    page = text_of(client.get("/officials"))
    assert "2 records" in page
    assert "Vydumka Trade" not in page
    assert "Vydumka Trade" in text_of(client.get("/officials?kind=body"))
    filtered = text_of(client.get("/officials?position=judge&body=Court+A"))
    assert "Stsiapan Vydumany" in filtered
    assert "Alena Inshaia" not in filtered
    assert "Alena Inshaia" in text_of(client.get("/officials?country=RU&involved=no"))
    assert "Nothing matches these filters." in text_of(client.get("/officials?involved=yes"))
    assert client.get("/officials?kind=x&position=&page=0&of=y").status_code == 200


def test_a_search_goes_by_post_and_says_when_nothing_is_found(client: FlaskClient, judge: UUID) -> None:
    assert f'href="/officials/{judge}"' in client.post("/officials/search", data={"q": "Выдуманы"}).text
    assert "Nothing found." in text_of(client.post("/officials/search", data={"q": "Zzzzqqq"}))
    assert f"/officials/{judge}" not in client.get("/officials/search?q=Vydumany").text


def test_an_analyst_reads_and_changes_nothing(organisation: Organisation, judge: UUID) -> None:
    analyst = organisation.client(Role.ANALYST)
    page = analyst.get(f"/officials/{judge}")
    assert "Stsiapan Vydumany" in text_of(page)
    for link in ("/posts", "/profile", "/withdraw", "/involvements/new"):
        assert link not in page.text
    for path in (f"/officials/{judge}/posts", f"/officials/{judge}/withdraw", "/officials/new"):
        assert analyst.get(path).status_code == 403
    assert "Add an official" not in text_of(analyst.get("/officials"))


def test_notes_of_an_imported_list_are_shown_to_who_may_read_sources(organisation: Organisation) -> None:
    notes = SourceNotes((("A list", "field", "qorvanbiltesh"),))
    made = officials.add(organisation.actor(), New(official(), notes=notes))
    assert "qorvanbiltesh" in organisation.client(Role.CASEWORKER).get(f"/officials/{made}").text
    assert "qorvanbiltesh" not in organisation.client(Role.ANALYST).get(f"/officials/{made}").text
