"""The audit log on a page: what happened, filtered, in pages, and whether the log is whole."""

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update

from casework.domain.policy import Role
from casework.services import cases
from casework.store.audit import AuditEntry
from casework.store.database import db, transaction
from casework.web.audit import NOUNS
from config import ROOT
from tests.casefiles import case
from tests.organisation import Organisation
from tests.web.browsing import text_of


@pytest.fixture
def client(organisation: Organisation) -> FlaskClient:
    cases.create(organisation.actor(), case("Alena Uzornaja"))
    return organisation.client(Role.SECURITY_OFFICER)


def test_a_security_officer_sees_what_happened_but_no_name_of_a_detainee(
    client: FlaskClient, organisation: Organisation
) -> None:
    page = text_of(client.get("/audit"))
    assert "case.created" in page
    assert organisation.actor().name in page
    assert "The chain is whole" in page
    assert "Uzornaja" not in page


def test_events_are_filtered_by_kind_and_day(client: FlaskClient) -> None:
    assert "session.began" not in text_of(client.get("/audit?event=case"))
    assert "No entry matches." in text_of(client.get("/audit?until=2020-01-01"))


def test_a_day_that_is_none_is_said_and_the_log_still_shown(client: FlaskClient) -> None:
    page = text_of(client.get("/audit?since-day=31&since-month=2&since-year=2024"))
    assert "There is no such date." in page
    assert "case.created" in page


def test_a_broken_chain_is_said_on_top(client: FlaskClient) -> None:
    with transaction():
        db.session.execute(update(AuditEntry).where(AuditEntry.seq == 2).values(previous=b"x" * 32))
    assert "The chain is broken at entry 2." in text_of(client.get("/audit"))


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.ANALYST, Role.ADMINISTRATOR])
def test_other_roles_are_refused(organisation: Organisation, role: Role) -> None:
    assert organisation.client(role).get("/audit").status_code == 403


def test_every_kind_of_event_can_be_filtered_by() -> None:
    """Read from the code: whatever is written to the log begins with one of the nouns offered."""
    written = re.compile(r'(?:\.audit|trail\.record|witness|Entry)\([^"\n]*?"([a-z_]+)\.[a-z_]+"')
    found = {noun for path in ROOT.glob("casework/services/**/*.py") for noun in written.findall(path.read_text())}
    assert {"case", "report", "session"} <= found
    assert found <= set(NOUNS)
