"""What the pages about coverage show: the question as an address, groups and actors in the reader's language."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from flask import url_for
from flask_babel import format_date, gettext
from werkzeug.datastructures import MultiDict

from casework.casebook.covering import (
    MONTHS,
    MOST_MONTHS,
    SORTS,
    ByActor,
    CoverageQuery,
    Deeds,
    Entry,
    Figures,
    Share,
    Which,
)
from casework.domain.actors import ActorKind
from casework.domain.countries import COUNTRIES
from casework.domain.sections import Sex
from casework.services.coverage import Summary
from casework.web import asking, filters
from casework.web.casepage import Names
from casework.web.countries import country
from casework.web.filters import FACETS, View
from casework.web.i18n import language
from casework.web.labels import label
from casework.web.listing import Choice, Group, Line, line

SHOWN = 15
"""Rows of a table on the overview; every row is in the export."""
FILTERED = ("sex", "region", "facility", "article", "profile")


@dataclass(frozen=True, slots=True)
class Asked:
    """The state of a coverage page: that of the list of cases, with those in custody for want of another choice."""

    view: View
    months: int = MONTHS
    which: Which = Which.NEVER
    sort: str = "name"

    def query(self) -> CoverageQuery:
        people = replace(self.view, page=1).query()
        return CoverageQuery(people, self.months, self.which, self.sort, self.view.page, filters.SIZE)

    def arguments(self, *, listed: bool = False) -> dict[str, Any]:
        """For `url_for`; with `listed` also which list, and how it is sorted."""
        found = self.view.arguments()
        if self.view.in_custody is None and not self.view.uncertain:
            found["custody"] = "any"
        elif self.view.in_custody:
            found.pop("custody", None)
        if self.months != MONTHS:
            found["months"] = str(self.months)
        if listed:
            found["list"] = self.which.value
            found |= {"by": self.sort} if self.sort != "name" else {}
        return found

    def seen(self, view: View) -> "Asked":
        return replace(self, view=view)

    def listing(self, which: Which) -> str:
        """The address of a list of this population."""
        asked = replace(self, which=which, view=replace(self.view, page=1))
        return url_for("coverage.people", **asked.arguments(listed=True))


def read(sent: MultiDict[str, str], today: date) -> Asked:
    """Raises Invalid(as_of | known_at | months), unless the page asks for it."""
    view = filters.read(sent, today)
    if "custody" not in sent:
        view = replace(view, in_custody=True)
    months = asking.number(sent, "months", 1, MOST_MONTHS)
    which = sent.get("list", "")
    by = sent.get("by", "")
    return Asked(
        view=view,
        months=MONTHS if months is None else months,
        which=Which(which) if which in set(Which) else Which.NEVER,
        sort=by if by in SORTS else "name",
    )


@dataclass(frozen=True, slots=True)
class Tile:
    """A figure with a link to whom it counts: a list of coverage, or for None the list of cases."""

    text: str
    count: int
    address: str
    which: Which | None = None
    note: str = ""


def tiles(asked: Asked, found: Figures) -> list[Tile]:
    lately = str(gettext("since %(day)s", day=format_date(found.since, "d MMMM y")))
    counts = {
        Which.RAISED_BY_NAME: found.raised_by_name,
        Which.RAISED: found.raised,
        Which.NEVER: found.never,
        Which.NEVER_BY_NAME: found.never_by_name,
        Which.NOT_LATELY: found.not_lately,
        Which.NOT_LATELY_BY_NAME: found.not_lately_by_name,
    }
    noted = {Which.NOT_LATELY, Which.NOT_LATELY_BY_NAME}
    cases = url_for("cases.listing", **asked.view.arguments())
    return [
        Tile(_population(asked), found.people, cases, note=_unsure(found)),
        *(
            Tile(title(which, found.months), count, asked.listing(which), which, lately if which in noted else "")
            for which, count in counts.items()
        ),
    ]


def _population(asked: Asked) -> str:
    if asked.view.uncertain:
        return str(gettext("Uncertain on that day"))
    words = {True: gettext("In custody"), False: gettext("Not in custody"), None: gettext("People on file")}
    return str(words[asked.view.in_custody])


def _unsure(found: Figures) -> str:
    return str(gettext("%(count)s more uncertain, not counted", count=found.uncertain)) if found.uncertain else ""


def title(which: Which, months: int) -> str:
    words = {
        Which.NEVER: gettext("Never raised"),
        Which.NEVER_BY_NAME: gettext("Never raised by name"),
        Which.NOT_LATELY: gettext("Not raised for %(months)s months", months=months),
        Which.NOT_LATELY_BY_NAME: gettext("Not raised by name for %(months)s months", months=months),
        Which.RAISED: gettext("Raised at all"),
        Which.RAISED_BY_NAME: gettext("Raised by name"),
    }
    return str(words[which])


def headings() -> dict[str, str]:
    """What each group is called."""
    return {
        "sex": gettext("By sex"),
        "age": gettext("By age on that day"),
        "profile": gettext("By profile"),
        "article": gettext("By article"),
        "facility": gettext("By facility"),
        "region": gettext("By region"),
        "arrested": gettext("By month of arrest"),
    }


def value(trait: str, key: str, known: Names) -> str:
    """A group's value in words."""
    if not key:
        return str(gettext("not known"))
    if trait == "sex":
        return str(label(Sex(key)))
    if trait == "facility":
        return known.facilities.get(key, key)
    if trait == "article":
        return str(gettext("art. %(article)s", article=key))
    if trait == "age":
        return key.replace("-", "–")
    return month(key) if trait == "arrested" else key


def month(key: str) -> str:
    return str(format_date(date.fromisoformat(f"{key}-01"), "LLLL y"))


@dataclass(frozen=True, slots=True)
class Row:
    text: str
    address: str
    share: Share


@dataclass(frozen=True, slots=True)
class Table:
    name: str
    title: str
    rows: list[Row]
    more: int


def tables(asked: Asked, groups: Mapping[str, tuple[Share, ...]], known: Names) -> list[Table]:
    found = []
    for name, heading in headings().items():
        shares = groups[name][-SHOWN:] if name == "arrested" else groups[name][:SHOWN]
        rows = [Row(value(name, one.value, known), _narrowed(asked, name, one.value), one) for one in shares]
        found.append(Table(name, heading, rows, len(groups[name]) - len(rows)))
    return found


def _narrowed(asked: Asked, name: str, key: str) -> str:
    """The same overview of one group alone; none where the list of cases has no such filter."""
    facet = next((facet for facet in FACETS if facet.argument == name), None)
    if facet is None or not key:
        return ""
    chosen = asked.view.chosen | {name: facet.parse([key])}
    return url_for("coverage.overview", **asked.seen(replace(asked.view, chosen=chosen, page=1)).arguments())


@dataclass(frozen=True, slots=True)
class Doer:
    """By whom: a name or a heading, and what was done."""

    text: str
    note: str
    done: Deeds


def actors(found: Sequence[ByActor]) -> list[Doer]:
    named = states(found)
    return [Doer(actor_name(one), _kind(one.kind, named.get(one.country, "")), one.done) for one in found]


def states(found: Iterable[ByActor]) -> dict[str, str]:
    """Names of the states that actors speak for; of one that no list of states knows, what its government is called."""
    spoken = sorted((one for one in found if one.country), key=lambda one: one.kind == ActorKind.GOVERNMENT.value)
    return {one.country: country(one.country) if one.country in COUNTRIES else actor_name(one) for one in spoken}


def actor_name(one: ByActor) -> str:
    if one.actor is None:
        return str(gettext("Not linked to an actor on file"))
    english, belarusian, russian = one.names
    chosen = {"be": belarusian, "ru": russian}.get(language(), english)
    return chosen or next(filter(None, one.names), "") or str(gettext("An actor that is not on file"))


def _kind(kind: str, state: str) -> str:
    return ", ".join(filter(None, (str(label(ActorKind(kind))) if kind else "", state)))


def headed(found: Mapping[str, Deeds], text: Any) -> list[Doer]:
    return [Doer(text(key), "", done) for key, done in found.items()]


def actor_kind(key: str) -> str:
    return str(label(ActorKind(key))) if key else str(gettext("Not linked to an actor on file"))


@dataclass(frozen=True, slots=True)
class Person:
    line: Line
    entry: Entry

    @property
    def case(self) -> UUID:
        return self.line.case


def people(entries: Iterable[Entry], known: Names) -> list[Person]:
    return [Person(line(entry.row, known), entry) for entry in entries]


def facets(asked: Asked, found: Summary, known: Names) -> list[Group]:
    """Filters beside a list: the values of the people in it, and those already chosen."""
    groups = []
    for facet in FACETS:
        if facet.argument in FILTERED:
            chosen = [str(getattr(one, "value", one)) for one in asked.view.chosen.get(facet.argument, ())]
            counts = {one.value: one.people for one in found.groups[facet.argument] if one.value}
            values = list(dict.fromkeys([*chosen, *counts]))[: SHOWN + len(chosen)]
            options = [
                Choice(one, value(facet.argument, one, known), counts.get(one, 0), one in chosen) for one in values
            ]
            groups.append(Group(facet.argument, str(facet.title), facet.short or bool(chosen), options))
    return groups
