"""The audit log: read by holders of its key alone, in pages, and any change to it shows."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from casework.domain.errors import NotAllowed
from casework.domain.policy import Role
from casework.services import audit, cases, clock
from casework.store.audit import AuditEntry
from casework.store.database import db, transaction
from tests.casefiles import case
from tests.organisation import Organisation


def events(found: audit.Found) -> list[str]:
    return [line.event.event for line in found.lines if line.event]


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.SECURITY_OFFICER])
def test_the_newest_entry_comes_first_and_reading_is_logged_too(each_organisation: Organisation, role: Role) -> None:
    cases.create(each_organisation.actor(), case())
    assert events(audit.listing(each_organisation.actor(role), audit.Asked()))[0] == "case.created"
    assert events(audit.listing(each_organisation.actor(role), audit.Asked()))[0] == "audit.read"


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.ANALYST, Role.ADMINISTRATOR])
def test_who_writes_the_log_cannot_read_it(organisation: Organisation, role: Role) -> None:
    with pytest.raises(NotAllowed):
        audit.listing(organisation.actor(role), audit.Asked())


def test_an_entry_says_who_what_and_to_which_record(organisation: Organisation) -> None:
    actor = organisation.actor()
    made = cases.create(actor, case())
    found = audit.listing(actor, audit.Asked(event="case.")).lines[0].event
    assert found
    assert (found.event, found.name, found.subject) == ("case.created", actor.name, str(made))


def test_entries_are_filtered_by_event_person_and_day(organisation: Organisation) -> None:
    coordinator, caseworker = organisation.actor(), organisation.actor(Role.CASEWORKER)
    cases.create(coordinator, case())
    cases.create(caseworker, case())
    theirs = audit.Asked(event="case.", signer=str(caseworker.user_id))
    assert events(audit.listing(coordinator, theirs)) == ["case.created"]
    today = clock.today()
    assert (
        events(audit.listing(coordinator, audit.Asked(event="case.", since=today, until=today))) == ["case.created"] * 2
    )
    assert events(audit.listing(coordinator, audit.Asked(until=today - timedelta(days=1)))) == []
    assert events(audit.listing(coordinator, audit.Asked(since=today + timedelta(days=1)))) == []


def test_pages_follow_each_other_without_gap_or_repeat(organisation: Organisation) -> None:
    actor = organisation.actor()
    for _ in range(5):
        cases.create(actor, case())
    whole = [line.seq for line in audit.listing(actor, audit.Asked(event="case.")).lines]
    first = audit.listing(actor, audit.Asked(event="case."), size=2)
    second = audit.listing(actor, audit.Asked(event="case.", before=first.older), size=10)
    assert [line.seq for line in first.lines + second.lines] == whole
    assert second.older is None


def test_a_whole_log_is_confirmed_without_a_key(each_organisation: Organisation) -> None:
    cases.create(each_organisation.actor(), case())
    verdict = audit.verify()
    assert verdict.broken_at is None
    assert audit.head() == f"{verdict.entries}:{verdict.head}"


def test_a_changed_entry_breaks_the_chain_and_the_rest_stays_readable(organisation: Organisation) -> None:
    actor = organisation.actor()
    cases.create(actor, case())
    damaged = audit.listing(actor, audit.Asked(event="case.")).lines[0].seq
    with transaction():
        sealed = db.session.get_one(AuditEntry, damaged).sealed
        changed = sealed[:-1] + bytes([sealed[-1] ^ 1])
        db.session.execute(update(AuditEntry).where(AuditEntry.seq == damaged).values(sealed=changed))
    assert audit.verify().broken_at == damaged
    found = audit.listing(actor, audit.Asked())
    assert [line.event is None for line in found.lines if line.seq == damaged] == [True]
    assert "audit.read" in events(found)


def test_a_removed_entry_breaks_the_chain(organisation: Organisation) -> None:
    actor = organisation.actor()
    cases.create(actor, case())
    cases.create(actor, case())
    with transaction():
        db.session.delete(db.session.get_one(AuditEntry, 3))
    assert audit.verify().broken_at == 4


def test_a_head_carried_away_shows_when_the_log_was_put_back(organisation: Organisation) -> None:
    actor = organisation.actor()
    cases.create(actor, case())
    witnessed = audit.head()
    cases.create(actor, case())
    assert audit.stands(witnessed)
    with transaction():
        db.session.delete(db.session.get_one(AuditEntry, int(witnessed.partition(":")[0])))
    assert not audit.stands(witnessed)


def test_the_newest_entries_are_checked_by_themselves(organisation: Organisation) -> None:
    actor = organisation.actor()
    for _ in range(4):
        cases.create(actor, case())
    whole = audit.verify()
    newest = audit.verify(2)
    assert (newest.entries, newest.head, newest.broken_at) == (2, whole.head, None)
    last = db.session.scalars(select(AuditEntry).order_by(AuditEntry.seq.desc())).first()
    assert last is not None
    last.sealed += b"x"
    db.session.commit()
    assert audit.verify(2).broken_at == last.seq
