"""By whom people were raised: each actor, each kind of actor, each state, each kind of action, each month."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from casework.casebook import coverage, crowds
from casework.casebook.covering import ByActor, ByWhom, CoverageQuery, Deeds
from casework.casebook.crowds import Crowd
from casework.casebook.index import Index
from casework.casebook.lines import NOBODY, Key
from casework.casebook.raising import Book, Raised, Raising, united
from casework.casebook.summaries import ActorSummary
from casework.domain.actors import STATES

_actor = msgspec.msgpack.Decoder(ActorSummary).decode
_UNKNOWN = ("", ("", "", ""), "")
Who = tuple[str, tuple[str, str, str], str]
"""Kind, titles, country."""


def by_whom(index: Index, query: CoverageQuery) -> ByWhom:
    """Only what raised somebody of the population is counted. A state is spoken for by its government, its parliament
    and the members of that; an action of two of them counts once for it."""
    return coverage.kept(index, "by whom", coverage.whole(query), lambda book: _by_whom(book, query))


def _by_whom(book: Book, query: CoverageQuery) -> ByWhom:
    day = query.people.as_of.toordinal()
    everyone, raising = book.memberships.groups.matching(query.people), book.as_of(day)
    who = _actors(book)
    above = {("actor", actor): _above(who.get(actor, _UNKNOWN)) for actor in (*who, NOBODY)}
    done = _done(book, day, everyone, above)
    raised = raising.by | _raised_above(raising, above)
    deeds = {key: _deeds(book, some, raised[key], everyone) for key, some in done.items()}
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


def _above(who: Who) -> tuple[Key, ...]:
    """The kind of an actor, and the state it speaks for."""
    kind, _, country = who
    return (("actor kind", kind), ("state", country)) if country and kind in STATES else (("actor kind", kind),)


def _done(book: Book, day: int, everyone: Crowd, above: dict[Key, tuple[Key, ...]]) -> dict[Key, Crowd]:
    """Key -> the places of the actions that raised somebody asked about, as a set."""
    lines = book.lines
    touched, size = _touched(book, lines.until(day), everyone), len(lines.actions)
    found: dict[Key, Crowd] = defaultdict(int)
    for key, places in lines.places.items():
        if some := crowds.pack([places], size) & touched:
            for one in (key, *above.get(key, ())):
                found[one] |= some
    return found


def _touched(book: Book, until: int, everyone: Crowd) -> Crowd:
    signs = crowds.signs_of(everyone)
    signs += bytes(book.memberships.groups.size + 1 - len(signs))
    by_name = [at for at, named in enumerate(book.lines.named[:until]) if any(map(signs.__getitem__, named))]
    as_one_of_many = [at for at, members in book.members(until).items() if members & everyone]
    return crowds.pack([by_name, as_one_of_many], len(book.lines.actions))


def _raised_above(raising: Raising, above: dict[Key, tuple[Key, ...]]) -> dict[Key, Raised]:
    """Whom any actor of a kind, or of a state, raised."""
    found: dict[Key, list[Raised]] = defaultdict(list)
    for key, higher in above.items():
        if key in raising.by:
            for one in higher:
                found[one].append(raising.by[key])
    return {key: united(some) for key, some in found.items()}


def _deeds(book: Book, done: Crowd, raised: Raised, everyone: Crowd) -> Deeds:
    every, named = (raised.every & everyone).bit_count(), (raised.named & everyone).bit_count()
    last = book.lines.raises[done.bit_length() - 1]
    return Deeds(done.bit_count(), every, named, date.fromordinal(last))


def _line(actor: bytes, who: dict[bytes, Who], done: Deeds) -> ByActor:
    kind, names, country = who.get(actor, _UNKNOWN)
    return ByActor(UUID(bytes=actor) if actor != NOBODY else None, kind, names, country, done)


def _under(name: str, deeds: dict[Key, Deeds]) -> dict[str, Deeds]:
    found = {str(key[1]): one for key, one in deeds.items() if key[0] == name}
    return dict(sorted(found.items(), key=lambda pair: (not pair[0], -pair[1].raised, pair[0])))


def _months(deeds: dict[Key, Deeds]) -> Iterable[Any]:
    return (key[1] for key in deeds if key[0] == "month")
