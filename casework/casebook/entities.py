"""Officials, entities and assets in the index: the list with its filters, and who they are."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from uuid import UUID

from casework.casebook.index import Index
from casework.casebook.naming import read
from casework.casebook.query import Option
from casework.casebook.summaries import EntitySummary
from casework.domain.entities import EntityKind
from casework.domain.officials import folded

SOME = "IN (SELECT value FROM json_each(:{name}))"
MOST_OPTIONS = 60
BATCH = 500


@dataclass(frozen=True, slots=True)
class EntityQuery:
    """Filters of different kinds narrow together, values of one kind widen; empty means any.

    `positions` and `bodies` as posts write them, capitals apart; `involved` has a part in a case on file, or none.
    """

    kinds: tuple[EntityKind, ...] = ()
    countries: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    involved: bool | None = None
    page: int = 1
    size: int = 50


class Line(NamedTuple):
    """`cases` counts the cases on file it has a part in."""

    record: UUID
    summary: EntitySummary
    cases: int


@dataclass(frozen=True, slots=True)
class EntityPage:
    """`total` match the query, of `everything`; `facets` set their own kind of filter aside."""

    lines: tuple[Line, ...]
    total: int
    everything: int
    facets: Mapping[str, tuple[Option, ...]] = field(default_factory=dict)


_INVOLVED = "EXISTS (SELECT 1 FROM involvement i JOIN person p ON p.record = i.person WHERE i.entity = e.record)"
_CASES = """(SELECT count(DISTINCT i.person) FROM involvement i JOIN person p ON p.record = i.person
    WHERE i.entity = e.record)"""
_POST = "EXISTS (SELECT 1 FROM post o WHERE o.entity = e.id AND o.{column} {some})"
_FILTERS: dict[str, str] = {
    "kinds": "e.kind " + SOME.format(name="kinds"),
    "countries": "e.country " + SOME.format(name="countries"),
    "positions": _POST.format(column="position", some=SOME.format(name="positions")),
    "bodies": _POST.format(column="body", some=SOME.format(name="bodies")),
}
_OPTIONS: dict[str, str] = {
    "kinds": "SELECT e.kind, count(*) FROM entity e WHERE {where} GROUP BY 1",
    "countries": "SELECT e.country, count(*) FROM entity e WHERE {where} AND e.country != '' GROUP BY 1",
    "positions": "SELECT min(o.position_said), count(DISTINCT e.id) FROM entity e JOIN post o ON o.entity = e.id"
    " WHERE {where} AND o.position != '' GROUP BY o.position",
    "bodies": "SELECT min(o.body_said), count(DISTINCT e.id) FROM entity e JOIN post o ON o.entity = e.id"
    " WHERE {where} AND o.body != '' GROUP BY o.body",
    "involved": f"SELECT {_INVOLVED}, count(*) FROM entity e WHERE {{where}} GROUP BY 1",  # noqa: S608
}


def page(index: Index, query: EntityQuery) -> EntityPage:
    values = _values(query)
    rows = f"""
        SELECT e.record, e.summary, {_CASES} FROM entity e WHERE {_where(query)}
        ORDER BY e.sort_name, e.id LIMIT :size OFFSET :first
    """  # noqa: S608
    with index.reading() as connection:
        total = connection.execute(f"SELECT count(*) FROM entity e WHERE {_where(query)}", values).fetchone()[0]  # noqa: S608
        everything = connection.execute("SELECT count(*) FROM entity").fetchone()[0]
        found = connection.execute(rows, values | {"size": query.size, "first": (query.page - 1) * query.size})
        lines = tuple(Line(UUID(bytes=record), read(summary), cases) for record, summary, cases in found)
        return EntityPage(lines, total, everything, _facets(connection, query, values))


def _values(query: EntityQuery) -> dict[str, Any]:
    found = {name: getattr(query, name) for name in _FILTERS}
    found |= {name: [folded(text) for text in found[name]] for name in ("positions", "bodies")}
    return {name: json.dumps(some) for name, some in found.items()}


def _where(query: EntityQuery, but: str = "") -> str:
    found = [text for name, text in _FILTERS.items() if name != but and getattr(query, name)]
    if query.involved is not None and but != "involved":
        found.append(_INVOLVED if query.involved else f"NOT {_INVOLVED}")
    return " AND ".join(found) or "true"


def _facets(
    connection: sqlite3.Connection, query: EntityQuery, values: dict[str, Any]
) -> dict[str, tuple[Option, ...]]:
    """The commonest values first; a chosen one is among them however rare."""
    found = {}
    for name, text in _OPTIONS.items():
        rows = connection.execute(text.format(where=_where(query, but=name)) + " ORDER BY 2 DESC, 1", values)
        chosen = set(json.loads(values[name])) if name in _FILTERS else set()
        options = [Option(value, count) for value, count in rows]
        found[name] = tuple(
            one for at, one in enumerate(options) if at < MOST_OPTIONS or folded(str(one.value)) in chosen
        )
    return found


def summaries(index: Index, records: Iterable[UUID]) -> dict[UUID, EntitySummary]:
    """Those of them that stand, in one read."""
    with index.reading() as connection:
        return _summaries(connection, list(records))


def _summaries(connection: sqlite3.Connection, records: Sequence[UUID]) -> dict[UUID, EntitySummary]:
    found: dict[UUID, EntitySummary] = {}
    for some in batches(records):
        query = f"SELECT record, summary FROM entity WHERE record IN ({marks(some)})"  # noqa: S608
        rows = connection.execute(query, [record.bytes for record in some])
        found |= {UUID(bytes=record): read(summary) for record, summary in rows}
    return found


def of_kinds(index: Index, some: Iterable[EntityKind]) -> list[tuple[UUID, EntitySummary]]:
    """All of these kinds, by name."""
    kinds = json.dumps(sorted(some))
    query = "SELECT record, summary FROM entity WHERE kind IN (SELECT value FROM json_each(?)) ORDER BY sort_name"
    with index.reading() as connection:
        return [(UUID(bytes=record), read(summary)) for record, summary in connection.execute(query, (kinds,))]


def listings(index: Index, record: UUID) -> int:
    """How many sanctions listings it has, delisted ones with them."""
    with index.reading() as connection:
        return _count(connection, "SELECT count(*) FROM designation WHERE entity = ?", record)


def _count(connection: sqlite3.Connection, query: str, record: UUID) -> int:
    found: int = connection.execute(query, (record.bytes,)).fetchone()[0]
    return found


def marks(some: Sequence[object]) -> str:
    return ", ".join("?" * len(some))


def batches(records: Sequence[UUID]) -> Iterator[Sequence[UUID]]:
    return (records[start : start + BATCH] for start in range(0, len(records), BATCH))
