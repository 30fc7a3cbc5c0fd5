"""What the rows of a list would do, chunk by chunk, whatever kind of record they are about."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol
from uuid import UUID

from msgspec.structs import replace

from casework.domain import codec
from casework.domain.importing import Batch, BatchWritten, Offer, Outcome, Part, PlannedRow, Problem, Written
from casework.domain.records import RecordKind
from casework.domain.sections import Section
from casework.services.reading import Reader

CHUNK = 1000
MOST_TOLD = 10_000
"""Problems of a list that are kept one by one."""
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
class Findings:
    """Parts of a plan and what is told of its rows. Of a very long list the first problems are kept, and counted."""

    parts: list[Part] = field(default_factory=list)
    refused: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    offers: Counter[tuple[str, str]] = field(default_factory=Counter)
    refused_count: int = 0
    warnings_count: int = 0

    @property
    def rows(self) -> int:
        return sum(part.rows for part in self.parts)

    def tell(
        self,
        refused: Sequence[Problem],
        warnings: Sequence[Problem],
        offers: Mapping[tuple[str, str], int],
        counts: tuple[int, int] = (0, 0),
    ) -> None:
        self.refused += refused[: MOST_TOLD - len(self.refused)]
        self.warnings += warnings[: MOST_TOLD - len(self.warnings)]
        for offer, rows in offers.items():
            self.offers[offer] += rows
        self.refused_count += max(counts[0], len(refused))
        self.warnings_count += max(counts[1], len(warnings))

    def add(self, other: "Findings") -> None:
        self.parts += other.parts
        self.tell(other.refused, other.warnings, other.offers, (other.refused_count, other.warnings_count))

    @classmethod
    def of(cls, written: BatchWritten) -> "Findings":
        found = cls(list(written.parts))
        offers = {(offer.kind, offer.value): offer.rows for offer in written.offers}
        found.tell(written.refused, written.warnings, offers, (written.refused_count, written.warnings_count))
        return found

    def written(self, created: Sequence[str], written: Sequence[Written], seq: int) -> BatchWritten:
        return BatchWritten(
            tuple(created),
            tuple(written),
            seq,
            tuple(self.parts),
            tuple(self.refused),
            tuple(self.warnings),
            self._offers(),
            self.refused_count,
            self.warnings_count,
        )

    def _offers(self) -> tuple[Offer, ...]:
        return tuple(Offer(kind, value, rows) for (kind, value), rows in self.offers.most_common(MOST_TOLD))

    def total(self, batch: Batch) -> Batch:
        hashed = hashlib.sha256("".join(part.hash for part in self.parts).encode())
        return replace(
            batch,
            read=self.rows,
            created=sum(part.created for part in self.parts),
            updated=sum(part.updated for part in self.parts),
            unchanged=sum(part.unchanged for part in self.parts),
            conflicts=sum(part.conflicts for part in self.parts),
            refused=tuple(self.refused),
            warnings=tuple(self.warnings),
            offers=self._offers(),
            plan_hash=hashed.hexdigest(),
            parts=tuple(self.parts),
            refused_count=self.refused_count,
            warnings_count=self.warnings_count,
        )


@dataclass
class Tally:
    """Counts, problems and fingerprints of a plan, a part at a time: planned rows are not kept beyond their part."""

    read: int = 0
    refused: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    offers: Counter[tuple[str, str]] = field(default_factory=Counter)
    rows: list[PlannedRow] = field(default_factory=list)

    def add(self, row: PlannedRow) -> None:
        self.read += 1
        self.rows.append(row)

    def close(self) -> tuple[Part, list[PlannedRow]]:
        """The part that the rows since the last one make up."""
        rows, self.rows = self.rows, []
        hashed, counted = hashlib.sha256(), Counter(row.outcome for row in rows)
        for row in rows:
            hashed.update(codec.encode(row))
        part = Part(
            len(rows),
            counted[Outcome.CREATED],
            counted[Outcome.UPDATED],
            counted[Outcome.UNCHANGED],
            counted[Outcome.REFUSED],
            sum(row.contradicts for row in rows),
            hashed.hexdigest(),
        )
        return part, rows

    def drain(self) -> Findings:
        """What was told since the last time."""
        found = Findings()
        found.tell(self.refused, self.warnings, self.offers)
        self.refused, self.warnings, self.offers = [], [], Counter()
        return found


class Planner(Protocol):
    """Reads only. One is made for each dry run and each writing of a list, by its kind's `Plans`.

    `rows` are what the reader of that kind of list yields. The planned rows must not depend on the batch's id, on
    ids made up on the way, or on what is chosen of contradictions: what is applied has to equal what was shown.
    `unit` is set anew for each transaction of a long list; `batch.began`, when not 0, is the change from which
    on this very batch was written: whom a row is about is decided by what stood before.
    """

    unit: Reader

    @property
    def tally(self) -> Tally: ...

    def chunks(self, rows: Iterable[Any]) -> Iterator[list[Step]]:
        """The steps of CHUNK rows at a time (fewer at the end), each row added to the tally."""
        ...

    def pass_over(self, rows: Iterable[Any]) -> None:
        """Rows that an earlier run has written: known to the rows after them, but neither told nor planned."""
        ...


Plans = Callable[[Reader, Batch, str], Planner]
"""The transaction, what is known of the batch, and the id it will have (empty in a dry run)."""


class Incoming(NamedTuple):
    """A list that was opened: how its rows are planned, the rows from the first each time, what is told of the file."""

    plans: Plans
    rows: Callable[[], Iterable[Any]]
    told: Sequence[Problem] = ()
