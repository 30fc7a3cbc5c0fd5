"""Who raises cases, in the index: the list of them, and how often each has acted."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

import msgspec

from casework.casebook.index import Index
from casework.casebook.summaries import ActorSummary
from casework.domain.actions import ActionStatus
from casework.domain.actors import ActorKind, folds
from casework.domain.reference import Titles

_read = msgspec.msgpack.Decoder(ActorSummary)
_COUNTS = "SELECT x.actor, count(*), sum(a.status = :planned) FROM acted x JOIN action a ON a.id = x.action"


@dataclass(frozen=True, slots=True)
class Raiser:
    """An actor as lists show it. `actions` are those done; `planned` raised nobody yet."""

    id: UUID
    kind: ActorKind
    names: Titles = field(repr=False)
    aliases: tuple[str, ...] = field(repr=False)
    country: str
    member_of: UUID | None
    actions: int = 0
    planned: int = 0

    @property
    def name(self) -> str:
        return self.names.en or self.names.be or self.names.ru

    @property
    def folds(self) -> frozenset[str]:
        return folds((self.names.en, self.names.be, self.names.ru, *self.aliases))


def listing(index: Index) -> list[Raiser]:
    """All, by their names; kept until the next change, for every form of an action offers them."""
    with index.reading() as connection:
        if "raisers" not in index.kept:
            rows = connection.execute("SELECT record, summary FROM actor ORDER BY sort_name, id").fetchall()
            counts = connection.execute(f"{_COUNTS} GROUP BY x.actor", {"planned": ActionStatus.PLANNED.value})
            index.kept["raisers"] = tuple(_raisers(rows, counts))
        return list(index.kept["raisers"])


def some(index: Index, actors: Sequence[UUID]) -> dict[UUID, Raiser]:
    """Those of them that stand, without their counts."""
    wanted = json.dumps([actor.hex for actor in actors])
    query = "SELECT record, summary FROM actor WHERE lower(hex(record)) IN (SELECT value FROM json_each(?))"
    with index.reading() as connection:
        return {one.id: one for one in _raisers(connection.execute(query, (wanted,)).fetchall(), ())}


def acted(index: Index, actor: UUID) -> int:
    """How many actions name this actor, planned ones too."""
    with index.reading() as connection:
        found: int = connection.execute("SELECT count(*) FROM acted WHERE actor = ?", (actor.bytes,)).fetchone()[0]
        return found


def _raisers(rows: Iterable[tuple[bytes, bytes]], counts: Iterable[tuple[bytes, int, int]]) -> list[Raiser]:
    held = {actor: (total, planned) for actor, total, planned in counts}
    return [_raiser(record, _read.decode(summary), *held.get(record, (0, 0))) for record, summary in rows]


def _raiser(record: bytes, one: ActorSummary, total: int, planned: int) -> Raiser:
    return Raiser(
        id=UUID(bytes=record),
        kind=ActorKind(one.kind),
        names=Titles(*one.names),
        aliases=one.aliases,
        country=one.country,
        member_of=UUID(one.member_of) if one.member_of else None,
        actions=total - planned,
        planned=planned,
    )
