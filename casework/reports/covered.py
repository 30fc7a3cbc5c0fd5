"""What the public may read of coverage: small counts are hidden, and whatever would give them back."""

from collections.abc import Callable, Sequence

from casework.casebook.covering import Deeds, Figures, Share
from casework.domain.suppression import Cell, partition
from casework.domain.suppression import overlapping as each_alone


def thirds(one: Share | Deeds) -> tuple[int, int, int]:
    """Raised by name, only as one of a population, and (of a group) never: parts that add up to the group."""
    people = one.people if isinstance(one, Share) else one.raised
    return one.by_name, one.raised - one.by_name, people - one.raised


def parts(one: Deeds, people: int) -> list[Cell]:
    """Those one heading raised by name, at all only, and the rest of the population."""
    counts = (one.by_name, one.raised - one.by_name, people - one.raised)
    return [Cell(str(at), count) for at, count in enumerate(counts)]


def hidden_figures(found: Figures) -> frozenset[str]:
    """Figures overlap: each is hidden unless everything it can be taken apart into may be shown."""
    figures = {
        "by_name": (found.raised_by_name, found.people - found.raised_by_name),
        "at_all": (found.raised, found.never, found.raised - found.raised_by_name),
        "never": (found.never, found.raised),
        "never_by_name": (found.never_by_name, found.raised_by_name, found.never_by_name - found.never),
        "not_lately": (found.not_lately, found.people - found.not_lately, found.not_lately - found.never),
        "not_lately_by_name": (
            found.not_lately_by_name,
            found.people - found.not_lately_by_name,
            found.not_lately_by_name - found.never_by_name,
            found.not_lately_by_name - found.not_lately,
        ),
    }
    alone = {"people": (found.people,), "uncertain": (found.uncertain,)}
    hidden = {key for key, counts in (figures | alone).items() if _small(counts)}
    return frozenset(hidden | figures.keys() if hidden & figures.keys() or "people" in hidden else hidden)


def _small(counts: Sequence[int]) -> bool:
    shown = each_alone([Cell(str(at), count) for at, count in enumerate(counts)])
    return any(one.people is None for one in shown)


def hidden_groups(shares: Sequence[Share], *, overlapping: bool) -> frozenset[str] | None:
    """Whole rows: a part of a group is hidden with its other parts. None: the table must be withheld.

    Every part is a column whose sum is among the figures, and so are the groups themselves; rows are added until
    none of the sums gives a hidden row back. A row hidden for one column is hidden in all.
    """
    columns: list[Callable[[Share], int]] = [
        lambda one: one.people,
        *((lambda one, at=at: thirds(one)[at]) for at in range(3)),
    ]
    hidden: set[str] = set()
    for count in columns:
        cells = [Cell(one.value, count(one)) for one in shares]
        shown = each_alone(cells) if overlapping else partition(cells)
        if shown is None:
            return None
        hidden |= {one.key for one in shown if one.people is None}
    return frozenset(hidden)
