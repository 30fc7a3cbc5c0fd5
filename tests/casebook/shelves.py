"""A shelf of one's own over an organisation, and what the ledger and the disk hold for it."""

from pathlib import Path
from uuid import UUID

from sqlalchemy import delete, select, update

from casework.casebook import listing, snapshot
from casework.casebook.shelf import Shelf
from casework.domain.records import RecordKind
from casework.services import ledger
from casework.services.actor import Actor
from casework.store import records, settings
from casework.store.database import db, transaction
from tests.casebook.people import EVERYONE
from tests.casefiles import case


def add(actor: Actor, *names: str) -> list[UUID]:
    with ledger.writing(actor) as unit:
        return unit.create_many(RecordKind.CASE, [case(name) for name in names])


def names(actor: Actor, one: Shelf) -> list[str]:
    book = one.current(actor.keyring, folder())
    return [row.names[0].text for row in listing.page(book, EVERYONE).rows]


def folder() -> Path:
    return settings.data_folder() / "snapshots"


def kept(actor: Actor) -> Path:
    """A snapshot of what is on file now."""
    book = Shelf().current(actor.keyring, folder())
    assert snapshot.keep(folder(), actor.keyring, book)
    return folder() / "casebook.sealed"


def stored() -> tuple[int, bytes]:
    head = db.session.get_one(records.Head, "case")
    return head.seq, head.sealed


def put_back(head: tuple[int, bytes], seq: int) -> None:
    """The casebook's tables as they stood at that change, as from a backup."""
    with transaction():
        for table in (records.Summary, records.Change):
            db.session.execute(delete(table).where(table.seq > seq))
        db.session.execute(
            update(records.Head).where(records.Head.compartment == "case").values(seq=head[0], sealed=head[1])
        )
    db.session.expire_all()


def latest_summary(record: UUID) -> records.Summary:
    """The row itself, to be damaged or taken away."""
    rows = select(records.Summary).where(records.Summary.record_id == record)
    return db.session.scalars(rows.order_by(records.Summary.seq.desc())).first()
