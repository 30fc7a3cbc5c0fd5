"""Every page: nothing for axe to say, nothing wider than a phone, nothing on the console, no script, one heading."""

from collections.abc import Callable
from uuid import UUID

import pytest
from playwright.sync_api import Page

from casework.casebook import deeds, shelf
from casework.domain.policy import Role
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
    (Role.COORDINATOR, "/coverage?as_of=2024-08-09"),
    (Role.COORDINATOR, "/coverage/people?list=never_by_name&as_of=2024-08-09&sex=female"),
    (Role.COORDINATOR, "/coverage/people?list=never&as_of=1999-01-01"),
    (Role.COORDINATOR, "/coverage/fairness"),
    (Role.COORDINATOR, "/coverage/outcomes"),
    (Role.COORDINATOR, "/coverage/outcomes/{action}"),
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


def newest_action(populated: Organisation) -> UUID:
    with populated.app.app_context():
        return deeds.listing(shelf.current(populated.actor()))[0].action


@pytest.mark.parametrize(("role", "path"), PAGES, ids=[f"{role or 'nobody'} {path}" for role, path in PAGES])
def test_a_page_is_accessible_in_light_and_dark_and_fits_a_phone(
    open_page: Opener, populated: Organisation, role: Role | None, path: str
) -> None:
    address = path.format(case=populated.cases[0], action=newest_action(populated))
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
