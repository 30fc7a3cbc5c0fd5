"""The dashboard: the figures of one day, each a link to the people it counts."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from casework.casebook.covering import Which
from casework.casebook.query import Dashboard
from casework.domain.policy import Permission
from casework.domain.sections import Sex
from casework.domain.status import DEPRIVED_OR_RESTRICTED, Status
from casework.services import clock, coverage, lists
from casework.web import asking, filters, navigation
from casework.web import coveragepage as shown
from casework.web.access import may, needs, signed_in
from casework.web.advocacy import followups
from casework.web.filters import View
from casework.web.labels import label
from casework.web.names import known

pages = Blueprint("dashboard", __name__)

MOST_ROWS = 12


@dataclass(frozen=True, slots=True)
class Figure:
    text: str
    count: int
    address: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """A breakdown of those in custody; `more` is how many values are not shown: the list at `address` has them."""

    title: str
    heading: str
    caption: str
    rows: list[Figure]
    address: str
    more: int = 0
    note: str = ""


@pages.get("/")
@signed_in
def start() -> ResponseReturnValue:
    """Each role's own first page."""
    return redirect(navigation.home(), 303)


@pages.get("/dashboard")
@needs(Permission.CASE_READ)
@asking.asks
def show() -> ResponseReturnValue:
    view = filters.read(request.args, clock.today())
    day = View(view.as_of, view.known_at, dated=view.dated)
    found = lists.dashboard(g.actor, day.as_of, day.known_at)
    return render_template(
        "dashboard/show.html",
        view=day,
        figures=_figures(day, found),
        panels=_panels(day, found),
        follow_ups=followups.panel() if may(Permission.ADVOCACY_READ) else None,
        coverage=_coverage(day),
        damaged=lists.faults(g.actor),
    )


def _figures(day: View, found: Dashboard) -> list[Figure]:
    held = replace(day, in_custody=True)
    restricted = tuple(status for status in Status if status in DEPRIVED_OR_RESTRICTED)
    return [
        Figure(gettext("In custody"), found.in_custody.certain, _list(held)),
        Figure(
            gettext("Uncertain"),
            found.in_custody.uncertain,
            _list(replace(day, uncertain=True)),
            gettext("not counted"),
        ),
        Figure(gettext("Women in custody"), found.women, _list(replace(held, chosen={"sex": (Sex.FEMALE,)}))),
        Figure(
            gettext("Deprived of liberty or restricted"),
            found.restricted,
            _list(replace(day, chosen={"status": restricted})),
        ),
        Figure(gettext("People on file"), found.people, _list(day)),
        Figure(gettext("Died in custody"), found.died, _list(replace(day, chosen={"status": (Status.DIED,)}))),
    ]


def _coverage(day: View) -> list[shown.Tile]:
    """Of those in custody: never raised, and not for long; each a link to its list."""
    if not may(Permission.ADVOCACY_READ):
        return []
    asked = shown.Asked(replace(day, in_custody=True))
    tiles = shown.tiles(asked, coverage.figures(g.actor, asked.query()))
    return [tile for tile in tiles if tile.which in {Which.NEVER, Which.NEVER_BY_NAME, Which.NOT_LATELY}]


def _panels(day: View, found: Dashboard) -> list[Panel]:
    names = known()
    held = replace(day, in_custody=True)
    several = gettext("A person charged under several articles stands under each of them.")
    return [
        _panel(held, "status", gettext("By status"), gettext("Status"), found.by["status"], _status),
        _panel(held, "sex", gettext("By sex"), gettext("Sex"), found.by["sex"], lambda key: label(Sex(key))),
        _panel(
            held, "facility", gettext("By facility"), gettext("Facility"), found.by["facility"],
            lambda key: names.facilities.get(key, key) or gettext("Facility not known"),
        ),
        replace(
            _panel(
                held, "article", gettext("By article"), gettext("Article"), found.by["article"],
                lambda key: gettext("art. %(article)s", article=key) if key else gettext("Article not known"),
            ),
            note=several,
        ),
    ]  # fmt: skip


def _status(key: str) -> str:
    return label(Status(key))


def _panel(held: View, argument: str, title: str, heading: str, counts: Mapping[str, int], text: Any) -> Panel:
    facet = next(facet for facet in filters.FACETS if facet.argument == argument)
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    rows = [
        Figure(text(key), count, _list(replace(held, chosen={argument: facet.parse([key])})) if key else "")
        for key, count in ranked[:MOST_ROWS]
    ]
    caption = gettext("People in custody: %(title)s", title=title)
    return Panel(title, heading, caption, rows, _list(held), max(0, len(ranked) - MOST_ROWS))


def _list(view: View) -> str:
    return url_for("cases.listing", **view.arguments())
