"""Bring the tables up to date, from the command line and at the start of the server."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine
from sqlalchemy.engine import Engine

SCRIPTS = Path(__file__).resolve().parents[2] / "migrations"


def config(url: str) -> Config:
    found = Config()
    found.set_main_option("script_location", str(SCRIPTS))
    found.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    return found


def upgrade(url: str, revision: str = "head") -> None:
    command.upgrade(config(url), revision)


def downgrade(url: str, revision: str) -> None:
    command.downgrade(config(url), revision)


def newest() -> str:
    head = ScriptDirectory(str(SCRIPTS)).get_current_head()
    if head is None:
        raise LookupError("no migrations")
    return head


def current(engine: Engine) -> str | None:
    """The revision the tables are at; None for an empty database."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def is_current(url: str) -> bool:
    engine = create_engine(url)
    try:
        return current(engine) == newest()
    finally:
        engine.dispose()
