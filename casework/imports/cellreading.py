"""One row of a list with named columns: cells understood, or told and left to the row that is kept word for word."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from casework.domain import listdates
from casework.domain.dates import PartialDate
from casework.domain.importing import Problem
from casework.imports import cells
from casework.imports.headers import Mapping
from casework.imports.tables import Row

F = TypeVar("F", bound=StrEnum)
LONGEST_NAME = 300
LONGEST_TEXT = 20_000


class Refused(Exception):
    """This row is not taken; the rest of the list is."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


@dataclass(frozen=True)
class Columns(Generic[F]):
    """A header and which of its columns is which field."""

    header: tuple[str, ...]
    mapping: Mapping[F]

    def cells(self, row: Row, field: F) -> list[tuple[str, str]]:
        """(title, text) of the columns of a field that hold something."""
        numbers = self.mapping.columns.get(field, ())
        found = ((self.header[number], row.cells[number].strip()) for number in numbers)
        return [(title, text) for title, text in found if text]

    def whole(self, row: Row) -> str:
        """The row word for word: what stood under which title."""
        named = [f"{title}: {text.strip()}" for title, text in zip(self.header, row.cells, strict=True) if text.strip()]
        extra = enumerate(row.extra, len(self.header) + 1)
        return " | ".join([*named, *(f"column {at}: {text.strip()}" for at, text in extra if text.strip())])


class Cells(Generic[F]):
    """`warn` is told of what was not understood."""

    def __init__(self, columns: Columns[F], row: Row, warn: Callable[[str, str, str], None]) -> None:
        self.columns, self.row, self.warn = columns, row, warn
        if row.short:
            warn("short_row", "", "")
        if any(text.strip() for text in row.extra):
            warn("long_row", "", "")
        for mark in row.marks:
            warn(mark.code, columns.header[mark.column], mark.kept)

    def every(self, field: F) -> list[tuple[str, str]]:
        return [(title, text) for title, text in self.columns.cells(self.row, field) if not cells.empty(text)]

    def text(self, field: F, longest: int = LONGEST_NAME) -> str:
        """The first cell of the field; one that is too long stays with the row."""
        for title, text in self.every(field):
            if len(text) <= longest:
                return text
            self.warn("too_long", title, "")
        return ""

    def several(self, field: F) -> tuple[str, ...]:
        """Values separated by `;` or by lines."""
        parts = (part.strip() for _, text in self.every(field) for part in text.replace("\n", ";").split(";"))
        return tuple(dict.fromkeys(part for part in parts if part and len(part) <= LONGEST_NAME))

    def links(self, field: F) -> tuple[str, ...]:
        return tuple(link for link in self.several(field) if link.startswith(("http://", "https://")))

    def date(self, field: F) -> PartialDate | None:
        """Raises Refused for a day that cannot be; what is no date at all stays with the row."""
        for title, text in self.every(field):
            try:
                return listdates.parse(text)
            except listdates.ImpossibleDate:
                raise Refused(Problem(self.row.number, "impossible_date", title, text)) from None
            except listdates.NotADate:
                self.warn("not_a_date", title, text)
        return None

    def names(self, whole: F, pieces: tuple[F, ...], scripts: tuple[F, ...]) -> Iterator[str]:
        """As the columns give them: in one cell, by script, or in pieces."""
        for field in (whole, *scripts):
            yield from (text for _, text in self.every(field))
        joined = " ".join(text for field in pieces if (text := self.text(field)))
        if joined:
            yield joined
