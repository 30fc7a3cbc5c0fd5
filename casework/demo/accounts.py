"""One account for each role, with passphrases made at that moment."""

from dataclasses import dataclass

from casework.domain.policy import Role
from casework.services import accounts
from casework.vault import passphrase
from casework.vault.secret import Secret

LOGINS = {
    Role.COORDINATOR: ("coordinator", "Vera Coordinator"),
    Role.CASEWORKER: ("caseworker", "Ales Caseworker"),
    Role.ANALYST: ("analyst", "Ina Analyst"),
    Role.SECURITY_OFFICER: ("security", "Taras Security"),
    Role.ADMINISTRATOR: ("administrator", "Yana Administrator"),
}


@dataclass(frozen=True, slots=True)
class Account:
    login: str
    name: str
    passphrase: Secret


def make_accounts(organisation: str) -> tuple[str, dict[Role, Account]]:
    """Set the organisation up through the same services as the pages. Returns the recovery key and the accounts."""
    people = {
        role: Account(login, name, Secret(passphrase.generate().encode())) for role, (login, name) in LOGINS.items()
    }
    first = people[Role.COORDINATOR]
    recovery = accounts.set_up_at_once(organisation, first.login, first.name, first.passphrase)
    coordinator = accounts.cli_actor(first.login, first.passphrase)
    for role, person in people.items():
        if role is not Role.COORDINATOR:
            invitation = accounts.invite(coordinator, person.name, role)
            user_id = accounts.accept_invitation(invitation, person.login, person.passphrase)
            accounts.grant_role(coordinator, user_id)
    return recovery, people
