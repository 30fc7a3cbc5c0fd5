"""What officials and entities hold, both ways, and who holds office at a body."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple
from uuid import UUID

from casework.casebook.entities import batches, marks
from casework.casebook.index import Index
from casework.casebook.naming import read
from casework.casebook.summaries import EntitySummary
from casework.domain.dates import PartialDate
from casework.domain.entities import Holding, HoldingKind, Post
from casework.domain.officials import folded

Held = dict[str, list[Holding]]


class Holder(NamedTuple):
    record: UUID
    summary: EntitySummary
    holding: Holding


class InOffice(NamedTuple):
    record: UUID
    summary: EntitySummary
    post: Post


def holdings_of(summary: EntitySummary) -> list[Holding]:
    return [
        Holding(HoldingKind(kind), of, share, _day(since), _day(until))
        for kind, of, since, until, share in summary.holdings
    ]


def posts_of(summary: EntitySummary) -> list[Post]:
    return [Post(position, body, of, _day(since), _day(until)) for position, body, since, until, of in summary.posts]


def holders(index: Index, things: Sequence[UUID]) -> dict[str, list[Holder]]:
    """By record of the thing: who owns, directs or operates it."""
    found: dict[str, list[Holder]] = defaultdict(list)
    with index.reading() as connection:
        for some in batches(things):
            query = f"""
                SELECT e.record, e.summary FROM entity e WHERE e.id IN
                (SELECT entity FROM holding WHERE thing IN ({marks(some)})) ORDER BY e.sort_name
            """  # noqa: S608
            wanted = set(map(str, some))
            for record, data in connection.execute(query, [thing.bytes for thing in some]):
                summary = read(data)
                for one in holdings_of(summary):
                    if one.of in wanted:
                        found[one.of].append(Holder(UUID(bytes=record), summary, one))
    return found


def reached(index: Index, first: Iterable[UUID]) -> Held:
    """What each of these holds, and what that holds, to the end: a level at a time."""
    found: Held = {}
    level = list(dict.fromkeys(first))
    with index.reading() as connection:
        while level:
            found |= {str(record): [] for record in level}
            following: dict[str, None] = {}
            for some in batches(level):
                query = f"SELECT record, summary FROM entity WHERE record IN ({marks(some)})"  # noqa: S608
                for record, data in connection.execute(query, [each.bytes for each in some]):
                    held = holdings_of(read(data))
                    found[str(UUID(bytes=record))] = held
                    following |= dict.fromkeys(one.of for one in held if one.of not in found)
            level = [UUID(record) for record in following if record not in found]
    return found


def in_office(index: Index, body: UUID, spellings: Iterable[str]) -> list[InOffice]:
    """Posts at a body on file, also those that only name it, the latest first."""
    keys = list(dict.fromkeys(map(folded, spellings)))
    query = f"""
        SELECT record, summary FROM entity
        WHERE id IN (SELECT entity FROM post WHERE at = ? OR (at IS NULL AND body IN ({marks(keys)})))
        ORDER BY sort_name
    """  # noqa: S608
    with index.reading() as connection:
        rows = [(UUID(bytes=one), read(data)) for one, data in connection.execute(query, [body.bytes, *keys])]
    found = [
        InOffice(record, summary, post)
        for record, summary in rows
        for post in posts_of(summary)
        if post.entity == str(body) or (not post.entity and folded(post.body) in keys)
    ]
    return sorted(found, key=lambda one: one.post.since.text if one.post.since else "", reverse=True)


def _day(text: str) -> PartialDate | None:
    return PartialDate.parse(text) if text else None
