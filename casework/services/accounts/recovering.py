"""The recovery key in use: a coordinator gets a new passphrase and new keys when nobody else can give them."""

from sqlalchemy import select

from casework.domain.errors import SignInFailed
from casework.domain.members import AccountState
from casework.domain.policy import Role
from casework.services import ledger
from casework.services.accounts import attempts, inviting, papers, passphrases
from casework.services.actor import Actor
from casework.store import settings
from casework.store.database import db
from casework.store.members import Grant, Organisation, User
from casework.vault import login as logins
from casework.vault import recovery
from casework.vault.keyring import Keyring
from casework.vault.people import UserKeys
from casework.vault.secret import Secret


def recover(typed: str, login: str, passphrase: str, address: str = "") -> None:
    """Raises Invalid for a mistyped key or a weak passphrase, SignInFailed for a wrong key or login, Locked."""
    passphrases.check(passphrase, (login,))
    instance = settings.instance_key()
    from_where = logins.address_hash(instance, address)
    attempts.begin(from_where, attempts.ADDRESS_FREE)
    keyring = _keyring(typed)
    who = logins.lookup(instance, login)
    user = db.session.scalar(select(User).where(User.login_hash == who))
    if keyring is None or user is None or papers.open_staff(keyring, user).role is not Role.COORDINATOR:
        attempts.witness_failure("recovery.failed", "", address)
        raise SignInFailed
    attempts.succeeded(who, from_where)
    _renew(keyring, user, passphrase, address)


def _keyring(typed: str) -> Keyring | None:
    """All compartments, or None for a key that is not this organisation's. Raises Invalid for a mistyped one."""
    keys = recovery.from_text(typed)
    row = db.session.scalar(select(Organisation).limit(1))
    if row is None or not recovery.is_the_one(typed, row.recovery_commitment):
        return None
    return papers.received(
        keys, recovery.USER_ID, db.session.scalars(select(Grant).where(Grant.holder == recovery.USER_ID))
    )


def _renew(keyring: Keyring, user: User, passphrase: str, address: str) -> None:
    record = papers.open_staff(keyring, user)
    keys = UserKeys.generate()
    public = keys.public()
    bundle = keys.bundle(Secret(passphrase.encode("utf-8", "surrogatepass")), str(user.id))
    where = attempts.address_name(address)
    with ledger.writing(Actor(user.id, record.name, Role.COORDINATOR, keyring, keys, where)) as unit:
        inviting.withdraw(user, AccountState.WAITING)
        user.bundle, user.box_public, user.sign_public = bundle, public.box, public.sign
        inviting.appoint(keyring, user, record)
        unit.audit("recovery.used", str(user.id))
