"""A form whose session had ended when it was sent: kept sealed to its author's public key, and given back."""

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple
from uuid import UUID, uuid4

import msgspec
from sqlalchemy import delete, func, select

from casework.domain.errors import NotFound, Tampered
from casework.domain.members import AccountState
from casework.services import clock, ledger
from casework.services.actor import Actor
from casework.store.database import db, transaction
from casework.store.members import Draft, User, UserSession
from casework.vault import grants, padding, session
from casework.vault.people import PublicKeys

KEPT = timedelta(days=30)
MOST = 20
LARGEST = 2 * 2**20
_NEVER = ("csrf_token", "kept_draft")
_SECRET = ("passphrase", "again", "current", "recovery_key", "token")
"""Fields that are never kept."""

Fields = list[tuple[str, str]]


class KeptForm(NamedTuple):
    """A form as it was sent. `told` is what a reader sees of it: the fields that hold something."""

    id: UUID
    path: str
    fields: Fields

    @property
    def told(self) -> Fields:
        return [(name, value) for name, value in self.fields if value.strip()]


class _Payload(msgspec.Struct, array_like=True):
    path: str
    fields: Fields


def keep(token: str, path: str, fields: Sequence[tuple[str, str]]) -> bool:
    """Keep the form for the user of an ended session; False when the session is unknown or the form is too large."""
    row = db.session.get(UserSession, session.session_id(token))
    if row is None or row.ends_at < clock.now() - KEPT:
        return False
    kept = [(name, value) for name, value in fields if name not in _NEVER and name not in _SECRET]
    payload = msgspec.msgpack.encode(_Payload(path, kept))
    user = db.session.get(User, row.user_id)
    if not kept or len(payload) > LARGEST or user is None or user.state != AccountState.ACTIVE:
        return False
    _store(user, payload)
    return True


def _store(user: User, payload: bytes) -> None:
    """The oldest gives way when there are too many: an ended token cannot fill the disk."""
    draft_id = uuid4()
    public = PublicKeys(user.box_public, user.sign_public)
    sealed = grants.seal_to(public, "draft", str(draft_id), padding.pad(payload))
    with transaction():
        db.session.execute(delete(Draft).where(Draft.expires_at < clock.now()))
        held = db.session.scalars(select(Draft).where(Draft.user_id == user.id).order_by(Draft.expires_at)).all()
        for old in held[: max(0, len(held) - MOST + 1)]:
            db.session.delete(old)
        db.session.add(Draft(id=draft_id, user_id=user.id, sealed=sealed, expires_at=clock.now() + KEPT))
    ledger.witness("draft.kept", str(user.id))


def waiting(token: str) -> bool:
    """Whether the user of this session has forms waiting."""
    row = db.session.get(UserSession, session.session_id(token))
    count = select(func.count()).select_from(Draft)
    return row is not None and bool(db.session.scalar(count.where(Draft.user_id == row.user_id)))


def listing(actor: Actor) -> list[KeptForm]:
    """The actor's own, newest first; one that no longer opens, such as after new keys, is left out."""
    rows = db.session.scalars(select(Draft).where(Draft.user_id == actor.user_id).order_by(Draft.expires_at.desc()))
    return [kept for row in rows if (kept := _opened(actor, row)) is not None]


def _opened(actor: Actor, row: Draft) -> KeptForm | None:
    try:
        payload = padding.unpad(grants.open_own(actor.keys, "draft", str(row.id), row.sealed))
    except Tampered:
        return None
    read = msgspec.msgpack.decode(payload, type=_Payload)
    return KeptForm(row.id, read.path, read.fields)


def discard(actor: Actor, draft_id: UUID) -> None:
    """Raises NotFound for somebody else's."""
    row = db.session.get(Draft, draft_id)
    if row is None or row.user_id != actor.user_id:
        raise NotFound
    with ledger.writing(actor) as unit:
        db.session.delete(row)
        unit.audit("draft.ended", str(actor.user_id))
