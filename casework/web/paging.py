"""Pages of a list: which rows, and the links before and after."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pages:
    """`number` counts from 1; `link` makes the address of a page."""

    number: int
    size: int
    total: int
    link: Callable[[int], str]

    @property
    def first(self) -> int:
        return min((self.number - 1) * self.size + 1, self.total)

    @property
    def last(self) -> int:
        return min(self.number * self.size, self.total)

    @property
    def previous(self) -> str:
        return self.link(self.number - 1) if self.number > 1 else ""

    @property
    def next(self) -> str:
        return self.link(self.number + 1) if self.last < self.total else ""


def page_number(text: str | None) -> int:
    """Anything that is no page is the first one."""
    return max(1, int(text)) if text and text.isascii() and text.isdigit() and len(text) < 7 else 1
