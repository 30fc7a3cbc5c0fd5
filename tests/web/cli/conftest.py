"""Instances for the command line."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.databases import PostgresDatabases
from tests.web.cli.shell import Shell, data


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """An instance that is not set up yet."""
    return Shell(tmp_path)


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def listed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shell]:
    """An instance with the public list imported, on either database. Tests only read it."""
    found = Shell(tmp_path_factory.mktemp("listed"))
    name = ""
    if request.param == "postgresql":
        databases: PostgresDatabases = request.getfixturevalue("postgres_databases")
        name = databases.create()
        found.environment["CASEWORK_DATABASE_URL"] = databases.address(name)
    assert found.init().returncode == 0
    found.imported = found.answer("import", str(data("public-list-en.csv")))
    yield found
    if name:
        databases.drop(name)
