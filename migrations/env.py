"""Alembic's entry: one connection, one transaction, on SQLite and PostgreSQL."""

from alembic import context
from sqlalchemy import create_engine

from casework.store import audit, members, records
from casework.store.database import Base, prepare

MODELS = (audit, members, records)


def migrate() -> None:
    url = context.config.get_main_option("sqlalchemy.url")
    if not url:
        raise LookupError("no database address")
    engine = create_engine(url, hide_parameters=True)
    prepare(engine)
    try:
        with engine.connect() as connection:
            context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=True)
            with context.begin_transaction():
                context.run_migrations()
    finally:
        engine.dispose()


migrate()
