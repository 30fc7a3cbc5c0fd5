"""Writing the audit log: sealed to the audit compartment's public key, chained, signed by who acted."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from sqlalchemy import insert

from casework.domain import codec
from casework.domain.policy import Compartment
from casework.domain.trail import Event
from casework.services import clock
from casework.store import audit as rows
from casework.store import settings
from casework.store.database import db, transaction
from casework.vault import audit
from casework.vault.place import Place

Detail = Mapping[str, str | int]


class Signed(NamedTuple):
    actor: str
    name: str
    role: str
    address: str
    sign: Callable[[bytes], bytes]


class Entry(NamedTuple):
    event: str
    subject: str
    detail: Detail


def place(seq: int) -> Place:
    return Place("audit_entry", "", "", seq, Compartment.AUDIT)


def nobody() -> Signed:
    """What happens with nobody signed in is signed by the instance."""
    signer = audit.InstanceSigner(settings.instance_key())
    return Signed(signer.name, "", "", "", signer.sign)


def record(who: Signed, event: str, subject: str = "", detail: Detail | None = None) -> None:
    """One entry in a transaction of its own."""
    with transaction():
        append(who, [Entry(event, subject, detail or {})])


def append(who: Signed, entries: list[Entry]) -> None:
    """Inside the running transaction: the chain grows in the order of the writers."""
    public, epoch = rows.audit_key()
    seq, previous = rows.tip()
    added = []
    for entry in entries:
        seq += 1
        event = Event(
            at=clock.now().isoformat(timespec="seconds"),
            event=entry.event,
            actor=who.actor,
            name=who.name,
            role=who.role,
            subject=entry.subject,
            detail=dict(entry.detail),
            address=who.address,
        )
        sealed = audit.seal_entry(public, epoch, place(seq), codec.encode(event))
        hashed = audit.chain_hash(previous, seq, epoch, who.actor, sealed)
        added.append(
            {
                "seq": seq,
                "previous": previous,
                "hash": hashed,
                "epoch": epoch,
                "signer": who.actor,
                "signature": who.sign(hashed),
                "sealed": sealed,
            }
        )
        previous = hashed
    if added:
        db.session.execute(insert(rows.AuditEntry), added)
