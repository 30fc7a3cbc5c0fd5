"""One casebook a process: fresh, sealed on disk, rebuilt when anything is amiss, gone with the last session."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from time import monotonic, sleep
from typing import NoReturn

import pytest
from sqlalchemy import update

from casework.casebook import counts, listing, shelf
from casework.casebook.shelf import Shelf
from casework.domain.errors import NotAllowed
from casework.domain.policy import Role
from casework.domain.records import RecordKind
from casework.domain.status import Status
from casework.services import ledger
from casework.services.actor import Actor
from casework.store import records
from casework.store.database import db, transaction
from casework.store.members import UserSession
from tests.casebook.people import EVERYONE, HELD
from tests.casebook.shelves import add, folder, names
from tests.casefiles import case, timeline
from tests.organisation import Organisation


def test_what_one_worker_saves_the_next_request_in_another_finds(each_organisation: Organisation) -> None:
    actor = each_organisation.actor()
    one, other = Shelf(), Shelf()
    add(actor, "Alena")
    assert names(actor, one) == names(actor, other) == ["Alena"]
    (added,) = add(actor, "Siarhei")
    assert names(actor, other) == ["Alena", "Siarhei"]
    with ledger.writing(actor) as unit:
        unit.save(added, "status", timeline((Status.RELEASED, "2024-01-01")), 1)
    assert counts.count(one.current(actor.keyring, folder()), HELD).certain == 1


def test_a_request_after_one_change_opens_that_record_alone(organisation: Organisation, opened: list[bytes]) -> None:
    actor, one = organisation.actor(), Shelf()
    add(actor, *(f"Person {number}" for number in range(30)))
    names(actor, one)
    add(actor, "Newcomer")
    opened.clear()
    assert "Newcomer" in names(actor, one)
    assert sum(b"summary" in aad for aad in opened) == 1
    opened.clear()
    names(actor, one)
    assert opened == []


def test_as_known_on_a_day_nothing_later_is_counted(each_organisation: Organisation) -> None:
    actor, found = each_organisation.actor(), Shelf()
    (case_id,) = add(actor, "Alena")
    set_back(actor, "2024-08-10T09:00:00+00:00")
    with ledger.writing(actor) as unit:
        unit.save(case_id, "status", timeline((Status.RELEASED, "2024-01-01")), 1)
    day = date(2024, 8, 10)
    assert counts.count(found.current(actor.keyring, folder()), HELD).certain == 0
    assert counts.count(found.as_known(actor.keyring, folder(), day), HELD).certain == 1
    before = found.as_known(actor.keyring, folder(), day - timedelta(days=1))
    assert listing.page(before, EVERYONE).everyone == 0
    assert found.as_known(actor.keyring, folder(), date(2100, 1, 1)) is found.current(actor.keyring, folder())


def set_back(actor: Actor, at: str) -> None:
    """The last changes were recorded at another time."""
    from casework.domain import codec
    from casework.vault.keyring import Purpose

    with transaction():
        for seq in range(1, records.last_seq() + 1):
            stamp = codec.encode({"at": at, "by": str(actor.user_id)})
            sealed = actor.keyring.seal(Purpose.CHANGE, records.change_place(seq), stamp)
            db.session.execute(update(records.Change).where(records.Change.seq == seq).values(sealed=sealed))


def test_without_the_keys_of_the_cases_there_is_no_casebook(organisation: Organisation) -> None:
    add(organisation.actor(), "Alena")
    names(organisation.actor(), Shelf())
    for role in (Role.SECURITY_OFFICER, Role.ADMINISTRATOR):
        with pytest.raises(NotAllowed):
            shelf.current(organisation.actor(role))


def test_a_change_that_is_not_committed_is_not_in_the_casebook(organisation: Organisation) -> None:
    actor = organisation.actor()
    add(actor, "Alena")
    book = shelf.current(actor)
    with pytest.raises(ZeroDivisionError):
        _failing(actor)
    assert listing.page(shelf.current(actor), EVERYONE).everyone == 1
    assert shelf.current(actor) is book


def _failing(actor: Actor) -> None:
    with ledger.writing(actor) as unit:
        unit.create(RecordKind.CASE, case("Nobody"))
        assert listing.page(shelf.current(actor), EVERYONE).everyone == 1
        raise ZeroDivisionError


def test_the_casebook_leaves_memory_when_the_last_session_has_ended(organisation: Organisation) -> None:
    actor, found = organisation.actor(), Shelf()
    add(actor, "Alena")
    names(actor, found)
    found.sweep(organisation.app.app_context, 0.02)
    sleep(0.2)
    assert found.filled
    with transaction():
        past = datetime.now(UTC) - timedelta(minutes=1)
        db.session.execute(update(UserSession).values(idle_until=past))
    until = monotonic() + 10
    while found.filled and monotonic() < until:
        sleep(0.02)
    assert not found.filled
    assert names(actor, found) == ["Alena"]


def test_a_casebook_whose_sessions_cannot_be_asked_for_leaves_memory_too(organisation: Organisation) -> None:
    actor, found = organisation.actor(), Shelf()
    add(actor, "Alena")
    names(actor, found)

    def gone() -> NoReturn:
        raise LookupError

    found.sweep(gone, 0.02)
    until = monotonic() + 10
    while found.filled and monotonic() < until:
        sleep(0.02)
    assert not found.filled


def test_threads_that_read_while_others_write_see_whole_changes(organisation: Organisation) -> None:
    """Each writer adds two people at once; a reader never sees one of them alone."""
    app, actor = organisation.app, organisation.actor()
    add(actor, "First", "Second")
    seen: list[int] = []

    def read() -> None:
        with app.app_context():
            for _ in range(15):
                seen.append(listing.page(shelf.current(actor), EVERYONE).total)  # noqa: PERF401

    def write() -> None:
        with app.app_context():
            for number in range(6):
                add(actor, f"One {number}", f"Other {number}")

    with ThreadPoolExecutor(5) as pool:
        for done in [pool.submit(read), pool.submit(write), pool.submit(read), pool.submit(write), pool.submit(read)]:
            done.result()
    assert {count % 2 for count in seen} == {0}
    assert listing.page(shelf.current(actor), EVERYONE).total == 26
