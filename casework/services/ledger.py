"""The sealed ledger: how every use case reads and writes.

One writing is one transaction, one change and one place in the order; its audit entries are part of it.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar

from casework.domain.errors import Conflict, Tampered
from casework.services import trail
from casework.services.actor import Actor
from casework.services.reading import Loaded, Reader
from casework.services.writing import Writer
from casework.store import changes
from casework.store.database import LOST, fresh, transaction

__all__ = ["Actor", "Loaded", "Reader", "Writer", "reading", "reading_together", "witness", "writing"]


_together: ContextVar[Reader | None] = ContextVar("together", default=None)


@contextmanager
def writing(actor: Actor) -> Iterator[Writer]:
    """All of it or nothing. Raises Conflict when somebody saved a section after the version that was seen."""
    with _logged(actor), transaction():
        unit = Writer(actor)
        yield unit
        unit.finish()
        trail.append(actor.signed(), unit.entries)


@contextmanager
def reading(actor: Actor) -> Iterator[Reader]:
    """The reads are in the audit log when the block ends well; one that cannot be logged is not shown."""
    together = _together.get()
    if together is not None and together.actor is actor:
        yield together
        return
    fresh()
    unit = Reader(actor)
    with _logged(actor):
        yield unit
    if unit.entries:
        with transaction():
            trail.append(actor.signed(), unit.entries)


@contextmanager
def reading_together(actor: Actor) -> Iterator[None]:
    """The readings inside are one: logged in one transaction when all have ended well, and none shown if not."""
    with reading(actor) as unit:
        before = _together.set(unit)
        try:
            yield
        finally:
            _together.reset(before)


@contextmanager
def _logged(actor: Actor) -> Iterator[None]:
    """A refusal that has nothing to do with rights is in the log too, once the writing it ended is undone.

    Inside another writing that one says it; a log that cannot be written does not hide what happened first.
    """
    try:
        yield
    except (Conflict, Tampered) as found:
        if not changes.writing():
            with suppress(*LOST):
                if isinstance(found, Tampered):
                    trail.record(actor.signed(), "record.damaged", found.place)
                else:
                    detail: trail.Detail = {"section": found.section, "version": found.version}
                    trail.record(actor.signed(), "record.changed_meanwhile", found.record, detail)
        raise


def witness(event: str, subject: str = "", detail: trail.Detail | None = None) -> None:
    """An entry for what happens with nobody signed in."""
    trail.record(trail.nobody(), event, subject, detail)
