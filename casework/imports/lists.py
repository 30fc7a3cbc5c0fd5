"""Lists in: the one place where pages and commands come to preview, apply and undo an import.

What a list is a list of is its `ListKind`. To add one:

1. a reader, in a new file here like `caselists.py`: a function from the upload to `Opened`, which raises
   Unreadable and whose `drafts()` yields the rows, typed, or a `Problem` for one that is refused; for tables
   whose columns are mapped also `head`, with `headers.Titles` on a file of aliases like `aliases.json`;
2. a planner, in a new file in `casework/services` like `caseplans.py`: it implements `planning.Planner` and
   yields a `Step` for each row, with the records to create (of any kind) and the sections to save;
3. a line in KINDS below.

Dry run, preview, conflicts, writing in one or many transactions, the audit log and the undo are the same for all.
"""

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from typing import NamedTuple
from uuid import UUID

from msgspec.structs import replace

from casework.domain.errors import Invalid
from casework.domain.importing import DEFAULT_LIST, Batch, Choice, ListKind
from casework.domain.policy import Permission
from casework.imports import actionlists, caselists, entitylists, recognising
from casework.imports.intake import Head, Intake, Upload
from casework.imports.reading import LIMIT
from casework.imports.tables import Unreadable
from casework.services import actionplans, caseplans, entityplans, importfiles, imports, listprofiles
from casework.services.actor import Actor, require
from casework.services.imports import (
    Preview,
    being_written,
    choose,
    discard,
    ended,
    list_batches,
    on_file,
    opened,
    planned_rows,
    undo,
)
from casework.services.importwriting import Progress, no_progress
from casework.services.planning import Incoming
from casework.services.undoing import undoing

__all__ = [
    "KINDS",
    "Preview",
    "Unreadable",
    "Wishes",
    "apply",
    "applying",
    "being_written",
    "choose",
    "discard",
    "dry_run",
    "head",
    "list_batches",
    "on_file",
    "opened",
    "planned_rows",
    "planning",
    "preview",
    "take",
    "undo",
    "undoing",
    "upload",
]

KINDS: dict[ListKind, Intake] = {
    ListKind.CASES: Intake(caselists.opened, caseplans.cases, caselists.head),
    ListKind.OFFICIALS: Intake(entitylists.officials, entityplans.entities, entitylists.head),
    ListKind.ACTIONS: Intake(actionlists.opened, actionplans.actions, actionlists.head),
    ListKind.FTM: Intake(entitylists.followthemoney, entityplans.entities),
    ListKind.EU: Intake(entitylists.eu_consolidated, entityplans.entities),
}


class Wishes(NamedTuple):
    """What is said of a list beside its name: where it is from, on what terms, and how it is to be read.

    Without a kind the file itself tells, where it can.
    """

    source: str = ""
    licence: str = ""
    kind: ListKind | None = None
    profile: str = ""
    choice: Choice = Choice.THEIRS
    programme: str = ""


NO_WISHES = Wishes()


def dry_run(
    actor: Actor,
    data: bytes,
    filename: str,
    list_name: str = DEFAULT_LIST,
    limit: int = LIMIT,
    progress: Progress = no_progress,
    *,
    wishes: Wishes = NO_WISHES,
) -> Preview:
    """What the list would do; nothing is kept. Raises Unreadable, NotAllowed, Invalid."""
    batch = _batch(actor, data, filename, list_name, limit, wishes)
    with _refusals_on_record(actor):
        return ended(imports.dry_run(actor, _incoming(actor, data, batch, limit), batch), progress)


def preview(
    actor: Actor,
    data: bytes,
    filename: str,
    list_name: str = DEFAULT_LIST,
    limit: int = LIMIT,
    *,
    wishes: Wishes = NO_WISHES,
) -> Preview:
    """A dry run whose file is kept, sealed, until `apply` or `discard`. Raises Unreadable, NotAllowed, Invalid."""
    batch = _batch(actor, data, filename, list_name, limit, wishes)
    incoming = _incoming(actor, data, batch, limit)
    with _refusals_on_record(actor):
        return ended(imports.plan(actor, imports.upload(actor, batch, data), incoming, batch), no_progress)


def upload(
    actor: Actor,
    data: bytes,
    filename: str,
    list_name: str = DEFAULT_LIST,
    limit: int = LIMIT,
    *,
    wishes: Wishes = NO_WISHES,
) -> UUID:
    """Keep a file whose head can be read, sealed, to be mapped and planned. Raises Unreadable, NotAllowed, Invalid."""
    batch = _batch(actor, data, filename, list_name, limit, wishes)
    intake = _intake(batch.kind)
    with _refusals_on_record(actor):
        if intake.head:
            intake.head(Upload(data, batch, limit))
        else:
            intake.opened(actor, Upload(data, batch, limit))
    return imports.upload(actor, batch, data)


def head(actor: Actor, import_id: UUID) -> Head | None:
    """The columns of a kept file; None for a kind that has none to map. Raises NotAllowed, NotFound, Tampered."""
    batch, data = imports.uploaded(actor, import_id)
    read = _intake(batch.kind).head
    return read(Upload(data, batch, len(data))) if read else None


def planning(
    actor: Actor, import_id: UUID, columns: tuple[str, ...] = (), profile: str = ""
) -> Generator[int, None, Preview]:
    """Plan a kept file by its columns, yielding the rows read. Raises Unreadable, NotAllowed, NotFound, Invalid."""
    batch, data = imports.uploaded(actor, import_id)
    batch = replace(batch, columns=columns, profile=profile)
    incoming = _incoming(actor, data, batch, len(data))
    with _refusals_on_record(actor):
        return (yield from imports.plan(actor, import_id, incoming, batch))


def applying(
    actor: Actor, import_id: UUID, progress: Progress = no_progress, seen: int | None = None
) -> Generator[int, None, Batch]:
    """Write what the preview showed, or the rest of it, yielding the rows written after each transaction.

    `seen` is the version of the batch that was looked at. Raises NotAllowed, NotFound, Tampered, Invalid.
    """
    batch, data = imports.uploaded(actor, import_id)
    return (yield from imports.applying(actor, import_id, _incoming(actor, data, batch, len(data)), progress, seen))


def apply(actor: Actor, preview_id: UUID, progress: Progress = no_progress) -> Batch:
    """The same to its end. Raises NotAllowed, NotFound, Tampered, Invalid."""
    return ended(applying(actor, preview_id, progress))


def take(
    actor: Actor,
    data: bytes,
    filename: str,
    list_name: str = DEFAULT_LIST,
    limit: int = LIMIT,
    progress: Progress = no_progress,
    *,
    wishes: Wishes = NO_WISHES,
) -> Batch:
    """Read and write in one go, for the command line; a long list that was broken off is continued as it was begun.

    Raises Unreadable, NotAllowed, Invalid.
    """
    batch = _batch(actor, data, filename, list_name, limit, wishes)
    begun = imports.unfinished(actor, batch)
    if begun is not None:
        batch = imports.opened(actor, begun)[0]
    with _refusals_on_record(actor):
        return imports.take(actor, _incoming(actor, data, batch, limit), batch, data, progress, begun)[1]


@contextmanager
def _refusals_on_record(actor: Actor) -> Iterator[None]:
    """A file that cannot be read, at its head or halfway through, is in the audit log."""
    try:
        yield
    except Unreadable as refusal:
        imports.refused(actor, refusal.code)
        raise


def _intake(kind: ListKind) -> Intake:
    if kind not in KINDS:
        raise Invalid("kind", "unknown_kind")
    return KINDS[kind]


def _incoming(actor: Actor, data: bytes, batch: Batch, limit: int) -> Incoming:
    """Nobody without the right learns whether a file is readable. Raises Unreadable, NotAllowed."""
    require(actor, Permission.LIST_IMPORT)
    intake = _intake(batch.kind)
    with _refusals_on_record(actor):
        found = intake.opened(actor, Upload(data, batch, limit))
    return Incoming(intake.plans, found.drafts, found.told)


def _batch(actor: Actor, data: bytes, filename: str, list_name: str, limit: int, wishes: Wishes) -> Batch:
    """Raises NotAllowed, and Invalid for a profile that there is not."""
    require(actor, Permission.LIST_IMPORT)
    name, kind = list_name.strip() or DEFAULT_LIST, wishes.kind or recognising.kind_of(data)
    batch = Batch(
        name, filename[:200], importfiles.file_hash(data), kind=kind,
        source=wishes.source, licence=wishes.licence, choice=wishes.choice, programme=wishes.programme.strip(),
    )  # fmt: skip
    read = _intake(kind).head
    if not wishes.profile or not read:
        return batch
    profile = listprofiles.named(actor, kind, wishes.profile)
    with _refusals_on_record(actor):
        titles = read(Upload(data, batch, limit)).titles
    return replace(batch, columns=listprofiles.columns(profile, titles), profile=profile.name)
