"""What every reader of a list gives: a header and rows of text; and in what words a file is refused."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import msgspec

from casework.domain.errors import Invalid
from casework.domain.importing import Problem

WIDEST = 1000
"""Columns of a list; more is no list of people."""


class Unreadable(Invalid):
    """The file as a whole is refused; `code` is one of MESSAGES."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__("file", code, **values)

    @property
    def text(self) -> str:
        return MESSAGES[self.code] % self.values


MESSAGES = {
    "empty": "the file is empty",
    "too_large": "the file is larger than %(limit)s MB",
    "wrong_kind": "this is no list but a file of another kind (%(kind)s): save the list as CSV first",
    "binary": "the file holds binary data: it is no CSV file",
    "encoding": "the text is in none of the encodings known here (UTF-8, UTF-16, windows-1251)",
    "no_name_column": "no column holds a name: the first row must be the header",
    "no_rows": "there is a header but no row below it",
    "too_many_rows": "the list has more than %(most)s rows",
    "long_cell": "row %(row)s: a cell holds more than %(limit)s characters, or a quotation mark is never closed",
    "too_wide": "the list has more than %(limit)s columns",
    "bomb": "the workbook would unpack to far more than its size: it is not opened",
    "macros": "the workbook holds macros: save it as XLSX without them",
    "encrypted": "the file is encrypted or protected by a password: save it without one",
    "broken_workbook": "the workbook is damaged and cannot be read",
    "no_sheet": "no sheet of the workbook holds anything",
    "broken_json": "line %(row)s is no JSON object: JSON lines hold one object on each line",
    "nested_json": "line %(row)s: %(column)s holds fields of its own: a list has one value or several in a field",
    "not_followthemoney": "this is no FollowTheMoney file: each line has to hold an id, a schema and properties",
    "json_array": "this is one JSON array: FollowTheMoney files hold one object on each line",
    "not_eu_consolidated": "this is not the consolidated list of the EU: no columns hold the number and the name",
    "no_action_columns": "no columns hold the date and the kind of the action: the first row must be the header",
    "same_key_twice": "line %(row)s: %(column)s stands twice in one object",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """What is to be told of one cell. `kept` is what the file held where the cell's text is not to be used."""

    column: int
    code: str
    kept: str = ""


class Row(msgspec.Struct, frozen=True):
    """`number` is what a spreadsheet shows at the row; `cells` are as many as the header has."""

    number: int
    cells: tuple[str, ...]
    extra: tuple[str, ...] = ()
    short: bool = False
    marks: tuple[Mark, ...] = ()


class Table(Protocol):
    """A list as text. `rows()` may be read again and again; it holds few rows at a time. It may raise Unreadable."""

    @property
    def header(self) -> tuple[str, ...]: ...

    @property
    def told(self) -> tuple[Problem, ...]:
        """Once for the file, such as which of several sheets was read."""
        ...

    def rows(self) -> Iterator[Row]: ...
