"""The list of accounts, ending sessions, disabling."""

from typing import NamedTuple
from uuid import UUID

from sqlalchemy import func, select

from casework.domain.errors import NotFound
from casework.domain.members import AccountState
from casework.domain.policy import Permission, Role
from casework.services import clock, ledger
from casework.services.accounts import inviting, papers, sessions
from casework.services.actor import Actor, require
from casework.store.database import db
from casework.store.members import Organisation, User, UserSession


class Member(NamedTuple):
    id: UUID
    login: str
    name: str
    role: Role
    state: AccountState
    sessions: int


def listing(actor: Actor) -> list[Member]:
    """Every account by name. Raises NotAllowed."""
    require(actor, Permission.ACCOUNT_READ)
    live = _live_sessions()
    found = [_member(actor, user, live) for user in db.session.scalars(select(User))]
    with ledger.reading(actor) as unit:
        unit.audit("accounts.listed", "", {"count": len(found)})
    return sorted(found, key=lambda one: (one.state == AccountState.DISABLED, one.name.casefold()))


def member(actor: Actor, user_id: UUID) -> Member:
    """Raises NotAllowed, NotFound."""
    require(actor, Permission.ACCOUNT_READ, str(user_id))
    return _member(actor, _user(user_id), _live_sessions())


def organisation_name(actor: Actor) -> str:
    """Raises NotFound before there is one."""
    sealed = db.session.scalar(select(Organisation.name).limit(1))
    if sealed is None:
        raise NotFound
    return papers.open_organisation(actor.keyring, sealed)


def doubtful_keys(actor: Actor) -> list[str]:
    """Ids of members whose public keys nobody with the staff key vouched for. Raises NotAllowed."""
    require(actor, Permission.AUDIT_READ)
    return papers.doubtful(actor.keyring)


def end_sessions(actor: Actor, user_id: UUID) -> int:
    """How many ended. Raises NotAllowed, NotFound."""
    require(actor, Permission.SESSION_END, str(user_id))
    with ledger.writing(actor) as unit:
        ended = sessions.end_all(_user(user_id).id)
        unit.audit("sessions.ended", str(user_id), {"count": ended})
    return ended


def disable(actor: Actor, user_id: UUID) -> None:
    """Sessions and grants end at once; what the account wrote stays.

    Raises NotAllowed, NotFound, Invalid (`account`: `yourself` or `last_coordinator`).
    """
    require(actor, Permission.ACCOUNT_MANAGE, str(user_id))
    with ledger.writing(actor) as unit:
        user = _user(user_id)
        inviting.spare(actor, user, papers.open_staff(actor.keyring, user).role)
        inviting.withdraw(user, AccountState.DISABLED)
        unit.audit("account.disabled", str(user_id))


def _user(user_id: UUID) -> User:
    user = db.session.get(User, user_id)
    if user is None:
        raise NotFound
    return user


def _live_sessions() -> dict[UUID, int]:
    now = clock.now()
    live = select(UserSession.user_id, func.count()).where(UserSession.idle_until > now, UserSession.ends_at > now)
    return {row[0]: row[1] for row in db.session.execute(live.group_by(UserSession.user_id))}


def _member(actor: Actor, user: User, live: dict[UUID, int]) -> Member:
    record = papers.open_staff(actor.keyring, user)
    state = AccountState(user.state)
    return Member(user.id, record.login, record.name, record.role, state, live.get(user.id, 0))
