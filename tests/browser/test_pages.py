"""Every page: nothing for axe to say, nothing wider than a phone, nothing on the console, no script, one heading."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from casework.domain.actions import Action, ActionKind
from casework.domain.dates import PartialDate
from casework.domain.involvements import Evidence
from casework.domain.policy import Role
from casework.services import advocacy, designations
from tests import sanctioned
from tests.browser.chromium import violations
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
    (Role.COORDINATOR, "/sanctions?as_of=2024-08-09"),
    (Role.COORDINATOR, "/sanctions/gap?as_of=2024-08-09"),
    (Role.COORDINATOR, "/sanctions/gap?authority=US&min=2&role=judged&reliability=C"),
    (Role.COORDINATOR, "/sanctions/unlinked?as_of=2024-08-09"),
    (Role.COORDINATOR, "/sanctions/listings"),
    (Role.COORDINATOR, "/sanctions/listings/new?action={action}"),
    (Role.COORDINATOR, "/sanctions/listings/new?entity={official}&action={action}"),
    (Role.COORDINATOR, "/sanctions/listings/{listing}"),
    (Role.COORDINATOR, "/sanctions/listings/{listing}/edit"),
    (Role.COORDINATOR, "/sanctions/listings/{listing}/delist"),
    (Role.COORDINATOR, "/sanctions/listings/{listing}/withdraw"),
    (Role.COORDINATOR, "/advocacy/{action}"),
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
def named(populated: Organisation) -> dict[str, object]:
    """What an address can name: a person, an official tied to cases, a listing and what announced it."""
    with populated.app.app_context():
        actor = populated.actor()
        official = sanctioned.official(actor, "Piotr Zadumany", sanctioned.post("Judge", "Court of the Lake District"))
        for case in populated.cases[:12]:
            sanctioned.tie(actor, official, case, evidence=Evidence("A source", "What was seen"))
        idle = sanctioned.official(actor, "Idle Official")
        event = Action(ActionKind.SANCTIONS, PartialDate.parse("2024-08-09"), "Designations", programme="US-BRUS")
        action = advocacy.add_action(actor, event)
        listed = sanctioned.listing(idle, "US", "US-BRUS", on="2024-08-09", action=str(action))
        ended = sanctioned.listing(official, until="2023-02-01")
        designations.add(actor, ended)
        listing = designations.add(actor, listed)
    return {"case": populated.cases[0], "official": official, "listing": listing, "action": action}


@pytest.mark.parametrize(("role", "path"), PAGES, ids=[f"{role or 'nobody'} {path}" for role, path in PAGES])
def test_a_page_is_accessible_in_light_and_dark_and_fits_a_phone(
    open_page: Opener, named: dict[str, object], role: Role | None, path: str
) -> None:
    address = path.format(**named)
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
