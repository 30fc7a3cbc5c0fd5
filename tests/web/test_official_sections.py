"""Posts and holdings on pages: changed row by row, refused in words, in conflict, seen from both ends."""

import re
from uuid import UUID

import pytest
from flask.testing import FlaskClient

from casework.domain.entities import Holdings, Posts
from casework.domain.policy import Role
from casework.services import officials
from casework.services.officials import New
from tests.officials import aircraft, company, court, official, owns, post
from tests.organisation import Organisation
from tests.web.browsing import text_of

TWO_POSTS = {
    "seen": "0", "entries-0-position": "Judge", "entries-0-body": "Court A", "entries-0-since-year": "2010",
    "entries-0-since-month": "", "entries-0-since-day": "", "entries-1-position": "Chair", "entries-1-body": "Court B",
    "entries-1-since-year": "2015", "entries-1-since-month": "", "entries-1-since-day": "",
}  # fmt: skip


@pytest.fixture
def client(organisation: Organisation) -> FlaskClient:
    return organisation.client(Role.CASEWORKER)


@pytest.fixture
def judge(organisation: Organisation) -> UUID:
    held = Posts((post("Judge", "2015", body="Court A"),))
    return officials.add(organisation.actor(), New(official(born="1970"), held))


def holding(thing: str, share: str = "", seen: str = "0") -> dict[str, str]:
    return {"seen": seen, "entries-0-kind": "owner", "entries-0-of": thing, "entries-0-share": share}


def test_posts_that_overlap_are_refused_and_both_are_named(client: FlaskClient, organisation: Organisation) -> None:
    made = officials.add(organisation.actor(), New(official()))
    address = f"/officials/{made}/posts"
    refused = client.post(address, data=TWO_POSTS)
    assert refused.status_code == 400
    assert "“Chair, Court B” overlaps with “Judge, Court A”." in text_of(refused)
    assert 'id="entries-1-since-error"' in refused.text
    assert client.post(address, data=TWO_POSTS | {"entries-1-beside": "y"}).status_code == 303
    page = text_of(client.get(f"/officials/{made}"))
    assert "beside another" in page


@pytest.mark.parametrize(
    ("thing", "share", "problem"),
    [
        ("Somebody else's firm", "", "This is not on file."),
        ("Owner Ltd", "", "Nothing owns, directs or operates itself."),
        ("Vydumka Trade", "half", "Enter a share between 0 and 100 per cent"),
        ("Vydumka Trade", "41", "more than 100 per cent"),
        ("Parent Ltd", "", "close a circle"),
        ("", "50", "Enter what it is."),
    ],
)
def test_a_holding_that_cannot_be_is_refused_in_words(
    client: FlaskClient, organisation: Organisation, thing: str, share: str, problem: str
) -> None:
    actor = organisation.actor()
    firm, owner = officials.add(actor, New(company())), officials.add(actor, New(company("Owner Ltd")))
    officials.add(actor, New(company("Parent Ltd"), holdings=Holdings((owns(owner),))))
    officials.add(actor, New(official(), holdings=Holdings((owns(firm, "60"),))))
    page = client.post(f"/officials/{owner}/holdings", data=holding(thing, share))
    assert page.status_code == 400
    assert problem in text_of(page)
    assert client.post(f"/officials/{owner}/holdings", data=holding("vydumka  TRADE", "40 %")).status_code == 303


def test_holdings_show_on_both_pages(client: FlaskClient, organisation: Organisation) -> None:
    plane = officials.add(organisation.actor(), New(aircraft()))
    owner = officials.add(organisation.actor(), New(company()))
    client.post(f"/officials/{owner}/holdings", data=holding("EW-000ZZ", "50"))
    assert "Owns 50 % EW-000ZZ" in text_of(client.get(f"/officials/{owner}"))
    assert "Owns 50 % Vydumka Trade" in text_of(client.get(f"/officials/{plane}"))
    form = client.get(f"/officials/{owner}/holdings")
    assert 'value="EW-000ZZ" autocomplete="off" list="on-file"' in form.text


def test_two_of_one_name_are_told_apart_in_what_is_offered(client: FlaskClient, organisation: Organisation) -> None:
    actor = organisation.actor()
    one, _other, owner = (officials.add(actor, New(company(name))) for name in ("Twin", "TWIN", "Owner Ltd"))
    assert client.post(f"/officials/{owner}/holdings", data=holding("Twin")).status_code == 400
    assert client.post(f"/officials/{owner}/holdings", data=holding(f"Twin ({str(one)[:8]})")).status_code == 303
    assert officials.load(actor, owner).holdings == Holdings((owns(one),))


def test_two_who_save_at_once_see_both_versions_and_what_was_typed_is_kept(client: FlaskClient, judge: UUID) -> None:
    address = f"/officials/{judge}/posts"
    mine = {"seen": "1", "entries-0-position": "Mine"}
    assert client.post(address, data=mine | {"entries-0-position": "Theirs"}).status_code == 303
    both = client.post(address, data=mine)
    assert both.status_code == 409
    assert "Position Theirs Mine" in text_of(both)
    assert 'value="Mine"' in both.text
    assert 'name="seen" value="2"' in both.text
    assert client.post(address, data=mine | {"seen": "2"}).status_code == 303
    assert "Mine" in text_of(client.get(f"/officials/{judge}"))


def test_who_was_in_office_on_a_day(client: FlaskClient, organisation: Organisation) -> None:
    actor = organisation.actor()
    body = officials.add(actor, New(court("Court A")))
    officials.add(actor, New(official("Before"), Posts((post("Chair", "2010-01-01", "2014-12-31", body="Court A"),))))
    officials.add(actor, New(official("After"), Posts((post("Chair", "2015-01-01", body="Court A"),))))
    page = text_of(client.get(f"/officials/{body}?on-day=1&on-month=6&on-year=2012"))
    assert "Before in office" in page
    assert "After in office" not in page
    assert "After in office" in text_of(client.get(f"/officials/{body}"))
    assert "There is no such date." in text_of(client.get(f"/officials/{body}?on-day=31&on-month=2&on-year=2012"))


def test_a_post_shows_whether_it_is_held_today(client: FlaskClient, organisation: Organisation) -> None:
    held = Posts((post("Chair", "2020"), post("Judge", "2010", "2015")))
    made = officials.add(organisation.actor(), New(official(), held))
    page = text_of(client.get(f"/officials/{made}"))
    assert "Chair in office since 2020" in page
    assert "Judge 2010 – 2015" in page


def test_a_post_stays_linked_to_its_body_whatever_else_is_changed(
    client: FlaskClient, organisation: Organisation
) -> None:
    """Also where the list it came from called the body otherwise than its record does."""
    actor = organisation.actor()
    body = officials.add(actor, New(court()))
    held = Posts((post("Judge", "2015", body="Raennyj sud", entity=str(body)),))
    made = officials.add(actor, New(official(), held))
    sent = {"seen": "1", "entries-0-position": "Chair", "entries-0-body": "Raennyj sud"}
    assert client.post(f"/officials/{made}/posts", data=sent).status_code == 303
    changed = officials.load(actor, made).posts.entries[0]
    assert (changed.position, changed.body, changed.entity) == ("Chair", "Raennyj sud", str(body))


def test_a_body_is_found_by_any_of_its_spellings_and_two_of_one_name_by_their_mark(
    client: FlaskClient, organisation: Organisation
) -> None:
    actor = organisation.actor()
    one, _other = (officials.add(actor, New(court("Court A", aliases=(alias,)))) for alias in ("Sud A", "Sud B"))
    made = officials.add(actor, New(official()))
    sent = {"seen": "0", "entries-0-position": "Judge", "entries-0-body": "sud a"}
    assert client.post(f"/officials/{made}/posts", data=sent).status_code == 303
    assert officials.load(actor, made).posts.entries[0].entity == str(one)
    marked = sent | {"seen": "1", "entries-0-body": f"Court A ({str(one)[:8]})"}
    assert client.post(f"/officials/{made}/posts", data=marked).status_code == 303
    held = officials.load(actor, made).posts.entries[0]
    assert (held.body, held.entity) == ("Court A", str(one))


def test_posts_are_still_changed_when_the_body_they_were_at_is_withdrawn(
    client: FlaskClient, organisation: Organisation
) -> None:
    actor = organisation.actor()
    body = officials.add(actor, New(court("Court A")))
    made = officials.add(actor, New(official(), Posts((post("Judge", body="Court A", entity=str(body)),))))
    officials.withdraw(actor, body, "entered twice")
    assert f"/officials/{body}" not in client.get(f"/officials/{made}").text
    sent = {"seen": "1", "entries-0-position": "Chair", "entries-0-body": "Court A"}
    assert client.post(f"/officials/{made}/posts", data=sent).status_code == 303
    changed = officials.load(actor, made).posts.entries[0]
    assert (changed.position, changed.body, changed.entity) == ("Chair", "Court A", "")


def test_an_owner_is_added_from_the_page_of_what_is_owned(client: FlaskClient, organisation: Organisation) -> None:
    actor = organisation.actor()
    plane, owner = officials.add(actor, New(aircraft())), officials.add(actor, New(company("Owner Ltd")))
    assert f'href="/officials/{plane}/holders"' in client.get(f"/officials/{plane}").text
    found = client.post(f"/officials/{plane}/holders", data={"q": "Owner"})
    address = f"/officials/{owner}/holdings?of={plane}"
    assert f'href="{address}"' in found.text
    form = client.get(address)
    name = re.search(r'name="entries-0-of" value="([^"]+)"', form.text)
    assert name
    saved = client.post(address, data=holding(name[1], "100"))
    assert saved.headers["Location"] == f"/officials/{plane}"
    assert "Owner Ltd" in text_of(client.get(f"/officials/{plane}"))
    nobody = client.post(f"/officials/{plane}/holders", data={"q": "Zzzzqqq"})
    assert "Nothing found." in text_of(nobody)


def test_a_reader_is_not_offered_to_add_an_owner(organisation: Organisation) -> None:
    plane = officials.add(organisation.actor(), New(aircraft()))
    client = organisation.client(Role.ANALYST)
    assert "/holders" not in client.get(f"/officials/{plane}").text
    assert client.get(f"/officials/{plane}/holders").status_code == 403
