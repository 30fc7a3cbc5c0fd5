"""The database: SQLite by default, PostgreSQL by setting one address. One way to write: `transaction()`."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import MetaData, event, text
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.orm import DeclarativeBase, Session

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
PRAGMAS = (
    "journal_mode=WAL",
    "secure_delete=ON",
    "foreign_keys=ON",
    "busy_timeout=10000",
    "temp_store=MEMORY",
    "synchronous=FULL",
    "trusted_schema=OFF",
)
"""`secure_delete`: a deleted row is overwritten. Nothing sorts or spills into a temporary file."""
ONE_MOMENT = "REPEATABLE READ"
"""A reading sees one moment of the database, as on SQLite: a section and the summary that names its version."""
NEWEST = "READ COMMITTED"
"""A writer sees what stands once it has the lock, not what stood when it began to wait."""
WRITER_LOCK = 0x0CA5E
"""PostgreSQL: one writing transaction at a time, so that changes and audit entries have one order."""


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMES)


LOST = (OperationalError, InterfaceError)
"""The database cannot be reached, or is full or locked: for who maps faults to pages."""
db = SQLAlchemy(model_class=Base, session_options={"expire_on_commit": False})


def connect(app: Flask) -> None:
    """Bind the application to its database."""
    options: dict[str, Any] = {"pool_pre_ping": True, "hide_parameters": True}
    if app.config["SQLALCHEMY_DATABASE_URI"].startswith("postgresql"):
        options["isolation_level"] = ONE_MOMENT
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = options
    db.init_app(app)
    with app.app_context():
        prepare(db.engine)


def prepare(engine: Engine) -> None:
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _on_sqlite_connect)
        event.listen(engine, "begin", _on_sqlite_begin)


def _on_sqlite_connect(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _on_sqlite_begin(connection: Connection) -> None:
    """A writer takes its lock at once: two that read first and write then could only fail."""
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


@contextmanager
def transaction() -> Iterator[Session]:
    """All or nothing. Inside another one it joins it; a read under way before it is ended first."""
    session = db.session()
    if session.info.get("writing"):
        yield session
        return
    fresh()
    postgres = session.get_bind().dialect.name == "postgresql"
    newest = {"isolation_level": NEWEST} if postgres else {}
    connection = session.connection(execution_options={"writing": True, **newest})
    if postgres:
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": WRITER_LOCK})
    session.info["writing"] = True
    try:
        yield session
        session.commit()
    except BaseException:
        session.rollback()
        raise
    finally:
        session.info["writing"] = False


def fresh() -> None:
    """End a read under way, so that the next one sees what others have written since."""
    session = db.session()
    if not session.info.get("writing"):
        session.rollback()
