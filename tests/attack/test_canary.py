"""Marked words go in through pages and commands; then everything on disk is searched for them.

What is searched is what a thief would have: the database with its write-ahead log while the server
runs, files, snapshot, temporary folder, home folder, everything the server printed.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import psycopg
import pytest
from playwright.sync_api import Browser, Page

from tests.attack import traces
from tests.databases import PostgresDatabases
from tests.web.cli.server import fetch, free_port, served
from tests.web.cli.shell import PASSPHRASE, Shell

MARKS = {
    "organisation": "Vyrkulorganitsa",
    "colleague": "Drozhbalinets",
    "colleague's login": "skvarnubelko",
    "listed person": "Zhmyrkavetskaia",
    "listed person in Cyrillic": "Жмыркавецкая",
    "judge": "Kryvozubetskin",
    "unread cell": "qorvanbiltesh",
    "description": "bulmaskrynitsa",
    "intake": "Хвалынцарэвіч",
    "source": "pazhvulniket",
    "reason": "sorvimbaldesh",
    "action": "grubzhalmonits",
    "statement": "velskondrimash",
    "draft": "tarkhombilvets",
    "searched": "nimzhurkovalsk",
    "wrong login": "bezhdumorvinka",
    "uploaded": "Plyskvartovich",
    "list's source": "gnarveldubitsk",
    "list's licence": "tolmekhrusniak",
    "mapped column": "zhvorkelbatnik",
    "saved mapping": "krumdalvoshnets",
}


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
        shown = _by_page(browser, f"http://127.0.0.1:{port}", outside, end)
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


def _by_page(browser: Browser, address: str, outside: Path, end_sessions: Callable[[], None]) -> str:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    context.set_default_timeout(20_000)
    page = context.new_page()
    _sign_in(page, MARKS["wrong login"], "not-the-right-passphrase-at-all")
    _sign_in(page, "vera", PASSPHRASE)
    _intake(page)
    _status_and_action(page)
    _account(page)
    _search_upload_statement(page, outside)
    _late_form(page, end_sessions)
    return _shown(page)


def _shown(page: Page) -> str:
    """Signed in again: the pages on which each mark stands."""
    _sign_in(page, "vera", PASSPHRASE)
    found = []
    for path in ("/cases", "/advocacy", "/accounts", "/reports", "/drafts", "/imports"):
        page.goto(path)
        found.append(page.content())
    page.goto("/imports")
    page.locator("main table a").first.click()
    found.append(page.content())
    page.goto(page.url + "/columns")
    found.append(page.content())
    for name in (MARKS["intake"], MARKS["listed person"]):
        page.goto("/cases/search")
        page.locator("main input[name=q]").fill(name)
        page.locator("main form button").first.click()
        page.locator("main table a").first.click()
        found.append(page.content())
        page.get_by_role("link", name="History").first.click()
        found.append(page.content())
    page.context.close()
    return "\n".join(found)


def _sign_in(page: Page, login: str, passphrase: str) -> None:
    page.goto("/sign-in")
    page.locator("main input[name=login]").fill(login)
    page.locator("main input[name=passphrase]").fill(passphrase)
    page.locator("main form button").first.click()


def _day(page: Page, name: str, day: str, month: str, year: str) -> None:
    for part, value in (("day", day), ("month", month), ("year", year)):
        page.locator(f"main input[name={name}-{part}]").first.fill(value)


def _intake(page: Page) -> None:
    page.goto("/intake")
    page.locator("main input[name$='-text']").first.fill(f"Кастусь {MARKS['intake']}")
    page.locator("main select[name=status]").select_option("pretrial")
    _day(page, "since", "3", "2", "2024")
    page.locator("main input[name=source]").fill(MARKS["source"])
    page.locator("main .acts button").first.click()
    page.locator("main .acts button, main form button.btn-primary").first.click()
    page.wait_for_url("**/cases/*")


def _status_and_action(page: Page) -> None:
    case = page.url
    page.goto(case + "/status-change")
    page.locator("main select[name=status]").select_option("colony")
    _day(page, "since", "3", "6", "2024")
    page.locator("main input[name=reason]").fill(MARKS["reason"])
    page.locator("main .acts button").first.click()
    page.goto("/advocacy/new?case=" + case.rsplit("/", 1)[1])
    page.locator("main select[name=kind]").select_option("media")
    _day(page, "date", "9", "8", "2024")
    page.locator("main input[name=title]").fill(MARKS["action"])
    page.locator("main .acts button").first.click()


def _account(page: Page) -> None:
    page.goto("/accounts/new")
    page.locator("main input[name=name]").fill(MARKS["colleague"])
    page.locator("main input[name=login]").fill(MARKS["colleague's login"])
    page.locator("main select[name=role]").select_option("analyst")
    page.locator("main form button.btn-primary").first.click()


def _search_upload_statement(page: Page, outside: Path) -> None:
    page.goto("/cases/search")
    page.locator("main input[name=q]").fill(MARKS["searched"])
    page.locator("main form button").first.click()
    upload = outside / "upload.csv"
    upload.write_text(f"id,name,{MARKS['mapped column']}\n9,Ales {MARKS['uploaded']},2024-03-04\n", "utf-8")
    page.goto("/imports")
    page.locator("main input[type=file]").set_input_files(upload)
    page.locator("main input[name=source]").fill(MARKS["list's source"])
    page.locator("main input[name=licence]").fill(MARKS["list's licence"])
    page.locator("main form button.btn-primary").first.click()
    page.locator("main select[name=column-2]").select_option("arrest")
    page.locator("main input[name=profile_name]").fill(MARKS["saved mapping"])
    page.locator("main form button.btn-primary").first.click()
    page.goto("/reports/new")
    _day(page, "as_of", "9", "8", "2024")
    page.locator("main input[name=title]").fill(MARKS["statement"])
    page.locator("main .acts button").first.click()
    page.goto("/cases")
    page.goto("/audit")


def _end_sessions(crime_database: str, data: Path) -> None:
    """As if everybody had been idle for too long."""
    past = "UPDATE session SET idle_until = '2020-01-01 00:00:00'"
    if crime_database:
        with psycopg.connect(crime_database.replace("+psycopg", "")) as connection:
            connection.execute(past)
        return
    with closing(sqlite3.connect(data / "casework.sqlite3")) as connection, connection:
        connection.execute(past + " || '.000000'")


def _late_form(page: Page, end_sessions: Callable[[], None]) -> None:
    """Typed while the session lasted, sent when it had ended: kept as a sealed draft."""
    page.goto("/advocacy/new?custody=yes&as_of=2024-08-09")
    page.locator("main select[name=kind]").select_option("media")
    _day(page, "date", "9", "8", "2024")
    page.locator("main input[name=title]").fill(MARKS["draft"])
    end_sessions()
    page.locator("main .acts button").first.click()


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
