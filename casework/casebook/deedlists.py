"""The list of advocacy actions: one page of it, with counts beside each filter."""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from casework.casebook.index import Index
from casework.casebook.query import Option


@dataclass(frozen=True, slots=True)
class ActionQuery:
    """Filters of different kinds narrow together, values of one kind widen; empty means any.

    `countries` are those of the actors on file who took the action; `years` that of its (earliest) day.
    """

    kinds: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    actors: tuple[UUID, ...] = ()
    countries: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    page: int = 1
    size: int = 50


@dataclass(frozen=True, slots=True)
class ActionPage:
    """`total` match, of `everyone`; the newest first."""

    actions: tuple[UUID, ...]
    total: int
    everyone: int
    facets: Mapping[str, tuple[Option, ...]]


_OWN = {"kinds": "a.kind", "statuses": "a.status", "years": "a.year"}
_THROUGH = {"actors": "actor", "countries": "country"}
_TAKEN = {
    "actors": "SELECT action, actor FROM acted",
    "countries": "SELECT DISTINCT x.action, r.country FROM acted x JOIN actor r ON r.record = x.actor",
}
"""Each action with each actor, or once with each state of its actors."""
_INSIDE = {
    "actors": "a.id IN (SELECT action FROM acted WHERE actor IN ({}))",
    "countries": ("a.id IN (SELECT action FROM acted WHERE actor IN (SELECT record FROM actor WHERE country IN ({})))"),
}


@dataclass
class _Where:
    values: dict[str, Any] = field(default_factory=dict)
    terms: list[str] = field(default_factory=lambda: ["1"])
    joined: str = ""

    @property
    def sql(self) -> str:
        """From the table on; what is joined comes before the terms."""
        return f"FROM action a{self.joined} WHERE {' AND '.join(self.terms)}"


def page(index: Index, query: ActionQuery) -> ActionPage:
    with index.reading() as connection:
        total, everyone, facets = _around(index, query)
        wanted = _where(query)
        wanted.values |= {"size": query.size, "skip": (max(1, query.page) - 1) * query.size}
        rows = connection.execute(
            f"SELECT a.record {wanted.sql} ORDER BY a.day DESC, a.id DESC LIMIT :size OFFSET :skip",
            wanted.values,
        )
        return ActionPage(tuple(UUID(bytes=record) for (record,) in rows), total, everyone, facets)


def _around(index: Index, query: ActionQuery) -> tuple[int, int, Mapping[str, tuple[Option, ...]]]:
    """Totals and counts, kept until the next change."""
    key = replace(query, page=1, size=0)
    if key not in index.kept:
        connection = index.connection
        wanted = _where(query)
        total = connection.execute(f"SELECT count(*) {wanted.sql}", wanted.values).fetchone()[0]
        everyone = connection.execute("SELECT count(*) FROM action").fetchone()[0]
        facets = {name: _counts(connection, name, _where(query, but=name)) for name in (*_OWN, *_THROUGH)}
        index.kept[key] = (total, everyone, facets)
    found: tuple[int, int, Mapping[str, tuple[Option, ...]]] = index.kept[key]
    return found


def _counts(connection: sqlite3.Connection, name: str, wanted: _Where) -> tuple[Option, ...]:
    """Value and actions, the most frequent first; an action of several actors counts once under each."""
    wanted.joined = f" JOIN ({_TAKEN[name]}) x ON x.action = a.id" if name in _TAKEN else ""
    column = _OWN.get(name) or f"x.{_THROUGH[name]}"
    query = f"SELECT {column}, count(*) {wanted.sql} GROUP BY 1 ORDER BY 2 DESC, 1"
    rows = connection.execute(query, wanted.values)
    return tuple(Option(_shown(value), number) for value, number in rows if value not in (None, ""))


def _shown(value: Any) -> str | int:
    return str(UUID(bytes=value)) if isinstance(value, bytes) else value


def _where(query: ActionQuery, but: str = "") -> _Where:
    """`but` names the filter to set aside."""
    found = _Where()
    for name, column in (_OWN | _THROUGH).items():
        values: Sequence[Any] = getattr(query, name)
        if not values or name == but:
            continue
        keys = {f"{name}{at}": value.bytes if isinstance(value, UUID) else value for at, value in enumerate(values)}
        found.values |= keys
        marks = ", ".join(f":{key}" for key in keys)
        found.terms.append(f"{column} IN ({marks})" if name in _OWN else _INSIDE[name].format(marks))
    return found
