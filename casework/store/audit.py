"""The audit log as rows: a chain of hashes over entries only the audit compartment can read."""

from collections import defaultdict
from typing import NamedTuple

from sqlalchemy import Integer, LargeBinary, String, select
from sqlalchemy.orm import Mapped, mapped_column

from casework.domain.policy import Compartment
from casework.store.database import Base, db
from casework.store.members import CompartmentEpoch, FormerKeys, User
from casework.vault import audit


class AuditEntry(Base):
    __tablename__ = "audit_entry"
    seq: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    previous: Mapped[bytes] = mapped_column(LargeBinary(32))
    hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    epoch: Mapped[int] = mapped_column(Integer)
    signer: Mapped[str] = mapped_column(String(36))
    signature: Mapped[bytes] = mapped_column(LargeBinary(64))
    sealed: Mapped[bytes] = mapped_column(LargeBinary)


class Tip(NamedTuple):
    seq: int
    hash: bytes


class Verdict(NamedTuple):
    """`broken` is the first entry that does not hold, with the reason; None when all hold."""

    entries: int
    head: bytes
    broken: int | None = None
    reason: str = ""


def tip() -> Tip:
    found = db.session.execute(select(AuditEntry.seq, AuditEntry.hash).order_by(AuditEntry.seq.desc()).limit(1)).first()
    return Tip(*found) if found else Tip(0, audit.START)


def audit_key() -> tuple[bytes, int]:
    """The public key entries are sealed to, and its epoch. Raises LookupError before there is an organisation."""
    rows = select(CompartmentEpoch.public, CompartmentEpoch.epoch)
    found = db.session.execute(
        rows.where(CompartmentEpoch.compartment == Compartment.AUDIT.value).order_by(CompartmentEpoch.epoch.desc())
    ).first()
    if found is None:
        raise LookupError("no organisation yet")
    return found[0], found[1]


def verify(instance_public: bytes, newest: int | None = None) -> Verdict:
    """Chain and signatures, without any key: the first entry that does not hold, and why.

    With `newest`, only so many entries at the end; the one before them is taken as it stands.
    """
    signers = _signers() | {audit.InstanceSigner.name: [instance_public]}
    start = max(0, tip().seq - newest) if newest is not None else 0
    previous = db.session.scalar(select(AuditEntry.hash).where(AuditEntry.seq == start)) or audit.START
    expected = start
    rows = select(AuditEntry).where(AuditEntry.seq > start).order_by(AuditEntry.seq)
    for row in db.session.scalars(rows.execution_options(yield_per=500)):
        expected += 1
        reason = _fault(row, expected, previous, signers)
        if reason:
            return Verdict(expected - 1 - start, previous, row.seq, reason)
        previous = row.hash
    return Verdict(expected - start, previous)


def _signers() -> dict[str, list[bytes]]:
    """Each member's keys, those they had before a lost passphrase included."""
    found: dict[str, list[bytes]] = defaultdict(list)
    for keys in (User.id, User.sign_public), (FormerKeys.user_id, FormerKeys.sign_public):
        for user, key in db.session.execute(select(*keys)):
            found[str(user)].append(key)
    return found


def _fault(row: AuditEntry, expected: int, previous: bytes, signers: dict[str, list[bytes]]) -> str:
    if row.seq != expected:
        return "missing"
    if row.previous != previous:
        return "chain"
    if audit.chain_hash(previous, row.seq, row.epoch, row.signer, row.sealed) != row.hash:
        return "changed"
    if not any(audit.verify(key, row.hash, row.signature) for key in signers.get(row.signer, ())):
        return "signature"
    return ""
