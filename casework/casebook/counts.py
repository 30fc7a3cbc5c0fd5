"""How many: one rule of custody, certain and uncertain apart, broken down by what held on that day."""

from casework.casebook import days, facets
from casework.casebook.filters import Where, where
from casework.casebook.index import Index
from casework.casebook.query import BREAKDOWNS, CaseQuery, Count, Dashboard
from casework.casebook.searching import found_by_text
from casework.domain.errors import Invalid
from casework.domain.status import DEPRIVED_OR_RESTRICTED, Status

FACET_OF = {"status": "statuses", "sex": "sexes", "facility": "facilities", "article": "articles"}
MONTH = 30


def count(index: Index, query: CaseQuery, by: str | None = None) -> Count:
    """Of custody: those surely held, and beside them those whose dates leave the day open.

    Without a question of custody all who match are certain. Raises Invalid(by) for an unknown break-down.
    """
    if by is not None and by not in BREAKDOWNS:
        raise Invalid("by", "unknown")
    with index.reading() as connection:
        days.ready(connection, query.as_of)
        people = found_by_text(index, query)
        certain = where(query, people)
        unsure = number(index, where(query, people, custody=days.UNCERTAIN)) if query.in_custody else 0
        found = facets.counts(connection, FACET_OF[by], certain) if by else {}
        return Count(number(index, certain), unsure, {str(value): held for value, held in found.items()})


def number(index: Index, wanted: Where) -> int:
    found: int = index.connection.execute(f"SELECT count(*) {wanted.sql()}", wanted.values).fetchone()[0]
    return found


def dashboard(index: Index, query: CaseQuery) -> Dashboard:
    """The figures of `query.as_of`, kept until the next change."""
    with index.reading() as connection:
        key = ("dashboard", query.as_of)
        if key not in index.kept:
            day = days.ready(connection, query.as_of)
            index.kept[key] = _dashboard(index, CaseQuery(query.as_of, in_custody=True), day)
        found: Dashboard = index.kept[key]
        return found


def _dashboard(index: Index, held: CaseQuery, day: int) -> Dashboard:
    connection = index.connection
    certain = where(held, None)
    by = {name: facets.counts(connection, FACET_OF[name], certain) for name in BREAKDOWNS}
    statuses = facets.counts(connection, "statuses", where(CaseQuery(held.as_of), None))
    ended = "SELECT count(DISTINCT person) FROM span WHERE end_hi <= :day AND end_lo > :day - :month"
    restricted = DEPRIVED_OR_RESTRICTED
    return Dashboard(
        as_of=held.as_of,
        people=connection.execute("SELECT count(*) FROM person").fetchone()[0],
        in_custody=Count(number(index, certain), number(index, where(held, None, custody=days.UNCERTAIN))),
        women=by["sex"].get("female", 0),
        restricted=sum(statuses.get(status.value, 0) for status in restricted),
        released=connection.execute(ended, {"day": day, "month": MONTH}).fetchone()[0],
        died=statuses.get(Status.DIED.value, 0),
        by={name: {str(value): held_by for value, held_by in found.items()} for name, found in by.items()},
    )
