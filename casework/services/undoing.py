"""Taking an import back: a short list in one transaction, a long one in the parts in which it was written.

The newest part goes first. All are looked through before the first goes, and each again in its own transaction: a
process that is killed leaves whole parts behind, and the next run takes up where it stopped.
"""

from collections.abc import Generator, Sequence
from uuid import UUID

from msgspec.structs import replace

from casework.casebook import shelf
from casework.domain.errors import EditedSince, Invalid
from casework.domain.importing import Batch, BatchState, BatchWritten, Cursor
from casework.domain.policy import Permission
from casework.services import ledger, reversing
from casework.services.actor import Actor, require
from casework.services.importwriting import BATCH, CURSOR, counts, standing, uncollected, written_parts
from casework.services.ledger import Reader, Writer

UNDOABLE = frozenset({BatchState.APPLIED, BatchState.APPLYING, BatchState.UNDOING})


def undoing(actor: Actor, import_id: UUID) -> Generator[int, None, Batch]:
    """Take the whole import back by reversing revisions; the history stays. Of an unfinished one what was written.

    Yields the rows that are left after each transaction. Raises NotAllowed, NotFound, Invalid (never applied),
    EditedSince naming whose work would be lost.
    """
    require(actor, Permission.LIST_IMPORT, str(import_id))
    try:
        _look_through(actor, import_id)
        left = 1
        while left:
            with uncollected(), ledger.writing(actor) as unit:
                batch, left = _take_back(unit, import_id)
            yield left
    except EditedSince as refusal:
        detail = {"edited": len(refusal.edited), "tied": len(refusal.tied)}
        with ledger.reading(actor) as log:
            log.audit("import.undo_refused", str(import_id), detail)
        raise
    return batch


def _look_through(actor: Actor, import_id: UUID) -> None:
    """So that a long list is refused before anything of it is taken back; a short one is looked at when it is."""
    with ledger.reading(actor) as unit:
        batch, _ = standing(unit, import_id)
        parts = _left(unit, import_id)
        if batch.state in UNDOABLE and len(parts) > 1:
            amid = batch.state is BatchState.UNDOING
            reversing.refuse_lost_work(unit, shelf.current(actor), parts, amid=amid)


def _take_back(unit: Writer, import_id: UUID) -> tuple[Batch, int]:
    """The newest part that stands, and the rows left then. Somebody else may have taken back others meanwhile."""
    batch, version = standing(unit, import_id)
    if batch.state not in UNDOABLE:
        raise Invalid("import", "not_applied")
    *earlier, newest = _left(unit, import_id)
    amid = batch.state is BatchState.UNDOING
    reversing.refuse_lost_work(unit, unit.book(), [newest], earlier, amid=amid)
    reversing.reverse(unit, newest)
    left = sum(map(_rows, earlier))
    done = replace(batch, state=BatchState.UNDOING if left else BatchState.UNDONE)
    unit.save(import_id, BATCH, done, version)
    cursor = unit.load(import_id, CURSOR)
    if left or cursor is not None:
        now = Cursor(left, unfinished=bool(left), undoing=True)
        unit.save(import_id, CURSOR, now, cursor.version if cursor else 0)
    if left:
        unit.audit("import.part_undone", str(import_id), {"left": left})
    else:
        unit.audit("import.undone", str(import_id), counts(done))
    return done, left


def _left(unit: Reader, import_id: UUID) -> Sequence[BatchWritten]:
    """The parts that stand, the oldest first: those that make up the rows the cursor counts, once an undo has begun."""
    parts = written_parts(unit, import_id)
    cursor = unit.load(import_id, CURSOR)
    if cursor is None or not cursor.value.undoing:
        return parts
    standing_parts, rows = [], 0
    for part in parts:
        rows += _rows(part)
        if rows <= cursor.value.done:
            standing_parts.append(part)
    return standing_parts


def _rows(part: BatchWritten) -> int:
    return sum(one.rows for one in part.parts)
