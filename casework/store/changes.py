"""What changed since: the newest summaries, in a stream, and the sealed sums they must add up to."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from casework.store.database import db, fresh
from casework.store.members import UserSession
from casework.store.records import Change, Head, Record, Summary, batches

CHUNK = 2000
Row = tuple[UUID, str, int, str, bytes]
"""Record, kind, change, compartment, sealed summary."""


def last() -> int:
    """The newest change anybody has committed."""
    fresh()
    return db.session.scalar(select(func.max(Change.seq))) or 0


def writing() -> bool:
    """Whether this thread is inside a transaction of its own, which nobody else may see yet."""
    return bool(db.session().info.get("writing"))


def newest(since: int, until: int) -> Iterator[list[Row]]:
    """For each record changed after `since` and up to `until`, its newest summary of that time."""
    changed = select(Summary.record_id, func.max(Summary.seq).label("seq"))
    last_of = changed.where(Summary.seq > since, Summary.seq <= until).group_by(Summary.record_id).subquery()
    rows = (
        select(Summary.record_id, Record.kind, Summary.seq, Summary.compartment, Summary.sealed)
        .join(last_of, (Summary.record_id == last_of.c.record_id) & (Summary.seq == last_of.c.seq))
        .join(Record, Record.id == Summary.record_id)
        .execution_options(yield_per=CHUNK)
    )
    for some in db.session.execute(rows).partitions():
        yield [(record, kind, seq, compartment, sealed) for record, kind, seq, compartment, sealed in some]


def before(records: Sequence[UUID], seq: int) -> list[tuple[UUID, int, str, bytes]]:
    """(record, change, compartment, sealed): what stood for these records after change `seq`."""
    found: list[tuple[UUID, int, str, bytes]] = []
    for some in batches(records):
        last_of = (
            select(Summary.record_id, func.max(Summary.seq).label("seq"))
            .where(Summary.record_id.in_(some), Summary.seq <= seq)
            .group_by(Summary.record_id)
            .subquery()
        )
        rows = select(Summary.record_id, Summary.seq, Summary.compartment, Summary.sealed).join(
            last_of, (Summary.record_id == last_of.c.record_id) & (Summary.seq == last_of.c.seq)
        )
        found += [(record, at, compartment, sealed) for record, at, compartment, sealed in db.session.execute(rows)]
    return found


def heads() -> dict[str, Head]:
    return {row.compartment: row for row in db.session.scalars(select(Head).execution_options(populate_existing=True))}


def stamp(seq: int) -> bytes | None:
    """When and by whom, sealed; the newest change up to `seq`."""
    return db.session.scalar(select(Change.sealed).where(Change.seq == seq))


def live_sessions(now: datetime) -> int:
    """Sessions that still hold keys. Whose they are is not asked."""
    fresh()
    alive = (
        select(func.count())
        .select_from(UserSession)
        .where(UserSession.sealed != b"", UserSession.idle_until > now, UserSession.ends_at > now)
    )
    return db.session.scalar(alive) or 0
