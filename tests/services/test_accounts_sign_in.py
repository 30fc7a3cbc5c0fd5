"""Signing in: one answer for every failure, growing delays, sessions that end."""

import statistics
import time
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import delete, select

from casework.domain import codec
from casework.domain.errors import Locked, SignInFailed, Tampered
from casework.domain.members import Appointment
from casework.domain.policy import COMPARTMENTS, Role, anchor
from casework.services import accounts
from casework.services.accounts import papers
from casework.services.accounts.attempts import ACCOUNT_FREE, ADDRESS_FREE, DELAYS, begin, delay
from casework.store.database import db, transaction
from casework.store.members import Attempt, CompartmentEpoch, Grant, User, UserSession
from casework.vault import session
from casework.vault.keyring import Keyring, Purpose, new_compartment_secret
from casework.vault.people import UserKeys
from casework.vault.place import Place
from tests.organisation import Organisation

WRONG = "three wrong owls bark"


def login_of(organisation: Organisation, role: Role = Role.ANALYST) -> tuple[str, str]:
    return organisation.people[role].login, organisation.people[role].passphrase


def session_of(token: str) -> UserSession:
    return db.session.get_one(UserSession, session.session_id(token))


def test_each_role_signs_in_with_its_own_keys_and_no_others(each_organisation: Organisation) -> None:
    for role in Role:
        actor = accounts.actor_for(each_organisation.tokens[role])
        assert actor is not None
        assert actor.role is role
        assert actor.keyring.compartments() == COMPARTMENTS[role]


def test_a_wrong_login_and_a_wrong_passphrase_get_one_answer(organisation: Organisation) -> None:
    login, _ = login_of(organisation)
    answers = []
    for typed in (login, "nobody-of-that-name"):
        with pytest.raises(SignInFailed) as refused:
            accounts.sign_in(typed, WRONG, "192.0.2.1")
        answers.append((type(refused.value), str(refused.value)))
    assert answers[0] == answers[1] == (SignInFailed, "")


def test_a_wrong_login_takes_as_long_as_a_wrong_passphrase(organisation: Organisation) -> None:
    login, _ = login_of(organisation)
    taken: dict[str, list[float]] = {login: [], "nobody-of-that-name": []}
    accounts.cli_actor(*login_of(organisation, Role.CASEWORKER))
    for _ in range(5):
        for typed, times in taken.items():
            with transaction():
                for row in db.session.scalars(select(Attempt)):
                    db.session.delete(row)
            began = time.perf_counter()
            with pytest.raises(SignInFailed):
                accounts.sign_in(typed, WRONG, "192.0.2.1")
            times.append(time.perf_counter() - began)
    known, unknown = (statistics.median(times) for times in taken.values())
    assert 0.6 < known / unknown < 1.6


def test_an_unknown_login_is_locked_exactly_like_a_known_one(organisation: Organisation) -> None:
    login, _ = login_of(organisation)
    waits = []
    for typed, address in ((login, "192.0.2.1"), ("nobody-of-that-name", "192.0.2.2")):
        for _ in range(ACCOUNT_FREE):
            with pytest.raises(SignInFailed):
                accounts.sign_in(typed, WRONG, address)
        with pytest.raises(Locked) as locked:
            accounts.sign_in(typed, WRONG, address)
        waits.append(locked.value.seconds)
    assert all(0 < wait <= DELAYS[0] for wait in waits)


def test_a_locked_account_does_not_open_with_the_right_passphrase_until_the_time_is_over(
    organisation: Organisation,
) -> None:
    login, passphrase = login_of(organisation)
    for _ in range(ACCOUNT_FREE):
        with pytest.raises(SignInFailed):
            accounts.sign_in(login, WRONG)
    with pytest.raises(Locked):
        accounts.sign_in(login, passphrase)
    with transaction():
        for row in db.session.scalars(select(Attempt)):
            row.locked_until -= timedelta(seconds=DELAYS[0])
    assert accounts.actor_for(accounts.sign_in(login, passphrase)) is not None


def test_an_address_that_tries_many_logins_is_slowed_down(organisation: Organisation) -> None:
    login, passphrase = login_of(organisation)
    for number in range(ADDRESS_FREE):
        with pytest.raises(SignInFailed):
            accounts.sign_in(f"guess-{number}", WRONG, "192.0.2.9")
    with pytest.raises(Locked):
        accounts.sign_in(login, passphrase, "192.0.2.9")
    assert accounts.sign_in(login, passphrase, "192.0.2.10")


def test_delays_grow_and_stay_at_the_longest() -> None:
    assert [delay(failures, 3) for failures in range(10)] == [0, 0, 0, 5, 15, 60, 300, 900, 900, 900]


def test_no_address_and_no_login_lies_in_the_count_of_attempts(organisation: Organisation) -> None:
    with pytest.raises(SignInFailed):
        accounts.sign_in("nobody-of-that-name", WRONG, "192.0.2.1")
    keys = [row.key for row in db.session.scalars(select(Attempt))]
    assert keys
    assert all(len(key) == 32 and b"192.0" not in key and b"nobody" not in key for key in keys)


def test_a_session_ends_on_the_server_at_sign_out(organisation: Organisation) -> None:
    token = organisation.tokens[Role.ANALYST]
    assert accounts.actor_for(token) is not None
    accounts.sign_out(token)
    assert accounts.actor_for(token) is None
    accounts.sign_out(token)
    accounts.sign_out("scribble")


@pytest.mark.parametrize("ending", ["idle_until", "ends_at"])
def test_a_session_that_is_over_opens_nothing_and_its_keys_are_gone(organisation: Organisation, ending: str) -> None:
    token = organisation.tokens[Role.ANALYST]
    with transaction():
        setattr(session_of(token), ending, getattr(session_of(token), ending) - timedelta(days=1))
    assert accounts.actor_for(token) is None
    assert session_of(token).sealed == b""


def test_using_a_session_moves_its_idle_end_but_not_beyond_its_absolute_end(organisation: Organisation) -> None:
    token = organisation.tokens[Role.ANALYST]
    with transaction():
        row = session_of(token)
        row.idle_until -= timedelta(minutes=10)
        row.ends_at = row.idle_until + timedelta(minutes=5)
        before, end = row.idle_until, row.ends_at
    assert accounts.actor_for(token) is not None
    assert before < session_of(token).idle_until <= end


def test_a_copied_session_row_opens_under_no_other_token_or_user(organisation: Organisation) -> None:
    mine, theirs = organisation.tokens[Role.ANALYST], organisation.tokens[Role.COORDINATOR]
    with transaction():
        session_of(mine).sealed = session_of(theirs).sealed
    assert accounts.actor_for(mine) is None
    assert accounts.actor_for(theirs) is not None


def test_a_session_row_given_to_another_user_is_refused(organisation: Organisation) -> None:
    mine, theirs = organisation.tokens[Role.ANALYST], organisation.tokens[Role.COORDINATOR]
    with transaction():
        session_of(mine).user_id = session_of(theirs).user_id
    assert accounts.actor_for(mine) is None
    assert db.session.get(UserSession, session.session_id(mine)) is None


@pytest.mark.parametrize("missing", ["health", "case"])
def test_sign_in_refuses_when_a_grant_of_the_role_is_missing(organisation: Organisation, missing: str) -> None:
    login, passphrase = login_of(organisation)
    user_id = organisation.actor(Role.ANALYST).user_id
    with transaction():
        db.session.delete(db.session.get_one(Grant, (str(user_id), missing, 1)))
    with pytest.raises(Tampered):
        accounts.sign_in(login, passphrase)


def test_an_appointment_or_bundle_of_somebody_else_does_not_open(organisation: Organisation) -> None:
    login, passphrase = login_of(organisation)
    mine = db.session.get_one(User, organisation.actor(Role.ANALYST).user_id)
    boss = db.session.get_one(User, organisation.actor(Role.COORDINATOR).user_id)
    with transaction():
        mine.appointment = boss.appointment
    with pytest.raises(Tampered):
        accounts.sign_in(login, passphrase)
    with transaction():
        mine.bundle = boss.bundle
    with pytest.raises(SignInFailed):
        accounts.sign_in(login, passphrase)


def test_sign_in_refuses_when_the_logs_public_key_was_exchanged(organisation: Organisation) -> None:
    with transaction():
        row = db.session.get_one(CompartmentEpoch, ("audit", 1))
        row.public = UserKeys.generate().public().box
    with pytest.raises(Tampered):
        accounts.sign_in(*login_of(organisation))


@pytest.mark.parametrize("wanted", [Role.COORDINATOR, Role.SECURITY_OFFICER, Role.ADMINISTRATOR])
def test_nobody_makes_themselves_another_role_with_keys_of_their_own_making(
    organisation: Organisation, wanted: Role
) -> None:
    """A member who can write to the database, and holds the keys of a caseworker."""
    insider = organisation.actor(Role.CASEWORKER)
    user = db.session.get_one(User, insider.user_id)
    own = {c: {1: insider.keyring.secret(c, 1)} for c in insider.keyring.compartments()}
    forged = Keyring({c: own.get(c, {1: new_compartment_secret()}) for c in COMPARTMENTS[wanted]})
    paper = Appointment(insider.name, wanted, 1, db.session.get_one(CompartmentEpoch, ("audit", 1)).public)
    place = Place("user", str(user.id), "appointment", 0, anchor(wanted))
    with transaction():
        db.session.execute(delete(Grant).where(Grant.holder == str(user.id)))
        db.session.add_all(papers.grants_for(forged, str(user.id), papers.public_keys(user), COMPARTMENTS[wanted]))
        user.anchor = anchor(wanted).value
        user.appointment = forged.seal(Purpose.APPOINTMENT, place, codec.encode(paper))
    with pytest.raises(Tampered):
        accounts.sign_in(*login_of(organisation, Role.CASEWORKER))


def test_a_command_needs_no_session(organisation: Organisation) -> None:
    before = len(db.session.scalars(select(UserSession)).all())
    actor = accounts.cli_actor(*login_of(organisation))
    assert actor.role is Role.ANALYST
    assert len(db.session.scalars(select(UserSession)).all()) == before


def test_a_changed_passphrase_replaces_the_old_one_and_ends_the_other_sessions(organisation: Organisation) -> None:
    login, passphrase = login_of(organisation)
    here, elsewhere = accounts.sign_in(login, passphrase), organisation.tokens[Role.ANALYST]
    actor = accounts.actor_for(here)
    assert actor is not None
    with pytest.raises(SignInFailed):
        accounts.change_passphrase(actor, here, WRONG, "seven green tables walk")
    accounts.change_passphrase(actor, here, passphrase, "seven green tables walk")
    assert accounts.actor_for(here) is not None
    assert accounts.actor_for(elsewhere) is None
    with pytest.raises(SignInFailed):
        accounts.sign_in(login, passphrase)
    assert accounts.sign_in(login, "seven green tables walk")


def test_many_guesses_at_once_gain_nothing(each_organisation: Organisation) -> None:
    login, _ = login_of(each_organisation)
    outcomes: list[type[Exception]] = []

    def guess() -> None:
        with each_organisation.app.app_context():
            try:
                accounts.cli_actor(login, WRONG)
            except (SignInFailed, Locked) as refused:
                outcomes.append(type(refused))

    together = [Thread(target=guess) for _ in range(2 * ACCOUNT_FREE)]
    for one in together:
        one.start()
    for one in together:
        one.join()
    assert outcomes.count(SignInFailed) == ACCOUNT_FREE
    assert outcomes.count(Locked) == ACCOUNT_FREE


def test_attempts_that_arrive_together_are_all_counted(each_organisation: Organisation) -> None:
    ready = Barrier(8)

    def attempt() -> None:
        with each_organisation.app.app_context():
            ready.wait()
            begin(b"k" * 32, free=100)

    together = [Thread(target=attempt) for _ in range(8)]
    for one in together:
        one.start()
    for one in together:
        one.join()
    assert db.session.get_one(Attempt, b"k" * 32).failures == 8
