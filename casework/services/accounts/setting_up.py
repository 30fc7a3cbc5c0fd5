"""First run: the organisation, its first coordinator and the recovery key that must be typed back."""

import hmac
import os
import secrets
from typing import NamedTuple
from uuid import uuid4

from sqlalchemy import delete, select

from casework.domain.errors import Invalid, NotAllowed
from casework.domain.members import AccountState, StaffRecord
from casework.domain.policy import COMPARTMENTS, Compartment, Role, anchor
from casework.services import ledger
from casework.services.accounts import papers, passphrases, sessions
from casework.services.actor import Actor
from casework.store import settings
from casework.store.database import db, transaction
from casework.store.members import CompartmentEpoch, Grant, Organisation, User
from casework.vault import audit, derive, recovery
from casework.vault import login as logins
from casework.vault.keyring import Keyring, new_compartment_secret
from casework.vault.people import PublicKeys, UserKeys
from casework.vault.secret import Secret

FIRST_RUN_FILE = "first-run"
FIRST_EPOCH = 1


class Founded(NamedTuple):
    """The recovery key to show once, and the token of a session that may do nothing but type it back."""

    recovery: str
    token: str


def first_run_open() -> bool:
    return db.session.scalar(select(Organisation.id).limit(1)) is None


def first_run_token() -> str | None:
    """A new one-time token for the console; None when there is an organisation. The data folder keeps its hash."""
    if not first_run_open():
        return None
    token = secrets.token_hex(10)
    path = settings.data_folder() / FIRST_RUN_FILE
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(_hashed(token))
    return token


def check_first_run_token(token: str) -> None:
    """Raises Invalid for a token that was not printed last, and NotAllowed once there is an organisation."""
    if not first_run_open():
        raise NotAllowed("there is an organisation already")
    path = settings.data_folder() / FIRST_RUN_FILE
    stored = path.read_text(encoding="ascii").strip() if path.exists() else ""
    if not stored or not hmac.compare_digest(stored, _hashed(token.strip().lower())):
        raise Invalid("token", "wrong_token")


def close_first_run() -> None:
    (settings.data_folder() / FIRST_RUN_FILE).unlink(missing_ok=True)


def _hashed(token: str) -> str:
    return derive.mac(settings.instance_key().reveal(), b"setup token" + token.encode("utf-8", "replace")).hex()


def set_up(organisation: str, login: str, name: str, passphrase: str) -> Founded:
    """Keys of every compartment, the first coordinator, the recovery key.

    Raises Invalid for a weak passphrase or a missing name, NotAllowed when there is an organisation.
    """
    login, name = passphrases.named(login, name)
    passphrases.check(passphrase, (organisation, login, name))
    if not organisation.strip():
        raise Invalid("organisation", "needed")
    keyring = Keyring({each: {FIRST_EPOCH: new_compartment_secret()} for each in Compartment})
    keys = UserKeys.generate()
    shown, recovering = recovery.new()
    user = _coordinator(keyring, keys, login, name, passphrase)
    with transaction():
        if not first_run_open():
            raise NotAllowed("there is an organisation already")
        db.session.add(_organisation(keyring, organisation.strip(), shown, recovering))
        db.session.add_all(_epochs(keyring))
        db.session.add(user)
        db.session.flush()
        db.session.add_all(papers.grants_for(keyring, str(user.id), keys.public(), COMPARTMENTS[Role.COORDINATOR]))
        db.session.add_all(papers.grants_for(keyring, recovery.USER_ID, recovering.public(), Compartment))
    return Founded(shown, _first_session(user, keyring, keys, name))


def _coordinator(keyring: Keyring, keys: UserKeys, login: str, name: str, passphrase: str) -> User:
    user_id = uuid4()
    public = keys.public()
    return User(
        id=user_id,
        login_hash=logins.lookup(settings.instance_key(), login),
        state=AccountState.ACTIVE,
        bundle=keys.bundle(Secret(passphrase.encode("utf-8", "surrogatepass")), str(user_id)),
        box_public=public.box,
        sign_public=public.sign,
        public_mac=papers.vouch(keyring, str(user_id), public),
        anchor=anchor(Role.COORDINATOR).value,
        appointment=papers.seal_appointment(keyring, user_id, name, Role.COORDINATOR),
        staff=papers.seal_staff(keyring, user_id, StaffRecord(login, name, Role.COORDINATOR)),
    )


def _organisation(keyring: Keyring, name: str, shown: str, recovering: UserKeys) -> Organisation:
    row = Organisation(name=papers.seal_organisation(keyring, name), recovery_confirmed=False)
    _put_recovery(row, keyring, shown, recovering.public())
    return row


def _put_recovery(row: Organisation, keyring: Keyring, shown: str, public: PublicKeys) -> None:
    row.recovery_commitment = recovery.commitment(shown)
    row.recovery_box = public.box
    row.recovery_sign = public.sign
    row.recovery_mac = papers.vouch(keyring, recovery.USER_ID, public)


def _epochs(keyring: Keyring) -> list[CompartmentEpoch]:
    """The audit compartment's public key lies beside its epoch: everybody writes to the log."""
    public = audit.public_key(keyring.secret(Compartment.AUDIT, FIRST_EPOCH))
    return [
        CompartmentEpoch(compartment=each.value, epoch=FIRST_EPOCH, public=public if each is Compartment.AUDIT else b"")
        for each in Compartment
    ]


def _first_session(user: User, keyring: Keyring, keys: UserKeys, name: str) -> str:
    actor = Actor(user.id, name, Role.COORDINATOR, keyring, keys)
    with ledger.writing(actor) as unit:
        token = sessions.begin(user, papers.open_appointment(keyring, user), keyring, keys)
        unit.audit("organisation.founded", str(user.id))
    return token


def confirm_recovery(token: str, typed: str) -> None:
    """Raises Invalid when what was typed is not the recovery key that was shown last."""
    actor = sessions.unconfirmed_actor(token)
    row = db.session.scalars(select(Organisation)).one()
    if not recovery.is_the_one(typed, row.recovery_commitment):
        raise Invalid("recovery_key", "not_this_one")
    with ledger.writing(actor) as unit:
        row.recovery_confirmed = True
        unit.audit("recovery.confirmed")


def renew_recovery(token: str) -> str:
    """Another recovery key in place of one that was not typed back yet; the one before opens nothing any more."""
    actor = sessions.unconfirmed_actor(token)
    shown, recovering = recovery.new()
    with ledger.writing(actor) as unit:
        row = db.session.scalars(select(Organisation)).one()
        db.session.execute(delete(Grant).where(Grant.holder == recovery.USER_ID))
        _put_recovery(row, actor.keyring, shown, recovering.public())
        db.session.add_all(papers.grants_for(actor.keyring, recovery.USER_ID, recovering.public(), Compartment))
        unit.audit("recovery.renewed")
    return shown
