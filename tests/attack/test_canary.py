"""Marked words go in through pages and commands; then everything on disk is searched for them.

What is searched is what a thief would have: the database with its write-ahead log while the server
runs, files, snapshot, temporary folder, home folder, everything the server printed.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import psycopg
import pytest
from playwright.sync_api import Browser

from tests.attack import traces
from tests.attack.marking import MARKS, by_page
from tests.databases import PostgresDatabases
from tests.web.cli.server import fetch, free_port, served
from tests.web.cli.shell import PASSPHRASE, Shell


@dataclass
class Crime:
    """What is there to be taken: a folder with everything the programs wrote, and the database's address."""

    folder: Path
    database: str
    shown: str
    """What the pages showed at the end, to who may see it."""


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def crime(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, browser: Browser
) -> Iterator[Crime]:
    outside, taken = tmp_path_factory.mktemp("outside"), tmp_path_factory.mktemp("taken")
    for name in ("tmp", "home", "data"):
        (taken / name).mkdir(mode=0o700)
    more = {"TMPDIR": str(taken / "tmp"), "HOME": str(taken / "home")}
    database = ""
    if request.param == "postgresql":
        databases: PostgresDatabases = request.getfixturevalue("postgres_databases")
        database = databases.address(databases.create())
        more["CASEWORK_DATABASE_URL"] = database
    shell = Shell(outside, more | {"CASEWORK_DATA": str(taken / "data")})
    printed = _by_command(shell, outside)
    port = free_port()
    with served(taken / "data", port, **more) as process:
        fetch(port, "/sign-in")
        end = partial(_end_sessions, database, taken / "data")
        shown = by_page(browser, f"http://127.0.0.1:{port}", outside, end)
        (taken / "printed").write_text(printed, "utf-8")
        yield Crime(taken, database, shown)
        process.kill()
    assert process.stdout is not None


def _by_command(shell: Shell, outside: Path) -> str:
    """Set up, import, search, count; what the commands said on standard error."""
    (outside / "passphrase").write_text(PASSPHRASE, "utf-8")
    listed = outside / "list.csv"
    listed.write_text(
        "id,name,description,arrested,judge,something\n"
        f"1,Vera {MARKS['listed person']},{MARKS['description']},2024-01-02,{MARKS['judge']},{MARKS['unread cell']}\n"
        f"2,Вера {MARKS['listed person in Cyrillic']},,2024-01-03,,\n3,{MARKS['listed person']} B,,2024-13-03,,\n",
        "utf-8",
    )
    (outside / "queries").write_text(MARKS["searched"], "utf-8")
    done = [
        shell.run("init", "--org", MARKS["organisation"], *shell.identity, "--recovery-out", str(outside / "recovery")),
        shell.run("import", str(listed), *shell.identity, "--json"),
        shell.run("search", "--query-file", str(outside / "queries"), *shell.identity, "--json"),
        shell.run("count", "--as-of", "2024-08-09", *shell.identity, "--json"),
        shell.run("doctor", *shell.identity),
    ]
    assert [one.returncode for one in done] == [0] * 5, [one.stderr for one in done]
    return "\n".join(one.stderr for one in done)


def _end_sessions(crime_database: str, data: Path) -> None:
    """As if everybody had been idle for too long."""
    past = "UPDATE session SET idle_until = '2020-01-01 00:00:00'"
    if crime_database:
        with psycopg.connect(crime_database.replace("+psycopg", "")) as connection:
            connection.execute(past)
        return
    with closing(sqlite3.connect(data / "casework.sqlite3")) as connection, connection:
        connection.execute(past + " || '.000000'")


def test_the_marks_went_in(crime: Crime) -> None:
    """The pages show them to who may see them: silence below means something."""
    fleeting = {"organisation", "searched", "wrong login", "uploaded", "listed person in Cyrillic"}
    assert [name for name, mark in MARKS.items() if mark not in crime.shown and name not in fleeting] == []


def test_no_file_holds_a_marked_word_in_any_form(crime: Crime) -> None:
    assert traces.in_folder(crime.folder, list(MARKS.values())) == []


def test_no_row_of_the_live_database_holds_a_marked_word(crime: Crime) -> None:
    if not crime.database:
        assert (crime.folder / "data" / "casework.sqlite3").exists()
        return
    with psycopg.connect(crime.database.replace("+psycopg", "")) as connection:
        tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        rows = b"".join(_raw(connection, name) for (name,) in tables)
    assert len(rows) > 20_000
    assert traces.found(rows, list(MARKS.values())) == []


def _raw(connection: "psycopg.Connection[tuple[object, ...]]", table: str) -> bytes:
    with connection.cursor().copy(f'COPY "{table}" TO STDOUT (FORMAT binary)') as copied:
        return b"".join(bytes(block) for block in copied)


def test_no_file_or_folder_is_open_to_other_users(crime: Crime) -> None:
    inside = [crime.folder / "data", *(crime.folder / "data").rglob("*")]
    assert [path for path in inside if path.stat().st_mode & 0o077] == []
