"""Who has been raised, by whom, how often and when last; and who never. Kept until the next change.

An action raises a person by name, or as one of a population: a certain member of its list on its own day, as known
now. As of a day, all actions count that are not merely planned and whose first possible day is not after it.
"""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TypeVar
from uuid import UUID

from casework.casebook import crowds, days, histories, listing
from casework.casebook.covering import (
    GROUPS,
    Brief,
    CoverageQuery,
    Entry,
    Figures,
    History,
    Listed,
    Share,
    Which,
)
from casework.casebook.crowds import Crowd
from casework.casebook.index import Index
from casework.casebook.query import CaseQuery
from casework.casebook.raising import Book, Raised
from casework.domain.dates import PartialDate
from casework.domain.outcomes import months_after

T = TypeVar("T")
SHORT = 5000
"""Up to so many people the order of a list is kept for its other pages."""
_BRIEF = """
    SELECT p.record, p.number, (SELECT text FROM name WHERE person = p.id ORDER BY id LIMIT 1),
        (SELECT since FROM timeline t WHERE t.person = p.id AND counted AND t.lo = h.arrested ORDER BY ord LIMIT 1)
    FROM person p JOIN held h ON h.person = p.id AND h.day = :day
    WHERE p.id IN (SELECT value FROM json_each(:some)) ORDER BY p.sort_name, p.id
"""


def book_of(index: Index, day: date) -> Book:
    """Call inside `index.reading()`."""
    days.ready(index.connection, day)
    return index.worked.book(index.connection)


def kept(index: Index, name: str, query: CoverageQuery, make: Callable[[Book], T]) -> T:
    """One answer, until the next change."""
    with index.reading():
        key = ("coverage", name, query)
        if key not in index.kept:
            if len(index.kept) >= listing.KEPT:
                index.kept.clear()
            index.kept[key] = make(book_of(index, query.people.as_of))
        found: T = index.kept[key]
        return found


def figures(index: Index, query: CoverageQuery) -> Figures:
    """How many were raised, by name and at all, and how many never."""
    return kept(index, "figures", whole(query), lambda book: _figures(book, query))


def groups(index: Index, query: CoverageQuery) -> dict[str, tuple[Share, ...]]:
    """The population by each of GROUPS, the largest group first; months of arrest in their order."""
    return kept(index, "groups", whole(query), lambda book: _groups(book, query))


def people(index: Index, query: CoverageQuery) -> Listed:
    """One page of the list asked for."""
    with index.reading() as connection:
        book = book_of(index, query.people.as_of)
        everyone = book.memberships.groups.matching(query.people)
        crowd = chosen(book, query)
        order = _order(index, book, query, crowd)
        rows = listing.rows_of(connection, order, query.people)
        found = histories.of(book, order, query.people.as_of.toordinal())
    entries = tuple(Entry(row, one) for row, one in zip(rows, found, strict=True))
    return Listed(entries, crowd.bit_count(), everyone.bit_count())


def everybody(index: Index, query: CoverageQuery) -> list[Entry]:
    """The whole list, for a document, by name."""
    with index.reading() as connection:
        book = book_of(index, query.people.as_of)
        order = by_name(index, chosen(book, query))
        found = histories.of(book, order, query.people.as_of.toordinal())
        batches = (order[at : at + 500] for at in range(0, len(order), 500))
        rows = [row for some in batches for row in listing.rows_of(connection, some, query.people)]
    return [Entry(row, one) for row, one in zip(rows, found, strict=True)]


def briefly(index: Index, query: CoverageQuery) -> list[Brief]:
    """The whole list, as short as can be, by name."""
    with index.reading() as connection:
        crowd = chosen(book_of(index, query.people.as_of), query)
        values = {"day": query.people.as_of.toordinal(), "some": json.dumps(crowds.unpack(crowd))}
        return [
            Brief(UUID(bytes=record), number, name or "", PartialDate.parse(arrested) if arrested else None)
            for record, number, name, arrested in connection.execute(_BRIEF, values)
        ]


def of_one(index: Index, case: UUID, day: date) -> History:
    """One person's history up to a day; nobody's where the person is not on file."""
    with index.reading() as connection:
        found = connection.execute("SELECT id FROM person WHERE record = ?", (case.bytes,)).fetchone()
        return histories.of(index.worked.book(connection), [found[0]], day.toordinal())[0] if found else History()


def by_name(index: Index, crowd: Crowd) -> list[int]:
    """In the order of names: of many, what is left of the order of everybody, which is kept until the next change."""
    if crowd.bit_count() <= SHORT:
        some = "SELECT id FROM person WHERE id IN (SELECT value FROM json_each(?)) ORDER BY sort_name, id"
        return [person for (person,) in index.connection.execute(some, (json.dumps(crowds.unpack(crowd)),))]
    key = ("coverage names",)
    if key not in index.kept:
        every = "SELECT id FROM person ORDER BY sort_name, id"
        (index.kept[key],) = crowds.columns(index.connection, every, {})
    signs = crowds.signs_of(crowd)
    return [person for person in index.kept[key] if person < len(signs) and signs[person]]


def whole(query: CoverageQuery) -> CoverageQuery:
    """The question without its list."""
    return CoverageQuery(query.people, query.months)


def chosen(book: Book, query: CoverageQuery) -> Crowd:
    """Whom the list asked for holds."""
    day = query.people.as_of
    everyone, number = book.memberships.groups.matching(query.people), day.toordinal()
    if query.which in {Which.NOT_LATELY, Which.NOT_LATELY_BY_NAME}:
        raised = book.since(months_after(day, -query.months).toordinal(), number)
    else:
        raised = book.as_of(number).total()
    by_name = query.which in {Which.NEVER_BY_NAME, Which.NOT_LATELY_BY_NAME, Which.RAISED_BY_NAME}
    some = raised.named if by_name else raised.every
    return everyone & (some if query.which in {Which.RAISED, Which.RAISED_BY_NAME} else ~some)


def _figures(book: Book, query: CoverageQuery) -> Figures:
    asked, day = query.people, query.people.as_of.toordinal()
    groups_ = book.memberships.groups
    everyone = groups_.matching(asked)
    unsure = groups_.matching(_uncertain(asked)) if asked.in_custody and not asked.uncertain else 0
    since = months_after(asked.as_of, -query.months)
    ever, lately = book.as_of(day).total(), book.since(since.toordinal(), day)
    until, populations = book.lines.until(day), book.lines.populations.items()
    return Figures(
        as_of=asked.as_of,
        since=since,
        months=query.months,
        people=everyone.bit_count(),
        uncertain=unsure.bit_count(),
        raised=(everyone & ever.every).bit_count(),
        raised_by_name=(everyone & ever.named).bit_count(),
        not_lately=(everyone & ~lately.every).bit_count(),
        not_lately_by_name=(everyone & ~lately.named).bit_count(),
        unread=sum(book.memberships.filters(text) is None for at, (_, text) in populations if at < until),
    )


def _uncertain(asked: CaseQuery) -> CaseQuery:
    return replace(asked, in_custody=None, uncertain=True)


def _groups(book: Book, query: CoverageQuery) -> dict[str, tuple[Share, ...]]:
    day = query.people.as_of.toordinal()
    everyone, ever = book.memberships.groups.matching(query.people), book.as_of(day).total()
    return {trait: _shares(book, trait, day, everyone, ever) for trait in GROUPS}


def _shares(book: Book, trait: str, day: int, everyone: Crowd, ever: Raised) -> tuple[Share, ...]:
    """Who has no value of a trait that can have several stands under an empty one."""
    size = book.memberships.groups.size
    found: dict[str, Crowd] = {}
    for value, some in book.memberships.groups.values(trait, day).items():
        if held := crowds.crowd_of(some, size) & everyone:
            key = str(value or "")
            found[key] = found.get(key, 0) | held
    if rest := everyone & ~_all(found):
        found[""] = found.get("", 0) | rest
    shares = [
        Share(key, held.bit_count(), (held & ever.every).bit_count(), (held & ever.named).bit_count())
        for key, held in found.items()
    ]
    if trait in {"arrested", "age"}:
        return tuple(sorted(shares, key=lambda one: (not one.value, one.value)))
    return tuple(sorted(shares, key=lambda one: (not one.value, -one.people, one.value)))


def _all(found: dict[str, Crowd]) -> Crowd:
    every = 0
    for some in found.values():
        every |= some
    return every


def _order(index: Index, book: Book, query: CoverageQuery, crowd: Crowd) -> list[int]:
    """The people of the page asked for."""
    key = ("coverage order", replace(query, page=1, size=0))
    if key not in index.kept:
        whole_order = _sorted(index, book, query, crowd)
        if len(whole_order) > SHORT:
            return _paged(whole_order, query)
        index.kept[key] = whole_order
    return _paged(index.kept[key], query)


def _paged(order: list[int], query: CoverageQuery) -> list[int]:
    start = (max(1, query.page) - 1) * query.size
    return order[start : start + query.size]


def _sorted(index: Index, book: Book, query: CoverageQuery, crowd: Crowd) -> list[int]:
    """By name; or the longest ago first, and who was never raised, or has no known arrest, before all."""
    order = by_name(index, crowd)
    if query.sort == "last":
        found = histories.of(book, order, query.people.as_of.toordinal())
        last = {person: one.last or date.min for person, one in zip(order, found, strict=True)}
        return sorted(order, key=last.__getitem__)
    if query.sort == "arrested":
        values = {"day": query.people.as_of.toordinal(), "some": json.dumps(order)}
        rows = index.connection.execute(
            "SELECT person, arrested FROM held WHERE day = :day AND person IN (SELECT value FROM json_each(:some))",
            values,
        )
        arrested = dict(rows.fetchall())
        return sorted(order, key=lambda person: arrested.get(person) or 0)
    return order
