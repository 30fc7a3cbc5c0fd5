"""A case with what was done and who had a part in it: one reading, logged at once or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event, update

from casework.domain.errors import NotAllowed, Tampered
from casework.domain.policy import Role
from casework.services import audit, casefile, cases, involvements, ledger
from casework.store.database import db, transaction
from casework.store.records import Revision
from tests.casefiles import case
from tests.organisation import Organisation
from tests.services.test_audit import events
from tests.services.test_involvements import PROOF, made, part

READ = ["involvement.listed", "action.listed", "case.read"]
"""The newest first."""


@contextmanager
def counted() -> Iterator[list[object]]:
    """The transactions that are committed inside."""
    found: list[object] = []
    note = found.append
    event.listen(db.engine, "commit", note)
    try:
        yield found
    finally:
        event.remove(db.engine, "commit", note)


def test_a_case_file_is_one_transaction_with_an_entry_for_each_thing_that_was_read(
    each_organisation: Organisation,
) -> None:
    actor = each_organisation.actor()
    entity, person = made(each_organisation)
    involvements.add(actor, part(entity, person), PROOF)
    with counted() as commits:
        found = casefile.open_file(actor, person)
    assert [one.involvement.entity for one in found.parts] == [str(entity)]
    assert found.case == cases.open_case(actor, person)
    assert len(commits) == 1
    assert events(audit.listing(actor, audit.Asked()))[1:4] == READ


def test_nothing_of_a_case_file_counts_as_read_when_a_part_of_it_is_damaged(organisation: Organisation) -> None:
    actor = organisation.actor()
    entity, person = made(organisation)
    involvements.add(actor, part(entity, person), PROOF)
    with transaction():
        db.session.execute(update(Revision).where(Revision.section == "involvement").values(sealed=b"damaged"))
    before = organisation.audit_entries()
    with pytest.raises(Tampered):
        casefile.open_file(actor, person)
    assert organisation.audit_entries() == before + 1
    assert events(audit.listing(actor, audit.Asked()))[0] == "record.damaged"


def test_a_role_that_may_not_read_cases_opens_no_case_file(organisation: Organisation) -> None:
    person = cases.create(organisation.actor(), case())
    with pytest.raises(NotAllowed):
        casefile.open_file(organisation.actor(Role.ADMINISTRATOR), person)


def test_readings_of_somebody_else_are_no_part_of_those_that_are_read_together(organisation: Organisation) -> None:
    one, other = organisation.actor(), organisation.actor(Role.CASEWORKER)
    person = cases.create(one, case())
    with counted() as commits, ledger.reading_together(one):
        cases.open_case(one, person)
        assert not commits
        cases.open_case(other, person)
        assert len(commits) == 1
    names = [line.event and line.event.name for line in audit.listing(one, audit.Asked(event="case.read")).lines]
    assert names == [one.name, other.name]
