"""How many each filter value would leave, and break-downs of a count: all of it counted inside SQLite."""

import sqlite3
from collections.abc import Callable

from casework.casebook.filters import CONSENT, Where

_SINGLE = {
    "statuses": "h.status",
    "sexes": "h.sex",
    "facilities": "h.facility",
    "regions": "h.region",
    "recognitions": "h.recognition",
    "consents": CONSENT,
}
_MANY = {"articles": ("charge", "article"), "profiles": ("profile", "profile")}

Counts = dict[str | int, int]


def counts(connection: sqlite3.Connection, facet: str, where: Where) -> Counts:
    """Value -> people, the most frequent first; a person with several articles counts once under each."""
    if facet in _MANY:
        table, column = _MANY[facet]
        also = f" JOIN {table} x ON x.person = h.person"
        query = f"SELECT x.{column}, count(DISTINCT h.person) {where.sql(also=also)}"
    else:
        column = _SINGLE[facet]
        query = f"SELECT {column}, count(*) {where.sql(person='p.' in column)}"
    rows = connection.execute(f"{query} GROUP BY 1 ORDER BY 2 DESC, 1", where.values)
    return {value: number for value, number in rows if value is not None}


def options(connection: sqlite3.Connection, make: Callable[[str], Where]) -> dict[str, Counts]:
    """Each facet with its own filter set aside, so that a second value can be chosen beside the first."""
    return {facet: counts(connection, facet, make(facet)) for facet in (*_SINGLE, *_MANY)}
