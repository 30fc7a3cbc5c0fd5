"""The list's filters and its address: each is read from the other, so that a URL is a view one can keep.

What was searched for is never part of it: a search term is a name.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString
from werkzeug.datastructures import MultiDict

from casework.casebook.query import SORTS, CaseQuery
from casework.domain.sections import Consent, Recognition, Sex
from casework.domain.status import Status
from casework.web import asking
from casework.web.dates import day
from casework.web.labels import label
from casework.web.paging import page_number


@dataclass(frozen=True, slots=True)
class Facet:
    """`argument` in the address, `attribute` of the query, the heading, and the enumeration its values belong to."""

    argument: str
    attribute: str
    title: LazyString
    members: type[Enum] | None = None
    short: bool = True

    def parse(self, texts: Iterable[str]) -> tuple[Any, ...]:
        """Values the enumeration does not know are left out: an old link still opens."""
        if self.members is None:
            return tuple(dict.fromkeys(text for text in texts if 0 < len(text) <= 100))
        known = {str(member.value): member for member in self.members}
        return tuple(dict.fromkeys(known[text] for text in texts if text in known))

    def text(self, value: Any, names: Mapping[str, str]) -> str:
        if self.members is not None:
            return label(value if isinstance(value, Enum) else self.members(value))
        return names.get(str(value), str(value))


FACETS = (
    Facet("status", "statuses", _("Status"), Status),
    Facet("region", "regions", _("Region")),
    Facet("sex", "sexes", _("Sex"), Sex),
    Facet("facility", "facilities", _("Facility"), short=False),
    Facet("article", "articles", _("Article"), short=False),
    Facet("recognition", "recognitions", _("Recognition"), Recognition, short=False),
    Facet("consent", "consents", _("Consent"), Consent, short=False),
    Facet("profile", "profiles", _("Profile"), short=False),
)
CUSTODY = {"yes": True, "no": False}
SIZE = 50


@dataclass(frozen=True, slots=True)
class View:
    """The state of the list page. `as_of` is today when the address does not say."""

    as_of: date
    known_at: date | None = None
    in_custody: bool | None = None
    uncertain: bool = False
    chosen: dict[str, tuple[Any, ...]] = field(default_factory=dict)
    sort: str = "name"
    descending: bool = False
    page: int = 1
    dated: bool = False

    def query(self, text: str = "", size: int = SIZE) -> CaseQuery:
        values: dict[str, Any] = {facet.attribute: self.chosen.get(facet.argument, ()) for facet in FACETS}
        return CaseQuery(
            as_of=self.as_of,
            known_at=self.known_at,
            in_custody=self.in_custody,
            uncertain=self.uncertain,
            text=text,
            sort=self.sort,
            descending=self.descending,
            page=self.page,
            size=size,
            **values,
        )

    def arguments(self) -> dict[str, Any]:
        """For `url_for`: only what differs from the plain list."""
        found: dict[str, Any] = {
            name: [str(value.value if isinstance(value, Enum) else value) for value in values]
            for name, values in self.chosen.items()
            if values
        }
        if self.dated:
            found["as_of"] = self.as_of.isoformat()
        if self.known_at:
            found["known_at"] = self.known_at.isoformat()
        if self.uncertain:
            found["custody"] = "uncertain"
        elif self.in_custody is not None:
            found["custody"] = "yes" if self.in_custody else "no"
        if self.sort != "name":
            found["sort"] = self.sort
        if self.descending:
            found["desc"] = "1"
        if self.page > 1:
            found["page"] = str(self.page)
        return found

    def without(self, name: str, value: Any = None) -> "View":
        if name == "custody":
            return replace(self, in_custody=None, uncertain=False, page=1)
        if name == "known_at":
            return replace(self, known_at=None, page=1)
        if name == "as_of":
            return replace(self, dated=False, page=1)
        left = tuple(one for one in self.chosen[name] if one != value)
        return replace(self, chosen=self.chosen | {name: left}, page=1)

    def sorted_by(self, name: str) -> "View":
        """The same list by another column; the same column again turns the order round."""
        return replace(self, sort=name, descending=self.sort == name and not self.descending, page=1)


@dataclass(frozen=True, slots=True)
class Chip:
    text: str
    view: View


def read(sent: MultiDict[str, str], today: date) -> View:
    """Raises Invalid(as_of | known_at) for a date that is none, unless the page asks for it."""
    as_of = asking.day(sent, "as_of")
    return View(
        as_of=as_of or today,
        known_at=asking.day(sent, "known_at"),
        in_custody=CUSTODY.get(sent.get("custody", "")),
        uncertain=sent.get("custody") == "uncertain",
        chosen={facet.argument: facet.parse(sent.getlist(facet.argument)) for facet in FACETS},
        sort=sent["sort"] if sent.get("sort") in SORTS else "name",
        descending=sent.get("desc") == "1",
        page=page_number(sent.get("page")),
        dated=as_of is not None and as_of != today,
    )


def chips(view: View, names: Mapping[str, str]) -> list[Chip]:
    """The active filters in words, each with the view that is left without it."""
    found = [
        Chip(facet.text(value, names), view.without(facet.argument, value))
        for facet in FACETS
        for value in view.chosen.get(facet.argument, ())
    ]
    if view.in_custody is not None:
        text = gettext("In custody") if view.in_custody else gettext("Not in custody")
        found.insert(0, Chip(text, view.without("custody")))
    if view.uncertain:
        found.insert(0, Chip(gettext("Uncertain on that day"), view.without("custody")))
    if view.known_at:
        found.append(Chip(gettext("As known on %(day)s", day=day(view.known_at)), view.without("known_at")))
    if view.dated:
        found.append(Chip(gettext("As of %(day)s", day=day(view.as_of)), view.without("as_of")))
    return found


def pairs(view: View) -> list[tuple[str, str]]:
    """The view's address as pairs: what a saved view keeps. The page number is not part of a view."""
    return [
        (name, value)
        for name, values in replace(view, page=1).arguments().items()
        for value in (values if isinstance(values, list) else [values])
    ]
