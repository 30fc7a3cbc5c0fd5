"""What the rows of a list would do, chunk by chunk, whatever kind of record they are about."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol
from uuid import UUID

from msgspec.structs import replace

from casework.domain import codec
from casework.domain.importing import Batch, Offer, Outcome, PlannedRow, Problem
from casework.domain.records import RecordKind
from casework.domain.sections import Section
from casework.services.reading import Reader

CHUNK = 1000
Saving = tuple[UUID, str, Section, int]
"""Record, section, new value, version that was seen (0 where the section was empty)."""


class Creation(NamedTuple):
    """A record to make. `id` is chosen beforehand where another record of the plan names this one."""

    kind: RecordKind
    sections: Mapping[str, Section]
    id: UUID | None = None


@dataclass(slots=True)
class Step:
    """One row's part in the plan: the records it makes, and the sections it saves of records that exist.

    Creations are written before savings, so a row may save into what an earlier one of its chunk made.
    """

    row: PlannedRow
    creates: list[Creation] = field(default_factory=list)
    saves: list[Saving] = field(default_factory=list)


@dataclass
class Tally:
    """Counts, problems and the fingerprint of a whole plan."""

    read: int = 0
    counted: Counter[Outcome] = field(default_factory=Counter)
    refused: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    offers: Counter[tuple[str, str]] = field(default_factory=Counter)
    rows: list[PlannedRow] = field(default_factory=list)
    _hash: "hashlib._Hash" = field(default_factory=hashlib.sha256)

    def add(self, row: PlannedRow) -> None:
        self.read += 1
        self.counted[row.outcome] += 1
        self.rows.append(row)
        self._hash.update(codec.encode(row))

    def total(self, batch: Batch) -> Batch:
        return replace(
            batch,
            read=self.read,
            created=self.counted[Outcome.CREATED],
            updated=self.counted[Outcome.UPDATED],
            unchanged=self.counted[Outcome.UNCHANGED],
            refused=tuple(self.refused),
            warnings=tuple(self.warnings),
            offers=tuple(Offer(kind, value, rows) for (kind, value), rows in self.offers.most_common()),
            plan_hash=self._hash.hexdigest(),
        )


class Planner(Protocol):
    """Reads only. One is made for each dry run and each writing of a list, by its kind's `Plans`.

    `rows` is whatever the reader of that kind of list yields. The planned rows must not depend on the
    batch's id or on ids made up on the way: what is applied has to equal what was shown.
    """

    @property
    def tally(self) -> Tally: ...

    def chunks(self, rows: Iterable[Any]) -> Iterator[list[Step]]:
        """The steps of at most CHUNK rows at a time, each row added to the tally."""
        ...


Plans = Callable[[Reader, Batch, str], Planner]
"""The transaction, what is known of the batch, and the id it will have (empty in a dry run)."""


class Incoming(NamedTuple):
    """A list that was opened: how its rows are planned, the rows from the first each time, what is told of the file."""

    plans: Plans
    rows: Callable[[], Iterable[Any]]
    told: Sequence[Problem] = ()
