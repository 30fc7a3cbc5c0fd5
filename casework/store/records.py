"""Sealed records as rows: ids, versions, compartments, order of change. No word about anybody."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple, cast
from uuid import UUID

from sqlalchemy import Dialect, ForeignKey, Integer, LargeBinary, String, Table, Uuid, delete, func, insert, select
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import TypeEngine

from casework.domain.policy import Compartment
from casework.store.database import Base, db
from casework.vault.place import Place

Bind = Callable[[Any], Any] | None
BATCH = 500
"""Ids named in one statement."""


class Record(Base):
    __tablename__ = "record"
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    kind: Mapped[str] = mapped_column(String(16), index=True)


class RecordKeyRow(Base):
    """The record's key in one compartment, wrapped. Deleting it erases what it sealed."""

    __tablename__ = "record_key"
    record_id: Mapped[UUID] = mapped_column(ForeignKey("record.id"), primary_key=True)
    compartment: Mapped[str] = mapped_column(String(16), primary_key=True)
    epoch: Mapped[int] = mapped_column(Integer)
    wrapped: Mapped[bytes] = mapped_column(LargeBinary)


class Change(Base):
    """One transaction; when and by whom is sealed. The order is in the clear: caches follow it."""

    __tablename__ = "change"
    seq: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)


class Revision(Base):
    """One version of one section. Never overwritten."""

    __tablename__ = "revision"
    record_id: Mapped[UUID] = mapped_column(ForeignKey("record.id"), primary_key=True)
    section: Mapped[str] = mapped_column(String(32), primary_key=True)
    version: Mapped[int] = mapped_column(Integer, primary_key=True)
    compartment: Mapped[str] = mapped_column(String(16))
    seq: Mapped[int] = mapped_column(Integer, index=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)


class Summary(Base):
    """What the casebook lists of a record, as it stood after one change. Older ones stay: "as known on"."""

    __tablename__ = "summary"
    record_id: Mapped[UUID] = mapped_column(ForeignKey("record.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(Integer, primary_key=True, index=True)
    compartment: Mapped[str] = mapped_column(String(16))
    sealed: Mapped[bytes] = mapped_column(LargeBinary)


class Head(Base):
    """Per compartment: a keyed sum over all current summaries, sealed. A row taken away or put back shows."""

    __tablename__ = "head"
    compartment: Mapped[str] = mapped_column(String(16), primary_key=True)
    seq: Mapped[int] = mapped_column(Integer)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)


def add(model: type[Base], rows: Sequence[tuple[Any, ...]]) -> None:
    """Many rows in one statement, their values in the order of the table's columns, without an object for each.

    Only what stands first, the id, is bound; rows of one record come one after another.
    """
    connection = db.session.connection()
    sql, names, bind, positional = _insertion(cast(Table, model.__table__), connection.dialect)
    if bind:
        rows = list(_with_bound_ids(rows, bind))
    connection.exec_driver_sql(sql, list(rows) if positional else [dict(zip(names, row, strict=True)) for row in rows])


def _with_bound_ids(rows: Iterable[tuple[Any, ...]], bind: Callable[[Any], Any]) -> Iterator[tuple[Any, ...]]:
    last = bound = None
    for row in rows:
        if row[0] is not last:
            last = row[0]
            bound = bind(last)
        yield (bound, *row[1:])


@lru_cache(maxsize=64)
def _insertion(table: Table, dialect: Dialect) -> tuple[str, list[str], Bind, bool]:
    """The statement in the driver's own words, its columns, how the first is bound, and whether all are by place."""
    first, *others = (_bind(column.type, dialect) for column in table.columns)
    if any(others):
        raise TypeError(table.name)
    return str(insert(table).compile(dialect=dialect)), list(table.columns.keys()), first, dialect.positional


def _bind(kind: TypeEngine[Any], dialect: Dialect) -> Bind:
    """None where the driver takes values as they are, as each takes bytes."""
    return None if isinstance(kind, LargeBinary) else kind.dialect_impl(dialect).bind_processor(dialect)


def last_seq() -> int:
    return db.session.scalar(select(func.max(Change.seq))) or 0


class Sealed(NamedTuple):
    """A revision as it is read: for many, objects of the database's session would take longer than the opening."""

    record_id: UUID
    section: str
    version: int
    sealed: bytes


def latest(record_ids: Sequence[UUID], sections: Iterable[str]) -> list[Sealed]:
    """The newest revision of each named section of each record, in batches of statements, not rows."""
    names = list(sections)
    found: list[Sealed] = []
    for some in batches(record_ids):
        newest = (
            select(Revision.record_id, Revision.section, func.max(Revision.version).label("version"))
            .where(Revision.record_id.in_(some), Revision.section.in_(names))
            .group_by(Revision.record_id, Revision.section)
            .subquery()
        )
        rows = select(Revision.record_id, Revision.section, Revision.version, Revision.sealed).join(
            newest,
            (Revision.record_id == newest.c.record_id)
            & (Revision.section == newest.c.section)
            & (Revision.version == newest.c.version),
        )
        found += map(Sealed._make, db.session.execute(rows))
    return found


def keys(record_ids: Sequence[UUID]) -> dict[tuple[UUID, str], bytes]:
    found: dict[tuple[UUID, str], bytes] = {}
    for some in batches(record_ids):
        rows = select(RecordKeyRow.record_id, RecordKeyRow.compartment, RecordKeyRow.wrapped)
        wrapped = db.session.execute(rows.where(RecordKeyRow.record_id.in_(some)))
        found |= {(record, compartment): key for record, compartment, key in wrapped}
    return found


def summaries_since(seq: int, until: int | None = None) -> list[tuple[UUID, str, int, str, bytes]]:
    """(record, kind, seq, compartment, sealed) of the newest summary of each record changed after `seq`."""
    newest = select(Summary.record_id, func.max(Summary.seq).label("seq")).where(Summary.seq > seq)
    if until is not None:
        newest = newest.where(Summary.seq <= until)
    last = newest.group_by(Summary.record_id).subquery()
    rows = (
        select(Summary.record_id, Record.kind, Summary.seq, Summary.compartment, Summary.sealed)
        .join(last, (Summary.record_id == last.c.record_id) & (Summary.seq == last.c.seq))
        .join(Record, Record.id == Summary.record_id)
        .order_by(Summary.seq)
    )
    return [(record, kind, at, main, sealed) for record, kind, at, main, sealed in db.session.execute(rows)]


def summary_place(record_id: UUID, seq: int, compartment: Compartment) -> Place:
    """What a summary is bound to: its record and the change that made it."""
    return Place("summary", str(record_id), "", seq, compartment)


def change_place(seq: int) -> Place:
    return Place("change", "", "", seq, Compartment.CASE)


def head_place(compartment: Compartment, seq: int) -> Place:
    return Place("head", "", "", seq, compartment)


def kind_of(record_id: UUID) -> str | None:
    return db.session.scalar(select(Record.kind).where(Record.id == record_id))


def kinds_of(record_ids: Sequence[UUID]) -> dict[UUID, str]:
    found: dict[UUID, str] = {}
    for some in batches(record_ids):
        rows = db.session.execute(select(Record.id, Record.kind).where(Record.id.in_(some)))
        found |= {row.id: row.kind for row in rows}
    return found


def how_many(kind: str) -> int:
    return db.session.scalar(select(func.count()).where(Record.kind == kind)) or 0


def ids_of(kind: str) -> list[UUID]:
    return list(db.session.scalars(select(Record.id).where(Record.kind == kind).order_by(Record.id)))


def all_versions(record_id: UUID, section: str) -> list[Revision]:
    rows = select(Revision).where(Revision.record_id == record_id, Revision.section == section)
    return list(db.session.scalars(rows.order_by(Revision.version)))


def versions(record_ids: Sequence[UUID], sections: Iterable[str]) -> Iterator[Revision]:
    """Every revision of those sections of those records."""
    names = list(sections)
    for some in batches(record_ids):
        yield from db.session.scalars(select(Revision).where(Revision.record_id.in_(some), Revision.section.in_(names)))


def newest_versions(record_ids: Sequence[UUID]) -> dict[tuple[UUID, str], int]:
    """(record, section) to the number of its newest version."""
    found: dict[tuple[UUID, str], int] = {}
    for some in batches(record_ids):
        newest = (
            select(Revision.record_id, Revision.section, func.max(Revision.version))
            .where(Revision.record_id.in_(some))
            .group_by(Revision.record_id, Revision.section)
        )
        found |= {(record, section): version for record, section, version in db.session.execute(newest)}
    return found


def last_changes(record_ids: Sequence[UUID]) -> dict[UUID, int]:
    """Record to the change that last wrote any of its sections."""
    found: dict[UUID, int] = {}
    for some in batches(record_ids):
        last = select(Revision.record_id, func.max(Revision.seq)).where(Revision.record_id.in_(some))
        rows = db.session.execute(last.group_by(Revision.record_id))
        found |= {row[0]: row[1] for row in rows}
    return found


def first_after(record_ids: Sequence[UUID], seq: int) -> Iterator[Revision]:
    """The first versions of sections that records got only after that change."""
    for some in batches(record_ids):
        yield from db.session.scalars(
            select(Revision).where(Revision.record_id.in_(some), Revision.version == 1, Revision.seq > seq)
        )


def latest_summaries(record_ids: Sequence[UUID]) -> list[tuple[UUID, int, bytes]]:
    """(record, change, sealed): the newest summary of each."""
    found: list[tuple[UUID, int, bytes]] = []
    for some in batches(record_ids):
        last = select(Summary.record_id, func.max(Summary.seq).label("seq")).where(Summary.record_id.in_(some))
        newest = last.group_by(Summary.record_id).subquery()
        same = (Summary.record_id == newest.c.record_id) & (Summary.seq == newest.c.seq)
        rows = db.session.execute(select(Summary.record_id, Summary.seq, Summary.sealed).join(newest, same))
        found += [(record, seq, sealed) for record, seq, sealed in rows]
    return found


def drop_summaries(record_ids: Sequence[UUID], seq: int) -> None:
    """Of the running transaction's own change, before it is committed."""
    for some in batches(record_ids):
        db.session.execute(delete(Summary).where(Summary.seq == seq, Summary.record_id.in_(some)))


def batches(record_ids: Sequence[UUID]) -> Iterator[Sequence[UUID]]:
    return (record_ids[start : start + BATCH] for start in range(0, len(record_ids), BATCH))
