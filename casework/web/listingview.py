"""What pages of sanctions listings share: the filters as their address writes them, reference titles, versions."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from flask import g
from flask_babel import gettext
from werkzeug.datastructures import MultiDict

from casework.casebook.deedlists import ActionQuery
from casework.casebook.listings import Asked
from casework.domain.actions import ActionKind
from casework.domain.entities import EntityKind
from casework.domain.reference import Programme
from casework.services import advocacy, clock, designations, reference
from casework.web import asking, dates, facts
from casework.web.labels import label
from casework.web.names import title
from casework.web.paging import page_number

ACTIONS = 200
"""Actions of sanctions that a form offers to belong to, the newest."""


@dataclass(frozen=True, slots=True)
class Known:
    """The reference list of programmes in the reader's language."""

    programmes: tuple[Programme, ...]
    authorities: tuple[str, ...]

    @property
    def choices(self) -> list[tuple[str, str]]:
        """Authorities as a box offers them."""
        return [(code, code) for code in self.authorities]

    @property
    def keys(self) -> list[tuple[str, str]]:
        """Programmes, by their short names."""
        return [(one.key, one.key) for one in self.programmes]

    @property
    def titles(self) -> dict[str, str]:
        return {one.key: f"{one.key} – {title(one.titles)}" for one in self.programmes}

    def actions(self) -> dict[str, str]:
        found = advocacy.listing(g.actor, ActionQuery(kinds=(ActionKind.SANCTIONS.value,), size=ACTIONS)).lines
        return {str(one.id): f"{dates.when(one.action.date)} – {one.action.title}" for one in found}


def known() -> Known:
    """Read once a request."""
    if "sanctions_known" not in g:
        lists = reference.lists(g.actor)
        g.sanctions_known = Known(lists.programmes, lists.authorities())
    found: Known = g.sanctions_known
    return found


def programme_named(text: str) -> str:
    """The short name that an action's text gives, if it is one."""
    wanted = text.strip().casefold()
    return next((one.key for one in known().programmes if one.key.casefold() == wanted), "")


@dataclass(frozen=True, slots=True)
class Version:
    version: int
    at: str
    by: str
    reason: str
    changed: list[facts.Difference]


def versions(history: list[designations.Stored], form: Callable[[designations.Stored], Any]) -> list[Version]:
    """The newest first, each with what it changed."""
    forms = [form(one) for one in history]
    found = [
        Version(one.version, one.at, one.by, one.reason, facts.differences(forms[at - 1], forms[at]) if at else [])
        for at, one in enumerate(history)
    ]
    return found[::-1]


@dataclass(frozen=True, slots=True)
class View:
    """The state of the list of listings. `as_of` is today when the address does not say."""

    as_of: date
    dated: bool = False
    authority: str = ""
    programme: str = ""
    kind: EntityKind | None = None
    year: int | None = None
    force: str = ""
    page: int = 1

    def asked(self) -> Asked:
        in_force = {"yes": True, "no": False}.get(self.force)
        return Asked(self.as_of, self.authority, self.programme, self.kind, self.year, in_force)

    def arguments(self) -> dict[str, Any]:
        found = {
            "as_of": self.as_of.isoformat() if self.dated else "",
            "authority": self.authority,
            "programme": self.programme,
            "kind": self.kind.value if self.kind else "",
            "year": str(self.year or ""),
            "force": self.force,
            "page": str(self.page) if self.page > 1 else "",
        }
        return {name: value for name, value in found.items() if value}


@dataclass(frozen=True, slots=True)
class Chip:
    text: str
    view: Any


def read(sent: MultiDict[str, str]) -> View:
    """Raises Invalid for a value that is none, unless the page asks for it."""
    today = clock.today()
    as_of = asking.day(sent, "as_of")
    kinds = {kind.value: kind for kind in EntityKind}
    return View(
        as_of=as_of or today,
        dated=as_of is not None and as_of != today,
        authority=asking.one_of(sent, "authority", known().authorities),
        programme=asking.one_of(sent, "programme", [one.key for one in known().programmes]),
        kind=kinds.get(asking.one_of(sent, "kind", kinds)),
        year=asking.number(sent, "year", 1900, 2200),
        force=asking.one_of(sent, "force", ("yes", "no")),
        page=page_number(sent.get("page")),
    )


def chips(view: View) -> list[Chip]:
    """The active filters in words, each with the view that is left without it."""
    first = replace(view, page=1)
    found = []
    if view.force:
        text = gettext("In force") if view.force == "yes" else gettext("Not in force")
        found.append(Chip(text, replace(first, force="")))
    if view.authority:
        found.append(Chip(view.authority, replace(first, authority="")))
    if view.programme:
        found.append(Chip(view.programme, replace(first, programme="")))
    if view.kind:
        found.append(Chip(label(view.kind), replace(first, kind=None)))
    if view.year:
        found.append(Chip(gettext("Listed in %(year)s", year=view.year), replace(first, year=None)))
    if view.dated:
        found.append(Chip(gettext("As of %(day)s", day=dates.day(view.as_of)), replace(first, dated=False)))
    return found
