"""Logins and passphrases as they are chosen and changed."""

from collections.abc import Iterable

from casework.domain.errors import Invalid
from casework.services import ledger
from casework.services.accounts import sessions
from casework.services.actor import Actor
from casework.store.database import db
from casework.store.members import User
from casework.vault.login import folded
from casework.vault.passphrase import strength
from casework.vault.people import UserKeys
from casework.vault.secret import Secret

LONGEST_LOGIN = 100
LONGEST_NAME = 200


def named(login: str, name: str) -> tuple[str, str]:
    """Both without the spaces around them. Raises Invalid when one is missing or too long."""
    login, name = folded(login), " ".join(name.split())
    for field, value, longest in (("login", login, LONGEST_LOGIN), ("name", name, LONGEST_NAME)):
        if not value:
            raise Invalid(field, "needed")
        if len(value) > longest:
            raise Invalid(field, "too_long")
    return login, name


def check(passphrase: str, inputs: Iterable[str] = ()) -> None:
    """Raises Invalid with the first reason why this passphrase is too weak."""
    for code in strength(passphrase, inputs):
        raise Invalid("passphrase", f"passphrase_{code}")


def change_passphrase(actor: Actor, token: str, current: str, chosen: str) -> None:
    """The same keys under a new passphrase; the actor's other sessions end.

    Raises SignInFailed when `current` is wrong, Invalid when the new one is weak.
    """
    check(chosen, (actor.name,))
    user = db.session.get_one(User, actor.user_id)
    keys = UserKeys.from_bundle(user.bundle, Secret(current.encode("utf-8", "surrogatepass")), str(user.id))
    with ledger.writing(actor) as unit:
        user.bundle = keys.bundle(Secret(chosen.encode("utf-8", "surrogatepass")), str(user.id))
        sessions.end_all(user.id, but=token)
        unit.audit("passphrase.changed", str(user.id))
