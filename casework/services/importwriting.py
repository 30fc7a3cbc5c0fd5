"""A list into the ledger: a short one in one transaction, a long one in parts that a killed process takes up again.

Each transaction writes up to ROWS rows and moves the cursor with them, so nothing is written twice; whom a row is
about is decided by what stood before the first part, so a run that is taken up again decides as the first one did.
"""

import gc
from collections import defaultdict
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from typing import Any
from uuid import UUID, uuid4

from msgspec.structs import replace

from casework.domain.errors import Invalid, NotFound
from casework.domain.importing import Batch, BatchState, BatchWritten, Cursor, Part, Written
from casework.domain.listsayings import UNCONSENTED
from casework.domain.policy import Compartment
from casework.domain.records import WITHDRAWN, RecordKind, declare
from casework.domain.sections import Section
from casework.services import importfiles, ledger
from casework.services.actor import Actor
from casework.services.ledger import Reader, Writer
from casework.services.planning import Creation, Findings, Incoming, Planner, Step
from casework.store import records

BATCH, WRITTEN, CURSOR = "batch", "written", "cursor"
REASON = "import"
ROWS = 5000
"""A list no longer than this is written in one transaction, all or nothing."""

Progress = Callable[[int], None]


@contextmanager
def uncollected() -> Iterator[None]:
    """Without the search for cycles, which went through everybody on file again and again: two fifths of the time.

    Rows make no cycles, so nothing grows; it is on again between two parts.
    """
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


def no_progress(_rows: int) -> None:
    """For whoever does not show any."""


declare(RecordKind.IMPORT, BATCH, Batch, Compartment.SOURCES)
declare(RecordKind.IMPORT, WRITTEN, BatchWritten, Compartment.SOURCES)
declare(RecordKind.IMPORT, CURSOR, Cursor)


@dataclass
class Writing:
    """One list on its way in. `run` yields the rows done after each transaction, and gives the batch as it ended.

    `data` is given for a list that was not previewed: it goes on file with the first part that changes anything.
    `progress` is told the rows written, a thousand at a time, before they are committed. `seen` is the version of the
    preview that is to be written, where somebody has looked at one.
    """

    actor: Actor
    import_id: UUID
    incoming: Incoming
    batch: Batch | None = None
    data: bytes | None = None
    progress: Progress = no_progress
    done: int = 0
    on_file: bool = False
    seen: int | None = None
    _found: Findings = field(default_factory=Findings)
    _pending: Findings = field(default_factory=Findings)
    _planner: Planner | None = None

    def run(self) -> Generator[int, None, Batch]:
        """Raises NotFound, Invalid (not_previewed, planned_meanwhile, changed_since_preview), Conflict, Tampered."""
        rows = _Ahead(self.incoming.rows())
        while not rows.ended or self._planner is None:
            with uncollected(), ledger.writing(self.actor) as unit:
                planner = self._prepared(unit, rows)
                self._write(unit, planner, rows)
            yield self.done
        return self._batch

    def _prepared(self, unit: Writer, rows: "_Ahead") -> Planner:
        """What is on file is looked at again each time: somebody may have undone or taken up this import meanwhile."""
        if self.data is None or self.on_file:
            self._read_again(unit)
        if self.batch is None:
            raise NotFound("import")
        if self._planner is None:
            if self.batch.state is not BatchState.APPLYING:
                self.batch = replace(self.batch, began=records.last_seq() + 1)
            self._planner = self.incoming.plans(unit, self.batch, str(self.import_id))
            if self.done:
                self._planner.pass_over(islice(rows, self.done))
            else:
                self._planner.tally.warnings.extend(self.incoming.told)
        self._planner.unit = unit
        return self._planner

    def _read_again(self, unit: Writer) -> None:
        batch, version = standing(unit, self.import_id)
        first = self._planner is None
        cursor = unit.load(self.import_id, CURSOR)
        done = cursor.value.done if cursor else 0
        waiting = batch.state is BatchState.PREVIEWED and first and self.data is None
        if not waiting and (batch.state is not BatchState.APPLYING or (done != self.done and not first)):
            raise Invalid("import", "not_previewed")
        if waiting and self.seen not in (None, version):
            raise Invalid("import", "planned_meanwhile")
        if waiting and not batch.parts:
            raise Invalid("import", "changed_since_preview")
        if first:
            self.batch, self.done, self.on_file = batch, done, True
            for part in written_parts(unit, self.import_id):
                self._found.add(Findings.of(part))

    def _write(self, unit: Writer, planner: Planner, rows: "_Ahead") -> None:
        """The next ROWS rows, each chunk of them written before the one after it is read."""
        created: list[str] = []
        written: list[Written] = []
        before = rows.taken
        for steps in planner.chunks(islice(rows, ROWS)):
            created += _create(unit, steps)
            written += _save(unit, steps)
            self._pending.parts.append(self._as_shown(planner))
            self.progress(self._found.rows + self._pending.rows)
        self._pending.add(planner.tally.drain())
        self.done += rows.taken - before
        if self.on_file or created or written:
            self._keep(unit, created, written, ended=rows.ended)
        elif rows.ended:
            self._found.add(self._pending)
            self.batch = self._found.total(self._batch)
            unit.audit("import.unchanged", detail=counts(self.batch))

    @property
    def _batch(self) -> Batch:
        if self.batch is None:
            raise NotFound("import")
        return self.batch

    def _as_shown(self, planner: Planner) -> Part:
        """Raises Invalid where the plan is no longer what the preview showed."""
        part, _ = planner.tally.close()
        number, shown = len(self._found.parts) + len(self._pending.parts), self._batch.parts
        if shown and (number >= len(shown) or shown[number].hash != part.hash):
            raise Invalid("import", "changed_amid" if self.done else "changed_since_preview", done=str(self.done))
        return part

    def _keep(self, unit: Writer, created: list[str], written: list[Written], *, ended: bool) -> None:
        """This part, the cursor, and how the batch stands, in the transaction that writes the part."""
        self._found.add(self._pending)
        part = self._pending.written(created, written, unit.seq)
        if unconsented := sum(problem.code == UNCONSENTED for problem in part.warnings):
            unit.audit("import.named_unconsented", str(self.import_id), {"rows": unconsented})
        self._pending = Findings()
        self.batch = self._standing_now(unit.at, ended=ended)
        sections: dict[str, Section] = {BATCH: self.batch, WRITTEN: part}
        if not ended or self.done > ROWS:
            sections[CURSOR] = Cursor(self.done, unfinished=not ended)
        if self.on_file:
            seen = unit.load_all(self.import_id, sections)
            unit.save_many(
                [
                    (self.import_id, name, value, seen[name].version if name in seen else 0)
                    for name, value in sections.items()
                ]
            )
        else:
            unit.create_many(RecordKind.IMPORT, [sections], ids=[self.import_id])
            importfiles.put_list(self.actor, self.import_id, self.data or b"")
            self.on_file = True
        if ended:
            unit.audit("import.applied", str(self.import_id), counts(self.batch))
        else:
            unit.audit("import.part_written", str(self.import_id), {"rows": self.done})
        unit.forget()

    def _standing_now(self, at: str, *, ended: bool) -> Batch:
        """Until the end a list that was shown keeps the figures of its plan, another those of what is written."""
        shown = self._batch
        if ended:
            found = self._found.total(shown)
        elif shown.parts:
            found = shown
        else:
            found = replace(self._found.total(shown), refused=(), warnings=())
        state = BatchState.APPLIED if ended else BatchState.APPLYING
        return replace(found, state=state, at=at, by=self.actor.name, parts=shown.parts)


_END: Any = object()


class _Ahead:
    """Rows one by one, counted; `ended` says whether there is another without taking it away."""

    def __init__(self, rows: Any) -> None:
        self.taken = 0
        self._rows = iter(rows)
        self._next = next(self._rows, _END)

    @property
    def ended(self) -> bool:
        return self._next is _END

    def __iter__(self) -> "_Ahead":
        return self

    def __next__(self) -> Any:
        row = self._next
        if row is _END:
            raise StopIteration
        self.taken += 1
        self._next = next(self._rows, _END)
        return row


def standing(unit: Reader, import_id: UUID) -> tuple[Batch, int]:
    """Raises NotFound also for a record of another kind and for a discarded preview."""
    if unit.kind(import_id) is not RecordKind.IMPORT or unit.load(import_id, WITHDRAWN):
        raise NotFound("import")
    loaded = unit.load(import_id, BATCH)
    if loaded is None:
        raise NotFound("import")
    return loaded.value, loaded.version


def written_parts(unit: Reader, import_id: UUID) -> list[BatchWritten]:
    """In the order in which they were written; none of a list that was not."""
    return [loaded.value for loaded in unit.history(import_id, WRITTEN)]


def counts(batch: Batch) -> dict[str, str | int]:
    return {
        "read": batch.read,
        "created": batch.created,
        "updated": batch.updated,
        "unchanged": batch.unchanged,
        "refused": batch.refusals,
    }


def _create(unit: Writer, steps: Sequence[Step]) -> list[str]:
    """The new records of a chunk, each kind in one go."""
    by_kind: dict[RecordKind, list[Creation]] = defaultdict(list)
    for step in steps:
        for creation in step.creates:
            by_kind[creation.kind].append(creation)
    made: list[UUID] = []
    for kind, some in by_kind.items():
        made += unit.create_many(kind, [one.sections for one in some], REASON, [one.id or uuid4() for one in some])
    return [str(record) for record in made]


def _save(unit: Writer, steps: Sequence[Step]) -> list[Written]:
    savings = [saving for step in steps for saving in step.saves]
    after = unit.save_many(savings, REASON)
    return [
        Written(str(record), section, seen, version)
        for (record, section, _, seen), version in zip(savings, after, strict=True)
    ]
