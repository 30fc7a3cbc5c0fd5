"""The sealed snapshot: used when it is sound, refused when it is not; and what shows when rows were tampered with."""

from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import delete, select

from casework.casebook import snapshot
from casework.casebook.shelf import Shelf
from casework.domain.status import Status
from casework.services import ledger
from casework.store import records
from casework.store.database import db, transaction
from tests.casebook.shelves import add, folder, kept, names, put_back, stored
from tests.casefiles import timeline
from tests.organisation import Organisation


def newest(record_id: UUID) -> records.Summary:
    rows = select(records.Summary).where(records.Summary.record_id == record_id)
    return db.session.scalars(rows.order_by(records.Summary.seq.desc())).first() or pytest.fail("no summary")


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
        row = newest(damaged)
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
        db.session.delete(newest(case_id))
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
