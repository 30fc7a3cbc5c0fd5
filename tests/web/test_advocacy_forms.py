"""The form of each kind of action: its own fields, rows without a script, and who is put on file with it."""

import re
from typing import Any
from uuid import UUID

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from casework.domain.actions import OWN_FIELDS, Action, ActionKind, Coverage
from casework.domain.actors import ActorKind, AdvocacyActor
from casework.domain.policy import Role
from casework.domain.reference import Titles
from casework.services import actors, advocacy, cases
from tests.casefiles import case, day
from tests.organisation import Organisation
from tests.web.browsing import text_of

FORM = {"aware": "1", "kind": "media", "status": "sent", "title": "An action", "date-month": "3", "date-year": "2024"}


@pytest.fixture
def client(organisation: Organisation) -> FlaskClient:
    return organisation.client(Role.CASEWORKER)


@pytest.fixture
def person(organisation: Organisation) -> UUID:
    return cases.create(organisation.actor(), case("Alena Uzornaja"))


def send(client: FlaskClient, person: UUID, **changed: Any) -> TestResponse:
    return client.post(f"/advocacy/new?case={person}", data=FORM | changed)


def saved(client: FlaskClient, person: UUID, **changed: Any) -> str:
    answer = send(client, person, **changed)
    assert answer.status_code == 303, text_of(answer)
    return str(answer.headers["Location"])


def fields(page: TestResponse) -> set[str]:
    """The names of the boxes that a reader sees."""
    shown = re.findall(r'<(?:input(?! type="hidden")|select|textarea)[^>]* name="([^"]+)"', page.text)
    return {re.sub(r"-(day|month|year|about)$", "", name) for name in shown}


def test_the_first_step_offers_every_kind_and_keeps_whom_it_covers(client: FlaskClient, person: UUID) -> None:
    page = client.get(f"/advocacy/new?case={person}")
    for kind in ActionKind:
        assert f"/advocacy/new?case={person}&amp;kind={kind.value}" in page.text
    everyone = client.get("/advocacy/new?custody=yes").text
    assert set(re.findall(r"kind=(\w+)", everyone)) == {kind.value for kind in ActionKind} - {"godparenthood"}
    assert 'value="godparenthood"' not in client.get("/advocacy/new?custody=yes&kind=media").text
    nobody = client.get("/advocacy/new?nobody=1")
    assert set(re.findall(r"kind=(\w+)", nobody.text)) == {"sanctions", "visa_restriction"}


@pytest.mark.parametrize("kind", list(ActionKind))
def test_the_second_step_shows_exactly_the_fields_of_that_kind(client: FlaskClient, person: UUID, kind: str) -> None:
    page = client.get(f"/advocacy/new?case={person}&kind={ActionKind(kind).value}")
    every = {name for names in OWN_FIELDS.values() for name in names}
    assert fields(page) & every == set(OWN_FIELDS[ActionKind(kind)])


def test_a_field_says_what_it_means_for_its_kind(client: FlaskClient, person: UUID) -> None:
    letters = text_of(client.get(f"/advocacy/new?case={person}&kind=letter_campaign"))
    assert "Letters How many were written" in letters
    assert "How many people They are not named" in text_of(client.get("/advocacy/new?nobody=1&kind=visa_restriction"))
    assert "US: " in text_of(client.get("/advocacy/new?nobody=1&kind=sanctions"))


def test_another_kinds_fields_are_shown_and_what_was_typed_comes_back(client: FlaskClient, person: UUID) -> None:
    typed = {"kind": "wgad_opinion", "reference": "23/2024", "categories": ["I", "V"], "deadline-year": "2025"}
    other = send(client, person, **typed | {"kind": "award", "show": "1"})
    assert other.status_code == 200
    assert {"forum", "step"} <= fields(other)
    assert "reference" not in fields(other)
    kept = re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', other.text)
    assert {("reference", "23/2024"), ("categories", "V"), ("deadline-year", "2025")} <= set(kept)
    assert 'value="An action"' in other.text


def test_a_kind_chosen_without_seeing_its_fields_shows_them_before_it_is_saved(
    client: FlaskClient, person: UUID
) -> None:
    page = send(client, person, kind="award", shown="media")
    assert page.status_code == 200
    assert "step" in fields(page)
    assert "An action" not in client.get("/advocacy").text
    assert "Nothing is saved yet: the fields of “Award or nomination” are shown now." in text_of(page)
    saved(client, person, kind="award", shown="award", step="nominated")


def test_changing_whom_it_covers_keeps_the_kind(client: FlaskClient, person: UUID) -> None:
    form = client.get(f"/advocacy/new?case={person}&kind=urgent_action").text
    back = f"/advocacy/new?case={person}&then=urgent_action"
    assert f'href="{back.replace("&", "&amp;")}">Change whom it covers' in form
    page = client.get(back)
    assert "Continue: Urgent action" in text_of(page)
    assert f"/advocacy/new?case={person}&amp;kind=urgent_action" in page.text
    everyone = client.get("/advocacy/new?custody=yes&then=urgent_action")
    assert "/advocacy/new?custody=yes&amp;kind=urgent_action" in everyone.text
    assert "/advocacy/new/list-file?then=urgent_action" in everyone.text
    assert "“Urgent action” cannot cover these." in text_of(client.get("/advocacy/new?nobody=1&then=urgent_action"))
    assert "Continue" not in text_of(client.get("/advocacy/new?custody=yes&then=nonsense"))


def test_what_stays_hidden_is_not_kept_with_the_action(client: FlaskClient, person: UUID) -> None:
    address = saved(client, person, kind="media", shown="media", reference="23/2024", forum="The Paper")
    page = text_of(client.get(address))
    assert "The Paper" in page
    assert "23/2024" not in page


def test_a_name_that_is_not_on_file_is_asked_about_in_its_row_and_only_then(client: FlaskClient, person: UUID) -> None:
    blank = client.get(f"/advocacy/new?case={person}&kind=media")
    assert "actors-0-kind" not in blank.text
    asked = send(client, person, **{"actors-0-name": "The Paper"})
    assert asked.status_code == 400
    assert "This name is not on file yet." in text_of(asked)
    assert "actors-0-kind" in asked.text
    assert '<option value="media" selected>' in asked.text
    address = saved(client, person, **{"actors-0-name": "The Paper", "actors-0-kind": "media"})
    shown = client.get(address).text
    actor = re.search(r'href="(/actors/[0-9a-f-]+)">The Paper', shown)
    assert actor
    assert "Media outlet" in text_of(client.get(actor[1]))
    saved(client, person, **{"actors-0-name": "the paper"})
    assert "<option" in client.get(f"/advocacy/new?case={person}&kind=media").text


def test_a_government_without_its_state_is_asked_for_it(client: FlaskClient, person: UUID) -> None:
    row = {"actors-0-name": "Norway", "actors-0-kind": "government"}
    page = send(client, person, kind="state_statement", **row)
    assert page.status_code == 400
    assert "Choose the state" in text_of(page)
    saved(client, person, kind="state_statement", **row, **{"actors-0-country": "NO"})
    assert "Norway" in client.get("/advocacy?country=NO").text


def test_of_several_with_one_name_the_row_asks_which(
    client: FlaskClient, person: UUID, organisation: Organisation
) -> None:
    actor = organisation.actor()
    first = actors.add(actor, AdvocacyActor(ActorKind.NGO, Titles("Free Pens")))
    actors.add(actor, AdvocacyActor(ActorKind.MEDIA, Titles("Free Pens"), country="SE"))
    page = send(client, person, **{"actors-0-name": "Free Pens"})
    assert "Several on file have this name." in text_of(page)
    assert "Free Pens, Media outlet, Sweden" in text_of(page)
    address = saved(client, person, **{"actors-0-name": "Free Pens", "actors-0-which": str(first)})
    assert f'href="/actors/{first}">Free Pens' in client.get(address).text


def test_names_on_file_are_offered_without_a_script(
    client: FlaskClient, person: UUID, organisation: Organisation
) -> None:
    actors.add(organisation.actor(), AdvocacyActor(ActorKind.NGO, Titles("Free Pens")))
    page = client.get(f"/advocacy/new?case={person}&kind=media").text
    assert '<option value="Free Pens"></option>' in page
    assert 'list="actors-on-file"' in page


def test_rows_are_added_and_removed_and_nothing_typed_is_lost(client: FlaskClient, person: UUID) -> None:
    rows = {"follow_ups-0-what": "Ask again", "actors-0-name": "Somebody new", "texts-0-text": "Words"}
    more = send(client, person, **rows, add="follow_ups")
    assert more.status_code == 200
    assert "follow_ups-1-what" in more.text
    for typed in ("Ask again", "Somebody new", "Words"):
        assert typed in more.text
    fewer = send(client, person, **rows, remove="follow_ups-0")
    assert "Ask again" not in fewer.text


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"date-year": "2199"}, "This date is in the future: only a planned action may have one."),
        ({"links": "https://a.example\nftp://b.example"}, "Enter whole addresses, beginning with https://"),
        ({"kind": "ngo_statement", "number": "many"}, "Enter a whole number"),
        ({"kind": "urgent_action", "deadline-year": "2023"}, "The deadline is before the action."),
        (
            {"kind": "letter_campaign", "since-year": "2024", "until-year": "2023"},
            "The end is before the beginning.",
        ),
        ({"follow_ups-0-what": "Ask"}, "Enter by when."),
        ({"follow_ups-0-due-year": "2025"}, "Enter what is to be done."),
        ({"follow_ups-1-what": "Ask", "follow_ups-1-due-year": "2023"}, "This is before the date of the action."),
        ({"responses-0-text": "No", "responses-0-date-year": "2023"}, "This is before the date of the action."),
        ({"texts-0-text": "Words"}, "Choose the language of the text."),
        ({"status": "planned", "responses-0-text": "No", "responses-0-date-year": "2024"}, "has no response yet"),
        ({"asks": "Release\n" * 201}, "These are too many lines"),
        ({f"texts-{at}-text": "x" for at in range(201)}, "These are too many rows: at most 200."),
        ({"kind": "godparenthood"}, "Godparent since: Enter a value."),
        ({"kind": "visa_restriction"}, "How many people: Enter a value."),
        (
            {"kind": "godparenthood", "since-year": "2024", "actors-0-name": "B", "actors-0-kind": "ngo"},
            "Name the member of parliament",
        ),
    ],
)
def test_bad_input_is_named_beside_its_field_and_kept(
    client: FlaskClient, person: UUID, changed: dict[str, str], problem: str
) -> None:
    page = send(client, person, **changed)
    assert page.status_code == 400
    assert problem in text_of(page)
    assert "<title>Error:" in page.text
    assert 'value="An action"' in page.text
    assert client.get("/advocacy").text.count("An action") == 0


def test_a_godparent_stands_on_the_persons_page_with_the_period(client: FlaskClient, person: UUID) -> None:
    saved(
        client, person, kind="godparenthood",
        **{"since-year": "2024", "actors-0-name": "A. Dahl", "actors-0-kind": "parliamentarian",
           "actors-0-country": "NO"},
    )  # fmt: skip
    assert "Godparent A. Dahl (Norway), since 2024" in text_of(client.get(f"/cases/{person}"))


def test_a_planned_action_is_marked_as_planned_everywhere(client: FlaskClient, person: UUID) -> None:
    address = saved(client, person, status="planned", **{"date-year": "2190"})
    assert "Only planned" in text_of(client.get(address))
    assert "Media · planned" in text_of(client.get(f"/cases/{person}"))
    assert "Planned" in text_of(client.get("/advocacy?status=planned"))


def test_the_history_tells_what_changed_in_the_new_fields(client: FlaskClient, person: UUID) -> None:
    address = saved(client, person, kind="un_communication", reference="AL BLR 4/2024")
    changed = FORM | {
        "seen": "1", "kind": "un_communication", "reference": "AL BLR 5/2024", "status": "answered",
        "responses-0-text": "Noted", "responses-0-date-year": "2024", "impact": "A transfer",
    }  # fmt: skip
    assert client.post(f"{address}/edit", data=changed).status_code == 303
    page = text_of(client.get(address))
    for told in (
        "Number of the communication AL BLR 4/2024 AL BLR 5/2024",
        "Status Sent or made Answered",
        "Response 1 – What was said — Noted",
        "Impact — A transfer",
    ):
        assert told in page


def test_a_conflict_shows_both_versions_of_rows_too(client: FlaskClient, person: UUID) -> None:
    address = saved(client, person)
    row = {"follow_ups-0-what": "Theirs", "follow_ups-0-due-year": "2025", "seen": "1"}
    client.post(f"{address}/edit", data=FORM | row)
    both = client.post(f"{address}/edit", data=FORM | row | {"follow_ups-0-what": "Mine"})
    assert both.status_code == 409
    assert "Follow-up 1 – What to do Theirs Mine" in text_of(both)
    assert 'value="Mine"' in both.text


def test_an_older_action_with_names_only_opens_and_is_saved(
    client: FlaskClient, person: UUID, organisation: Organisation
) -> None:
    old = Action(
        ActionKind.MEDIA, day("2024-03"), "Old", actors=("A state",), link="https://a.example",
        covers=Coverage(cases=(str(person),)),
    )  # fmt: skip
    made = advocacy.add_action(organisation.actor(), old, aware=True)
    assert "https://a.example" in client.get(f"/advocacy/{made}/edit").text
    kept = FORM | {"seen": "1", "actors-0-name": "A state", "links": "https://a.example\nhttps://b.example"}
    assert client.post(f"/advocacy/{made}/edit", data=kept).status_code == 303
    stored = advocacy.load(organisation.actor(), made).action
    assert (stored.actors, stored.by, stored.link, stored.links) == (
        ("A state",), (), "https://a.example", ("https://b.example",),
    )  # fmt: skip
