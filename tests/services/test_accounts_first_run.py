"""First run: one token, one organisation, a recovery key that must be typed back."""

import pytest
from flask import Flask
from sqlalchemy import select

from casework.domain.errors import Invalid, NotAllowed, NotFound, SignInFailed
from casework.domain.policy import Compartment, Role
from casework.services import accounts
from casework.store import settings
from casework.store.database import db
from casework.store.members import Grant, Organisation, User
from casework.vault import recovery

PASSPHRASE = "four blue kettles sing"


def founded() -> accounts.Founded:
    return accounts.set_up("Our organisation", "Hanna", "Hanna K.", PASSPHRASE)


def test_the_printed_token_is_accepted_and_no_other(app: Flask) -> None:
    first = accounts.first_run_token()
    second = accounts.first_run_token()
    assert first
    assert second
    for wrong in ("", "0" * 20, first):
        with pytest.raises(Invalid) as refused:
            accounts.check_first_run_token(wrong)
        assert refused.value.code == "wrong_token"
    accounts.check_first_run_token(f" {second.upper()} ")


def test_the_token_itself_is_not_stored(app: Flask) -> None:
    token = accounts.first_run_token()
    assert token
    written = [path.read_bytes() for path in settings.data_folder().iterdir() if path.is_file()]
    assert all(token.encode() not in data for data in written)


def test_once_there_is_an_organisation_no_token_works_and_no_second_one_is_made(app: Flask) -> None:
    token = accounts.first_run_token()
    assert token
    founded()
    accounts.close_first_run()
    assert not accounts.first_run_open()
    assert accounts.first_run_token() is None
    with pytest.raises(NotAllowed):
        accounts.check_first_run_token(token)
    with pytest.raises(NotAllowed):
        founded()


@pytest.mark.parametrize(
    ("values", "field", "code"),
    [
        (("Org", "hanna", "Hanna", "short"), "passphrase", "passphrase_too_short"),
        (("Org", "hanna", "Hanna", "passwordpassword"), "passphrase", "passphrase_too_plain"),
        (("Org", "hanna", "Hanna Kavalchuk", "Hanna Kavalchuk!"), "passphrase", "passphrase_personal"),
        (("Org", " ", "Hanna", PASSPHRASE), "login", "needed"),
        (("Org", "hanna", "", PASSPHRASE), "name", "needed"),
        (("  ", "hanna", "Hanna", PASSPHRASE), "organisation", "needed"),
        (("Org", "h" * 101, "Hanna", PASSPHRASE), "login", "too_long"),
    ],
)
def test_set_up_refuses_what_would_not_do(app: Flask, values: tuple[str, str, str, str], field: str, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        accounts.set_up(*values)
    assert (refused.value.field, refused.value.code) == (field, code)
    assert accounts.first_run_open()


def test_nothing_is_possible_before_the_recovery_key_is_typed_back(app: Flask) -> None:
    made = founded()
    assert accounts.unconfirmed(made.token)
    assert accounts.actor_for(made.token) is None
    again = accounts.sign_in("hanna", PASSPHRASE)
    assert accounts.actor_for(again) is None
    other, _ = recovery.new()
    for typed, code in ((other, "not_this_one"), ("scribble", "not_a_recovery_key")):
        with pytest.raises(Invalid) as refused:
            accounts.confirm_recovery(made.token, typed)
        assert refused.value.code == code
    accounts.confirm_recovery(made.token, made.recovery.lower().replace("-", " "))
    assert not accounts.unconfirmed(made.token)
    actor = accounts.actor_for(made.token)
    assert actor is not None
    assert (actor.name, actor.role) == ("Hanna K.", Role.COORDINATOR)
    assert actor.keyring.compartments() == frozenset(Compartment)


def test_a_confirmed_recovery_key_cannot_be_replaced_or_confirmed_again(app: Flask) -> None:
    made = founded()
    accounts.confirm_recovery(made.token, made.recovery)
    with pytest.raises(SignInFailed):
        accounts.renew_recovery(made.token)
    with pytest.raises(SignInFailed):
        accounts.confirm_recovery(made.token, made.recovery)


def test_a_lost_paper_is_replaced_and_the_first_key_is_void(app: Flask) -> None:
    made = founded()
    second = accounts.renew_recovery(made.token)
    with pytest.raises(Invalid):
        accounts.confirm_recovery(made.token, made.recovery)
    accounts.confirm_recovery(made.token, second)
    with pytest.raises(SignInFailed):
        accounts.recover(made.recovery, "hanna", "seven green tables walk")


def test_a_session_that_never_was_has_nothing_to_confirm(app: Flask) -> None:
    founded()
    for token in ("", "scribble"):
        assert not accounts.unconfirmed(token)
        with pytest.raises(SignInFailed):
            accounts.confirm_recovery(token, "")


def test_neither_login_name_nor_organisation_lies_in_a_row(app: Flask) -> None:
    founded()
    rows = [
        *db.session.scalars(select(User)),
        *db.session.scalars(select(Organisation)),
        *db.session.scalars(select(Grant)),
    ]
    stored = b"|".join(
        value if isinstance(value, bytes) else str(value).encode()
        for row in rows
        for value in (getattr(row, column.key) for column in row.__table__.columns)
    )
    for word in (b"hanna", b"Hanna", b"organisation", PASSPHRASE.encode()):
        assert word not in stored


def test_the_recovery_key_gives_a_coordinator_new_keys_and_ends_the_old_sessions(app: Flask) -> None:
    made = founded()
    accounts.confirm_recovery(made.token, made.recovery)
    accounts.recover(made.recovery, "HANNA", "seven green tables walk")
    assert accounts.actor_for(made.token) is None
    with pytest.raises(SignInFailed):
        accounts.sign_in("hanna", PASSPHRASE)
    actor = accounts.actor_for(accounts.sign_in("hanna", "seven green tables walk"))
    assert actor is not None
    assert actor.keyring.compartments() == frozenset(Compartment)


def test_the_recovery_key_gives_nothing_to_a_login_that_is_none(app: Flask) -> None:
    made = founded()
    accounts.confirm_recovery(made.token, made.recovery)
    with pytest.raises(SignInFailed):
        accounts.recover(made.recovery, "nobody", "seven green tables walk")
    with pytest.raises(Invalid):
        accounts.recover(made.recovery, "hanna", "weak")


def test_without_an_organisation_nobody_signs_in_recovers_or_joins(app: Flask) -> None:
    shown, _ = recovery.new()
    with pytest.raises(SignInFailed):
        accounts.sign_in("hanna", PASSPHRASE)
    with pytest.raises(SignInFailed):
        accounts.recover(shown, "hanna", PASSPHRASE)
    with pytest.raises(NotFound):
        accounts.invitation("scribble")
