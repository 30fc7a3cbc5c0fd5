"""Small counts in public tables: cells of 1-4 people are not shown, nor what would give them back.

A hidden cell alone is no secret when the total stands below it: so further cells are hidden with it
until what is left could be any of several tables. Where that cannot be had, the whole table is withheld.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

SMALL = 5
"""Counts below this, and above nought, are small."""


@dataclass(frozen=True, slots=True)
class Cell:
    """`people` counted under `key`, `public` of them named in the same document by their own consent."""

    key: str
    people: int
    public: int = 0

    @property
    def left(self) -> int:
        """Counted here and not named: what a reader gets by taking the annex away."""
        return self.people - self.public


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell as a document may show it: None where it is suppressed."""

    key: str
    people: int | None


def small(people: int, public: int = 0, approved: bool = False) -> bool:
    """Whether this count must not be shown. An approval lifts it only where everyone counted is public."""
    if approved and public == people:
        return False
    return 0 < people < SMALL


def sensitive(cell: Cell, approved: bool) -> bool:
    """Small, or small once the people named in the annex are taken away from it."""
    return small(cell.people, cell.public, approved) or 0 < cell.left < SMALL


def partition(cells: Sequence[Cell], approved: bool = False) -> tuple[Shown, ...] | None:
    """Cells of a table whose sum is known (everyone counted once). None: the table must be withheld."""
    hidden = {cell.key for cell in cells if sensitive(cell, approved)}
    primary = [cell for cell in cells if cell.key in hidden]
    added: list[Cell] = []
    rest = sorted((c for c in cells if c.left >= SMALL and c.key not in hidden), key=lambda c: (c.people, c.key))
    while not _ambiguous(primary, added):
        if not rest:
            return None
        added.append(rest.pop(0))
    hidden.update(cell.key for cell in added)
    return _shown(cells, hidden)


def overlapping(cells: Sequence[Cell], approved: bool = False) -> tuple[Shown, ...]:
    """Cells of a table that gives no sum (one person may stand in several): each on its own."""
    return _shown(cells, {cell.key for cell in cells if sensitive(cell, approved)})


def _shown(cells: Iterable[Cell], hidden: set[str]) -> tuple[Shown, ...]:
    return tuple(Shown(cell.key, None if cell.key in hidden else cell.people) for cell in cells)


def _ambiguous(primary: Sequence[Cell], added: Sequence[Cell]) -> bool:
    """Whether someone who knows the total and this very rule is left with several possible tables."""
    if not primary:
        return True
    total = sum(cell.left for cell in (*primary, *added))
    if added:
        return total >= SMALL * len(added) + (SMALL - 1) + (len(primary) - 1)
    return len(primary) > 1 and len(primary) < total < (SMALL - 1) * len(primary)
