"""The cells of one row of a list of people, by field; what was not understood is told and kept."""

import msgspec

from casework.domain import listdates
from casework.domain.dates import PartialDate
from casework.domain.drafts import Draft
from casework.domain.importing import Problem
from casework.domain.sections import ImportNote
from casework.imports import cells
from casework.imports.fields import Field
from casework.imports.headers import Mapping
from casework.imports.sheets import FORMULA
from casework.imports.tables import Row


class Refused(Exception):
    """This row is not taken; the rest of the list is."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


class Cell(msgspec.Struct, frozen=True, gc=False):
    title: str
    text: str


_NONE: dict[Field, tuple[Cell, ...]] = dict.fromkeys(Field, ())


class Columns:
    """A list's header, and which of its columns is which field."""

    def __init__(self, header: tuple[str, ...], mapping: Mapping[Field]) -> None:
        self.header, self.mapping = header, mapping
        self.of_fields = [
            (field, number, header[number]) for field, numbers in mapping.columns.items() for number in numbers
        ]


class Taken:
    """A row's cells by field; remembers what was not understood."""

    def __init__(self, columns: Columns, row: Row) -> None:
        self.header, self.mapping, self.row = columns.header, columns.mapping, row
        self.cells = _NONE.copy()
        for field, number, title in columns.of_fields:
            cell = row.cells[number]
            if cell and (text := cells.content(cell)):
                self.cells[field] += (Cell(title, text),)

    def cell(self, field: Field) -> Cell | None:
        found = self.cells[field]
        return found[0] if found else None

    def text(self, field: Field) -> str:
        found = self.cells[field]
        return found[0].text if found else ""

    def title(self, field: Field) -> str:
        return self.header[self.mapping.columns[field][0]]

    def flag(self, field: Field, draft: Draft) -> bool:
        unclear = [cell for cell in self.cells[field] if not cells.yes(cell.text)]
        for cell in unclear:
            self.note(draft, cell, "value_not_understood")
        return len(unclear) < len(self.cells[field])

    def date(self, field: Field, draft: Draft) -> PartialDate | None:
        """Raises Refused for a day that cannot be; what is no date at all is kept as a note."""
        found = self.cells[field]
        if not found:
            return None
        cell = found[0]
        try:
            return listdates.parse(cell.text)
        except listdates.ImpossibleDate:
            problem = Problem(self.row.number, "impossible_date", cell.title, cell.text)
            raise Refused(problem) from None
        except listdates.NotADate:
            self.note(draft, cell, "not_a_date")
            return None

    def note(self, draft: Draft, cell: Cell, code: str, value: str = "", kept: str = "") -> None:
        draft.notes.append(ImportNote(cell.title, kept or cell.text, code))
        draft.warnings.append(Problem(self.row.number, code, cell.title, value or cell.text))

    def warn(self, draft: Draft, code: str, column: str = "", value: str = "") -> None:
        draft.warnings.append(Problem(self.row.number, code, column, value))

    def warn_of_width(self, draft: Draft) -> None:
        if self.row.short:
            self.warn(draft, "short_row")
        if any(text.strip() for text in self.row.extra):
            self.warn(draft, "long_row")

    def tell_marks(self, draft: Draft) -> None:
        """A formula's value is used as it was last computed; an error or a formula without one is kept as a note."""
        for mark in self.row.marks:
            title = self.header[mark.column]
            if mark.code == FORMULA:
                self.warn(draft, mark.code, title, self.row.cells[mark.column])
            else:
                self.note(draft, Cell(title, mark.kept), mark.code)

    def keep_the_rest(self, draft: Draft) -> None:
        """Columns without a place in the case, and cells beyond the header, become notes."""
        for numbers, reason in ((self.mapping.unknown, "unknown_column"), (self.mapping.left_out, "left_out")):
            for number in numbers:
                if not cells.empty(self.row.cells[number]):
                    draft.notes.append(ImportNote(self.header[number], self.row.cells[number], reason))
        for field in (Field.PHOTO, Field.COUNSEL):
            for cell in self.cells[field]:
                draft.notes.append(ImportNote(cell.title, cell.text, "kept_as_source"))
        for number, text in enumerate(self.row.extra, len(self.header) + 1):
            if text.strip():
                draft.notes.append(ImportNote(f"column {number}", text, "long_row"))
