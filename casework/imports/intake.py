"""How one kind of list comes in: what reads it, what plans it."""

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


class Intake(NamedTuple):
    """One kind of list. `opened` raises Unreadable; the rows that it yields are those that `plans` understands."""

    opened: Callable[[Actor, Upload], Opened]
    plans: Plans
