"""One account for each role, with passphrases made at that moment."""

from dataclasses import dataclass, field

from casework.domain.policy import Role
from casework.services import accounts
from casework.vault import passphrase

LOGINS = {
    Role.COORDINATOR: ("coordinator", "Vera Sasnouskaya"),
    Role.CASEWORKER: ("caseworker", "Ales Hrabovich"),
    Role.ANALYST: ("analyst", "Ina Rabinava"),
    Role.SECURITY_OFFICER: ("security", "Taras Dubouski"),
    Role.ADMINISTRATOR: ("administrator", "Yana Kavalenka"),
}


@dataclass(frozen=True, slots=True)
class Account:
    login: str
    name: str
    passphrase: str = field(repr=False)


def make_accounts(organisation: str) -> tuple[str, dict[Role, Account]]:
    """Set the organisation up as the pages do, each newcomer by a link. Returns the recovery key and the accounts."""
    people = {role: Account(login, name, passphrase.generate()) for role, (login, name) in LOGINS.items()}
    first = people[Role.COORDINATOR]
    founded = accounts.set_up(organisation, first.login, first.name, first.passphrase)
    accounts.confirm_recovery(founded.token, founded.recovery)
    coordinator = accounts.cli_actor(first.login, first.passphrase)
    for role, person in people.items():
        if role is not Role.COORDINATOR:
            invited = accounts.invite(coordinator, person.login, person.name, role)
            accounts.accept_invitation(invited.token, person.passphrase)
            accounts.grant_role(coordinator, invited.user_id)
    accounts.sign_out(founded.token)
    return founded.recovery, people
