"""What is on file of the people an action covered, for the year after it: statuses and moves, from the index alone."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from casework.casebook import coverage, crowds, deeds, listing
from casework.casebook.index import Index
from casework.casebook.lines import Line
from casework.casebook.query import CaseQuery, Deed, Row
from casework.casebook.raising import Book
from casework.domain.dates import PartialDate
from casework.domain.errors import NotFound
from casework.domain.outcomes import OF_STATUS, WINDOWS, Change, Changed, months_after, within
from casework.domain.status import Status

LONGEST = WINDOWS[-1]
_THESE = "person IN (SELECT value FROM json_each(:some))"
_STATUSES = f"SELECT person, status, since FROM timeline WHERE {_THESE} AND lo > :after AND lo <= :until"  # noqa: S608
_MOVES = f"""
    SELECT person, facility, begun, (SELECT facility FROM stay b WHERE b.person = s.person AND b.ord < s.ord
        ORDER BY b.ord DESC LIMIT 1)
    FROM stay s WHERE {_THESE} AND since > :after AND facility <> '' AND begun <> ''
"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class Outcome:
    """One action: how many people it covered, and for how many of them what changed within so many months."""

    deed: Deed
    after: date
    people: int
    windows: Mapping[int, Mapping[Change, int]]


@dataclass(frozen=True, slots=True)
class Followed:
    row: Row
    changes: tuple[Changed, ...]


@dataclass(frozen=True, slots=True)
class Outcomes:
    lines: tuple[Outcome, ...]
    total: int


def listed(index: Index, as_of: date, page: int, size: int) -> Outcomes:
    """The newest actions first, with what was on file of the time up to `as_of`."""
    with index.reading():
        book = coverage.book_of(index, as_of)
        places = range(book.lines.until(as_of.toordinal()))[::-1]
        some = [book.lines.line(at) for at in places[(page - 1) * size : page * size]]
        told = _deeds(index, some)
        found = tuple(_outcome(index, book, line, told[line.action], as_of) for line in some)
    return Outcomes(found, len(places))


def of_action(index: Index, action: UUID, query: CaseQuery) -> tuple[Outcome, tuple[Followed, ...]]:
    """One page of the people it covered, by name. Raises NotFound for an action that raises nobody by that day."""
    with index.reading() as connection:
        book = coverage.book_of(index, query.as_of)
        found = connection.execute("SELECT id FROM action WHERE record = ?", (action.bytes,)).fetchone()
        place = book.lines.place_of.get(found[0]) if found else None
        line = None if place is None else book.lines.line(place)
        if line is None or line.raises > query.as_of.toordinal():
            raise NotFound("record")
        outcome = _outcome(index, book, line, _deeds(index, [line])[line.action], query.as_of)
        order = coverage.by_name(index, _covered(book, line))
        some = order[(query.page - 1) * query.size : query.page * query.size]
        changes = _changes(index, some, outcome.after, query.as_of)
        rows = dict(zip(some, listing.rows_of(connection, some, query), strict=True))
    return outcome, tuple(Followed(rows[one], changes.get(one, ())) for one in some)


def _deeds(index: Index, lines: Sequence[Line]) -> dict[int, Deed]:
    return deeds.numbered(index, [line.action for line in lines])


def _covered(book: Book, line: Line) -> int:
    groups = book.memberships.groups
    if line.population:
        return book.memberships.of([line.population])[line.population]
    return crowds.pack([line.named], groups.size) & groups.everyone


def _outcome(index: Index, book: Book, line: Line, deed: Deed, as_of: date) -> Outcome:
    """Kept until the next change: a statement about everyone has thousands of people to look at."""
    key = ("outcome", line.action, as_of)
    if key not in index.kept:
        crowd, after = _covered(book, line), deed.date.latest
        changes = _changes(index, crowds.unpack(crowd), after, as_of)
        windows = {months: _counted(changes.values(), after, months) for months in WINDOWS}
        index.kept[key] = Outcome(deed, after, crowd.bit_count(), windows)
    found: Outcome = index.kept[key]
    return found


def _counted(changes: Iterable[tuple[Changed, ...]], after: date, months: int) -> dict[Change, int]:
    counted = Counter(what for each in changes for what in within(each, after, months))
    return {what: counted[what] for what in Change if counted[what]}


def _changes(index: Index, people: Sequence[int], after: date, as_of: date) -> dict[int, tuple[Changed, ...]]:
    """What may have happened after that day, within the longest window and up to `as_of`, the earliest first."""
    until = min(months_after(after, LONGEST), as_of)
    values = {"some": json.dumps(list(people)), "after": after.toordinal(), "until": until.toordinal()}
    found: dict[int, list[Changed]] = defaultdict(list)
    for person, status, since in index.connection.execute(_STATUSES, values):
        what = OF_STATUS.get(Status(status), Change.STATUS)
        found[person].append(Changed(what, PartialDate.parse(since), status))
    for person, facility, begun, before in index.connection.execute(_MOVES, values):
        since = PartialDate.parse(begun)
        if before and facility != before and after < since.earliest <= until:
            found[person].append(Changed(Change.MOVED, since, facility))
    return {person: tuple(sorted(some, key=lambda one: one.on.earliest)) for person, some in found.items()}
