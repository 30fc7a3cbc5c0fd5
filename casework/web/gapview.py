"""The sanctions gap's filters and its address: each is read from the other. No name of anybody is part of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import Any, TypeVar

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from werkzeug.datastructures import MultiDict

from casework.casebook.sanctions import GapQuery
from casework.domain.involvements import Credibility, InvolvementRole, Reliability
from casework.services import clock
from casework.web import asking, dates
from casework.web.labels import label
from casework.web.listingview import Chip, known
from casework.web.paging import page_number

MOST = 9999
E = TypeVar("E", bound=Enum)
RATINGS = (("reliability", _("Source at least"), Reliability), ("credibility", _("Information at least"), Credibility))
"""The filter, its label, and the scale it is a step of."""


@dataclass(frozen=True, slots=True)
class View:
    query: GapQuery
    dated: bool = False
    page: int = 1

    def arguments(self) -> dict[str, Any]:
        query = self.query
        found: dict[str, Any] = {
            "as_of": query.as_of.isoformat() if self.dated else "",
            "authority": "" if query.programme else query.authority,
            "programme": query.programme,
            "min": str(query.least) if query.least > 1 else "",
            "role": [role.value for role in query.roles],
            "reliability": query.reliability.value if query.reliability else "",
            "credibility": query.credibility.value if query.credibility else "",
            "page": str(self.page) if self.page > 1 else "",
        }
        return {name: value for name, value in found.items() if value}

    def bodies(self) -> list[tuple[str, str]]:
        """What is kept out of the address: it is sent."""
        return [("body", body) for body in self.query.bodies]

    def everything(self) -> list[tuple[str, str]]:
        """All that the view says, for a form that sends it."""
        listed = ((name, [value] if isinstance(value, str) else value) for name, value in self.arguments().items())
        return [(name, one) for name, values in listed for one in values] + self.bodies()

    def but(self, **changed: Any) -> "View":
        return replace(self, query=replace(self.query, **changed), page=1)


def read(sent: MultiDict[str, str], bodies: Sequence[str] = ()) -> View:
    """Raises Invalid for a value that is none, unless the page asks for it; roles that are none are left out.

    A programme says who lists; with another authority beside it, it is asked which is meant.
    """
    as_of = asking.day(sent, "as_of")
    programmes = {one.key: one.authority for one in known().programmes}
    programme, authority = (
        asking.one_of(sent, "programme", programmes),
        asking.one_of(sent, "authority", known().authorities),
    )
    of_programme = programmes.get(programme, "")
    if of_programme and authority and authority != of_programme:
        told = gettext("a programme of another authority: %(authority)s", authority=of_programme)
        asking.refuse("programme", programme, "of_another_authority", told)
        programme = of_programme = ""
    query = GapQuery(
        as_of=as_of or clock.today(),
        authority=of_programme or authority,
        programme=programme,
        least=asking.number(sent, "min", 1, MOST) or 1,
        roles=_members(InvolvementRole, sent.getlist("role")),
        bodies=tuple(dict.fromkeys(text for text in bodies if 0 < len(text) <= 300)),
        reliability=_rating(Reliability, sent, "reliability"),
        credibility=_rating(Credibility, sent, "credibility"),
    )
    return View(query, as_of is not None and as_of != clock.today(), page_number(sent.get("page")))


def rating_boxes() -> list[tuple[str, str, list[tuple[str, str]]]]:
    return [(name, str(text), [(one.value, label(one)) for one in scale]) for name, text, scale in RATINGS]


def chips(view: View) -> list[Chip]:
    """The active filters in words, each with the view that is left without it."""
    query = view.query
    found = []
    if query.programme:
        text = gettext("Not listed under %(programme)s", programme=query.programme)
        found.append(Chip(text, view.but(programme="")))
    elif query.authority:
        found.append(Chip(gettext("Not listed by %(authority)s", authority=query.authority), view.but(authority="")))
    if query.least > 1:
        found.append(Chip(gettext("At least %(count)s cases", count=query.least), view.but(least=1)))
    found += [Chip(label(one), view.but(roles=_rest(query.roles, one))) for one in query.roles]
    found += [Chip(one, view.but(bodies=_rest(query.bodies, one))) for one in query.bodies]
    for name, text, _scale in RATINGS:
        least = getattr(query, name)
        if least:
            found.append(Chip(f"{text} {least.value}", view.but(**{name: None})))
    if view.dated:
        day = gettext("As of %(day)s", day=dates.day(query.as_of))
        found.append(Chip(day, replace(view.but(as_of=clock.today()), dated=False)))
    return found


def _members(kind: type[E], texts: Iterable[str]) -> tuple[E, ...]:
    known = {str(one.value): one for one in kind}
    return tuple(known[text] for text in dict.fromkeys(texts) if text in known)


def _rating(scale: type[E], sent: MultiDict[str, str], name: str) -> E | None:
    known = {str(one.value): one for one in scale}
    return known.get(asking.one_of(sent, name, known))


def _rest(values: Sequence[Any], one: Any) -> tuple[Any, ...]:
    return tuple(value for value in values if value != one)


def words(day: date) -> str:
    """The rule of a listing in force, for the page."""
    return str(
        gettext(
            "Listed means: in force on %(day)s, from the day of the listing until the day before a delisting.",
            day=dates.day(day),
        )
    )
