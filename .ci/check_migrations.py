"""Refuses models that the migrations do not make: on SQLite and on PostgreSQL, up, compared, and down again."""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from casework.store import audit, members, migrate, records  # noqa: E402, F401 - the models must be known
from casework.store.database import Base  # noqa: E402
from tests.databases import postgres  # noqa: E402


@contextmanager
def addresses() -> Iterator[list[str]]:
    with tempfile.TemporaryDirectory() as folder, postgres() as databases:
        yield [f"sqlite:///{folder}/check.sqlite3", databases.address(databases.create())]


def differences(url: str) -> list[str]:
    """What the models have and the migrated tables lack, or the other way round."""
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": True})
            return [str(difference) for difference in compare_metadata(context, Base.metadata)]
    finally:
        engine.dispose()


def main() -> int:
    wrong = []
    with addresses() as urls:
        for url in urls:
            migrate.upgrade(url)
            wrong += [f"{url.split(':')[0]}: {difference}" for difference in differences(url)]
            migrate.downgrade(url, "base")
            migrate.upgrade(url)
    for line in wrong:
        sys.stderr.write(line + "\n")
    sys.stdout.write(f"migrations at {migrate.newest()}, {len(wrong)} differences\n")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
