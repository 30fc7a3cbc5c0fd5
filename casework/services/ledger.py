"""The sealed ledger: how every use case reads and writes.

One writing is one transaction, one change and one place in the order; its audit entries are part of it.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from casework.services import trail
from casework.services.actor import Actor
from casework.services.reading import Loaded, Reader
from casework.services.writing import Writer
from casework.store.database import fresh, transaction

__all__ = ["Actor", "Loaded", "Reader", "Writer", "reading", "witness", "writing"]


@contextmanager
def writing(actor: Actor) -> Iterator[Writer]:
    """All of it or nothing. Raises Conflict when somebody saved a section after the version that was seen."""
    with transaction():
        unit = Writer(actor)
        yield unit
        unit.finish()
        trail.append(actor.signed(), unit.entries)


@contextmanager
def reading(actor: Actor) -> Iterator[Reader]:
    """The reads are in the audit log when the block ends well; one that cannot be logged is not shown."""
    fresh()
    unit = Reader(actor)
    yield unit
    if unit.entries:
        with transaction():
            trail.append(actor.signed(), unit.entries)


def witness(event: str, subject: str = "", detail: trail.Detail | None = None) -> None:
    """An entry for what happens with nobody signed in."""
    trail.record(trail.nobody(), event, subject, detail)
