"""The sealed files of an import: the list as it came, and its plan in parts of a thousand rows."""

import hashlib
import io
from collections.abc import Sequence
from uuid import UUID, uuid5

from casework.domain import codec
from casework.domain.errors import NotFound
from casework.domain.importing import PlannedRow
from casework.domain.policy import Compartment
from casework.services.actor import Actor
from casework.store import files
from casework.vault.keyring import Purpose
from casework.vault.place import Place


def put_list(actor: Actor, import_id: UUID, data: bytes) -> None:
    _put(actor, import_id, data)


def the_list(actor: Actor, import_id: UUID) -> bytes:
    """Raises NotFound, Tampered."""
    return _get(actor, import_id)


def put_part(actor: Actor, plan_id: UUID, number: int, rows: Sequence[PlannedRow]) -> None:
    """In the order of their numbers. Every planning has an id of its own: two at once do not write over each other."""
    _put(actor, _part_id(plan_id, number), codec.encode(rows))


def part(actor: Actor, plan_id: UUID, number: int) -> tuple[PlannedRow, ...]:
    """Raises NotFound, Tampered."""
    return codec.decode(_get(actor, _part_id(plan_id, number)), tuple[PlannedRow, ...])


def drop_list(import_id: UUID) -> None:
    files.drop(import_id)


def drop_plan(plan_id: UUID) -> None:
    number = 0
    while files.drop(_part_id(plan_id, number)):
        number += 1


def file_hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _part_id(plan_id: UUID, number: int) -> UUID:
    return uuid5(plan_id, f"plan {number}")


def _place(file_id: UUID) -> Place:
    return Place("file", str(file_id), "", 1, Compartment.SOURCES)


def _put(actor: Actor, file_id: UUID, data: bytes) -> None:
    sealed = io.BytesIO()
    actor.keyring.seal_stream(Purpose.FILE, _place(file_id), io.BytesIO(data), sealed)
    files.put(file_id, sealed.getbuffer())


def _get(actor: Actor, file_id: UUID) -> bytes:
    opened = io.BytesIO()
    try:
        actor.keyring.open_stream(Purpose.FILE, _place(file_id), files.get(file_id), opened)
    except FileNotFoundError:
        raise NotFound("file") from None
    return opened.getvalue()
