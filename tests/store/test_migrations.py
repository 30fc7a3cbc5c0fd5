"""Migrations: the tables are what the models say, on both databases; there and back again; filled ones survive."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect

from casework.services import cases
from casework.store import migrate
from casework.store.database import Base, db
from config import Settings
from tests.casefiles import case
from tests.organisation import Organisation


def test_the_tables_are_what_the_models_say(each_database: Settings) -> None:
    engine = create_engine(each_database.database)
    try:
        with engine.connect() as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": True})
            assert compare_metadata(context, Base.metadata) == []
    finally:
        engine.dispose()


def test_down_to_nothing_and_up_again(each_database: Settings) -> None:
    assert migrate.is_current(each_database.database)
    migrate.downgrade(each_database.database, "base")
    engine = create_engine(each_database.database)
    try:
        assert set(inspect(engine).get_table_names()) <= {"alembic_version"}
    finally:
        engine.dispose()
    migrate.upgrade(each_database.database)
    assert migrate.is_current(each_database.database)


def test_a_filled_database_survives_an_upgrade(each_organisation: Organisation) -> None:
    """From the state each released revision left behind; today there is one."""
    made = cases.create(each_organisation.actor(), case("Volha Testavaja"))
    db.session.remove()
    migrate.upgrade(each_organisation.settings.database)
    assert cases.open_case(each_organisation.actor(), made).number == "CW-000001"


@pytest.mark.parametrize("word", ["name", "birth", "status", "article", "facility", "sex", "consent", "note"])
def test_no_column_says_anything_about_a_person(word: str) -> None:
    told = {
        f"{table.name}.{column.name}"
        for table in Base.metadata.tables.values()
        for column in table.columns
        if word in column.name and column.type.python_type is not bytes
    }
    assert told == set()
