"""The list: one page of people as of a day, with counts beside each filter. A fixed number of queries per page."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from casework.casebook import days, facets
from casework.casebook.counts import number
from casework.casebook.filters import CONSENT, Where, where
from casework.casebook.index import Index
from casework.casebook.query import CaseQuery, Match, Option, Page, Row
from casework.casebook.searching import found_by_text, matches, search
from casework.domain.dates import PartialDate
from casework.domain.sections import Charge, Consent, PersonName, Recognition, Script, Sex
from casework.domain.status import Status

SHORT = 5000
"""Up to so many people the order of a list is kept until the next change."""
KEPT = 200
"""Lists whose totals are remembered until the next change."""
FEW = 20
"""Below one in so many it is faster to find all who match and sort them."""
_SORTS = {
    "arrested": ("h.arrested",),
    "status": ("h.status",),
    "birth": ("p.birth_lo",),
    "number": ("length(p.number)", "p.number"),
}
_THESE = "IN (SELECT value FROM json_each(:some))"
_NAMES = f"SELECT person, script, text FROM name WHERE person {_THESE} ORDER BY id"  # noqa: S608
_CHARGES = f"SELECT person, article, part FROM charge WHERE person {_THESE} ORDER BY person, ord"  # noqa: S608
_TIMELINES = f"SELECT person, status, since, lo, counted FROM timeline WHERE person {_THESE} ORDER BY person, ord"  # noqa: S608
_HEADS = f"""
    SELECT p.id, p.record, p.number, p.sex, p.birth, p.region, p.recognition, {CONSENT}, h.status, h.facility,
        h.arrested, h.custody
    FROM person p JOIN held h ON h.person = p.id AND h.day = :day WHERE p.id {_THESE}
"""  # noqa: S608


def page(index: Index, query: CaseQuery) -> Page:
    """Rows of the page asked for; facets and totals are kept until the next change."""
    with index.reading() as connection:
        days.ready(connection, query.as_of)
        people = found_by_text(index, query)
        total, uncertain, everyone, options = _around(index, query, people)
        found = _found(index, query, where(query, people), total, many=total * FEW > everyone)
        rows = rows_of(connection, found, query)
    return Page(tuple(rows), total, uncertain, everyone, options)


def _found(index: Index, query: CaseQuery, wanted: Where, total: int, *, many: bool) -> list[int]:
    """The people of the page; of a list that is not long its whole order is kept, for its other pages."""
    if total > SHORT:
        return _ordered(index.connection, query, wanted, many=many)
    key = ("order", replace(query, page=1, size=0))
    if key not in index.kept:
        whole = _ordered(index.connection, replace(query, page=1, size=SHORT), wanted, many=many)
        index.kept[key] = array("I", whole)
    order: array[int] = index.kept[key]
    start = (max(1, query.page) - 1) * query.size
    return list(order[start : start + query.size])


def _ordered(connection: sqlite3.Connection, query: CaseQuery, wanted: Where, *, many: bool) -> list[int]:
    """The people of one page. Where many match, the index of names is walked until the page is full."""
    turned = " DESC" if query.descending else ""
    source = wanted.sql(person=True)
    if query.sort == "name":
        order = f"p.sort_name{turned}, p.id{turned}"
        source = wanted.sql_by_person() if many else source
    else:
        terms = _SORTS[query.sort]
        order = ", ".join(f"{term}{turned} NULLS LAST" for term in terms) + ", p.id"
    values = wanted.values | {"size": query.size, "skip": (max(1, query.page) - 1) * query.size}
    rows = connection.execute(f"SELECT h.person {source} ORDER BY {order} LIMIT :size OFFSET :skip", values)
    return [person for (person,) in rows]


def everybody(index: Index, query: CaseQuery) -> list[Row]:
    """All who match, for a document: in the order of the list, in batches."""
    with index.reading() as connection:
        days.ready(connection, query.as_of)
        wanted = where(query, found_by_text(index, query))
        found = connection.execute(
            f"SELECT h.person {wanted.sql(person=True)} ORDER BY p.sort_name, p.id", wanted.values
        )
        people = [person for (person,) in found]
        return [row for at in range(0, len(people), 500) for row in rows_of(connection, people[at : at + 500], query)]


def rows_for(index: Index, cases: Sequence[UUID], query: CaseQuery) -> list[Row]:
    """These people as of the query's day, in the order given; who is no longer on file is left out."""
    with index.reading() as connection:
        days.ready(connection, query.as_of)
        rows: list[Row] = []
        for at in range(0, len(cases), 500):
            some = [case.bytes for case in cases[at : at + 500]]
            marks = ", ".join("?" * len(some))
            known = dict(connection.execute(f"SELECT record, id FROM person WHERE record IN ({marks})", some))  # noqa: S608
            rows += rows_of(connection, [known[case] for case in some if case in known], query)
        return rows


def found(index: Index, text: str, query: CaseQuery, limit: int = 20) -> list[Match]:
    """The search page: matches best first, each with its row as of the query's day."""
    with index.reading() as connection:
        best = search(index, text, limit)
        days.ready(connection, query.as_of)
        rows = {row.case: row for row in rows_of(connection, [one.person for one in best], query)}
        return [replace(one, row=rows[one.case]) for one in matches(index, best)]


def _around(index: Index, query: CaseQuery, people: list[int] | None) -> tuple[int, int, int, Any]:
    key = replace(query, page=1, size=0, sort="name", descending=False)
    if key not in index.kept:
        connection = index.connection
        counted = facets.options(connection, lambda facet: where(query, people, but=facet))
        options = {name: tuple(Option(value, held) for value, held in each.items()) for name, each in counted.items()}
        unsure = number(index, where(query, people, custody=days.UNCERTAIN)) if query.in_custody else 0
        everyone = connection.execute("SELECT count(*) FROM person").fetchone()[0]
        if len(index.kept) >= KEPT:
            index.kept.clear()
        index.kept[key] = (number(index, where(query, people)), unsure, everyone, options)
    around: tuple[int, int, int, Any] = index.kept[key]
    return around


def rows_of(connection: sqlite3.Connection, people: Sequence[int], query: CaseQuery) -> list[Row]:
    """In the order given; four queries whatever their number (up to a batch)."""
    today = query.today or query.as_of
    values = {"some": json.dumps(people), "day": query.as_of.toordinal(), "today": today.toordinal()}
    names = _grouped(connection, _NAMES, values)
    charges = _grouped(connection, _CHARGES, values)
    timelines = _grouped(connection, _TIMELINES, values)
    heads = connection.execute(_HEADS, values)
    made = {
        head[0]: _row(head[1:], names[head[0]], charges[head[0]], timelines[head[0]], query.as_of) for head in heads
    }
    return [made[person] for person in people if person in made]


def _grouped(connection: sqlite3.Connection, query: str, values: dict[str, Any]) -> dict[int, list[tuple[Any, ...]]]:
    found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for person, *rest in connection.execute(query, values):
        found[person].append(tuple(rest))
    return found


def _row(head: tuple[Any, ...], names: list[Any], charges: list[Any], timeline: list[Any], day: date) -> Row:
    record, number_, sex, birth, region, recognition, consent, status, facility, arrested, custody = head
    start = [PartialDate.parse(since) for _, since, lo, counted in timeline if counted and lo == arrested]
    since = [since for held, since, lo, _ in timeline if held == status and lo <= day.toordinal()]
    return Row(
        case=UUID(bytes=record),
        number=number_,
        names=tuple(PersonName(Script(script), text) for script, text in names if script),
        sex=Sex(sex),
        birth=PartialDate.parse(birth) if birth else None,
        region=region,
        recognition=Recognition(recognition),
        consent=Consent(consent),
        status=Status(status) if status else None,
        since=PartialDate.parse(since[-1]) if since else None,
        facility=facility,
        charges=tuple(Charge(article, part) for article, part in charges),
        arrested=start[0] if start else None,
        days=day.toordinal() - arrested if arrested and custody == days.CERTAIN else None,
        in_custody=custody == days.CERTAIN,
        uncertain=custody == days.UNCERTAIN,
    )
