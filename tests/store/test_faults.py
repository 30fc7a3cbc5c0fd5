"""A full disk, a killed process, two writers at once, a lost connection: a clear error and nothing half-saved."""

import signal
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError, OperationalError

from casework.domain.errors import Conflict
from casework.domain.records import RecordKind
from casework.services import cases, ledger
from casework.store.database import LOST, PRAGMAS, db
from casework.store.records import Record, Revision
from tests.casefiles import case, identity
from tests.organisation import Organisation

ROOT = Path(__file__).resolve().parents[2]
KILLED = """
import os, signal, sys
from pathlib import Path
from config import Settings
from casework.domain.records import RecordKind
from casework.services import accounts, ledger
from tests.bare import bare_app
from tests.casefiles import case
settings = Settings(data=Path(sys.argv[1]), database_url=sys.argv[2], cookie_secure=False)
with bare_app(settings).app_context():
    actor = accounts.actor_for(sys.stdin.readline().strip())
    with ledger.writing(actor) as unit:
        unit.create_many(RecordKind.CASE, [case(f"Person {n}") for n in range(300)])
        unit.audit("case.created")
        unit.finish()
        os.kill(os.getpid(), signal.SIGKILL)
"""


def count(table: type) -> int:
    return db.session.scalar(select(func.count()).select_from(table)) or 0


def test_a_process_killed_midway_leaves_nothing_half_saved(each_organisation: Organisation) -> None:
    given = [str(each_organisation.settings.data), each_organisation.settings.database_url]
    done = subprocess.run(
        [sys.executable, "-c", KILLED, *given],
        input=next(iter(each_organisation.tokens.values())).encode() + b"\n",
        cwd=ROOT,
        check=False,
        capture_output=True,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    assert (count(Record), count(Revision)) == (0, 0)
    assert cases.create(each_organisation.actor(), case())


def test_of_two_writers_at_once_one_gets_a_conflict(each_organisation: Organisation) -> None:
    actor = each_organisation.actor()
    made = cases.create(actor, case())
    outcomes: list[str] = []
    gate = threading.Barrier(2)

    def save(name: str) -> None:
        with each_organisation.app.app_context():
            gate.wait()
            try:
                with ledger.writing(actor) as unit:
                    unit.save(made, "identity", identity(name), seen=1)
                outcomes.append("saved")
            except Conflict:
                outcomes.append("conflict")

    threads = [threading.Thread(target=save, args=(name,)) for name in ("Ours", "Theirs")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["conflict", "saved"]


def test_numbers_stay_unique_when_many_write_at_once(each_organisation: Organisation) -> None:
    actor = each_organisation.actor()
    made: list[UUID] = []

    def create() -> None:
        with each_organisation.app.app_context():
            for _ in range(5):
                made.append(cases.create(actor, case()))  # noqa: PERF401

    threads = [threading.Thread(target=create) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with ledger.reading(actor) as unit:
        numbers = {one.value.number for one in unit.load_many(made, "number").values()}
    assert numbers == {f"CW-{n:06}" for n in range(1, 21)}


def test_a_full_disk_is_an_error_and_nothing_is_half_saved(organisation: Organisation) -> None:
    actor = organisation.actor()
    pages = db.session.scalar(text("PRAGMA page_count"))
    db.session.execute(text(f"PRAGMA max_page_count={int(pages or 0) + 4}"))
    with pytest.raises(OperationalError):
        with_many(organisation)
    assert count(Record) == 0
    db.session.execute(text("PRAGMA max_page_count=1000000"))
    assert cases.create(actor, case())


def with_many(organisation: Organisation) -> None:
    with ledger.writing(organisation.actor()) as unit:
        unit.create_many(RecordKind.CASE, [case(f"Person {n}") for n in range(300)])


def test_a_database_that_stays_busy_is_a_clear_error_and_the_next_try_works(organisation: Organisation) -> None:
    actor = organisation.actor()
    db.session.remove()
    other = sqlite3.connect(organisation.settings.data / "casework.sqlite3", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with db.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout=50")
    with pytest.raises(LOST):
        cases.create(actor, case())
    other.execute("ROLLBACK")
    other.close()
    assert count(Record) == 0
    assert cases.create(actor, case())


def test_after_a_lost_connection_the_next_request_works(postgres_organisation: object, tmp_path: Path) -> None:
    with postgres_organisation.copy(tmp_path / "organisation") as found, found.app.app_context():  # type: ignore[attr-defined]
        actor = found.actor()
        made = cases.create(actor, case())
        with pytest.raises(DBAPIError):
            cut_off(actor, made)
        assert cases.open_case(actor, made).sections["identity"].version == 1


def cut_off(actor: object, made: UUID) -> None:
    with ledger.writing(actor) as unit:  # type: ignore[arg-type]
        unit.save(made, "identity", identity("Lost"), seen=1)
        with db.engine.connect() as other:
            mine = db.session.scalar(text("SELECT pg_backend_pid()"))
            other.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": mine})
        unit.save(made, "status", case()["status"], seen=1)  # type: ignore[index]


def test_every_sqlite_connection_overwrites_what_it_deletes(organisation: Organisation) -> None:
    wanted = {"secure_delete": 1, "foreign_keys": 1, "temp_store": 2, "journal_mode": "wal", "trusted_schema": 0}
    assert {pragma.partition("=")[0] for pragma in PRAGMAS} >= wanted.keys()
    with db.engine.connect() as one, db.engine.connect() as other:
        for connection in (one, other):
            found = {name: connection.execute(text(f"PRAGMA {name}")).scalar() for name in wanted}
            assert found == wanted
