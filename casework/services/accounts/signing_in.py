"""Signing in and out. A wrong login and a wrong passphrase take the same time and give the same answer."""

import os
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import delete, select

from casework.domain.errors import SignInFailed, Tampered
from casework.domain.members import AccountState, Appointment
from casework.domain.policy import Compartment
from casework.services import ledger
from casework.services.accounts import attempts, papers, sessions
from casework.services.actor import Actor
from casework.store import settings
from casework.store.database import db, transaction
from casework.store.members import CompartmentEpoch, Grant, Organisation, User, UserSession
from casework.vault import audit, recovery
from casework.vault import login as logins
from casework.vault import session as vault
from casework.vault.keyring import Keyring
from casework.vault.people import PublicKeys, UserKeys
from casework.vault.secret import Secret

NOBODY = "nobody"


class Waiting(SignInFailed):
    """The passphrase is right, but nobody has granted the role's keys yet."""


class _Proved(NamedTuple):
    user: User
    paper: Appointment
    keyring: Keyring
    keys: UserKeys


def sign_in(login: str, passphrase: str, address: str = "") -> str:
    """The session's token. Raises SignInFailed, Waiting or Locked; each is in the audit log."""
    proved = _prove(login, passphrase, address)
    actor = _actor(proved, address)
    with ledger.writing(actor) as unit:
        token = sessions.begin(proved.user, proved.paper, proved.keyring, proved.keys)
        unit.audit("session.began", str(proved.user.id))
    return token


def cli_actor(login: str, passphrase: str) -> Actor:
    """For one command: the same checks, no session."""
    return _actor(_prove(login, passphrase, ""), "")


def sign_out(token: str) -> None:
    """End this session on the server; a token that is none is no error."""
    if not token:
        return
    actor = sessions.actor_for(token)
    with transaction():
        db.session.execute(delete(UserSession).where(UserSession.id == vault.session_id(token)))
    if actor is not None:
        with ledger.writing(actor) as unit:
            unit.audit("session.ended", str(actor.user_id))


def _actor(proved: _Proved, address: str) -> Actor:
    where = attempts.address_name(address)
    return Actor(proved.user.id, proved.paper.name, proved.paper.role, proved.keyring, proved.keys, where)


def _prove(login: str, passphrase: str, address: str) -> _Proved:
    instance = settings.instance_key()
    from_where = logins.address_hash(instance, address)
    attempts.begin(from_where, attempts.ADDRESS_FREE)
    who = logins.lookup(instance, login)
    wait = attempts.begin(who, attempts.ACCOUNT_FREE)
    user = db.session.scalar(select(User).where(User.login_hash == who))
    keys = _keys(user, passphrase)
    if user is None or keys is None:
        attempts.witness_failure("sign_in.failed", str(user.id) if user else "", address, wait)
        raise SignInFailed
    attempts.succeeded(who, from_where)
    return _entitled(user, keys)


def _keys(user: User | None, passphrase: str) -> UserKeys | None:
    """Always one bundle opened: the account's own, or nobody's."""
    bundle, name = _nobodys_bundle(), NOBODY
    known = user is not None and bool(user.bundle) and user.state != AccountState.DISABLED
    if user is not None and known:
        bundle, name = user.bundle, str(user.id)
    try:
        keys = UserKeys.from_bundle(bundle, Secret(passphrase.encode("utf-8", "surrogatepass")), name)
    except SignInFailed:
        return None
    return keys if known else None


@lru_cache(maxsize=1)
def _nobodys_bundle() -> bytes:
    return UserKeys.generate().bundle(Secret(os.urandom(32)), NOBODY)


def _entitled(user: User, keys: UserKeys) -> _Proved:
    """The grants must be exactly the role's. Raises Waiting before they are given, Tampered when they do not fit."""
    if user.state == AccountState.WAITING:
        ledger.witness("sign_in.waiting", str(user.id))
        raise Waiting
    try:
        return _fitting(user, keys)
    except Tampered as refused:
        ledger.witness("sign_in.keys_refused", str(user.id), {"place": refused.place})
        raise


def _fitting(user: User, keys: UserKeys) -> _Proved:
    keyring = papers.received(keys, str(user.id), _granted(user.id))
    paper = papers.open_appointment(keyring, user)
    if not papers.covers(keyring, paper.role):
        raise Tampered(f"user/{user.id}/grants")
    _same_audit_key(paper)
    _same_organisation(paper, keyring)
    return _Proved(user, paper, keyring, keys)


def _same_audit_key(paper: Appointment) -> None:
    """The log's public key must be the one the appointment names: or a server could read along. Raises Tampered."""
    row = db.session.get(CompartmentEpoch, (Compartment.AUDIT.value, paper.audit_epoch))
    if row is None or row.public != paper.audit_public:
        raise Tampered("compartment_epoch/audit")


def _same_organisation(paper: Appointment, keyring: Keyring) -> None:
    """Anybody can seal a grant to themselves: keys of one's own making open nothing, and make no role. Raises Tampered.

    The audit secret must be that of the log's public key; the staff secret must have vouched for the recovery key.
    """
    if keyring.holds(Compartment.AUDIT):
        secret = keyring.secret(Compartment.AUDIT, paper.audit_epoch)
        if audit.public_key(secret) != paper.audit_public:
            raise Tampered("grant/audit")
    row = db.session.scalars(select(Organisation)).one()
    recovering = PublicKeys(row.recovery_box, row.recovery_sign)
    known = not keyring.holds(Compartment.STAFF) or papers.vouched(
        keyring, recovery.USER_ID, recovering, row.recovery_mac
    )
    if not known:
        raise Tampered("grant/staff")


def _granted(user_id: UUID) -> list[Grant]:
    return list(db.session.scalars(select(Grant).where(Grant.holder == str(user_id))))
