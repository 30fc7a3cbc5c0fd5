"""Reading the audit log: only who holds the audit compartment can; and checking it, which needs no key."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import func, select

from casework.domain import codec
from casework.domain.errors import NotAllowed, Tampered
from casework.domain.policy import Compartment, Permission
from casework.domain.trail import Event
from casework.services import ledger, trail
from casework.services.actor import Actor, require
from casework.store import audit as rows
from casework.store import settings
from casework.store.audit import AuditEntry
from casework.store.database import db
from casework.vault import audit
from casework.vault.secret import Secret

BATCH = 500
SCANNED = 20_000
"""Entries opened at most for one filtered page; the page then offers to look further back."""


class Verdict(NamedTuple):
    """`broken_at` is the first entry that does not hold; `head` what copies outside are compared with."""

    entries: int
    head: str
    broken_at: int | None
    reason: str = ""


class Line(NamedTuple):
    """One entry. `event` is None where it could not be opened: the rest of the log can still be read."""

    seq: int
    signer: str
    event: Event | None


@dataclass(frozen=True, slots=True)
class Asked:
    """What to look for. `event` is the beginning of an event's name, `before` the entry to look back from."""

    event: str = ""
    signer: str = ""
    since: date | None = None
    until: date | None = None
    before: int | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """`older` is the entry from which to look further back; None when the log's beginning was reached."""

    lines: tuple[Line, ...]
    total: int
    older: int | None


def verify(newest: int | None = None) -> Verdict:
    """Chain and signatures of the whole log, or of its newest entries, without opening one."""
    instance = audit.InstanceSigner(settings.instance_key())
    found = rows.verify(instance.public(), newest)
    return Verdict(found.entries, found.head.hex(), found.broken, found.reason)


def head() -> str:
    """`number:hash` of the newest entry: what reports and backups carry away as a witness."""
    seq, digest = rows.tip()
    return f"{seq}:{digest.hex()}"


def stands(witnessed: str) -> bool:
    """Whether a head carried away earlier is still in the log: it is not, where history was changed or put back."""
    number, _, digest = witnessed.partition(":")
    found = db.session.scalar(select(AuditEntry.hash).where(AuditEntry.seq == int(number)))
    return found is not None and found.hex() == digest


def signers() -> tuple[str, ...]:
    """Who has signed entries: ids, `instance` for what happened with nobody signed in."""
    return tuple(db.session.scalars(select(AuditEntry.signer).distinct().order_by(AuditEntry.signer)))


def listing(actor: Actor, asked: Asked, size: int = 100) -> Found:
    """The newest matching entries first. Raises NotAllowed; that the log was read is itself in the log."""
    require(actor, Permission.AUDIT_READ)
    if not actor.keyring.holds(Compartment.AUDIT):
        raise NotAllowed("compartment not held")
    total = db.session.scalar(select(func.count()).select_from(AuditEntry)) or 0
    lines: list[Line] = []
    older = None
    for scanned, line in enumerate(_backwards(actor, asked), 1):
        if asked.since and line.event and _day(line.event) < asked.since:
            break
        if _matches(line, asked):
            lines.append(line)
        if len(lines) == size or scanned == SCANNED:
            older = line.seq if line.seq > 1 else None
            break
    with ledger.reading(actor) as unit:
        unit.audit("audit.read", "", {"entries": len(lines)})
    return Found(tuple(lines), total, older)


def _backwards(actor: Actor, asked: Asked) -> Iterator[Line]:
    """Opened in batches; the signer stands in the clear and is filtered by the database."""
    secrets: dict[int, Secret] = {}
    before = asked.before
    while True:
        wanted = select(AuditEntry).order_by(AuditEntry.seq.desc()).limit(BATCH)
        if before is not None:
            wanted = wanted.where(AuditEntry.seq < before)
        if asked.signer:
            wanted = wanted.where(AuditEntry.signer == asked.signer)
        batch = db.session.scalars(wanted).all()
        for row in batch:
            if row.epoch not in secrets:
                secrets[row.epoch] = actor.keyring.secret(Compartment.AUDIT, row.epoch)
            yield Line(row.seq, row.signer, _open(secrets[row.epoch], row))
        if len(batch) < BATCH:
            return
        before = batch[-1].seq


def _open(secret: Secret, row: AuditEntry) -> Event | None:
    try:
        return codec.decode(audit.open_entry(secret, trail.place(row.seq), row.sealed), Event)
    except Tampered:
        return None


def _matches(line: Line, asked: Asked) -> bool:
    if line.event is None:
        return not asked.event
    if asked.until and _day(line.event) > asked.until:
        return False
    return line.event.event.startswith(asked.event)


def _day(event: Event) -> date:
    return date.fromisoformat(event.at[:10])
