"""Imports of lists of any kind: dry run, apply, undo as a whole. The reading of files is above this floor."""

import hashlib
import io
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import NamedTuple
from uuid import UUID, uuid4, uuid5

from msgspec.structs import replace

from casework.domain import codec
from casework.domain.errors import Invalid, NotFound
from casework.domain.importing import (
    Batch,
    BatchState,
    BatchWritten,
    PlannedRow,
    Written,
)
from casework.domain.policy import Compartment, Permission
from casework.domain.records import WITHDRAWN, RecordKind, Withdrawn, declare
from casework.services import ledger, undoing
from casework.services.actor import Actor, require
from casework.services.ledger import Reader, Writer
from casework.services.planning import Creation, Incoming, Step
from casework.store import files
from casework.vault.keyring import Purpose
from casework.vault.place import Place

BATCH = "batch"
WRITTEN = "written"
REASON = "import"

declare(RecordKind.IMPORT, BATCH, Batch, Compartment.SOURCES)
declare(RecordKind.IMPORT, WRITTEN, BatchWritten, Compartment.SOURCES)

Progress = Callable[[int], None]


class Preview(NamedTuple):
    """`id` names the kept preview; None for a dry run of which nothing is kept."""

    id: UUID | None
    batch: Batch
    rows: Sequence[PlannedRow]


def no_progress(_rows: int) -> None:
    """For whoever does not show any."""


def plan(
    actor: Actor,
    incoming: Incoming,
    batch: Batch,
    progress: Progress = no_progress,
) -> Preview:
    """What the list would do; nothing is written. Raises NotAllowed."""
    require(actor, Permission.LIST_IMPORT)
    with ledger.reading(actor) as unit:
        planner = incoming.plans(unit, batch, "")
        planner.tally.warnings.extend(incoming.told)
        for _ in planner.chunks(incoming.rows()):
            progress(planner.tally.read)
        found = planner.tally.total(batch)
        unit.audit("import.previewed", detail=_counts(found))
    return Preview(None, found, planner.tally.rows)


def keep(actor: Actor, preview: Preview, data: bytes) -> Preview:
    """Keep the file and its plan, sealed, until it is applied or discarded. Raises NotAllowed."""
    require(actor, Permission.LIST_IMPORT)
    with ledger.writing(actor) as unit:
        batch = replace(preview.batch, at=unit.at, by=actor.name)
        made = unit.create(RecordKind.IMPORT, {BATCH: batch})
        _put(actor, made, data)
        _put(actor, _plan_id(made), codec.encode(preview.rows))
    return Preview(made, batch, preview.rows)


def apply(
    actor: Actor,
    preview_id: UUID,
    incoming: Incoming,
    progress: Progress = no_progress,
) -> Batch:
    """Write what was previewed, in one transaction. Raises NotAllowed, NotFound, Invalid (no longer what was shown)."""
    require(actor, Permission.LIST_IMPORT, str(preview_id))
    with ledger.writing(actor) as unit:
        batch, version = _standing(unit, preview_id)
        if batch.state is not BatchState.PREVIEWED:
            raise Invalid("import", "not_previewed")
        done, written = _write(unit, incoming, batch, str(preview_id), progress)
        if done.plan_hash != batch.plan_hash:
            raise Invalid("import", "changed_since_preview")
        done = replace(done, state=BatchState.APPLIED, at=unit.at, by=actor.name)
        unit.save_many([(preview_id, BATCH, done, version), (preview_id, WRITTEN, written, 0)])
        unit.audit("import.applied", str(preview_id), _counts(done))
    return done


def take(
    actor: Actor,
    incoming: Incoming,
    batch: Batch,
    data: bytes,
    progress: Progress = no_progress,
) -> tuple[UUID | None, Batch]:
    """Plan and write in one go, for the command line. A list that changes nothing leaves only an audit entry."""
    require(actor, Permission.LIST_IMPORT)
    with ledger.writing(actor) as unit:
        made = uuid4()
        done, written = _write(unit, incoming, batch, str(made), progress)
        if not (done.created or done.updated):
            unit.audit("import.unchanged", detail=_counts(done))
            return None, done
        done = replace(done, state=BatchState.APPLIED, at=unit.at, by=actor.name)
        made = unit.create(RecordKind.IMPORT, {BATCH: done, WRITTEN: written})
        unit.audit("import.applied", str(made), _counts(done))
        _put(actor, made, data)
    return made, done


def refused(actor: Actor, code: str) -> None:
    """The audit log says that a file was refused, and why; never what was in it."""
    with ledger.reading(actor) as unit:
        unit.audit("import.refused", detail={"reason": code})


def uploaded(actor: Actor, preview_id: UUID) -> tuple[Batch, bytes]:
    """The kept file and what is known of it. Raises NotAllowed, NotFound, Tampered."""
    require(actor, Permission.LIST_IMPORT, str(preview_id))
    with ledger.reading(actor) as unit:
        return _standing(unit, preview_id)[0], _get(actor, preview_id)


def planned_rows(actor: Actor, preview_id: UUID) -> tuple[PlannedRow, ...]:
    """The row-by-row differences that the preview showed. Raises NotAllowed, NotFound, Tampered."""
    require(actor, Permission.LIST_IMPORT, str(preview_id))
    with ledger.reading(actor) as unit:
        _standing(unit, preview_id)
    return codec.decode(_get(actor, _plan_id(preview_id)), tuple[PlannedRow, ...])


def discard(actor: Actor, preview_id: UUID) -> None:
    """A preview nobody wants applied: its file goes, its record is withdrawn. Raises NotAllowed, NotFound, Invalid."""
    require(actor, Permission.LIST_IMPORT, str(preview_id))
    with ledger.writing(actor) as unit:
        batch, _ = _standing(unit, preview_id)
        if batch.state is not BatchState.PREVIEWED:
            raise Invalid("import", "not_previewed")
        unit.save(preview_id, WITHDRAWN, Withdrawn(reason="discarded"), 0)
        unit.audit("import.discarded", str(preview_id))
    files.drop(preview_id)
    files.drop(_plan_id(preview_id))


def list_batches(actor: Actor) -> list[tuple[UUID, Batch]]:
    """Every import that stands, newest first. Raises NotAllowed."""
    require(actor, Permission.LIST_IMPORT)
    with ledger.reading(actor) as unit:
        found = unit.all_of(RecordKind.IMPORT, BATCH)
        gone = unit.all_of(RecordKind.IMPORT, WITHDRAWN)
        standing = [(record, loaded.value) for record, loaded in found.items() if record not in gone]
    return sorted(standing, key=lambda each: each[1].at, reverse=True)


def undo(actor: Actor, batch_id: UUID) -> Batch:
    """Take the whole import back by reversing revisions; the history stays.

    Raises NotAllowed, NotFound, Invalid (never applied), EditedSince naming the records somebody edited.
    """
    require(actor, Permission.LIST_IMPORT, str(batch_id))
    with ledger.writing(actor) as unit:
        batch, version = _standing(unit, batch_id)
        if batch.state is not BatchState.APPLIED:
            raise Invalid("import", "not_applied")
        undoing.reverse(unit, _written(unit, batch_id))
        done = replace(batch, state=BatchState.UNDONE)
        unit.save(batch_id, BATCH, done, version)
        unit.audit("import.undone", str(batch_id), _counts(done))
    return done


def _written(unit: Reader, batch_id: UUID) -> BatchWritten:
    loaded = unit.load(batch_id, WRITTEN)
    found: BatchWritten = loaded.value if loaded else BatchWritten()
    return found


def _write(
    unit: Writer,
    incoming: Incoming,
    batch: Batch,
    batch_id: str,
    progress: Progress,
) -> tuple[Batch, BatchWritten]:
    """Every chunk into the running transaction. The plan's fingerprint does not depend on the batch's id."""
    planner = incoming.plans(unit, batch, batch_id)
    planner.tally.warnings.extend(incoming.told)
    created: list[str] = []
    written: list[Written] = []
    for steps in planner.chunks(incoming.rows()):
        created += _create(unit, steps)
        savings = [saving for step in steps for saving in step.saves]
        after = unit.save_many(savings, REASON)
        written += [
            Written(str(record), section, seen, version)
            for (record, section, _, seen), version in zip(savings, after, strict=True)
        ]
        progress(planner.tally.read)
    return planner.tally.total(batch), BatchWritten(tuple(created), tuple(written), unit.seq)


def _create(unit: Writer, steps: Sequence[Step]) -> list[str]:
    """The new records of a chunk, each kind in one go."""
    by_kind: dict[RecordKind, list[Creation]] = defaultdict(list)
    for step in steps:
        for creation in step.creates:
            by_kind[creation.kind].append(creation)
    made: list[UUID] = []
    for kind, some in by_kind.items():
        sections = [{str(name): value for name, value in one.sections.items()} for one in some]
        made += unit.create_many(kind, sections, REASON, [one.id or uuid4() for one in some])
    return [str(record) for record in made]


def _standing(unit: Reader, batch_id: UUID) -> tuple[Batch, int]:
    """Raises NotFound also for a record of another kind and for a discarded preview."""
    if unit.kind(batch_id) is not RecordKind.IMPORT or unit.load(batch_id, WITHDRAWN):
        raise NotFound("import")
    loaded = unit.load(batch_id, BATCH)
    if loaded is None:
        raise NotFound("import")
    return loaded.value, loaded.version


def _plan_id(batch_id: UUID) -> UUID:
    return uuid5(batch_id, "plan")


def _file_place(file_id: UUID) -> Place:
    return Place("file", str(file_id), "", 1, Compartment.SOURCES)


def _put(actor: Actor, file_id: UUID, data: bytes) -> None:
    sealed = io.BytesIO()
    actor.keyring.seal_stream(Purpose.FILE, _file_place(file_id), io.BytesIO(data), sealed)
    files.put(file_id, sealed.getvalue())


def _get(actor: Actor, file_id: UUID) -> bytes:
    """Raises NotFound, Tampered."""
    opened = io.BytesIO()
    try:
        actor.keyring.open_stream(Purpose.FILE, _file_place(file_id), files.get(file_id), opened)
    except FileNotFoundError:
        raise NotFound("file") from None
    return opened.getvalue()


def file_hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _counts(batch: Batch) -> dict[str, str | int]:
    return {
        "read": batch.read,
        "created": batch.created,
        "updated": batch.updated,
        "unchanged": batch.unchanged,
        "refused": len(batch.refused),
    }
