"""Growing delays for those who guess: per account and per address, in the database, so for all workers together.

An attempt is counted before it is checked and taken back when it succeeds: many at once gain nothing.
A login that does not exist is counted like one that does.
"""

from datetime import timedelta

from sqlalchemy import select

from casework.domain.errors import Locked
from casework.services import clock, ledger
from casework.store import settings
from casework.store.database import db, transaction
from casework.store.members import Attempt, Organisation
from casework.vault import login

ACCOUNT_FREE = 3
ADDRESS_FREE = 10
"""Attempts before the first delay. People behind one proxy, or one onion service, share an address."""
DELAYS = (5, 15, 60, 300, 900)
"""Seconds after each further failure; the last one stays."""
FORGOTTEN = timedelta(hours=24)


def delay(failures: int, free: int) -> int:
    if failures < free:
        return 0
    return DELAYS[min(failures - free, len(DELAYS) - 1)]


def begin(key: bytes, free: int) -> int:
    """Count one attempt; the delay that follows if it fails. Raises Locked while one lasts, and then counts nothing."""
    with transaction():
        now = clock.now()
        row = db.session.get(Attempt, key)
        if row is None or row.forgotten_at <= now:
            if row is not None:
                db.session.delete(row)
                db.session.flush()
            row = Attempt(key=key, failures=0, locked_until=now, forgotten_at=now)
            db.session.add(row)
        remaining = (row.locked_until - now).total_seconds()
        if remaining > 0:
            raise Locked(int(remaining) + 1)
        row.failures += 1
        wait = delay(row.failures, free)
        row.locked_until = now + timedelta(seconds=wait)
        row.forgotten_at = now + FORGOTTEN
    return wait


def succeeded(account: bytes, address: bytes) -> None:
    """The account starts afresh; the address only loses this one attempt, or one good login would clear a guesser."""
    with transaction():
        found = db.session.get(Attempt, account)
        if found is not None:
            db.session.delete(found)
        shared = db.session.get(Attempt, address)
        if shared is not None:
            shared.failures = max(0, shared.failures - 1)
            shared.locked_until = clock.now()


def address_name(address: str) -> str:
    """How an address appears in the log and in the count of failures: the same one is recognised, none can be read."""
    return login.address_hash(settings.instance_key(), address).hex()[:16] if address else ""


def witness_failure(event: str, subject: str, address: str, wait: int = 0) -> None:
    """Into the audit log, once there is an organisation to have one."""
    if db.session.scalar(select(Organisation.id).limit(1)) is not None:
        ledger.witness(event, subject, {"address": address_name(address), "wait": wait})
