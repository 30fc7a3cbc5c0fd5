"""Is the instance sound? What needs no key is checked with nobody signed in; with a member's keys, every value."""

import stat
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select

from casework.casebook import snapshot
from casework.domain.errors import Tampered
from casework.domain.members import AccountState
from casework.domain.policy import Compartment
from casework.domain.records import MAIN, RecordKind, sealing
from casework.services import audit, ledger
from casework.services.actor import Actor
from casework.services.reading import Reader
from casework.store import heads, migrate, records, settings
from casework.store.database import db
from casework.store.members import CompartmentEpoch, Grant, Organisation, User
from casework.vault import recovery
from casework.vault.keyring import Purpose


class Finding(NamedTuple):
    """One check and its outcome. The detail names ids and places, never content."""

    check: str
    sound: bool
    detail: str


def examine() -> list[Finding]:
    """Settings, migrations, keys, the audit chain and the snapshot's place; needs nobody's passphrase."""
    found = [_folder(), _instance_key(), _migrations()]
    if not found[-1].sound:
        return found
    return [*found, _organisation(), _recovery_grants(), _members_grants(), _chain(), _snapshot()]


def examine_sealed(actor: Actor) -> list[Finding]:
    """Open every newest section and summary that this actor's keys open, and add up the heads."""
    with ledger.reading(actor) as unit:
        damaged = [place for kind in RecordKind for place in _damaged_records(unit, kind)]
        found = [_heads(actor, compartment) for compartment in sorted(set(MAIN.values()))]
        unit.audit("instance.examined", "", {"damaged": len(damaged)})
    whole = ", ".join(damaged[:20]) if damaged else "every newest section opens"
    return [Finding("records", not damaged, whole), *found, _snapshot_opens(actor)]


def _folder() -> Finding:
    path = settings.data_folder()
    mode = stat.S_IMODE(path.stat().st_mode)
    return Finding(
        "data folder", not mode & 0o077, f"{path}, mode {mode:o}" + (": others can read it" if mode & 0o077 else "")
    )


def _instance_key() -> Finding:
    path: Path = settings.data_folder() / "instance.key"
    if not path.exists():
        return Finding("instance key", False, "missing: nobody can sign in")
    mode = stat.S_IMODE(path.stat().st_mode)
    return Finding("instance key", not mode & 0o077, f"mode {mode:o}")


def _migrations() -> Finding:
    current, newest = migrate.current(db.engine), migrate.newest()
    return Finding("migrations", current == newest, f"at {current or 'none'}, newest {newest}")


def _organisation() -> Finding:
    confirmed = db.session.scalar(select(Organisation.recovery_confirmed))
    words = {None: "not set up yet", False: "the recovery key was not typed back yet", True: "set up"}
    return Finding("organisation", confirmed is True, words[confirmed])


def _recovery_grants() -> Finding:
    return _granted("recovery key", [recovery.USER_ID])


def _members_grants() -> Finding:
    """Which compartments a member should hold is sealed; that of the appointment they must hold."""
    active = db.session.execute(select(User.id, User.anchor).where(User.state == AccountState.ACTIVE))
    held = set(db.session.execute(select(Grant.holder, Grant.compartment)))
    without = [str(user) for user, anchor in active if (str(user), anchor) not in held]
    return Finding(
        "members' keys",
        not without,
        f"no keys for {', '.join(without)}" if without else "every active member holds keys",
    )


def _granted(check: str, holders: Iterable[str]) -> Finding:
    epochs = set(db.session.execute(select(CompartmentEpoch.compartment, CompartmentEpoch.epoch)))
    missing = []
    for holder in holders:
        grants = select(Grant.compartment, Grant.epoch).where(Grant.holder == holder)
        missing += sorted(epochs - set(db.session.execute(grants)))
    lacking = {compartment.value for compartment in Compartment} - {compartment for compartment, _ in epochs}
    names = [f"{compartment}/{epoch}" for compartment, epoch in missing] + sorted(lacking)
    return Finding(check, not names, f"lacks {', '.join(names)}" if names else "opens every compartment")


def _chain() -> Finding:
    verdict = audit.verify()
    if verdict.broken_at is not None:
        return Finding("audit chain", False, f"broken at entry {verdict.broken_at}: {verdict.reason}")
    return Finding("audit chain", True, f"{verdict.entries} entries, head {verdict.head}")


def _snapshots() -> Path:
    return settings.data_folder() / "snapshots"


def _snapshot() -> Finding:
    """One from a later change than the database knows means that the database was put back."""
    at, newest = snapshot.stands_at(_snapshots()), records.last_seq()
    if at is None:
        return Finding("snapshot", True, "none: built when somebody reads cases")
    later = ": of a later database" if at > newest else ""
    return Finding("snapshot", at <= newest, f"at change {at} of {newest}{later}")


def _snapshot_opens(actor: Actor) -> Finding:
    check = "snapshot opens"
    if not actor.keyring.holds(Compartment.CASE) or snapshot.stands_at(_snapshots()) is None:
        return Finding(check, True, "not examined")
    if snapshot.load(_snapshots(), actor.keyring, records.last_seq()) is None:
        return Finding(check, False, "damaged, or of another database: it is not used, delete it")
    return Finding(check, True, "yes")


def _damaged_records(unit: Reader, kind: RecordKind) -> list[str]:
    """Read in batches; only where a batch is refused, one by one, to name each place."""
    ids = records.ids_of(kind.value)
    found = []
    for section in _sections(kind):
        if unit.actor.keyring.holds(sealing(kind, section).compartment):
            try:
                unit.load_many(ids, section, kind)
            except Tampered:
                found += [place for place in (_refused(unit, one, section) for one in ids) if place]
    return found


def _sections(kind: RecordKind) -> list[str]:
    named = select(records.Revision.section).join(records.Record).where(records.Record.kind == kind.value).distinct()
    return sorted(db.session.scalars(named))


def _refused(unit: Reader, record_id: UUID, section: str) -> str:
    try:
        unit.load_all(record_id, [section])
    except Tampered as problem:
        return problem.place
    return ""


def _heads(actor: Actor, compartment: Compartment) -> Finding:
    check = f"head of {compartment.value}"
    if not actor.keyring.holds(compartment):
        return Finding(check, True, "not examined: this role does not hold it")
    row = db.session.get(records.Head, compartment.value)
    if row is None:
        return Finding(check, True, "empty")
    rows = [
        (record_id, seq, sealed)
        for record_id, _, seq, of, sealed in records.summaries_since(0)
        if of == compartment.value
    ]
    try:
        for record_id, seq, sealed in rows:
            actor.keyring.open(Purpose.SUMMARY, records.summary_place(record_id, seq, compartment), sealed)
        same = heads.total(actor.keyring, compartment, rows) == heads.read(actor.keyring, compartment, row)
    except Tampered as problem:
        return Finding(check, False, f"damaged: {problem.place}")
    return Finding(check, same, f"{len(rows)} records" if same else "a row was taken away or put back")
