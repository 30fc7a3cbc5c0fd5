"""Advocacy actions on pages: for one person, for several, for everyone in a list; changed; in conflict."""

import re
from datetime import timedelta
from html import unescape
from uuid import UUID

import pytest
from flask.testing import FlaskClient

from casework.domain.policy import Role
from casework.domain.status import Status
from casework.services import cases
from casework.store.database import db, transaction
from casework.store.members import UserSession
from casework.vault import session
from tests.casefiles import case
from tests.organisation import Organisation
from tests.web.browsing import text_of

LETTER = {
    "kind": "letter_authorities", "date-day": "", "date-month": "3", "date-year": "2024", "title": "A letter",
    "status": "sent", "actors-0-name": "An organisation", "actors-0-kind": "ngo", "actors-1-name": "Another",
    "actors-1-kind": "ngo", "addressees": "A ministry", "asks": "Release", "links": "https://example.org",
    "outcome": "", "note": "",
}  # fmt: skip

NINTH = {"date-day": "9", "date-month": "8"}


@pytest.fixture
def client(organisation: Organisation) -> FlaskClient:
    return organisation.client(Role.CASEWORKER)


@pytest.fixture
def person(organisation: Organisation) -> UUID:
    return cases.create(organisation.actor(), case("Alena Uzornaja"))


def added(client: FlaskClient, address: str, **changed: str) -> str:
    saved = client.post(address, data=LETTER | changed)
    assert saved.status_code == 303, text_of(saved)
    return str(saved.headers["Location"])


def test_an_action_for_one_person_shows_on_the_persons_page(client: FlaskClient, person: UUID) -> None:
    page = text_of(client.get(added(client, f"/advocacy/new?case={person}")))
    assert "An organisation ; Another" in page
    assert "1 person by name" in page
    assert "Alena Uzornaja" in page
    assert "A letter" in text_of(client.get(f"/cases/{person}"))


def test_somebody_else_is_found_and_added(client: FlaskClient, person: UUID, organisation: Organisation) -> None:
    other = cases.create(organisation.actor(), case("Mikalai Prykladny"))
    found = client.post(f"/advocacy/new/find?case={person}", data={"q": "Prykladny"})
    link = f"/advocacy/new?case={person}&amp;case={other}"
    assert link in found.text
    assert "Prykladny" not in "".join(line for line in found.text.split() if "href=" in line)
    assert "2 people by name" in text_of(client.get(added(client, link.replace("&amp;", "&"))))


def test_a_search_that_finds_nobody_says_so(client: FlaskClient, person: UUID) -> None:
    page = client.post(f"/advocacy/new/find?case={person}", data={"q": "Zzzzqqq"})
    assert "Nobody found" in text_of(page)


def test_an_action_for_everyone_in_a_list_keeps_the_day_and_the_count(client: FlaskClient, person: UUID) -> None:
    address = "/advocacy/new?custody=yes&as_of=2024-08-09"
    assert "1 person" in text_of(client.get(address))
    page = text_of(client.get(added(client, address, kind="joint_statement", **NINTH)))
    assert "everyone in a list as of 9 August 2024: 1" in page
    assert "everyone in a list" in text_of(client.get(f"/cases/{person}"))


def test_an_action_dated_before_its_population_is_refused_and_the_right_day_is_one_button_away(
    client: FlaskClient, person: UUID
) -> None:
    address = "/advocacy/new?custody=yes&as_of=2024-08-10&kind=joint_statement"
    sent = LETTER | NINTH | {"kind": "joint_statement"}
    refused = client.post(address, data=sent)
    assert refused.status_code == 400
    assert "Date of the action: This is before the day the people are of." in text_of(refused)
    assert 'value="A letter"' in refused.text
    assert "Cover those of 9 August 2024 instead" in text_of(refused)
    found = re.search(r'formaction="([^"]+)"', refused.text)
    assert found
    other = unescape(found[1])
    shown = client.post(other, data=sent | {"show": "1", "shown": "joint_statement"})
    assert "As of 9 August 2024" in text_of(shown)
    assert 'value="A letter"' in shown.text
    page = text_of(client.get(added(client, other, **sent)))
    assert "everyone in a list as of 9 August 2024: 1" in page
    assert str(person) not in other


def test_the_date_of_an_action_for_a_population_begins_with_its_day(client: FlaskClient, person: UUID) -> None:
    page = client.get("/advocacy/new?custody=yes&as_of=2024-08-09&kind=joint_statement").text
    for name, value in (("date-day", "9"), ("date-month", "8"), ("date-year", "2024")):
        assert re.search(rf'<input(?=[^>]*name="{name}")(?=[^>]*value="{value}")', page), name
    named = client.get(f"/advocacy/new?case={person}&kind=letter_authorities").text
    assert not re.search(r'name="date-year"[^>]*value="\d', named)


def test_a_change_may_not_date_an_action_before_its_population(client: FlaskClient, person: UUID) -> None:
    address = added(client, "/advocacy/new?custody=yes&as_of=2024-08-09", kind="joint_statement", **NINTH)
    sent = LETTER | {"kind": "joint_statement", "seen": "1", "date-month": "7"}
    refused = client.post(f"{address}/edit", data=sent)
    assert refused.status_code == 400
    assert "This is before the day the people are of." in text_of(refused)


def test_a_visa_restriction_covers_nobody_and_a_letter_must_cover_somebody(client: FlaskClient) -> None:
    assert "nobody on file" in text_of(
        client.get(added(client, "/advocacy/new?nobody=1", kind="visa_restriction", number="19"))
    )
    refused = client.post("/advocacy/new?nobody=1", data=LETTER)
    assert refused.status_code == 400
    assert "This covers nobody." in text_of(refused)


def test_an_action_for_an_empty_list_is_refused_and_what_was_typed_stays(client: FlaskClient) -> None:
    page = client.post("/advocacy/new?custody=yes&as_of=2020-01-01", data=LETTER)
    assert page.status_code == 400
    assert "This covers nobody." in text_of(page)
    assert 'value="A letter"' in page.text


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"kind": ""}, "Choose the kind of action."),
        ({"kind": "bribe"}, "Choose one from the list."),
        ({"title": ""}, "Enter a title."),
        ({"date-year": ""}, "Enter the year with four digits."),
        ({"date-month": "13"}, "There is no such date."),
        ({"links": "javascript:alert(1)"}, "Enter whole addresses, beginning with https://"),
    ],
)
def test_bad_input_is_named_and_what_was_typed_stays(
    client: FlaskClient, person: UUID, changed: dict[str, str], problem: str
) -> None:
    page = client.post(f"/advocacy/new?case={person}", data=LETTER | changed)
    assert page.status_code == 400
    assert problem in text_of(page)
    assert 'value="An organisation"' in page.text


@pytest.mark.parametrize("case_id", ["nobody", "00000000-0000-4000-8000-000000000000"])
def test_an_action_for_somebody_not_on_file_is_not_found(client: FlaskClient, case_id: str) -> None:
    assert client.get(f"/advocacy/new?case={case_id}").status_code == 404
    assert client.post(f"/advocacy/new?case={case_id}", data=LETTER).status_code == 404


def test_a_change_is_shown_in_the_history_with_old_and_new(client: FlaskClient, person: UUID) -> None:
    address = added(client, f"/advocacy/new?case={person}")
    saved = client.post(f"{address}/edit", data=LETTER | {"seen": "1", "outcome": "Answered", "reason": "came by post"})
    assert saved.status_code == 303
    page = text_of(client.get(address))
    assert "Version 2" in page
    assert "came by post" in page
    assert "Outcome — Answered" in page


def test_two_who_save_at_once_see_both_versions_and_nothing_is_lost(client: FlaskClient, person: UUID) -> None:
    address = added(client, f"/advocacy/new?case={person}")
    client.post(f"{address}/edit", data=LETTER | {"seen": "1", "title": "Theirs"})
    both = client.post(f"{address}/edit", data=LETTER | {"seen": "1", "title": "Mine"})
    assert both.status_code == 409
    assert "Title Theirs Mine" in text_of(both)
    assert 'value="Mine"' in both.text
    assert 'name="seen" value="2"' in both.text
    over = client.post(f"{address}/edit", data=LETTER | {"seen": "2", "title": "Mine"})
    assert over.status_code == 303
    assert "Mine" in text_of(client.get(address))


def test_the_list_is_filtered_by_kind(client: FlaskClient, person: UUID) -> None:
    added(client, f"/advocacy/new?case={person}")
    assert "A letter" in text_of(client.get("/advocacy?kind=letter_authorities"))
    assert "No action matches these filters" in text_of(client.get("/advocacy?kind=award"))


def test_an_analyst_reads_but_records_nothing(client: FlaskClient, person: UUID, organisation: Organisation) -> None:
    address = added(client, f"/advocacy/new?case={person}")
    analyst = organisation.client(Role.ANALYST)
    assert analyst.get(address).status_code == 200
    assert "Add action" not in analyst.get("/advocacy").text
    assert analyst.get(f"/advocacy/new?case={person}").status_code == 403
    assert analyst.post(f"{address}/edit", data=LETTER | {"seen": "1"}).status_code == 403


def test_an_action_sent_after_the_session_ended_still_covers_whom_it_was_for(
    client: FlaskClient, person: UUID, organisation: Organisation
) -> None:
    """The coverage stands in the address: a kept form that lost it would cover somebody else."""
    account = organisation.people[Role.CASEWORKER]
    with transaction():
        row = db.session.get_one(UserSession, session.session_id(organisation.tokens[Role.CASEWORKER]))
        row.idle_until -= timedelta(days=1)
    assert client.post(f"/advocacy/new?case={person}", data=LETTER).headers["Location"].startswith("/sign-in")
    client.post("/sign-in", data={"login": account.login, "passphrase": account.passphrase})
    assert f'action="/advocacy/new?case={person}"' in client.get("/drafts").text


def test_an_action_for_no_list_and_nobody_is_not_recorded(client: FlaskClient, person: UUID) -> None:
    assert client.post("/advocacy/new", data=LETTER).headers["Location"] == "/advocacy/new?custody=yes"
    assert "A letter" not in client.get("/advocacy").text


def test_everyone_on_the_whole_list_stays_everyone(client: FlaskClient, organisation: Organisation) -> None:
    """Also those who are free: the address of the whole list must not turn into that of everyone in custody."""
    cases.create(organisation.actor(), case("Freed", (Status.PRETRIAL, "2020"), (Status.RELEASED, "2021")))
    address = "/advocacy/new?custody=any"
    assert address in client.get("/cases").text
    chosen = client.get(address)
    assert "1 person" in text_of(chosen)
    assert f"{address}&amp;kind=media" in chosen.text
    added(client, f"{address}&as_of=2024-03-01&kind=media")


def test_naming_somebody_in_public_without_consent_is_shown_and_asks_for_a_tick(
    client: FlaskClient, person: UUID
) -> None:
    address, sent = f"/advocacy/new?case={person}", LETTER | {"status": "published"}
    assert 'name="aware"' not in client.get(f"{address}&kind=letter_authorities").text
    refused = client.post(address, data=sent)
    assert refused.status_code == 400
    assert "names people who have not consented to it: 1." in text_of(refused)
    assert f'<li><a href="/cases/{person}">Alena Uzornaja</a></li>' in refused.text.partition("have not consented")[2]
    assert re.search(r'name="aware" value="1">', refused.text)
    assert 'value="A letter"' in refused.text
    page = text_of(client.get(added(client, address, status="published", aware="1")))
    assert "Public, and these people have not consented to be named in public: Alena Uzornaja" in page


def test_the_form_of_a_public_kind_warns_at_once(client: FlaskClient, person: UUID) -> None:
    page = client.get(f"/advocacy/new?case={person}&kind=ngo_statement")
    assert "these people have not consented to be named in public: Alena Uzornaja" in text_of(page)


def test_a_change_that_makes_it_public_asks_for_a_tick(client: FlaskClient, person: UUID) -> None:
    address = added(client, f"/advocacy/new?case={person}")
    assert "not consented" not in text_of(client.get(address))
    sent = LETTER | {"seen": "1", "status": "published"}
    refused = client.post(f"{address}/edit", data=sent)
    assert refused.status_code == 400
    assert "these people have not consented to be named in public: Alena Uzornaja" in text_of(refused)
    assert client.post(f"{address}/edit", data=sent | {"aware": "1"}).status_code == 303
