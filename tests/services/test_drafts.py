"""A form sent after the session had ended is kept for its author alone."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from casework.domain.errors import NotFound
from casework.domain.policy import Role
from casework.services import accounts, drafts
from casework.store.database import db, transaction
from casework.store.members import Draft, UserSession
from casework.vault import session
from tests.organisation import Organisation

FORM = [("names-0-text", "Марыя Зорына"), ("names-1-text", ""), ("csrf_token", "abc"), ("passphrase", "never kept")]


def ended(organisation: Organisation, role: Role = Role.CASEWORKER) -> str:
    token = organisation.tokens[role]
    with transaction():
        row = db.session.get_one(UserSession, session.session_id(token))
        row.idle_until -= timedelta(days=1)
    assert accounts.actor_for(token) is None
    return token


def test_a_late_form_is_given_back_to_its_author(each_organisation: Organisation) -> None:
    author = each_organisation.actor(Role.CASEWORKER)
    assert drafts.keep(ended(each_organisation), "/cases/new", FORM)
    kept = drafts.listing(author)
    assert [(one.path, one.fields) for one in kept] == [("/cases/new", FORM[:2])]
    assert kept[0].told == FORM[:1]
    drafts.discard(author, kept[0].id)
    assert drafts.listing(author) == []


def test_a_kept_form_waits_at_the_next_sign_in(organisation: Organisation) -> None:
    drafts.keep(ended(organisation), "/cases/new", FORM)
    account = organisation.people[Role.CASEWORKER]
    assert drafts.waiting(accounts.sign_in(account.login, account.passphrase))
    assert not drafts.waiting(organisation.tokens[Role.ANALYST])
    assert not drafts.waiting("scribble")


def test_nobody_else_sees_or_discards_it(organisation: Organisation) -> None:
    author = organisation.actor(Role.CASEWORKER)
    drafts.keep(ended(organisation), "/cases/new", FORM)
    coordinator = organisation.actor()
    assert drafts.listing(coordinator) == []
    with pytest.raises(NotFound):
        drafts.discard(coordinator, drafts.listing(author)[0].id)


def test_nothing_of_a_kept_form_can_be_read_in_its_row(organisation: Organisation) -> None:
    drafts.keep(ended(organisation), "/cases/new", FORM)
    row = db.session.scalars(select(Draft)).one()
    assert "Зорына".encode() not in row.sealed
    assert b"cases" not in row.sealed


def test_a_form_without_a_known_session_is_not_kept(organisation: Organisation) -> None:
    for token in ("", "scribble", session.new_token()):
        assert not drafts.keep(token, "/cases/new", FORM)


def test_a_form_of_a_signed_out_or_disabled_member_is_not_kept(organisation: Organisation) -> None:
    analyst, caseworker = organisation.tokens[Role.ANALYST], organisation.actor(Role.CASEWORKER)
    accounts.sign_out(analyst)
    assert not drafts.keep(analyst, "/cases/new", FORM)
    accounts.disable(organisation.actor(), caseworker.user_id)
    assert not drafts.keep(organisation.tokens[Role.CASEWORKER], "/cases/new", FORM)


def test_an_oversize_form_is_not_kept_and_old_ones_give_way(organisation: Organisation) -> None:
    author, token = organisation.actor(Role.CASEWORKER), ended(organisation)
    assert not drafts.keep(token, "/cases/new", [("note", "x" * drafts.LARGEST)])
    for number in range(drafts.MOST + 3):
        assert drafts.keep(token, f"/cases/{number}", FORM)
    kept = [one.path for one in drafts.listing(author)]
    assert len(kept) == drafts.MOST
    assert kept[0] == f"/cases/{drafts.MOST + 2}"
