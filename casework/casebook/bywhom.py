"""By whom people were raised: each actor, each kind of actor, each state, each kind of action, each month."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from casework.casebook import coverage
from casework.casebook.covering import ByActor, ByWhom, CoverageQuery, Deeds
from casework.casebook.crowds import Crowd, signs_of
from casework.casebook.index import Index
from casework.casebook.raising import NOBODY, Book, Key, Line, Raised, Raising, united
from casework.casebook.summaries import ActorSummary
from casework.domain.actors import STATES

_actor = msgspec.msgpack.Decoder(ActorSummary).decode
_UNKNOWN = ("", ("", "", ""), "")
Who = tuple[str, tuple[str, str, str], str]
"""Kind, titles, country."""


@dataclass(slots=True)
class _Done:
    """Actions that raised somebody asked about, and the day of the last."""

    actions: int = 0
    last: int = 0


def by_whom(index: Index, query: CoverageQuery) -> ByWhom:
    """Only what raised somebody of the population is counted. A state is spoken for by its government, its parliament
    and the members of that; an action of two of them counts once for it."""
    return coverage.kept(index, "by whom", coverage.whole(query), lambda book: _by_whom(book, query))


def _by_whom(book: Book, query: CoverageQuery) -> ByWhom:
    day = query.people.as_of.toordinal()
    everyone, raising = book.memberships.groups.matching(query.people), book.as_of(day)
    who = _actors(book)
    done = _counted(book, book.lines(day), everyone, who)
    deeds = {key: _deeds(one, _raised(key, raising, who), everyone) for key, one in done.items()}
    actors = [_line(key[1], who, one) for key, one in deeds.items() if key[0] == "actor"]
    return ByWhom(
        actors=tuple(sorted(actors, key=lambda one: (one.actor is None, -one.done.actions, one.names))),
        kinds=_under("actor kind", deeds),
        states=_under("state", deeds),
        actions=_under("kind", deeds),
        months={f"{year}-{month:02}": deeds["month", (year, month)] for year, month in sorted(_months(deeds))},
    )


def _actors(book: Book) -> dict[bytes, Who]:
    rows = book.connection.execute("SELECT record, summary FROM actor")
    opened = ((record, _actor(summary)) for record, summary in rows)
    return {record: (one.kind, one.names, one.country) for record, one in opened}


def _counted(book: Book, lines: Sequence[Line], everyone: Crowd, who: dict[bytes, Who]) -> dict[Key, _Done]:
    members, signs = book.members(lines), signs_of(everyone)
    found: dict[Key, _Done] = defaultdict(_Done)
    for line in lines:
        if line.population:
            touched = bool(members[line.population] & everyone)
        else:
            touched = any(person < len(signs) and signs[person] for person in line.named)
        if touched:
            for key in (*line.keys, *_above(line, who)):
                found[key].actions += 1
                found[key].last = line.raises
    return found


def _above(line: Line, who: dict[bytes, Who]) -> set[Key]:
    found: set[Key] = set()
    for name, actor in line.keys:
        if name == "actor":
            kind, _, country = who.get(actor, _UNKNOWN)
            found.add(("actor kind", kind))
            if country and kind in STATES:
                found.add(("state", country))
    return found


def _raised(key: Key, raising: Raising, who: dict[bytes, Who]) -> Raised:
    """Of a kind of actor, or a state: whom any of its actors raised."""
    if key[0] not in {"actor kind", "state"}:
        return raising.by[key]
    actors = (actor for name, actor in raising.by if name == "actor")
    return united(raising.by["actor", actor] for actor in actors if _belongs(key, who.get(actor, _UNKNOWN)))


def _belongs(key: Key, who: Who) -> bool:
    kind, _, country = who
    return kind == key[1] if key[0] == "actor kind" else kind in STATES and country == key[1]


def _deeds(done: _Done, raised: Raised, everyone: Crowd) -> Deeds:
    every, named = (raised.every & everyone).bit_count(), (raised.named & everyone).bit_count()
    return Deeds(done.actions, every, named, date.fromordinal(done.last))


def _line(actor: bytes, who: dict[bytes, Who], done: Deeds) -> ByActor:
    kind, names, country = who.get(actor, _UNKNOWN)
    return ByActor(UUID(bytes=actor) if actor != NOBODY else None, kind, names, country, done)


def _under(name: str, deeds: dict[Key, Deeds]) -> dict[str, Deeds]:
    found = {str(key[1]): one for key, one in deeds.items() if key[0] == name}
    return dict(sorted(found.items(), key=lambda pair: (not pair[0], -pair[1].raised, pair[0])))


def _months(deeds: dict[Key, Deeds]) -> Iterable[Any]:
    return (key[1] for key in deeds if key[0] == "month")
