"""The filters of the list of officials and its address: each is read from the other. No name is ever part of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString
from werkzeug.datastructures import MultiDict

from casework.casebook.query import Option
from casework.domain.entities import ASSETS, EntityKind
from casework.domain.officials import BODIES
from casework.services.registry import EntityQuery
from casework.web.countries import country
from casework.web.labels import label
from casework.web.paging import page_number

GROUPS: dict[str, tuple[LazyString, frozenset[EntityKind]]] = {
    "person": (_("Officials"), frozenset({EntityKind.PERSON})),
    "body": (_("Organisations and companies"), BODIES),
    "asset": (_("Aircraft and vessels"), ASSETS),
}
FACETS = ("country", "position", "body")
ATTRIBUTES = {"country": "countries", "position": "positions", "body": "bodies"}
INVOLVED = {"yes": True, "no": False}
SIZE = 50
LONGEST = 300


@dataclass(frozen=True, slots=True)
class View:
    """The state of the list: which of the three lists, and what narrows it."""

    group: str = "person"
    kinds: tuple[str, ...] = ()
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    involved: bool | None = None
    page: int = 1

    def query(self) -> EntityQuery:
        some = GROUPS[self.group][1]
        kinds = tuple(kind for kind in EntityKind if kind in some and (not self.kinds or kind.value in self.kinds))
        values: dict[str, Any] = {ATTRIBUTES[name]: self.chosen.get(name, ()) for name in FACETS}
        return EntityQuery(kinds=kinds, involved=self.involved, page=self.page, size=SIZE, **values)

    def arguments(self) -> dict[str, Any]:
        found: dict[str, Any] = {"kind": self.group, "of": list(self.kinds)}
        found |= {name: list(self.chosen.get(name, ())) for name in FACETS if name != "body"}
        if self.involved is not None:
            found["involved"] = "yes" if self.involved else "no"
        if self.page > 1:
            found["page"] = self.page
        return {name: value for name, value in found.items() if value}

    def bodies(self) -> list[tuple[str, str]]:
        """What is kept out of the address: it is sent."""
        return [("body", body) for body in self.chosen.get("body", ())]

    def on_page(self, number: int) -> "View":
        return replace(self, page=number)


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
    options: tuple[Choice, ...]

    @property
    def open(self) -> bool:
        return len(self.options) <= 6 or any(option.chosen for option in self.options)


@dataclass(frozen=True, slots=True)
class Chip:
    text: str
    view: View


def read(sent: MultiDict[str, str], bodies: Sequence[str] = ()) -> View:
    """What the list does not know is left out: an old link still opens."""
    group = sent.get("kind", "person")
    known = group if group in GROUPS else "person"
    kinds = tuple(kind.value for kind in EntityKind if kind in GROUPS[known][1] and kind.value in sent.getlist("of"))
    chosen = {
        name: tuple(dict.fromkeys(text for text in texts if 0 < len(text) <= LONGEST))
        for name, texts in (
            ("country", sent.getlist("country")),
            ("position", sent.getlist("position")),
            ("body", bodies),
        )
    }
    involved = INVOLVED.get(sent.get("involved", ""))
    return View(known, kinds, chosen, involved, page_number(sent.get("page")))


def groups(view: View, facets: Mapping[str, tuple[Option, ...]]) -> Iterator[Group]:
    """The filters beside the list, each with how many it would leave."""
    kinds = GROUPS[view.group][1]
    if len(kinds) > 1:
        options = [option for option in facets["kinds"] if option.value in kinds]
        choices = [
            Choice(str(one.value), label(EntityKind(str(one.value))), one.count, one.value in view.kinds)
            for one in options
        ]
        yield Group("of", gettext("Kind"), tuple(choices))
    titles = {"position": gettext("Position"), "body": gettext("At"), "country": gettext("Country")}
    for name in ("position", "body", "country"):
        chosen = {text.casefold() for text in view.chosen.get(name, ())}
        yield Group(
            name,
            titles[name],
            tuple(
                Choice(str(one.value), _text(name, str(one.value)), one.count, str(one.value).casefold() in chosen)
                for one in facets[ATTRIBUTES[name]]
            ),
        )


def involved_choices(view: View, facets: Mapping[str, tuple[Option, ...]]) -> list[Choice]:
    counts = {bool(option.value): option.count for option in facets["involved"]}
    everyone = sum(counts.values())
    return [
        Choice("", gettext("All"), everyone, view.involved is None),
        Choice("yes", gettext("With cases"), counts.get(True, 0), view.involved is True),
        Choice("no", gettext("Without cases"), counts.get(False, 0), view.involved is False),
    ]


def chips(view: View) -> list[Chip]:
    """Each active filter, with the list as it is without it."""
    first = replace(view, page=1)
    found = [
        Chip(label(EntityKind(kind)), replace(first, kinds=tuple(one for one in view.kinds if one != kind)))
        for kind in view.kinds
    ]
    for name in FACETS:
        some = view.chosen.get(name, ())
        for text in some:
            rest = {**view.chosen, name: tuple(one for one in some if one != text)}
            found.append(Chip(_text(name, text), replace(first, chosen=rest)))
    if view.involved is not None:
        words = gettext("With cases") if view.involved else gettext("Without cases")
        found.append(Chip(words, replace(first, involved=None)))
    return found


def _text(name: str, value: str) -> str:
    return country(value) if name == "country" else value
