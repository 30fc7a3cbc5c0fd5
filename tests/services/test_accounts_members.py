"""Newcomers, keys granted, sessions ended, accounts disabled; each refused to who may not."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from casework.domain.errors import Invalid, NotAllowed, NotFound, SignInFailed, Tampered
from casework.domain.members import AccountState
from casework.domain.policy import COMPARTMENTS, Role
from casework.services import accounts
from casework.services.actor import Actor
from casework.store.database import db, transaction
from casework.store.members import FormerKeys, Grant, Invitation, User
from casework.vault.people import UserKeys
from tests.organisation import Organisation

OWN = "seven green tables walk"


def invited(organisation: Organisation, role: Role = Role.CASEWORKER) -> accounts.Invited:
    return accounts.invite(organisation.actor(), "maks", "Maks", role)


def joined(organisation: Organisation, role: Role = Role.CASEWORKER) -> UUID:
    made = invited(organisation, role)
    accounts.accept_invitation(made.token, OWN)
    return made.user_id


@pytest.mark.parametrize("role", Role)
def test_a_newcomer_gets_the_keys_of_the_role_and_no_others(organisation: Organisation, role: Role) -> None:
    accounts.grant_role(organisation.actor(), joined(organisation, role))
    actor = accounts.cli_actor("maks", OWN)
    assert (actor.role, actor.name) == (role, "Maks")
    assert actor.keyring.compartments() == COMPARTMENTS[role]


def test_the_whole_way_of_a_newcomer_works_on_both_databases(each_organisation: Organisation) -> None:
    accounts.grant_role(each_organisation.actor(), joined(each_organisation))
    token = accounts.sign_in("maks", OWN, "192.0.2.1")
    assert accounts.actor_for(token) is not None
    accounts.disable(each_organisation.actor(), accounts.cli_actor("maks", OWN).user_id)
    assert accounts.actor_for(token) is None


def test_an_administrator_invites_but_cannot_grant(organisation: Organisation) -> None:
    administrator = organisation.actor(Role.ADMINISTRATOR)
    made = accounts.invite(administrator, "maks", "Maks", Role.CASEWORKER)
    accounts.accept_invitation(made.token, OWN)
    with pytest.raises(NotAllowed):
        accounts.grant_role(administrator, made.user_id)
    accounts.grant_role(organisation.actor(), made.user_id)
    assert accounts.cli_actor("maks", OWN).role is Role.CASEWORKER


def test_before_keys_are_granted_the_right_passphrase_opens_nothing(organisation: Organisation) -> None:
    joined(organisation)
    with pytest.raises(accounts.Waiting):
        accounts.sign_in("maks", OWN)
    with pytest.raises(SignInFailed) as refused:
        accounts.sign_in("maks", "three wrong owls bark")
    assert type(refused.value) is SignInFailed


def test_a_link_says_whom_it_is_for_and_works_once(organisation: Organisation) -> None:
    made = invited(organisation)
    assert accounts.invitation(made.token).name == "Maks"
    accounts.accept_invitation(made.token, OWN)
    for attempt in (
        lambda: accounts.invitation(made.token),
        lambda: accounts.accept_invitation(made.token, "another owner takes it"),
    ):
        with pytest.raises(NotFound):
            attempt()


def test_an_expired_or_unknown_link_is_not_found(organisation: Organisation) -> None:
    made = invited(organisation)
    with transaction():
        row = db.session.scalars(select(Invitation)).one()
        row.expires_at -= timedelta(days=7)
    for token in (made.token, "scribble", ""):
        with pytest.raises(NotFound):
            accounts.accept_invitation(token, OWN)


def test_the_link_is_not_stored(organisation: Organisation) -> None:
    made = invited(organisation)
    row = db.session.scalars(select(Invitation)).one()
    assert made.token.encode() not in row.id + row.sealed + row.shown
    assert b"Maks" not in row.sealed + row.shown


def test_a_newcomers_weak_passphrase_is_refused_and_the_link_stays_good(organisation: Organisation) -> None:
    made = invited(organisation)
    with pytest.raises(Invalid):
        accounts.accept_invitation(made.token, "short")
    assert accounts.invitation(made.token).login == "maks"


def test_keys_put_in_by_a_server_are_granted_nothing(organisation: Organisation) -> None:
    user_id = joined(organisation)
    planted = UserKeys.generate().public()
    with transaction():
        db.session.get_one(User, user_id).box_public = planted.box
    with pytest.raises(Tampered):
        accounts.grant_role(organisation.actor(), user_id)
    assert db.session.scalars(select(Grant).where(Grant.holder == str(user_id))).all() == []


def test_exchanged_signing_keys_are_named(organisation: Organisation) -> None:
    officer, analyst = organisation.actor(Role.SECURITY_OFFICER), organisation.actor(Role.ANALYST)
    assert accounts.doubtful_keys(officer) == []
    with transaction():
        db.session.get_one(User, analyst.user_id).sign_public = UserKeys.generate().public().sign
    assert accounts.doubtful_keys(officer) == [str(analyst.user_id)]
    with pytest.raises(NotAllowed):
        accounts.doubtful_keys(analyst)


@pytest.mark.parametrize("role", Role)
def test_every_role_reads_the_organisations_name(organisation: Organisation, role: Role) -> None:
    assert accounts.organisation_name(organisation.actor(role)) == "Test organisation"


def test_keys_are_granted_once_and_only_to_who_waits(organisation: Organisation) -> None:
    made = invited(organisation)
    with pytest.raises(Invalid):
        accounts.grant_role(organisation.actor(), made.user_id)
    accounts.accept_invitation(made.token, OWN)
    accounts.grant_role(organisation.actor(), made.user_id)
    with pytest.raises(Invalid) as refused:
        accounts.grant_role(organisation.actor(), made.user_id)
    assert refused.value.code == "not_waiting"


def test_a_login_is_taken_once_whatever_its_case(organisation: Organisation) -> None:
    invited(organisation)
    with pytest.raises(Invalid) as refused:
        accounts.invite(organisation.actor(), " MAKS ", "Another Maks", Role.ANALYST)
    assert (refused.value.field, refused.value.code) == ("login", "taken")


def test_a_forgotten_passphrase_means_new_keys_and_the_old_signatures_stay_provable(organisation: Organisation) -> None:
    analyst = organisation.actor(Role.ANALYST)
    login = organisation.people[Role.ANALYST].login
    made = accounts.invite_again(organisation.actor(), analyst.user_id)
    assert accounts.actor_for(organisation.tokens[Role.ANALYST]) is None
    with pytest.raises(SignInFailed):
        accounts.sign_in(login, organisation.people[Role.ANALYST].passphrase)
    accounts.accept_invitation(made.token, OWN)
    accounts.grant_role(organisation.actor(), analyst.user_id)
    renewed = accounts.cli_actor(login, OWN)
    assert renewed.keys.public() != analyst.keys.public()
    kept = db.session.scalars(select(FormerKeys)).one()
    assert (kept.user_id, kept.sign_public) == (analyst.user_id, analyst.keys.public().sign)


def test_a_disabled_account_has_no_session_no_grant_and_no_bundle(organisation: Organisation) -> None:
    analyst = organisation.actor(Role.ANALYST)
    accounts.disable(organisation.actor(), analyst.user_id)
    user = db.session.get_one(User, analyst.user_id)
    assert (user.state, user.bundle) == (AccountState.DISABLED, b"")
    assert db.session.scalars(select(Grant).where(Grant.holder == str(user.id))).all() == []
    assert accounts.actor_for(organisation.tokens[Role.ANALYST]) is None
    account = organisation.people[Role.ANALYST]
    with pytest.raises(SignInFailed):
        accounts.sign_in(account.login, account.passphrase)


def test_nobody_disables_the_own_account_or_the_last_coordinator(organisation: Organisation) -> None:
    coordinator, administrator = organisation.actor(), organisation.actor(Role.ADMINISTRATOR)
    for actor, code in ((coordinator, "yourself"), (administrator, "last_coordinator")):
        for attempt in (accounts.disable, accounts.invite_again):
            with pytest.raises(Invalid) as refused:
                attempt(actor, coordinator.user_id)
            assert refused.value.code == code


def test_a_second_coordinator_makes_the_first_replaceable(organisation: Organisation) -> None:
    accounts.grant_role(organisation.actor(), joined(organisation, Role.COORDINATOR))
    first = organisation.actor().user_id
    accounts.disable(accounts.cli_actor("maks", OWN), first)
    assert accounts.actor_for(organisation.tokens[Role.COORDINATOR]) is None


def test_a_security_officer_ends_sessions_at_once(organisation: Organisation) -> None:
    analyst = organisation.actor(Role.ANALYST)
    assert accounts.end_sessions(organisation.actor(Role.SECURITY_OFFICER), analyst.user_id) == 1
    assert accounts.actor_for(organisation.tokens[Role.ANALYST]) is None


def test_the_list_shows_every_account_to_who_may_see_it(organisation: Organisation) -> None:
    invited(organisation)
    for role in (Role.COORDINATOR, Role.SECURITY_OFFICER, Role.ADMINISTRATOR):
        found = {one.login: one for one in accounts.listing(organisation.actor(role))}
        assert set(found) == {person.login for person in organisation.people.values()} | {"maks"}
        assert found["maks"].state is AccountState.INVITED
        assert found["maks"].sessions == 0


REFUSED: dict[str, tuple[Role, Callable[[Actor, UUID], object]]] = {
    "a caseworker lists accounts": (Role.CASEWORKER, lambda actor, _: accounts.listing(actor)),
    "an analyst sees an account": (Role.ANALYST, accounts.member),
    "a caseworker invites": (Role.CASEWORKER, lambda actor, _: accounts.invite(actor, "x", "X", Role.ANALYST)),
    "a security officer invites again": (Role.SECURITY_OFFICER, accounts.invite_again),
    "a security officer grants": (Role.SECURITY_OFFICER, accounts.grant_role),
    "a security officer disables": (Role.SECURITY_OFFICER, accounts.disable),
    "an analyst ends sessions": (Role.ANALYST, accounts.end_sessions),
}


@pytest.mark.parametrize(("role", "attempt"), REFUSED.values(), ids=REFUSED.keys())
def test_the_policy_refuses(organisation: Organisation, role: Role, attempt: Callable[[Actor, UUID], object]) -> None:
    somebody = organisation.actor(Role.CASEWORKER).user_id
    with pytest.raises(NotAllowed):
        attempt(organisation.actor(role), somebody)


@pytest.mark.parametrize(
    "attempt", [accounts.member, accounts.end_sessions, accounts.disable, accounts.invite_again, accounts.grant_role]
)
def test_an_account_that_does_not_exist_is_not_found(
    organisation: Organisation, attempt: Callable[[Actor, UUID], object]
) -> None:
    with pytest.raises(NotFound):
        attempt(organisation.actor(), uuid4())
