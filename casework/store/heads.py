"""The keyed sum over all current summaries of a compartment: a row deleted or put back does not add up."""

import hashlib
from collections.abc import Iterable
from uuid import UUID

from casework.domain.policy import Compartment
from casework.store import records
from casework.store.database import db
from casework.vault.keyring import Keyring, Purpose

SPACE = 2**256
Row = tuple[UUID, int, bytes]
"""Record, change, sealed summary."""


def total(keyring: Keyring, compartment: Compartment, rows: Iterable[Row]) -> int:
    """The sum does not depend on order, so it moves with each change without reading the rest."""
    first = min(keyring.epochs(compartment))
    return sum(_weight(keyring, compartment, first, row) for row in rows) % SPACE


def _weight(keyring: Keyring, compartment: Compartment, epoch: int, row: Row) -> int:
    record_id, seq, sealed = row
    data = record_id.bytes + seq.to_bytes(8, "big") + hashlib.sha256(sealed).digest()
    return int.from_bytes(keyring.mac(Purpose.HEAD, compartment, data, epoch), "big")


def advance(keyring: Keyring, compartment: Compartment, seq: int, gone: Iterable[Row], come: Iterable[Row]) -> None:
    """Inside the running transaction."""
    row = db.session.get(records.Head, compartment.value)
    before = read(keyring, compartment, row) if row else 0
    after = (before - total(keyring, compartment, gone) + total(keyring, compartment, come)) % SPACE
    sealed = keyring.seal(Purpose.HEAD, records.head_place(compartment, seq), after.to_bytes(32, "big"))
    if row is None:
        db.session.add(records.Head(compartment=compartment.value, seq=seq, sealed=sealed))
    else:
        row.seq, row.sealed = seq, sealed
    db.session.flush()


def read(keyring: Keyring, compartment: Compartment, row: records.Head) -> int:
    """Raises Tampered."""
    place = records.head_place(compartment, row.seq)
    return int.from_bytes(keyring.open(Purpose.HEAD, place, row.sealed), "big")
