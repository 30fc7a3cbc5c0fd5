"""The menu: each entry is shown to the roles whose permission opens it."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import Flask, request, url_for
from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString

from casework.domain.policy import Permission
from casework.services import accounts
from casework.web import dates
from casework.web.access import actor_or_none, may, token


@dataclass(frozen=True, slots=True)
class Entry:
    endpoint: str
    text: LazyString
    needs: Permission


MENU = (
    Entry("cases.listing", _("Cases"), Permission.CASE_READ),
    Entry("dashboard.show", _("Dashboard"), Permission.CASE_READ),
    Entry("advocacy.listing", _("Advocacy"), Permission.ADVOCACY_READ),
    Entry("officials.listing", _("Officials"), Permission.ADVOCACY_READ),
    Entry("sanctions.show", _("Sanctions"), Permission.ADVOCACY_READ),
    Entry("coverage.overview", _("Coverage"), Permission.ADVOCACY_READ),
    Entry("reports.listing", _("Reports"), Permission.REPORT_READ),
    Entry("imports.listing", _("Imports"), Permission.LIST_IMPORT),
    Entry("accounts.listing", _("Accounts"), Permission.ACCOUNT_READ),
    Entry("audit.listing", _("Audit log"), Permission.AUDIT_READ),
)
WITHIN = {"actors": "advocacy", "designations": "sanctions", "dossier": "officials"}
"""Pages without an entry of their own, and the one they stand under."""


@dataclass(frozen=True, slots=True)
class Link:
    address: str
    text: str
    current: bool


def add_navigation(app: Flask) -> None:
    app.jinja_env.globals.update(menu=menu, session_end=session_end)
    app.jinja_env.filters["host"] = host


def menu() -> list[Link]:
    page = (request.endpoint or "").partition(".")[0]
    here = WITHIN.get(page, page)
    return [
        Link(url_for(entry.endpoint), str(entry.text), entry.endpoint.partition(".")[0] == here)
        for entry in MENU
        if may(entry.needs)
    ]


def home() -> str:
    """The first page the actor's menu offers."""
    links = menu()
    return links[0].address if links else url_for("help.show")


def host(link: str) -> str:
    """What a link to elsewhere is called: the site's name, or the link itself when it has none."""
    return urlsplit(link).hostname or link


def session_end() -> str:
    """The clock time at which this session ends on the server; empty when nobody is signed in."""
    until = accounts.ends_at(token(request)) if actor_or_none() else None
    return dates.hour(until) if until else ""
