"""What the list page shows: rows in the reader's language, facets with counts, saved views."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import Any
from uuid import UUID

from flask import url_for
from flask_babel import gettext
from werkzeug.datastructures import MultiDict

from casework.casebook import query
from casework.domain.sections import Consent, PersonName, Script
from casework.domain.status import Status
from casework.services import views
from casework.web import casepage, filters
from casework.web.casepage import Names
from casework.web.dates import when
from casework.web.filters import FACETS, Facet, View
from casework.web.i18n import language
from casework.web.paging import Pages

SHOWN = 40
"""Values of a facet beside the list; the chosen ones are always among them."""


@dataclass(frozen=True, slots=True)
class Line:
    """One person in a table. `other` is the name in another script."""

    case: UUID
    name: str
    other: str
    number: str
    status: Status | None
    uncertain: bool
    place: str
    articles: str
    arrested: str
    days: int | None
    consent: Consent


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    text: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Group:
    name: str
    title: str
    open: bool
    options: list[Choice]


@dataclass(frozen=True, slots=True)
class Saved:
    text: str
    address: str
    current: bool


def shown(view: View, found: query.Page, known: Names, kept: Iterable[views.View]) -> dict[str, Any]:
    """Everything the list's template asks for."""
    pages = Pages(view.page, filters.SIZE, found.total, lambda page: _address(replace(view, page=page)))
    return {
        "view": view,
        "found": [line(row, known) for row in found.rows],
        "pages": pages,
        "everyone": found.everyone,
        "uncertain": found.uncertain,
        "chips": filters.chips(view, known.facilities),
        "facets": [_group(facet, view, found.facets.get(facet.attribute, ()), known) for facet in FACETS],
        "custody": [
            ("", gettext("Everyone")),
            ("yes", gettext("In custody")),
            ("no", gettext("Not in custody")),
            ("uncertain", gettext("Uncertain on that day")),
        ],
        "custody_now": view.arguments().get("custody", ""),
        "saved": _saved(view, kept),
    }


def line(row: query.Row, known: Names) -> Line:
    name, other = _names(row.names)
    return Line(
        case=row.case,
        name=name or row.number,
        other=other,
        number=row.number,
        status=row.status,
        uncertain=row.uncertain,
        place=known.facilities.get(row.facility, row.facility),
        articles=", ".join(dict.fromkeys(casepage.article(charge.article, "") for charge in row.charges)),
        arrested=when(row.arrested),
        days=row.days,
        consent=row.consent,
    )


def matches(found: Iterable[query.Match], known: Names) -> list[Line]:
    """Search results in their own order; the spelling that fitted is shown when it is not the heading."""
    lines = []
    for match in found:
        if match.row is not None:
            one = line(match.row, known)
            lines.append(replace(one, other=match.name) if match.name not in {one.name, one.other} else one)
    return lines


def _names(names: tuple[PersonName, ...]) -> tuple[str, str]:
    """The reader's script first, then one in another script."""
    order = {"be": (Script.BE, Script.RU), "ru": (Script.RU, Script.BE)}.get(language(), (Script.LATIN, Script.BE))
    ranked = sorted(names, key=lambda name: order.index(name.script) if name.script in order else len(order))
    first, second, *_ = [*(name.text for name in ranked), "", ""]
    return first, second


def _group(facet: Facet, view: View, options: tuple[query.Option, ...], known: Names) -> Group:
    chosen = view.chosen.get(facet.argument, ())
    counts: Mapping[Any, int] = {option.value: option.count for option in options}
    picked = [_plain(value) for value in chosen]
    names = known.facilities if facet.argument == "facility" else {}
    values = list(dict.fromkeys([*picked, *(option.value for option in options if option.count)]))[
        : SHOWN + len(picked)
    ]
    lines = [Choice(str(one), facet.text(one, names), counts.get(one, 0), one in picked) for one in values]
    return Group(facet.argument, str(facet.title), facet.short or bool(chosen), lines)


def _plain(value: Any) -> Any:
    return value.value if isinstance(value, Enum) else value


def _saved(view: View, kept: Iterable[views.View]) -> list[Saved]:
    """Two that everyone needs, then the organisation's own."""
    today = date(view.as_of.year, view.as_of.month, view.as_of.day)
    own = [(one.name, filters.read(MultiDict(one.arguments), today)) for one in kept]
    usual = [(gettext("Everyone"), View(today)), (gettext("In custody"), View(today, in_custody=True))]
    here = replace(view, page=1, sort="name", descending=False).arguments()
    return [Saved(name, _address(one), one.arguments() == here) for name, one in [*usual, *own]]


def _address(view: View) -> str:
    return url_for("cases.listing", **view.arguments())
