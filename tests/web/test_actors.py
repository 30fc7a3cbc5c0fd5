"""Who raises cases, on pages: by kind, with their states in the reader's language; changed, in conflict, taken off."""

from uuid import UUID

import pytest
from flask.testing import FlaskClient

from casework.domain.actions import Action, ActionKind, Coverage
from casework.domain.actors import ActorKind, AdvocacyActor
from casework.domain.policy import Role
from casework.domain.reference import Titles
from casework.services import actors, advocacy, cases
from tests.casefiles import case, day
from tests.organisation import Organisation
from tests.web.browsing import text_of

NORWAY = {"kind": "government", "en": "Norway", "be": "Нарвегія", "country": "NO", "aliases": "Kingdom of Norway"}


@pytest.fixture
def client(organisation: Organisation) -> FlaskClient:
    return organisation.client(Role.CASEWORKER)


def added(client: FlaskClient, **changed: str) -> str:
    saved = client.post("/actors/new", data=NORWAY | changed)
    assert saved.status_code == 303, text_of(saved)
    return str(saved.headers["Location"])


def test_an_actor_is_listed_under_its_kind_with_its_state(client: FlaskClient) -> None:
    added(client)
    added(client, kind="ngo", en="Free Pens", be="", country="", aliases="")
    page = text_of(client.get("/actors"))
    assert "Government (1)" in page
    assert "Norway Нарвегія Norway 0" in page
    assert "Free Pens — 0" in page


def test_states_and_names_are_in_the_readers_language(client: FlaskClient) -> None:
    address = added(client)
    client.set_cookie("lang", "be")
    assert "<h1>Нарвегія</h1>" in client.get(address).text
    assert '<option value="DE">Германія</option>' in client.get("/actors/new").text


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"kind": ""}, "Choose what it is."),
        ({"en": "", "be": "", "aliases": ""}, "Enter at least one name."),
        ({"country": ""}, "Choose the state: a government and a member of parliament are counted under it."),
        ({"country": "Norway"}, "Choose a state from the list."),
        ({"kind": "european_union"}, "belong to no one state"),
        ({"member_of": "5f0c8f4e-6d0a-4b5e-9a57-3f2a6b1c9d70"}, "Only a member of parliament belongs to one."),
        ({"link": "javascript:alert(1)"}, "Enter the whole address, beginning with https://"),
    ],
)
def test_bad_input_is_named_and_kept(client: FlaskClient, changed: dict[str, str], problem: str) -> None:
    page = client.post("/actors/new", data=NORWAY | {"note": "typed before"} | changed)
    assert page.status_code == 400
    assert problem in text_of(page)
    assert "typed before" in page.text
    assert "Nobody is on file yet." in text_of(client.get("/actors"))


def test_the_same_one_is_refused_naming_the_one_on_file(client: FlaskClient) -> None:
    added(client)
    page = client.post("/actors/new", data=NORWAY | {"en": "KINGDOM of Norway", "be": "", "aliases": ""})
    assert page.status_code == 400
    assert "An actor of this kind, state and name is on file already: Norway." in text_of(page)


def test_its_page_has_its_actions_and_its_history(client: FlaskClient, organisation: Organisation) -> None:
    address = added(client)
    actor = organisation.actor()
    covers = Coverage(cases=(str(cases.create(actor, case())),))
    by = (address.rsplit("/", 1)[1],)
    advocacy.add_action(
        actor, Action(ActionKind.MEDIA, day("2024"), "A speech", ("Norway",), covers=covers, by=by), aware=True
    )
    changed = NORWAY | {"note": "A friend", "seen": "1", "reason": "told"}
    assert client.post(f"{address}/edit", data=changed).status_code == 303
    page = text_of(client.get(address))
    for told in ("Actions (1)", "A speech", "1 person by name", "Version 2", "told", "Note — A friend"):
        assert told in page


def test_a_member_of_parliament_leads_to_the_parliament(client: FlaskClient, organisation: Organisation) -> None:
    house = actors.add(organisation.actor(), AdvocacyActor(ActorKind.PARLIAMENT, Titles("Storting"), country="NO"))
    address = added(client, kind="parliamentarian", en="A. Dahl", be="", aliases="", member_of=str(house))
    assert f'href="/actors/{house}">Storting' in client.get(address).text


def test_two_who_save_at_once_see_both_versions_and_nothing_is_lost(client: FlaskClient) -> None:
    address = added(client)
    client.post(f"{address}/edit", data=NORWAY | {"seen": "1", "note": "Theirs"})
    both = client.post(f"{address}/edit", data=NORWAY | {"seen": "1", "note": "Mine"})
    assert both.status_code == 409
    assert "Note Theirs Mine" in text_of(both)
    assert 'name="seen" value="2"' in both.text
    assert client.post(f"{address}/edit", data=NORWAY | {"seen": "2", "note": "Mine"}).status_code == 303


def test_one_is_taken_off_with_a_reason_while_no_action_names_it(
    client: FlaskClient, organisation: Organisation
) -> None:
    address = added(client)
    assert "Enter the reason." in text_of(client.post(f"{address}/withdraw", data={"reason": ""}))
    actor = organisation.actor()
    covers = Coverage(cases=(str(cases.create(actor, case())),))
    by = (address.rsplit("/", 1)[1],)
    advocacy.add_action(actor, Action(ActionKind.MEDIA, day("2024"), covers=covers, by=by), aware=True)
    refused = client.post(f"{address}/withdraw", data={"reason": "entered twice"})
    assert refused.status_code == 400
    assert "Actions name this actor: 1." in text_of(refused)
    other = added(client, en="Sweden", be="", aliases="", country="SE")
    assert client.post(f"{other}/withdraw", data={"reason": "entered twice"}).status_code == 303
    assert client.get(other).status_code == 404


def test_an_analyst_reads_but_changes_nothing(client: FlaskClient, organisation: Organisation) -> None:
    address = added(client)
    analyst = organisation.client(Role.ANALYST)
    assert "Change" not in text_of(analyst.get(address))
    assert "Add actor" not in text_of(analyst.get("/actors"))
    for path in ("/actors/new", f"{address}/edit", f"{address}/withdraw"):
        assert analyst.post(path, data=NORWAY).status_code == 403


@pytest.mark.parametrize("record", [UUID(int=1), None])
def test_what_is_no_actor_is_not_found(client: FlaskClient, organisation: Organisation, record: UUID | None) -> None:
    assert client.get(f"/actors/{record or cases.create(organisation.actor(), case())}").status_code == 404
