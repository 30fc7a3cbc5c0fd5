"""Lists of cases in: the one place where pages and commands come to preview, apply and undo an import."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple
from uuid import UUID

from casework.domain.importing import DEFAULT_LIST, Batch, Problem
from casework.domain.policy import Permission
from casework.imports import headers, reading
from casework.imports.reading import LIMIT, Table, Unreadable
from casework.imports.rows import RowReader
from casework.services import imports, reference
from casework.services.actor import Actor, require
from casework.services.imports import Drafts, Preview, Progress, discard, list_batches, no_progress, planned_rows, undo

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


class _Opened(NamedTuple):
    table: Table
    reader: RowReader
    told: list[Problem]

    @property
    def drafts(self) -> Drafts:
        return self.reader.drafts(self.table)


def dry_run(
    actor: Actor,
    data: bytes,
    filename: str,
    list_name: str = DEFAULT_LIST,
    limit: int = LIMIT,
    progress: Progress = no_progress,
) -> Preview:
    """What the list would do; nothing is kept. Raises Unreadable, NotAllowed."""
    opened = _open(actor, data, limit)
    with _refusals_on_record(actor):
        return imports.plan(actor, opened.drafts, _batch(data, filename, list_name), opened.told, progress)


def preview(actor: Actor, data: bytes, filename: str, list_name: str = DEFAULT_LIST, limit: int = LIMIT) -> Preview:
    """A dry run whose file is kept, sealed, until `apply` or `discard`. Raises Unreadable, NotAllowed."""
    return imports.keep(actor, dry_run(actor, data, filename, list_name, limit), data)


def apply(actor: Actor, preview_id: UUID, progress: Progress = no_progress) -> Batch:
    """What the preview showed, in one transaction. Raises NotAllowed, NotFound, Tampered, Invalid."""
    _, data = imports.uploaded(actor, preview_id)
    opened = _open(actor, data, len(data))
    return imports.apply(actor, preview_id, opened.drafts, opened.told, progress)


def take(
    actor: Actor,
    data: bytes,
    filename: str,
    list_name: str = DEFAULT_LIST,
    limit: int = LIMIT,
    progress: Progress = no_progress,
) -> Batch:
    """Read and write in one go, for the command line. Raises Unreadable, NotAllowed."""
    opened = _open(actor, data, limit)
    with _refusals_on_record(actor):
        return imports.take(actor, opened.drafts, _batch(data, filename, list_name), data, opened.told, progress)[1]


@contextmanager
def _refusals_on_record(actor: Actor) -> Iterator[None]:
    """A file that cannot be read, at its head or halfway through, is in the audit log."""
    try:
        yield
    except Unreadable as refusal:
        imports.refused(actor, refusal.code)
        raise


def _open(actor: Actor, data: bytes, limit: int) -> _Opened:
    """The table, its columns and the reference data. Nobody without the right learns whether a file is readable."""
    require(actor, Permission.LIST_IMPORT)
    known = reference.lists(actor)
    with _refusals_on_record(actor):
        table = reading.read(data, limit)
        mapping = headers.map_columns(table.header)
        if not mapping.named:
            raise Unreadable("no_name_column")
        if next(table.rows(), None) is None:
            raise Unreadable("no_rows")
    return _Opened(table, RowReader(table, mapping, known), headers.problems(table.header, mapping))


def _batch(data: bytes, filename: str, list_name: str) -> Batch:
    return Batch(list_name.strip() or DEFAULT_LIST, filename[:200], imports.file_hash(data))
