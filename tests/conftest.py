"""Real parts for every test: settings on a folder of its own, both databases, an organisation with each role."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from flask import Flask
    from playwright.sync_api import Browser

    from config import Settings
    from tests.databases import PostgresDatabases
    from tests.organisation import Organisation, TemplateOrganisation

DATABASES = ("sqlite", "postgresql")
FILE = "casework.sqlite3"


@pytest.fixture(scope="session")
def postgres_databases() -> "Iterator[PostgresDatabases]":
    from tests.databases import postgres

    with postgres() as found:
        yield found


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """One Chromium for a test session: Playwright can be started only once in a process."""
    from tests.browser.chromium import chromium

    with chromium() as found:
        yield found


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file that every SQLite test copies."""
    from casework.store.migrate import upgrade

    path = tmp_path_factory.mktemp("migrated") / FILE
    upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def migrated_postgres(postgres_databases: "PostgresDatabases") -> str:
    """The database that every PostgreSQL test copies."""
    from casework.store.migrate import upgrade

    name = postgres_databases.create()
    upgrade(postgres_databases.address(name))
    return name


@pytest.fixture
def settings(tmp_path: Path, migrated_sqlite: Path) -> "Settings":
    """A migrated, empty instance on SQLite."""
    return _settings(tmp_path / "data", migrated_sqlite)


def _settings(data: Path, sqlite: Path | None = None, url: str = "") -> "Settings":
    from config import Settings

    data.mkdir(mode=0o700)
    if sqlite:
        shutil.copy(sqlite, data / FILE)
    # Longer than any run of the suite: the sessions of an organisation that tests copy are made once.
    return Settings(data=data, cookie_secure=False, database_url=url, idle=timedelta(hours=4))


@pytest.fixture
def app(settings: "Settings") -> "Iterator[Flask]":
    """The application on an empty SQLite instance, inside its context."""
    yield from _opened(settings)


def _opened(settings: "Settings") -> "Iterator[Flask]":
    from casework.store.database import db
    from tests.bare import bare_app

    found = bare_app(settings)
    with found.app_context():
        yield found
        db.session.remove()
        db.engine.dispose()


@pytest.fixture(params=DATABASES)
def each_database(request: pytest.FixtureRequest, tmp_path: Path) -> "Iterator[Settings]":
    """A migrated, empty instance: the test runs on SQLite and again on PostgreSQL."""
    if request.param == "sqlite":
        yield request.getfixturevalue("settings")
        return
    databases: PostgresDatabases = request.getfixturevalue("postgres_databases")
    name = databases.create(request.getfixturevalue("migrated_postgres"))
    yield _settings(tmp_path / "data", url=databases.address(name))
    databases.drop(name)


@pytest.fixture
def each_app(each_database: "Settings") -> "Iterator[Flask]":
    yield from _opened(each_database)


@pytest.fixture(scope="session")
def sqlite_organisation(tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: Path) -> "TemplateOrganisation":
    """Set up once with one account per role; tests take copies."""
    from tests.organisation import TemplateOrganisation

    return TemplateOrganisation.set_up(_settings(tmp_path_factory.mktemp("template") / "data", migrated_sqlite))


@pytest.fixture(scope="session")
def postgres_organisation(
    tmp_path_factory: pytest.TempPathFactory, postgres_databases: "PostgresDatabases", migrated_postgres: str
) -> "TemplateOrganisation":
    from tests.organisation import TemplateOrganisation

    name = postgres_databases.create(migrated_postgres)
    settings = _settings(tmp_path_factory.mktemp("template") / "data", url=postgres_databases.address(name))
    return TemplateOrganisation.set_up(settings, databases=postgres_databases, database=name)


@pytest.fixture
def organisation(tmp_path: Path, sqlite_organisation: "TemplateOrganisation") -> "Iterator[Organisation]":
    """A fresh organisation on SQLite with an account of each role, inside its application's context."""
    with sqlite_organisation.copy(tmp_path / "organisation") as found, found.app.app_context():
        yield found


@pytest.fixture(params=DATABASES)
def each_organisation(request: pytest.FixtureRequest, tmp_path: Path) -> "Iterator[Organisation]":
    """The same on SQLite and again on PostgreSQL."""
    kind = "sqlite" if request.param == "sqlite" else "postgres"
    template: TemplateOrganisation = request.getfixturevalue(f"{kind}_organisation")
    with template.copy(tmp_path / "organisation") as found, found.app.app_context():
        yield found
