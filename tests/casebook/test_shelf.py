"""One casebook a process: fresh, sealed on disk, rebuilt when anything is amiss, gone with the last session."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from time import monotonic, sleep

import pytest
from sqlalchemy import delete, update

from casework.casebook import counts, listing, shelf, snapshot
from casework.casebook.shelf import Shelf
from casework.domain.errors import NotAllowed
from casework.domain.policy import Role
from casework.domain.records import RecordKind
from casework.domain.status import Status
from casework.services import ledger
from casework.services.actor import Actor
from casework.store import records, settings
from casework.store.database import db, transaction
from casework.store.members import UserSession
from casework.vault import aead
from tests.casebook.people import EVERYONE, HELD
from tests.casefiles import case, timeline
from tests.organisation import Organisation


def add(actor: Actor, *names: str) -> list:
    with ledger.writing(actor) as unit:
        return unit.create_many(RecordKind.CASE, [case(name) for name in names])


def names(actor: Actor, one: Shelf) -> list[str]:
    book = one.current(actor.keyring, folder())
    return [row.names[0].text for row in listing.page(book, EVERYONE).rows]


def folder() -> Path:
    return settings.data_folder() / "snapshots"


def kept(actor: Actor) -> Path:
    """A snapshot of what is on file now."""
    book = Shelf().current(actor.keyring, folder())
    assert snapshot.keep(folder(), actor.keyring, book)
    return folder() / "casebook.sealed"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Every value that is decrypted, counted on its way through the real cipher."""
    seen: list[bytes] = []
    real = aead.open_

    def counting(key: bytes, aad: bytes, sealed: bytes) -> bytes:
        seen.append(aad)
        return real(key, aad, sealed)

    monkeypatch.setattr(aead, "open_", counting)
    return seen


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


def test_a_cold_start_reads_the_snapshot_and_not_the_records(organisation: Organisation, opened: list[bytes]) -> None:
    actor = organisation.actor()
    add(actor, *(f"Person {number}" for number in range(30)))
    kept(actor)
    opened.clear()
    assert len(names(actor, Shelf())) == 30
    assert not any(b"summary" in aad for aad in opened)


def test_a_snapshot_behind_is_caught_up_with(organisation: Organisation) -> None:
    actor = organisation.actor()
    add(actor, "Alena")
    kept(actor)
    add(actor, "Siarhei")
    assert names(actor, Shelf()) == ["Alena", "Siarhei"]


def test_the_snapshot_shows_nothing_of_anybody(organisation: Organisation) -> None:
    actor = organisation.actor()
    add(actor, "Alena Prykmietnaja")
    data = kept(actor).read_bytes()
    assert b"SQLite format" not in data
    assert b"prykmietnaja" not in data.lower()
    assert oct(folder().stat().st_mode)[-3:] == "700"


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:-1],
        lambda data: data[:40],
        lambda data: b"",
        lambda data: data[:-1] + bytes([data[-1] ^ 1]),
        lambda data: (int.from_bytes(data[:8], "big") - 1).to_bytes(8, "big") + data[8:],
        lambda data: (int.from_bytes(data[:8], "big") + 9).to_bytes(8, "big") + data[8:],
        lambda data: b"SQLite format 3\x00" + bytes(5000),
    ],
    ids=["cut", "short", "empty", "changed", "older number", "later number", "plain"],
)
def test_a_damaged_snapshot_is_refused_and_the_casebook_built_anew(organisation: Organisation, damage) -> None:
    actor = organisation.actor()
    add(actor, "Alena")
    add(actor, "Siarhei")
    path = kept(actor)
    path.write_bytes(damage(path.read_bytes()))
    assert snapshot.load(folder(), actor.keyring, 99) is None
    assert names(actor, Shelf()) == ["Alena", "Siarhei"]


def test_a_snapshot_of_another_organisation_is_refused(
    organisation: Organisation, sqlite_organisation, tmp_path: Path
) -> None:
    actor = organisation.actor()
    add(actor, "Alena")
    path = kept(actor)
    from casework.vault.keyring import Keyring, new_compartment_secret

    stranger = Keyring({name: {1: new_compartment_secret()} for name in actor.keyring.compartments()})
    assert snapshot.keep(folder(), stranger, Shelf().current(actor.keyring, tmp_path))
    assert path.exists()
    assert snapshot.load(folder(), actor.keyring, 99) is None
    assert names(actor, Shelf()) == ["Alena"]


def test_a_snapshot_of_before_the_database_was_put_back_is_not_believed(organisation: Organisation) -> None:
    """The same numbers of changes, another history: the sums tell them apart."""
    actor = organisation.actor()
    add(actor, "Alena")
    backup, seq = stored(), records.last_seq()
    add(actor, "Siarhei")
    kept(actor)
    put_back(backup, seq)
    add(actor, "Volha")
    assert names(actor, Shelf()) == ["Alena", "Volha"]


def test_a_damaged_record_is_named_and_the_rest_works(each_organisation: Organisation) -> None:
    actor = each_organisation.actor()
    damaged, _ = add(actor, "Alena", "Siarhei")
    with transaction():
        row = records.latest_summary(damaged)
        assert row is not None
        row.sealed = row.sealed[:-1] + bytes([row.sealed[-1] ^ 1])
    found = Shelf()
    assert names(actor, found) == ["Siarhei"]
    assert f"summary/{damaged}/{row.seq}" in found.faults
    assert not (folder() / "casebook.sealed").exists()


def test_a_record_taken_away_behind_the_ledgers_back_shows(each_organisation: Organisation) -> None:
    actor = each_organisation.actor()
    gone, _ = add(actor, "Alena", "Siarhei")
    with transaction():
        db.session.execute(delete(records.Summary).where(records.Summary.record_id == gone))
    found = Shelf()
    assert names(actor, found) == ["Siarhei"]
    assert found.faults == ("head/case",)


def test_an_older_version_put_back_shows(organisation: Organisation) -> None:
    actor = organisation.actor()
    (case_id,) = add(actor, "Alena")
    with ledger.writing(actor) as unit:
        unit.save(case_id, "status", timeline((Status.RELEASED, "2024-01-01")), 1)
    with transaction():
        newest = records.latest_summary(case_id)
        db.session.delete(newest)
    found = Shelf()
    names(actor, found)
    assert found.faults == ("head/case",)


def test_a_database_put_back_to_an_earlier_state_is_read_anew(organisation: Organisation) -> None:
    actor, found = organisation.actor(), Shelf()
    add(actor, "Alena")
    backup, seq = stored(), records.last_seq()
    add(actor, "Siarhei")
    names(actor, found)
    put_back(backup, seq)
    assert names(actor, found) == ["Alena"]


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


def stored() -> tuple[int, bytes]:
    head = db.session.get_one(records.Head, "case")
    return head.seq, head.sealed


def put_back(head: tuple[int, bytes], seq: int) -> None:
    """The casebook's tables as they stood at that change, as from a backup."""
    with transaction():
        for table in (records.Summary, records.Change):
            db.session.execute(delete(table).where(table.seq > seq))
        db.session.execute(
            update(records.Head).where(records.Head.compartment == "case").values(seq=head[0], sealed=head[1])
        )
    db.session.expire_all()


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
