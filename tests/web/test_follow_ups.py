"""Follow-ups on pages: due and overdue in words, on the action, the dashboard and a page of their own."""

from datetime import timedelta
from uuid import UUID

import msgspec
import pytest
from flask.testing import FlaskClient

from casework.domain.actions import Action, ActionKind, Coverage, FollowUp
from casework.domain.dates import PartialDate
from casework.domain.policy import Role
from casework.services import advocacy, cases, clock
from tests.casefiles import case, day
from tests.organisation import Organisation
from tests.web.browsing import text_of


def in_days(days: int) -> PartialDate:
    return PartialDate.of(clock.today() + timedelta(days=days))


def add(organisation: Organisation, *due: int, **more: object) -> UUID:
    actor = organisation.actor()
    to_do = tuple(FollowUp(in_days(days), f"Thing {at}") for at, days in enumerate(due))
    covers = Coverage(cases=(str(cases.create(actor, case())),))
    action = Action(ActionKind.URGENT_ACTION, day("2024-01-01"), "An action", covers=covers, follow_ups=to_do)
    return advocacy.add_action(actor, msgspec.structs.replace(action, **more), aware=True)


@pytest.fixture
def client(organisation: Organisation) -> FlaskClient:
    return organisation.client(Role.CASEWORKER)


def test_days_are_told_in_words(client: FlaskClient, organisation: Organisation) -> None:
    made = add(organisation, -3, -1, 0, 1, 20, deadline=in_days(-2))
    for path in (f"/advocacy/{made}", "/advocacy/follow-ups", "/dashboard"):
        page = text_of(client.get(path))
        for words in ("overdue by 3 days", "overdue by 1 day ", "due today", "due in 1 day ", "due in 20 days"):
            assert words in page, path
        assert "Act by" in page
        assert "Reply asked for" not in page
        assert "overdue by 2 days" in page


def test_the_dashboard_shows_ten_at_most_and_how_many_there_are(
    client: FlaskClient, organisation: Organisation
) -> None:
    add(organisation, *range(-6, 6))
    page = client.get("/dashboard").text
    assert page.count("Mark as done") == 10
    assert "All of them (12)" in page
    assert "6 are overdue" in page


def test_the_page_shows_the_overdue_alone(client: FlaskClient, organisation: Organisation) -> None:
    add(organisation, -1, 5)
    assert "Thing 1" in text_of(client.get("/advocacy/follow-ups"))
    late = text_of(client.get("/advocacy/follow-ups?show=overdue"))
    assert "Thing 0" in late
    assert "Thing 1" not in late


@pytest.mark.parametrize(
    ("back", "address"),
    [("dashboard", "/dashboard"), ("follow-ups", "/advocacy/follow-ups"), ("https://elsewhere.example", "")],
)
def test_one_is_marked_as_done_where_it_is_seen(
    client: FlaskClient, organisation: Organisation, back: str, address: str
) -> None:
    made = add(organisation, -1)
    done = client.post(f"/advocacy/{made}/follow-ups/0/done", data={"seen": "1", "back": back})
    assert done.headers["Location"] == (address or f"/advocacy/{made}")
    page = text_of(client.get(f"/advocacy/{made}"))
    assert "done " in page
    assert "overdue" not in page
    assert "Follow-up 1 – Done —" in page


def test_who_marks_over_somebody_elses_change_is_told_and_nothing_is_marked(
    client: FlaskClient, organisation: Organisation
) -> None:
    made = add(organisation, -1)
    before = advocacy.load(organisation.actor(), made).action
    advocacy.save(organisation.actor(), made, msgspec.structs.replace(before, title="Changed"), 1)
    answer = client.post(f"/advocacy/{made}/follow-ups/0/done", data={"seen": "1"}, follow_redirects=True)
    assert "changed this action meanwhile, so nothing was marked" in text_of(answer)
    assert "overdue by 1 day" in text_of(answer)


def test_what_is_done_already_is_told(client: FlaskClient, organisation: Organisation) -> None:
    made = add(organisation, -1)
    client.post(f"/advocacy/{made}/follow-ups/0/done", data={"seen": "1"})
    again = client.post(f"/advocacy/{made}/follow-ups/0/done", data={"seen": "2"}, follow_redirects=True)
    assert "done already" in text_of(again)


def test_an_analyst_sees_them_and_marks_nothing(organisation: Organisation) -> None:
    made = add(organisation, -1)
    analyst = organisation.client(Role.ANALYST)
    for path in ("/dashboard", "/advocacy/follow-ups", f"/advocacy/{made}"):
        assert "overdue by 1 day" in text_of(analyst.get(path))
        assert "Mark as done</button>" not in analyst.get(path).text
    assert analyst.post(f"/advocacy/{made}/follow-ups/0/done", data={"seen": "1"}).status_code == 403


def test_with_nothing_to_do_the_pages_say_so(client: FlaskClient) -> None:
    assert "Nothing is left to do." in text_of(client.get("/dashboard"))
    assert "Nothing is overdue." in text_of(client.get("/advocacy/follow-ups?show=overdue"))


def test_the_page_says_when_the_action_was_and_about_whom(client: FlaskClient, organisation: Organisation) -> None:
    actor = organisation.actor()
    people = tuple(
        str(cases.create(actor, case(name))) for name in ("Ales Adzin", "Ihar Dva", "Nina Try", "Yan Chatyry")
    )
    add(organisation, 5, covers=Coverage(cases=people))
    add(organisation, 6, title="About one")
    page = text_of(client.get("/advocacy/follow-ups"))
    assert "1 January 2024 · Ales Adzin, Ihar Dva, Nina Try, and 1 more" in page


def test_a_deadline_is_called_as_its_kind_calls_it(client: FlaskClient, organisation: Organisation) -> None:
    add(organisation, kind=ActionKind.LETTER_AUTHORITIES, deadline=in_days(4))
    add(organisation, kind=ActionKind.LEGAL_COMPLAINT, deadline=in_days(5))
    page = text_of(client.get("/advocacy/follow-ups"))
    assert "Reply asked for by" in page
    assert "Answer due" in page
