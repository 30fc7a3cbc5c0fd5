"""Every page: nothing for axe to say, nothing wider than a phone, nothing on the console, no script, one heading."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from casework.domain.actions import Action, ActionKind, Coverage, FollowUp
from casework.domain.actors import ActorKind, AdvocacyActor
from casework.domain.dates import PartialDate
from casework.domain.entities import Holdings, Posts
from casework.domain.involvements import Evidence, Involvement, InvolvementRole
from casework.domain.policy import Role
from casework.domain.reference import Titles
from casework.services import advocacy, designations, involvements, officials
from casework.services.officials import New
from casework.services.raising import Raising
from tests import sanctioned
from tests.browser.chromium import violations
from tests.casefiles import day
from tests.officials import aircraft, court, official, owns, post
from tests.organisation import Organisation

Opener = Callable[..., Page]
PAGES = [
    (None, "/sign-in"),
    (None, "/recovery"),
    (None, "/no-such-page"),
    (Role.COORDINATOR, "/dashboard?as_of=2024-08-09"),
    (Role.COORDINATOR, "/cases"),
    (Role.COORDINATOR, "/cases?custody=yes&as_of=2024-08-09&sex=female&sort=arrested"),
    (Role.COORDINATOR, "/cases/search"),
    (Role.COORDINATOR, "/cases/{case}"),
    (Role.COORDINATOR, "/cases/{case}/history"),
    (Role.COORDINATOR, "/cases/{case}/status-change"),
    (Role.COORDINATOR, "/cases/{case}/identity"),
    (Role.COORDINATOR, "/cases/{case}/status"),
    (Role.COORDINATOR, "/cases/{case}/custody"),
    (Role.COORDINATOR, "/cases/{case}/legal"),
    (Role.COORDINATOR, "/cases/{case}/consent"),
    (Role.COORDINATOR, "/intake"),
    (Role.COORDINATOR, "/advocacy"),
    (Role.COORDINATOR, "/advocacy/new?case={case}"),
    (Role.COORDINATOR, "/advocacy/new?custody=yes&as_of=2024-08-09"),
    (Role.COORDINATOR, "/officials"),
    (Role.COORDINATOR, "/officials?kind=body&country=BY"),
    (Role.COORDINATOR, "/officials?kind=asset"),
    (Role.COORDINATOR, "/officials/search"),
    (Role.COORDINATOR, "/officials/new"),
    (Role.COORDINATOR, "/officials/new?kind=asset"),
    (Role.COORDINATOR, "/officials/{judge}"),
    (Role.COORDINATOR, "/officials/{court}"),
    (Role.COORDINATOR, "/officials/{plane}"),
    (Role.COORDINATOR, "/officials/{judge}/profile"),
    (Role.COORDINATOR, "/officials/{judge}/posts"),
    (Role.COORDINATOR, "/officials/{judge}/holdings"),
    (Role.COORDINATOR, "/officials/{judge}/history"),
    (Role.COORDINATOR, "/officials/{judge}/withdraw"),
    (Role.COORDINATOR, "/officials/{plane}/holders"),
    (Role.COORDINATOR, "/officials/{court}/holdings?of={plane}"),
    (Role.COORDINATOR, "/involvements/new?entity={judge}"),
    (Role.COORDINATOR, "/involvements/new?entity={court}&case={case}"),
    (Role.COORDINATOR, "/involvements/{part}"),
    (Role.COORDINATOR, "/involvements/{part}/edit"),
    (Role.COORDINATOR, "/coverage?as_of=2024-08-09"),
    (Role.COORDINATOR, "/coverage/people?list=never_by_name&as_of=2024-08-09&sex=female"),
    (Role.COORDINATOR, "/coverage/people?list=never&as_of=1999-01-01"),
    (Role.COORDINATOR, "/coverage/fairness"),
    (Role.COORDINATOR, "/coverage/outcomes"),
    (Role.COORDINATOR, "/coverage/outcomes/{action}"),
    (Role.COORDINATOR, "/advocacy/new?case={case}&kind=godparenthood"),
    (Role.COORDINATOR, "/advocacy/new?case={case}&kind=media"),
    (Role.COORDINATOR, "/advocacy/new?custody=yes&as_of=2024-08-09&kind=un_communication"),
    (Role.COORDINATOR, "/advocacy/new?nobody=1&kind=visa_restriction"),
    (Role.COORDINATOR, "/advocacy/new?custody=yes&then=urgent_action"),
    (Role.COORDINATOR, "/advocacy/new/list-file"),
    (Role.COORDINATOR, "/advocacy/follow-ups"),
    (Role.COORDINATOR, "/advocacy/{action}"),
    (Role.COORDINATOR, "/advocacy/{action}/edit"),
    (Role.COORDINATOR, "/actors"),
    (Role.COORDINATOR, "/actors/new"),
    (Role.COORDINATOR, "/actors/{actor}"),
    (Role.COORDINATOR, "/actors/{actor}/edit"),
    (Role.COORDINATOR, "/advocacy/{action}/withdraw"),
    (Role.COORDINATOR, "/actors/{actor}/withdraw"),
    (Role.COORDINATOR, "/sanctions?as_of=2024-08-09"),
    (Role.COORDINATOR, "/sanctions/gap?as_of=2024-08-09"),
    (Role.COORDINATOR, "/sanctions/gap?authority=US&min=2&role=judged&reliability=C"),
    (Role.COORDINATOR, "/sanctions/gap?authority=XX&min=x&as_of=2024-02-31"),
    (Role.COORDINATOR, "/sanctions/unlinked?as_of=2024-08-09"),
    (Role.COORDINATOR, "/sanctions/listings"),
    (Role.COORDINATOR, "/sanctions/listings/new?action={event}"),
    (Role.COORDINATOR, "/sanctions/listings/new?entity={official}&action={event}"),
    (Role.COORDINATOR, "/sanctions/listings/{listing}"),
    (Role.COORDINATOR, "/sanctions/listings/{listing}/edit"),
    (Role.COORDINATOR, "/sanctions/listings/{listing}/delist"),
    (Role.COORDINATOR, "/sanctions/listings/{listing}/withdraw"),
    (Role.COORDINATOR, "/advocacy/{event}"),
    (Role.COORDINATOR, "/officials/{official}/dossier"),
    (Role.ANALYST, "/officials/{official}/dossier"),
    (Role.COORDINATOR, "/reference/programmes/add"),
    (Role.COORDINATOR, "/reports"),
    (Role.COORDINATOR, "/reports/new"),
    (Role.COORDINATOR, "/imports"),
    (Role.COORDINATOR, "/reference"),
    (Role.COORDINATOR, "/accounts"),
    (Role.COORDINATOR, "/accounts/new"),
    (Role.COORDINATOR, "/accounts/mine"),
    (Role.SECURITY_OFFICER, "/audit"),
    (Role.ADMINISTRATOR, "/accounts"),
    (Role.ANALYST, "/help"),
    (Role.ANALYST, "/roles"),
]


@pytest.fixture(scope="module")
def places(populated: Organisation) -> dict[str, str]:
    """The ids that addresses name: somebody's case, a judge with a part in it, the court, an aircraft."""
    with populated.app.app_context():
        actor, case = populated.actor(), populated.cases[0]
        body = officials.add(actor, New(court(country="BY")))
        plane = officials.add(actor, New(aircraft(type="Business jet", country="BY")))
        held = Posts((post("Judge", "2015", body="Court of Vydumany district", entity=str(body)), post("Lecturer")))
        new = New(official(born="1970", country="BY"), held, Holdings((owns(plane, "50", "2020"),)))
        judge = officials.add(actor, new)
        judged = Involvement(str(judge), str(case), InvolvementRole.JUDGED, on=day("2022-05-03"), act="Sentenced")
        part = involvements.add(actor, judged, Evidence("Somebody", "Something"))
        more = announced(populated)
        deed = written_to(populated)
    found: dict[str, object] = {
        "case": case,
        "judge": judge,
        "court": body,
        "plane": plane,
        "part": part,
        "action": deed.id,
    } | more
    return {name: str(record) for name, record in found.items()} | {"actor": deed.action.by[0]}


def written_to(organisation: Organisation) -> advocacy.Stored:
    """A letter by somebody on file, with something left to do."""
    actor = organisation.actor()
    member = AdvocacyActor(ActorKind.NGO, Titles("Letters for Everyone"))
    to_do = (FollowUp(day("2024-09-09"), "Ask for a reply"),)
    covers = Coverage(cases=(str(organisation.cases[0]),))
    letter = Action(ActionKind.LETTER_AUTHORITIES, day("2024-08-09"), "A letter", covers=covers, follow_ups=to_do)
    by = [Raising("Letters for Everyone", new=member)]
    return advocacy.load(actor, advocacy.add_action(actor, letter, by=by))


def announced(organisation: Organisation) -> dict[str, object]:
    """An official tied to cases, a listing and what announced it."""
    actor = organisation.actor()
    official = sanctioned.official(actor, "Piotr Zadumany", sanctioned.post("Judge", "Court of the Lake District"))
    for case in organisation.cases[:12]:
        sanctioned.tie(actor, official, case, evidence=Evidence("A source", "What was seen"))
    idle = sanctioned.official(actor, "Idle Official")
    event = Action(ActionKind.SANCTIONS, PartialDate.parse("2024-08-09"), "Designations", programme="US-BRUS")
    action = advocacy.add_action(actor, event)
    listed = sanctioned.listing(idle, "US", "US-BRUS", on="2024-08-09", action=str(action))
    designations.add(actor, sanctioned.listing(official, until="2023-02-01"))
    return {"official": official, "listing": designations.add(actor, listed), "event": action}


def test_the_check_of_a_list_file_is_accessible_in_light_and_dark_and_fits_a_phone(
    open_page: Opener, populated: Organisation, tmp_path: Path
) -> None:
    names = tmp_path / "names.csv"
    names.write_text("name\n" + "\n".join([*(life.russian for life in populated.names[:5]), "Nobody"]), "utf-8")
    for look in ({}, {"dark": True}, {"phone": True}):
        page = open_page(Role.COORDINATOR, "/advocacy/new/list-file", scripts=True, **look)
        page.locator("main input[type=file]").set_input_files(names)
        page.get_by_role("button", name="Check the list").click()
        page.get_by_role("heading", name="Whom the list means").wait_for()
        assert violations(page) == [], look
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1"), look


@pytest.mark.parametrize(("role", "path"), PAGES, ids=[f"{role or 'nobody'} {path}" for role, path in PAGES])
def test_a_page_is_accessible_in_light_and_dark_and_fits_a_phone(
    open_page: Opener, places: dict[str, str], role: Role | None, path: str
) -> None:
    address = path.format(**places)
    for look in ({}, {"dark": True}, {"phone": True}):
        page = open_page(role, address, scripts=True, **look)
        assert violations(page) == [], look
        assert page.locator("h1").count() == 1
        assert page.locator("script").count() == 0
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1"), look


def test_no_page_asks_another_host_or_breaks_its_own_policy(open_page: Opener, populated: Organisation) -> None:
    page = open_page(Role.COORDINATOR, "/dashboard", scripts=True)
    told: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.on("request", lambda request: asked.append(request.url))
    for path in ("/dashboard", "/cases", f"/cases/{populated.cases[0]}", "/reports/new"):
        page.goto(path)
    assert told == []
    origin = page.url.split("/reports")[0]
    assert {url.split("/", 3)[2] for url in asked} == {origin.split("/")[2]}
