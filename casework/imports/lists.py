"""Lists in: the one place where pages and commands come to preview, apply and undo an import.

What a list is a list of is its `ListKind`. To add one:

1. a reader, in a new file here like `caselists.py`: a function from the upload to `Opened`, which raises
   Unreadable and whose `drafts()` yields the rows, typed, or a `Problem` for one that is refused;
2. a planner, in a new file in `casework/services` like `caseplans.py`: it implements `planning.Planner` and
   yields a `Step` for each row, with the records to create (of any kind) and the sections to save;
3. a line in KINDS below.

Dry run, preview, conflicts, writing in one or many transactions, the audit log and the undo are the same for all.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from casework.domain.errors import Invalid
from casework.domain.importing import DEFAULT_LIST, Batch, ListKind
from casework.domain.policy import Permission
from casework.imports import actionlists, caselists, entitylists
from casework.imports.intake import Intake, Upload
from casework.imports.reading import LIMIT, Unreadable
from casework.services import actionplans, caseplans, entityplans, imports
from casework.services.actor import Actor, require
from casework.services.imports import Preview, Progress, discard, list_batches, no_progress, planned_rows, undo
from casework.services.planning import Incoming

__all__ = [
    "Preview",
    "Unreadable",
    "apply",
    "discard",
    "dry_run",
    "list_batches",
    "planned_rows",
    "preview",
    "take",
    "undo",
]

KINDS: dict[ListKind, Intake] = {
    ListKind.CASES: Intake(caselists.opened, caseplans.cases),
    ListKind.OFFICIALS: Intake(entitylists.officials, entityplans.entities),
    ListKind.ACTIONS: Intake(actionlists.opened, actionplans.actions),
    ListKind.FTM: Intake(entitylists.followthemoney, entityplans.entities),
    ListKind.EU: Intake(entitylists.eu_consolidated, entityplans.entities),
}


def dry_run(
    actor: Actor,
    data: bytes,
    filename: str,
    list_name: str = DEFAULT_LIST,
    limit: int = LIMIT,
    progress: Progress = no_progress,
    *,
    kind: ListKind = ListKind.CASES,
) -> Preview:
    """What the list would do; nothing is kept. Raises Unreadable, NotAllowed."""
    batch = _batch(data, filename, list_name, kind)
    opened = _open(actor, data, batch, limit)
    with _refusals_on_record(actor):
        return imports.plan(actor, opened, batch, progress)


def preview(
    actor: Actor,
    data: bytes,
    filename: str,
    list_name: str = DEFAULT_LIST,
    limit: int = LIMIT,
    *,
    kind: ListKind = ListKind.CASES,
) -> Preview:
    """A dry run whose file is kept, sealed, until `apply` or `discard`. Raises Unreadable, NotAllowed."""
    return imports.keep(actor, dry_run(actor, data, filename, list_name, limit, kind=kind), data)


def apply(actor: Actor, preview_id: UUID, progress: Progress = no_progress) -> Batch:
    """What the preview showed, in one transaction. Raises NotAllowed, NotFound, Tampered, Invalid."""
    batch, data = imports.uploaded(actor, preview_id)
    opened = _open(actor, data, batch, len(data))
    return imports.apply(actor, preview_id, opened, progress)


def take(
    actor: Actor,
    data: bytes,
    filename: str,
    list_name: str = DEFAULT_LIST,
    limit: int = LIMIT,
    progress: Progress = no_progress,
    *,
    kind: ListKind = ListKind.CASES,
) -> Batch:
    """Read and write in one go, for the command line. Raises Unreadable, NotAllowed."""
    batch = _batch(data, filename, list_name, kind)
    opened = _open(actor, data, batch, limit)
    with _refusals_on_record(actor):
        return imports.take(actor, opened, batch, data, progress)[1]


@contextmanager
def _refusals_on_record(actor: Actor) -> Iterator[None]:
    """A file that cannot be read, at its head or halfway through, is in the audit log."""
    try:
        yield
    except Unreadable as refusal:
        imports.refused(actor, refusal.code)
        raise


def _open(actor: Actor, data: bytes, batch: Batch, limit: int) -> Incoming:
    """Nobody without the right learns whether a file is readable. Raises Invalid for a kind that nobody reads."""
    require(actor, Permission.LIST_IMPORT)
    if batch.kind not in KINDS:
        raise Invalid("kind", "unknown_kind")
    with _refusals_on_record(actor):
        intake = KINDS[batch.kind]
        opened = intake.opened(actor, Upload(data, batch, limit))
    return Incoming(intake.plans, opened.drafts, opened.told)


def _batch(data: bytes, filename: str, list_name: str, kind: ListKind) -> Batch:
    return Batch(list_name.strip() or DEFAULT_LIST, filename[:200], imports.file_hash(data), kind=kind)
