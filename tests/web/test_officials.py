"""Officials, entities and assets on pages: added, found, changed, in conflict, withdrawn."""

from uuid import UUID

import pytest
from flask.testing import FlaskClient

from casework.domain.entities import Holdings, Posts, SourceNotes
from casework.domain.involvements import Involvement, InvolvementRole
from casework.domain.policy import Role
from casework.services import cases, involvements, officials
from casework.services.officials import New
from tests.casefiles import case
from tests.officials import aircraft, company, court, official, owns, post
from tests.organisation import Organisation
from tests.web.browsing import text_of

PERSON = {
    "kind": "person", "names-0-script": "la", "names-0-text": "Stsiapan Vydumany", "names-1-text": "", "sex": "male",
    "begun-day": "", "begun-month": "", "begun-year": "1970", "country": "BY", "posts-0-position": "Judge",
    "posts-0-body": "Court of Vydumany district", "posts-0-since-year": "2015", "posts-0-since-month": "",
    "posts-0-since-day": "",
}  # fmt: skip
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


def test_an_aircraft_needs_a_name_or_a_registration(client: FlaskClient) -> None:
    plane = {"kind": "aircraft", "names-0-text": "", "registration": "", "type": "Business jet"}
    page = client.post("/officials/new/check", data=plane)
    assert page.status_code == 400
    assert "Enter a name or a registration." in text_of(page)
    saved = client.post("/officials/new/save", data=plane | {"registration": "EW-000ZZ"})
    assert "EW-000ZZ" in text_of(client.get(saved.headers["Location"]))
    assert "EW-000ZZ" in text_of(client.get("/officials?kind=asset"))


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
