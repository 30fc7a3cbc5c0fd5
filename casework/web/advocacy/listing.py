"""The list of actions: filtered by what its address says, so that a URL is a view one can keep."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any
from uuid import UUID

from flask import g, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString
from werkzeug.datastructures import MultiDict

from casework.casebook.deedlists import ActionQuery
from casework.casebook.query import Option
from casework.domain.actions import ActionKind, ActionStatus
from casework.domain.policy import Permission
from casework.services import advocacy
from casework.web import countries
from casework.web.access import needs
from casework.web.advocacy import making
from casework.web.advocacy.blueprint import SIZE, pages
from casework.web.labels import label
from casework.web.listing import Choice, Group
from casework.web.names import any_title
from casework.web.paging import Pages, page_number

SHOWN = 25
"""Values of one filter; those that are chosen are always among them."""


@dataclass(frozen=True, slots=True)
class Facet:
    """`read` makes the query's value of a text in the address; a value that is none raises ValueError."""

    argument: str
    attribute: str
    title: LazyString
    read: Callable[[str], Any]
    open: bool = True


def _member(kind: type[Enum]) -> Callable[[str], str]:
    return lambda text: str(kind(text).value)


FACETS = (
    Facet("kind", "kinds", _("Kind of action"), _member(ActionKind)),
    Facet("status", "statuses", _("Status"), _member(ActionStatus)),
    Facet("year", "years", _("Year"), int, open=False),
    Facet("country", "countries", _("Country"), lambda text: text[:2], open=False),
    Facet("actor", "actors", _("By whom"), UUID, open=False),
)


@dataclass(frozen=True, slots=True)
class Chip:
    text: str
    address: str


@pages.get("")
@needs(Permission.ADVOCACY_READ)
def listing() -> ResponseReturnValue:
    query = _query(request.args)
    found = advocacy.listing(g.actor, query)
    words = _words()
    return render_template(
        "advocacy/listing.html",
        lines=found.lines,
        everyone=found.everyone,
        chips=[
            Chip(words(facet, value), _address(_without(query, facet, value)))
            for facet in FACETS
            for value in getattr(query, facet.attribute)
        ],
        facets=[_group(facet, query, found.facets.get(facet.attribute, ()), words) for facet in FACETS],
        pages=Pages(query.page, SIZE, found.total, lambda page: _address(replace(query, page=page))),
    )


def _query(sent: MultiDict[str, str]) -> ActionQuery:
    """Values that are none are left out: an old link still opens."""
    chosen = {facet.attribute: tuple(_read(facet, sent.getlist(facet.argument))) for facet in FACETS}
    return ActionQuery(**chosen, page=page_number(sent.get("page")), size=SIZE)


def _read(facet: Facet, texts: Iterable[str]) -> Iterable[Any]:
    for text in dict.fromkeys(texts):
        try:
            if text and len(text) <= 40:
                yield facet.read(text)
        except ValueError:
            continue


def _address(query: ActionQuery) -> str:
    chosen: dict[str, Any] = {
        facet.argument: [str(value) for value in getattr(query, facet.attribute)] for facet in FACETS
    }
    if query.page > 1:
        chosen["page"] = query.page
    return url_for("advocacy.listing", **chosen)


def _without(query: ActionQuery, facet: Facet, value: Any) -> ActionQuery:
    changed: dict[str, Any] = {
        facet.attribute: tuple(one for one in getattr(query, facet.attribute) if one != value),
        "page": 1,
    }
    return replace(query, **changed)


def _words() -> Callable[[Facet, Any], str]:
    """A value as the reader calls it; actors are read once."""
    known: Mapping[str, str] = {str(one.id): any_title(one.names) for one in making.on_file()}

    def told(facet: Facet, value: Any) -> str:
        match facet.argument:
            case "kind":
                return label(ActionKind(value))
            case "status":
                return label(ActionStatus(value))
            case "country":
                return countries.country(value)
            case "actor":
                return known.get(str(value), str(value)[:8])
            case _:
                return str(value)

    return told


def _group(facet: Facet, query: ActionQuery, options: tuple[Option, ...], words: Callable[[Facet, Any], str]) -> Group:
    picked = [str(value) for value in getattr(query, facet.attribute)]
    counts = {str(option.value): option.count for option in options}
    values = list(dict.fromkeys([*picked, *counts]))[: SHOWN + len(picked)]
    if facet.argument == "year":
        values.sort(reverse=True)
    lines = [Choice(one, words(facet, facet.read(one)), counts.get(one, 0), one in picked) for one in values]
    return Group(facet.argument, str(facet.title), facet.open or bool(picked), lines)
