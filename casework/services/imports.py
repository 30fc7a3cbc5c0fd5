"""Imports of lists of any kind: upload, dry run, apply, undo as a whole. The reading of files is above this floor."""

from collections.abc import Generator, Sequence
from itertools import islice
from typing import NamedTuple, TypeVar
from uuid import UUID, uuid4

from msgspec.structs import replace

from casework.domain.errors import Invalid
from casework.domain.importing import Batch, BatchState, Choice, Cursor, Outcome, Part, PlannedRow
from casework.domain.policy import Permission
from casework.domain.records import WITHDRAWN, RecordKind, Withdrawn
from casework.services import importfiles, ledger, undoing
from casework.services.actor import Actor, require
from casework.services.importwriting import (
    BATCH,
    CURSOR,
    WRITTEN,
    Progress,
    Writing,
    counts,
    no_progress,
    standing,
)
from casework.services.ledger import Reader
from casework.services.planning import Findings, Incoming
from casework.store import records

R = TypeVar("R")
WAITING = frozenset({BatchState.UPLOADED, BatchState.PREVIEWED})


class Preview(NamedTuple):
    """`id` names the kept preview; None for a dry run of which nothing is kept. `rows` are the first thousand."""

    id: UUID | None
    batch: Batch
    rows: Sequence[PlannedRow]


def ended(steps: Generator[int, None, R], progress: Progress = no_progress) -> R:
    """What a use case gives that tells its progress, for who does not follow it."""
    while True:
        try:
            progress(next(steps))
        except StopIteration as end:
            found: R = end.value
            return found


def upload(actor: Actor, batch: Batch, data: bytes) -> UUID:
    """Keep the file, sealed, until it is planned and applied, or discarded. Raises NotAllowed."""
    require(actor, Permission.LIST_IMPORT)
    with ledger.writing(actor) as unit:
        kept = replace(batch, state=BatchState.UPLOADED, at=unit.at, by=actor.name)
        made = unit.create(RecordKind.IMPORT, {BATCH: kept})
        importfiles.put_list(actor, made, data)
        unit.audit("import.uploaded", str(made))
    return made


def dry_run(actor: Actor, incoming: Incoming, batch: Batch) -> Generator[int, None, Preview]:
    """What the list would do; nothing is kept. Yields the rows read so far. Raises NotAllowed."""
    require(actor, Permission.LIST_IMPORT)
    with ledger.reading(actor) as unit:
        found, first = yield from _planned(unit, incoming, batch, None)
        unit.audit("import.previewed", detail=counts(found))
    return Preview(None, found, first)


def plan(actor: Actor, import_id: UUID, incoming: Incoming, batch: Batch) -> Generator[int, None, Preview]:
    """The plan of a kept file, kept sealed beside it. `batch` says how its columns are read.

    Raises NotAllowed, NotFound, Invalid (no longer waiting).
    """
    require(actor, Permission.LIST_IMPORT, str(import_id))
    plan_id = uuid4()
    try:
        with ledger.reading(actor) as unit:
            _waiting(standing(unit, import_id)[0])
            found, first = yield from _planned(unit, incoming, batch, plan_id)
            unit.audit("import.previewed", str(import_id), counts(found))
        with ledger.writing(actor) as unit:
            stood, version = standing(unit, import_id)
            _waiting(stood)
            kept = replace(found, state=BatchState.PREVIEWED, at=unit.at, by=actor.name, choices=(), plan=str(plan_id))
            unit.save(import_id, BATCH, kept, version)
    except BaseException:
        importfiles.drop_plan(plan_id)
        raise
    importfiles.drop_plan(_plan_id(import_id, stood))
    return Preview(import_id, kept, first)


def choose(actor: Actor, import_id: UUID, choice: Choice, rows: dict[int, Choice], seen: int) -> None:
    """What becomes of contradicted values: for all, and for single rows instead.

    Raises NotAllowed, NotFound, Conflict (somebody chose meanwhile), Invalid (no longer waiting).
    """
    require(actor, Permission.LIST_IMPORT, str(import_id))
    with ledger.writing(actor) as unit:
        batch, _ = standing(unit, import_id)
        if batch.state is not BatchState.PREVIEWED:
            raise Invalid("import", "not_previewed")
        chosen = {**dict(batch.choices), **rows}
        kept = tuple(sorted((row, one) for row, one in chosen.items() if one is not choice))
        unit.save(import_id, BATCH, replace(batch, choice=choice, choices=kept), seen)
        unit.audit("import.chosen", str(import_id), {"default": choice.value, "rows": len(kept)})


def applying(
    actor: Actor, import_id: UUID, incoming: Incoming, progress: Progress = no_progress, seen: int | None = None
) -> Generator[int, None, Batch]:
    """Write what was previewed, or the rest of it. Yields the rows written after each transaction.

    `seen` is the version of the batch whose preview somebody looked at. Raises NotAllowed, NotFound, Invalid (planned
    anew meanwhile, no longer what was shown, no longer waiting).
    """
    require(actor, Permission.LIST_IMPORT, str(import_id))
    return (yield from Writing(actor, import_id, incoming, progress=progress, seen=seen).run())


def take(
    actor: Actor,
    incoming: Incoming,
    batch: Batch,
    data: bytes,
    progress: Progress = no_progress,
    begun: UUID | None = None,
) -> tuple[UUID | None, Batch]:
    """Plan and write in one go, for the command line. A list that changes nothing leaves only an audit entry.

    `begun` is the import of this file that was broken off: it is taken up where it stopped, and `batch` is what is
    known of it, for its other rows must be read as the first ones were.
    """
    require(actor, Permission.LIST_IMPORT)
    if begun is None:
        new = replace(batch, state=BatchState.UPLOADED)
        writing = Writing(actor, uuid4(), incoming, new, data, progress)
    else:
        writing = Writing(actor, begun, incoming, data=data, progress=progress, on_file=True)
    done = ended(writing.run())
    return (writing.import_id if writing.on_file else None), done


def unfinished(actor: Actor, batch: Batch) -> UUID | None:
    """The import of this very file into this very list whose writing or taking back is not ended. Raises NotAllowed."""
    for import_id, one in list_batches(actor):
        same = (one.file_hash, one.list_name, one.kind) == (batch.file_hash, batch.list_name, batch.kind)
        if same and one.state in {BatchState.APPLYING, BatchState.UNDOING}:
            return import_id
    return None


def refused(actor: Actor, code: str) -> None:
    """The audit log says that a file was refused, and why; never what was in it."""
    with ledger.reading(actor) as unit:
        unit.audit("import.refused", detail={"reason": code})


def uploaded(actor: Actor, import_id: UUID) -> tuple[Batch, bytes]:
    """The kept file and what is known of it. Raises NotAllowed, NotFound, Tampered."""
    require(actor, Permission.LIST_IMPORT, str(import_id))
    with ledger.reading(actor) as unit:
        return standing(unit, import_id)[0], importfiles.the_list(actor, import_id)


def opened(actor: Actor, import_id: UUID) -> tuple[Batch, int]:
    """What is known of an import, and the version that was seen. Raises NotAllowed, NotFound."""
    require(actor, Permission.LIST_IMPORT, str(import_id))
    with ledger.reading(actor) as unit:
        return standing(unit, import_id)


def planned_rows(
    actor: Actor,
    import_id: UUID,
    outcomes: frozenset[Outcome] | None = None,
    start: int = 0,
    size: int | None = None,
    *,
    conflicts: bool = False,
) -> tuple[PlannedRow, ...]:
    """Rows of the preview, all or those of some outcomes or that contradict. Only the parts that hold them are opened.

    Raises NotAllowed, NotFound, Tampered.
    """
    batch, _ = opened(actor, import_id)
    found: list[PlannedRow] = []
    for number, part in enumerate(batch.parts):
        held = _held(part, outcomes, conflicts=conflicts)
        if held <= start:
            start -= held
            continue
        rows = importfiles.part(actor, _plan_id(import_id, batch), number)
        wanted = [
            row for row in rows if (row.contradicts if conflicts else outcomes is None or row.outcome in outcomes)
        ]
        found += wanted[start:]
        start = 0
        if size is not None and len(found) >= size:
            return tuple(found[:size])
    return tuple(found)


def _held(part: Part, outcomes: frozenset[Outcome] | None, *, conflicts: bool) -> int:
    if conflicts:
        return part.conflicts
    return part.rows if outcomes is None else sum(getattr(part, outcome.value) for outcome in outcomes)


def on_file(actor: Actor, import_id: UUID, start: int, size: int) -> tuple[dict[str, str], int]:
    """Some of the records that it created or changed, with their kinds, in the order of the list; and how many.

    Raises NotAllowed, NotFound, Tampered.
    """
    require(actor, Permission.LIST_IMPORT, str(import_id))
    with ledger.reading(actor) as unit:
        standing(unit, import_id)
        every: dict[str, None] = {}
        for loaded in unit.versions(import_id, WRITTEN):
            every |= dict.fromkeys(loaded.value.created)
            every |= dict.fromkeys(written.record for written in loaded.value.written)
    some = [UUID(record) for record in islice(every, start, start + size)]
    kinds = records.kinds_of(some)
    return {str(record): kinds[record] for record in some}, len(every)


def discard(actor: Actor, import_id: UUID) -> None:
    """A preview nobody wants applied: its file goes, its record is withdrawn. Raises NotAllowed, NotFound, Invalid."""
    require(actor, Permission.LIST_IMPORT, str(import_id))
    with ledger.writing(actor) as unit:
        batch, _ = standing(unit, import_id)
        _waiting(batch)
        unit.save(import_id, WITHDRAWN, Withdrawn(reason="discarded"), 0)
        unit.audit("import.discarded", str(import_id))
    importfiles.drop_list(import_id)
    importfiles.drop_plan(_plan_id(import_id, batch))


def list_batches(actor: Actor) -> list[tuple[UUID, Batch]]:
    """Every import that stands, newest first. Raises NotAllowed."""
    require(actor, Permission.LIST_IMPORT)
    with ledger.reading(actor) as unit:
        found = unit.all_of(RecordKind.IMPORT, BATCH)
        gone = unit.all_of(RecordKind.IMPORT, WITHDRAWN)
        kept = [(record, loaded.value) for record, loaded in found.items() if record not in gone]
    return sorted(kept, key=lambda each: each[1].at, reverse=True)


def being_written(actor: Actor) -> Cursor | None:
    """How far an import is whose writing or undo is begun and not ended: until then figures are incomplete.

    Raises NotAllowed.
    """
    require(actor, Permission.CASE_READ)
    with ledger.reading(actor) as unit:
        found = unit.all_of(RecordKind.IMPORT, CURSOR)
    return next((loaded.value for loaded in found.values() if loaded.value.unfinished), None)


def undo(actor: Actor, import_id: UUID) -> Batch:
    """`undoing` to its end, for who does not follow it."""
    return ended(undoing.undoing(actor, import_id))


def _plan_id(import_id: UUID, batch: Batch) -> UUID:
    return UUID(batch.plan) if batch.plan else import_id


def _waiting(batch: Batch) -> None:
    if batch.state not in WAITING:
        raise Invalid("import", "not_previewed")


def _planned(
    unit: Reader, incoming: Incoming, batch: Batch, keep: UUID | None
) -> Generator[int, None, tuple[Batch, Sequence[PlannedRow]]]:
    planner = incoming.plans(unit, batch, "")
    planner.tally.warnings.extend(incoming.told)
    found, first = Findings(), list[PlannedRow]()
    for _ in planner.chunks(incoming.rows()):
        part, rows = planner.tally.close()
        if keep is not None:
            importfiles.put_part(unit.actor, keep, len(found.parts), rows)
        first = first or rows
        found.parts.append(part)
        found.add(planner.tally.drain())
        unit.forget()
        yield found.rows
    return found.total(batch), first
