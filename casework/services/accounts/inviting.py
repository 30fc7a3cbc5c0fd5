"""A newcomer: invited by a one-time link, then with own passphrase and keys, then granted the role's compartments."""

from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID, uuid4

from sqlalchemy import delete, select

from casework.domain import codec
from casework.domain.errors import Invalid, NotFound, Tampered
from casework.domain.members import AccountState, StaffRecord
from casework.domain.policy import COMPARTMENTS, Compartment, Permission, Role, anchor
from casework.services import clock, ledger
from casework.services.accounts import papers, passphrases, sessions
from casework.services.actor import Actor, require
from casework.store import settings
from casework.store.database import db, transaction
from casework.store.members import FormerKeys, Grant, Invitation, User
from casework.vault import derive, session
from casework.vault import login as logins
from casework.vault.keyring import Keyring, Purpose
from casework.vault.people import UserKeys
from casework.vault.place import Place
from casework.vault.secret import Secret

LASTS = timedelta(days=7)


class Invited(NamedTuple):
    """What the inviter hands over; the token is stored nowhere."""

    user_id: UUID
    name: str
    token: str
    expires: datetime


def invite(actor: Actor, login: str, name: str, role: Role) -> Invited:
    """Make an account that waits for its owner. Raises NotAllowed, Invalid (`login`, `taken`)."""
    require(actor, Permission.ACCOUNT_MANAGE)
    login, name = passphrases.named(login, name)
    record = StaffRecord(login, name, role)
    user_id = uuid4()
    hashed = logins.lookup(settings.instance_key(), login)
    with ledger.writing(actor) as unit:
        if db.session.scalar(select(User.id).where(User.login_hash == hashed)) is not None:
            raise Invalid("login", "taken")
        db.session.add(
            User(
                id=user_id,
                login_hash=hashed,
                state=AccountState.INVITED,
                anchor=anchor(role).value,
                staff=papers.seal_staff(actor.keyring, user_id, record),
                **_NO_KEYS,
            )
        )
        db.session.flush()
        made = _link(actor.keyring, user_id, record)
        unit.audit("account.invited", str(user_id), {"role": role.value})
    return made


def invite_again(actor: Actor, user_id: UUID) -> Invited:
    """For a forgotten passphrase: sessions and grants end, a new link brings new keys.

    Raises NotAllowed, NotFound, Invalid (`account`: `yourself` or `last_coordinator`).
    """
    require(actor, Permission.ACCOUNT_MANAGE, str(user_id))
    with ledger.writing(actor) as unit:
        user = _user(user_id)
        record = papers.open_staff(actor.keyring, user)
        spare(actor, user, record.role)
        withdraw(user, AccountState.INVITED)
        made = _link(actor.keyring, user_id, record)
        unit.audit("account.invited_again", str(user_id))
    return made


_NO_KEYS: dict[str, bytes] = {
    "bundle": b"", "box_public": b"", "sign_public": b"", "public_mac": b"", "appointment": b"",
}  # fmt: skip


def _user(user_id: UUID) -> User:
    user = db.session.get(User, user_id)
    if user is None:
        raise NotFound
    return user


def _place(user_id: UUID) -> Place:
    return Place("invitation", str(user_id), "", 0, Compartment.STAFF)


def _link(keyring: Keyring, user_id: UUID, record: StaffRecord) -> Invited:
    token, expires = session.new_token(), clock.now() + LASTS
    db.session.execute(delete(Invitation).where(Invitation.user_id == user_id))
    db.session.add(
        Invitation(
            id=session.link_id(token),
            user_id=user_id,
            expires_at=expires,
            sealed=keyring.seal(Purpose.INVITATION, _place(user_id), session.link_secret(token)),
            shown=session.seal_link(token, codec.encode(record)),
        )
    )
    return Invited(user_id, record.name, token, expires)


def _found(token: str) -> Invitation:
    """Raises NotFound for a link that is unknown, used or expired: one answer for all."""
    row = db.session.get(Invitation, session.link_id(token))
    if row is None or not row.shown or row.expires_at <= clock.now():
        raise NotFound
    return row


def invitation(token: str) -> StaffRecord:
    """Whom the link is for. Raises NotFound."""
    return codec.decode(session.open_link(token, _found(token).shown), StaffRecord)


def accept_invitation(token: str, passphrase: str) -> None:
    """The newcomer's own keys, under the newcomer's own passphrase; the link is used up.

    Raises NotFound, Invalid for a weak passphrase.
    """
    record = invitation(token)
    passphrases.check(passphrase, (record.login, record.name))
    user_id = _found(token).user_id
    keys = UserKeys.generate()
    bundle = keys.bundle(Secret(passphrase.encode("utf-8", "surrogatepass")), str(user_id))
    public = keys.public()
    with transaction():
        row = _found(token)
        user = _user(row.user_id)
        if user.state != AccountState.INVITED:
            raise NotFound
        user.bundle, user.box_public, user.sign_public = bundle, public.box, public.sign
        user.public_mac = derive.mac(session.link_secret(token), public.canonical(str(user.id)))
        user.state = AccountState.WAITING
        row.shown = b""
    ledger.witness("account.joined", str(user_id))


def grant_role(actor: Actor, user_id: UUID) -> None:
    """Seal the role's compartments to a newcomer whose keys prove to come from the link.

    Raises NotAllowed (also when the actor lacks one of the compartments), NotFound, Tampered, Invalid.
    """
    require(actor, Permission.KEYS_GRANT, str(user_id))
    with ledger.writing(actor) as unit:
        user = _user(user_id)
        if user.state != AccountState.WAITING:
            raise Invalid("account", "not_waiting")
        _prove_newcomer(actor, user)
        record = papers.open_staff(actor.keyring, user)
        appoint(actor.keyring, user, record)
        db.session.execute(delete(Invitation).where(Invitation.user_id == user_id))
        unit.audit("keys.granted", str(user_id), {"role": record.role.value})


def appoint(keyring: Keyring, user: User, record: StaffRecord) -> None:
    """Inside the running transaction: vouch for the keys, grant the role's compartments, seal the appointment."""
    public = papers.public_keys(user)
    db.session.execute(delete(Grant).where(Grant.holder == str(user.id)))
    db.session.add_all(papers.grants_for(keyring, str(user.id), public, COMPARTMENTS[record.role]))
    user.anchor = anchor(record.role).value
    user.appointment = papers.seal_appointment(keyring, user.id, record.name, record.role)
    user.public_mac = papers.vouch(keyring, str(user.id), public)
    user.state = AccountState.ACTIVE


def _prove_newcomer(actor: Actor, user: User) -> None:
    row = db.session.scalar(select(Invitation).where(Invitation.user_id == user.id))
    if row is None:
        raise Tampered(f"user/{user.id}/keys")
    secret = actor.keyring.open(Purpose.INVITATION, _place(user.id), row.sealed)
    made = derive.mac(secret, papers.public_keys(user).canonical(str(user.id)))
    if Secret(made) != Secret(user.public_mac):
        raise Tampered(f"user/{user.id}/keys")


def spare(actor: Actor, user: User, role: Role) -> None:
    """Raises Invalid for one's own account and for the last coordinator: nobody could grant keys again."""
    if user.id == actor.user_id:
        raise Invalid("account", "yourself")
    if role is Role.COORDINATOR and user.state == AccountState.ACTIVE:
        others = db.session.scalars(select(User).where(User.state == AccountState.ACTIVE, User.id != user.id))
        if not any(papers.open_staff(actor.keyring, other).role is Role.COORDINATOR for other in others):
            raise Invalid("account", "last_coordinator")


def withdraw(user: User, state: AccountState) -> None:
    """Inside the running transaction: no sessions, grants or bundle; vouched public keys stay, for the log."""
    if user.state == AccountState.ACTIVE:
        db.session.add(
            FormerKeys(
                sign_public=user.sign_public, user_id=user.id, box_public=user.box_public, public_mac=user.public_mac
            )
        )
    sessions.end_all(user.id)
    db.session.execute(delete(Grant).where(Grant.holder == str(user.id)))
    db.session.execute(delete(Invitation).where(Invitation.user_id == user.id))
    user.bundle, user.appointment, user.state = b"", b"", state
