"""Sessions: the unlocked keys, sealed under a token the browser holds, until idle, absolute end or sign-out."""

from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import delete, select, true

from casework.domain.errors import SignInFailed, Tampered
from casework.domain.members import AccountState, Appointment
from casework.domain.policy import Role
from casework.services import clock, ledger
from casework.services.accounts import attempts
from casework.services.actor import Actor
from casework.store import settings
from casework.store.database import db, transaction
from casework.store.members import Organisation, User, UserSession
from casework.vault import session as vault
from casework.vault.fields import join, split
from casework.vault.keyring import Keyring
from casework.vault.people import UserKeys

REMEMBERED = timedelta(days=7)
"""How long an ended session is still known by its user, keys gone, so that a late form can be kept for them."""
_STEP = timedelta(minutes=1)
"""Reading pages moves the idle time-out in steps: not one write a request."""


class _Opened(NamedTuple):
    actor: Actor
    confirmed: bool


def begin(user: User, paper: Appointment, keyring: Keyring, keys: UserKeys) -> str:
    """A new session inside the running transaction; the token is returned to the browser and kept nowhere."""
    now = clock.now()
    token = vault.new_token()
    payload = join(user.id.bytes, paper.name.encode(), paper.role.encode(), keyring.to_bytes(), keys.to_bytes())
    absolute = now + settings.absolute()
    db.session.add(
        UserSession(
            id=vault.session_id(token),
            user_id=user.id,
            sealed=vault.seal_session(token, payload),
            idle_until=min(now + settings.idle(), absolute),
            ends_at=absolute,
        )
    )
    forget_old()
    return token


def actor_for(token: str, address: str = "") -> Actor | None:
    """Who holds this token; None when the session has ended, or may not be used yet."""
    opened = _open(token, address)
    return opened.actor if opened is not None and opened.confirmed else None


def ends_at(token: str) -> datetime | None:
    """When this session ends if nothing more is done; None when there is none."""
    row = db.session.get(UserSession, vault.session_id(token)) if token else None
    return min(row.idle_until, row.ends_at) if row is not None and row.sealed else None


def unconfirmed_actor(token: str) -> Actor:
    """The coordinator who still has to type the recovery key back. Raises SignInFailed."""
    opened = _open(token, "")
    if opened is None or opened.confirmed:
        raise SignInFailed
    return opened.actor


def unconfirmed(token: str) -> bool:
    """Whether this session may do nothing but type the recovery key back."""
    try:
        unconfirmed_actor(token)
    except SignInFailed:
        return False
    return True


def _open(token: str, address: str) -> _Opened | None:
    found = _find(token) if token else None
    if found is None:
        return None
    row, confirmed = found
    try:
        actor = _actor(token, row, address)
    except (Tampered, ValueError):
        _drop(row)
        return None
    until = min(clock.now() + settings.idle(), row.ends_at)
    if until - row.idle_until >= _STEP:
        with transaction():
            row.idle_until = until
    return _Opened(actor, confirmed)


def _find(token: str) -> tuple[UserSession, bool] | None:
    """The live session of an active user, and whether the recovery key was typed back."""
    wanted = select(UserSession, User.state, Organisation.recovery_confirmed).join(User, User.id == UserSession.user_id)
    found = db.session.execute(
        wanted.join(Organisation, true()).where(UserSession.id == vault.session_id(token))
    ).first()
    if found is None or not found[0].sealed:
        return None
    row, state, confirmed = found
    if min(row.idle_until, row.ends_at) <= clock.now():
        with transaction():
            row.sealed = b""
        return None
    return (row, confirmed) if state == AccountState.ACTIVE else None


def _drop(row: UserSession) -> None:
    """A changed session is nobody's: its owner signs in again, the log keeps that it happened."""
    user_id = str(row.user_id)
    with transaction():
        db.session.execute(delete(UserSession).where(UserSession.id == row.id))
    ledger.witness("session.refused", user_id)


def _actor(token: str, row: UserSession, address: str) -> Actor:
    """Raises Tampered when the row was changed or given to another user."""
    raw, name, role, ring, keys = split(vault.open_session(token, row.sealed))
    if UUID(bytes=raw) != row.user_id:
        raise Tampered("session")
    return Actor(
        user_id=row.user_id,
        name=name.decode(),
        role=Role(role.decode()),
        keyring=Keyring.from_bytes(ring),
        keys=UserKeys.from_bytes(keys),
        address=attempts.address_name(address),
    )


def end_all(user_id: UUID, but: str = "") -> int:
    """Inside the running transaction: end a user's sessions, but the one of this token; how many."""
    ended = delete(UserSession).where(UserSession.user_id == user_id)
    if but:
        ended = ended.where(UserSession.id != vault.session_id(but))
    return len(db.session.scalars(ended.returning(UserSession.id)).all())


def forget_old() -> None:
    """Inside the running transaction: keys of ended sessions go at once, the rest after a week."""
    now = clock.now()
    db.session.execute(delete(UserSession).where(UserSession.ends_at < now - REMEMBERED))
    for row in db.session.scalars(select(UserSession).where(UserSession.idle_until <= now, UserSession.sealed != b"")):
        row.sealed = b""
