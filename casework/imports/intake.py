"""How one kind of list comes in: what looks at its head, what reads it, what plans it."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from casework.domain.importing import Batch, Problem
from casework.services.actor import Actor
from casework.services.planning import Plans


class Upload(NamedTuple):
    """A file as it came, what is known of the batch, and how many bytes it may have."""

    data: bytes
    batch: Batch
    limit: int


class Opened(NamedTuple):
    """A list that can be read. `drafts` starts anew each time; `told` is said once for the whole file."""

    drafts: Callable[[], Iterable[Any]]
    told: list[Problem]


class Column(NamedTuple):
    """A column as the mapping page shows it; `guess` is a field, or empty."""

    title: str
    samples: tuple[str, ...]
    guess: str


class Head(NamedTuple):
    """What there is to map. `settled`: every title is understood for certain, and the list is no long one, so that
    it can be planned at once. `twice` finds columns that would be lost."""

    columns: tuple[Column, ...]
    fields: tuple[str, ...]
    settled: bool
    twice: Callable[[tuple[str, ...]], list[int]]

    @property
    def titles(self) -> tuple[str, ...]:
        return tuple(column.title for column in self.columns)


class Intake(NamedTuple):
    """One kind of list. `opened` raises Unreadable; the rows that it yields are those that `plans` understands.

    `opened` reads columns by `upload.batch.columns` where somebody chose them. A kind whose files all look alike
    has no `head`, and no mapping page.
    """

    opened: Callable[[Actor, Upload], Opened]
    plans: Plans
    head: Callable[[Upload], Head] | None = None
