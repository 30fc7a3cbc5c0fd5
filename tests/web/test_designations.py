"""Sanctions listings on pages: found and added one after another, refused in words, changed, delisted, withdrawn."""

from uuid import UUID

import pytest
from flask.testing import FlaskClient

from casework.domain.actions import Action, ActionKind
from casework.domain.dates import PartialDate
from casework.domain.entities import EntityKind
from casework.domain.policy import Role
from casework.services import advocacy, designations
from tests.organisation import Organisation
from tests.sanctioned import listing, official, post
from tests.web.browsing import text_of

LISTED = {
    "programme": "EU-BLR", "authority": "", "listed_on-day": "3", "listed_on-month": "6", "listed_on-year": "2022",
    "number": "L 153/77", "provisions": "asset freeze", "reason": "Sentenced protesters", "link": "https://example.org",
    "action": "", "delisted_on-day": "", "delisted_on-month": "", "delisted_on-year": "", "delisting_reason": "",
    "note": "Our own words",
}  # fmt: skip
ENDED = {"delisted_on-day": "1", "delisted_on-month": "2", "delisted_on-year": "2023", "reason": "Annulled by a court"}


@pytest.fixture
def client(organisation: Organisation) -> FlaskClient:
    return organisation.client(Role.CASEWORKER)


@pytest.fixture
def entity(organisation: Organisation) -> UUID:
    return official(organisation.actor(), "Piotr Zadumany", post("Judge", "Court of the Lake District", "2015"))


def added(client: FlaskClient, entity: UUID, **changed: str) -> str:
    saved = client.post(f"/sanctions/listings/new?entity={entity}", data=LISTED | changed)
    assert saved.status_code == 303, text_of(saved)
    return str(saved.headers["Location"])


def test_whom_to_list_is_found_by_a_name_in_another_script(client: FlaskClient, entity: UUID) -> None:
    page = client.post("/sanctions/listings/new/find", data={"q": "Задуманы"})
    assert f"/sanctions/listings/new?entity={entity}" in page.text
    assert "Judge, Court of the Lake District" in text_of(page)
    assert "Nothing found" in text_of(client.post("/sanctions/listings/new/find", data={"q": "Zzzzqqq"}))


def test_a_listing_is_added_and_shown_with_who_lists_as_its_programme_says(client: FlaskClient, entity: UUID) -> None:
    page = text_of(client.get(added(client, entity)))
    for shown in ("Piotr Zadumany", "Who lists EU", "EU-BLR – European Union", "3 June 2022", "L 153/77", "Our own"):
        assert shown in page
    listed = text_of(client.get("/sanctions/listings"))
    assert "Piotr Zadumany" in listed
    assert "In force" in listed


def test_a_listing_under_a_programme_not_known_needs_who_lists(client: FlaskClient, entity: UUID) -> None:
    nobody = client.post(f"/sanctions/listings/new?entity={entity}", data=LISTED | {"programme": ""})
    assert nobody.status_code == 400
    assert "Choose a programme, or who lists." in text_of(nobody)
    assert "Who lists GB" in text_of(client.get(added(client, entity, programme="", authority="GB")))


def test_a_second_listing_is_refused_with_a_link_to_the_one_that_stands(client: FlaskClient, entity: UUID) -> None:
    first = added(client, entity)
    again = client.post(f"/sanctions/listings/new?entity={entity}", data=LISTED | {"number": "Typed anew"})
    assert again.status_code == 400
    assert "It is already listed under EU-BLR, since 3 June 2022." in text_of(again)
    assert f'href="{first}"' in again.text
    assert 'value="Typed anew"' in again.text


def test_an_unknown_programme_is_offered_as_reference_data_to_who_may_change_it(
    organisation: Organisation, entity: UUID
) -> None:
    address, sent = f"/sanctions/listings/new?entity={entity}", LISTED | {"programme": "EU-NEW", "authority": "EU"}
    offer = "/reference/programmes/add?key=EU-NEW&amp;authority=EU"
    coordinator = organisation.client().post(address, data=sent)
    assert coordinator.status_code == 400
    assert "This programme is not on the reference list." in text_of(coordinator)
    assert offer in coordinator.text
    assert offer not in organisation.client(Role.CASEWORKER).post(address, data=sent).text


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"listed_on-year": ""}, "Enter the year with four digits."),
        ({"listed_on-day": "31"}, "There is no such date."),
        ({"listed_on-year": "2190"}, "This date is in the future."),
        ({"authority": "US"}, "This programme is one of EU, not of the authority chosen."),
        ({"link": "javascript:alert(1)"}, "Enter the whole address, beginning with https://"),
        (
            {"delisted_on-day": "1", "delisted_on-month": "1", "delisted_on-year": "2020"},
            "The delisting is before the listing.",
        ),
    ],
)
def test_bad_input_is_named_and_what_was_typed_stays(
    client: FlaskClient, entity: UUID, changed: dict[str, str], problem: str
) -> None:
    page = client.post(f"/sanctions/listings/new?entity={entity}", data=LISTED | changed)
    assert page.status_code == 400
    assert problem in text_of(page)
    assert "Sentenced protesters" in page.text


def test_a_listing_before_the_birth_is_refused_and_one_after_the_end_of_a_company_is_taken_with_a_word(
    client: FlaskClient, organisation: Organisation
) -> None:
    actor = organisation.actor()
    child = official(actor, "Born Later", begun="2023")
    page = client.post(f"/sanctions/listings/new?entity={child}", data=LISTED)
    assert "This is before the birth that is on file." in text_of(page)
    works = official(actor, "Works", kind=EntityKind.COMPANY, ended="2020")
    assert "it had ended before it was listed" in text_of(client.get(added(client, works)))


@pytest.mark.parametrize("entity", ["nobody", "00000000-0000-4000-8000-000000000000"])
def test_a_listing_of_what_is_not_on_file_is_not_found(client: FlaskClient, entity: str) -> None:
    assert client.get(f"/sanctions/listings/new?entity={entity}").status_code == 404
    assert client.post(f"/sanctions/listings/new?entity={entity}", data=LISTED).status_code == 404


@pytest.fixture
def action(organisation: Organisation) -> UUID:
    event = Action(
        kind=ActionKind.SANCTIONS,
        date=PartialDate.parse("2024-08-09"),
        title="Designations under E.O. 14038",
        programme="US-BRUS",
    )
    return advocacy.add_action(organisation.actor(), event)


def test_what_an_action_announced_is_added_one_after_another_and_counted(
    client: FlaskClient, organisation: Organisation, action: UUID
) -> None:
    actor = organisation.actor()
    assert "Nothing is recorded yet." in text_of(client.get(f"/advocacy/{action}"))
    for name, kind in (("One", EntityKind.PERSON), ("Two", EntityKind.COMPANY), ("Three", EntityKind.AIRCRAFT)):
        address = f"/sanctions/listings/new?entity={official(actor, name, kind=kind)}&action={action}"
        page = client.get(address).text
        assert '<option value="US-BRUS" selected>' in page
        assert 'name="listed_on-year" value="2024"' in page
        sent = {"programme": "US-BRUS", "listed_on-year": "2024", "listed_on-month": "8", "listed_on-day": "9"}
        saved = client.post(address, data=LISTED | sent | {"action": str(action)})
        assert saved.headers["Location"] == f"/sanctions/listings/new?action={action}"
    assert "1 individual · 1 entity · 1 aircraft" in text_of(client.get(f"/sanctions/listings/new?action={action}"))
    assert "1 individual · 1 entity · 1 aircraft" in text_of(client.get(f"/advocacy/{action}"))


def test_an_action_of_another_kind_has_no_listings(client: FlaskClient, organisation: Organisation) -> None:
    visas = Action(kind=ActionKind.VISA_RESTRICTION, date=PartialDate.parse("2024-08-09"), title="Visas", number=19)
    made = advocacy.add_action(organisation.actor(), visas)
    assert "Listed with this action" not in client.get(f"/advocacy/{made}").text


def test_a_change_is_shown_in_the_history_with_old_and_new(client: FlaskClient, entity: UUID) -> None:
    address = added(client, entity)
    saved = client.post(f"{address}/edit", data=LISTED | {"seen": "1", "number": "L 154/1", "change": "a slip"})
    assert saved.status_code == 303
    page = text_of(client.get(address))
    assert "Version 2" in page
    assert "a slip" in page
    assert "Number L 153/77 L 154/1" in page


def test_two_who_save_at_once_see_both_versions_and_nothing_is_lost(client: FlaskClient, entity: UUID) -> None:
    address = added(client, entity)
    client.post(f"{address}/edit", data=LISTED | {"seen": "1", "number": "Theirs"})
    both = client.post(f"{address}/edit", data=LISTED | {"seen": "1", "number": "Mine"})
    assert both.status_code == 409
    assert "Number Theirs Mine" in text_of(both)
    assert 'value="Mine"' in both.text
    assert 'name="seen" value="2"' in both.text
    assert client.post(f"{address}/edit", data=LISTED | {"seen": "2", "number": "Mine"}).status_code == 303


def test_a_delisting_ends_the_listing_and_stays_to_be_read(client: FlaskClient, entity: UUID) -> None:
    address = added(client, entity)
    assert "Record a delisting" in client.get(address).text
    assert client.post(f"{address}/delist", data=ENDED | {"seen": "1"}).headers["Location"] == address
    page = text_of(client.get(address))
    assert "delisted on 1 February 2023" in page
    assert "Annulled by a court" in page
    assert "Record a delisting" not in page
    assert "Piotr Zadumany" in text_of(client.get("/sanctions?as_of=2024-08-09"))


def test_a_delisting_before_the_listing_is_refused_and_a_stale_one_is_told(client: FlaskClient, entity: UUID) -> None:
    address = added(client, entity)
    early = client.post(f"{address}/delist", data=ENDED | {"seen": "1", "delisted_on-year": "2020"})
    assert early.status_code == 400
    assert "The delisting is before the listing." in text_of(early)
    client.post(f"{address}/edit", data=LISTED | {"seen": "1", "number": "Theirs"})
    late = client.post(f"{address}/delist", data=ENDED | {"seen": "1"})
    assert late.status_code == 409
    assert "while you were typing" in text_of(late)
    assert "Annulled by a court" in late.text
    assert 'name="seen" value="2"' in late.text


def test_a_listing_entered_by_mistake_is_withdrawn_with_a_reason(client: FlaskClient, entity: UUID) -> None:
    address = added(client, entity)
    assert "Say why it was a mistake." in text_of(client.post(f"{address}/withdraw", data={"reason": ""}))
    assert client.post(f"{address}/withdraw", data={"reason": "A namesake"}).status_code == 303
    assert client.get(address).status_code == 404
    assert "Piotr Zadumany" not in client.get("/sanctions/listings").text


def test_the_list_is_narrowed_by_its_address_and_each_filter_can_be_taken_away(
    client: FlaskClient, organisation: Organisation, entity: UUID
) -> None:
    added(client, entity)
    plane = official(organisation.actor(), "A plane", kind=EntityKind.AIRCRAFT)
    designations.add(organisation.actor(), listing(plane, "US", "US-BRUS", on="2024-08-09"))
    address = "/sanctions/listings?authority=EU&programme=EU-BLR&kind=person&year=2022&force=yes&as_of=2024-01-01"
    page = client.get(address)
    assert "Piotr Zadumany" in page.text
    assert "A plane" not in page.text
    for chip in ("In force", "EU-BLR", "Person", "Listed in 2022", "As of 1 January 2024"):
        assert f"Remove filter: {chip}" in text_of(page)
    assert "A plane" in client.get("/sanctions/listings?kind=aircraft").text
    assert "No listing matches." in text_of(client.get("/sanctions/listings?year=1999"))
    assert client.get("/sanctions/listings?as_of=2024-13-01").status_code == 400


def test_an_analyst_reads_listings_and_changes_none(
    client: FlaskClient, organisation: Organisation, entity: UUID
) -> None:
    address = added(client, entity)
    analyst = organisation.client(Role.ANALYST)
    assert analyst.get(address).status_code == 200
    assert "Add a listing" not in analyst.get("/sanctions/listings").text
    for way in ("edit", "delist", "withdraw"):
        assert analyst.post(f"{address}/{way}", data=LISTED | ENDED | {"seen": "1"}).status_code == 403


def test_an_entitys_page_can_say_who_lists_it_and_who_does_not(
    client: FlaskClient, organisation: Organisation, entity: UUID
) -> None:
    """The part that the page of an official, an entity or an asset takes in."""
    from flask import g, render_template_string

    added(client, entity)
    with organisation.site.test_request_context():
        g.actor = organisation.actor()
        page = render_template_string('{% include "officials/listings.html" %}', entity_id=entity)
    assert "EU-BLR" in page
    assert "Not listed today by: US, GB, CA, CH" in page
