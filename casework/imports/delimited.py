"""CSV and its kin: the delimiter recognised, ragged rows told, one row in memory at a time."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from casework.domain.importing import Problem
from casework.imports.encodings import Encoded
from casework.imports.tables import WIDEST, Row, Unreadable

DELIMITERS = (",", ";", "\t", "|")


@dataclass(frozen=True, slots=True)
class Delimited:
    """Reads from the bytes themselves: there is no second copy of the list as text."""

    header: tuple[str, ...]
    data: bytes
    encoded: Encoded
    delimiter: str
    told: tuple[Problem, ...] = ()

    @property
    def encoding(self) -> str:
        return self.encoded.encoding

    def rows(self) -> Iterator[Row]:
        width = len(self.header)
        for number, cells in _records(lines(self.data, self.encoded), self.delimiter):
            if number == 1 or not any(cell.strip() for cell in cells):
                continue
            if len(cells) == width:
                yield Row(number, tuple(cells))
            else:
                inside = tuple(cells[:width]) + ("",) * (width - len(cells))
                yield Row(number, inside, tuple(cells[width:]), len(cells) < width)


def opened(data: bytes, encoded: Encoded) -> Delimited:
    """Raises Unreadable."""
    first = next(lines(data, encoded))
    delimiter = _delimiter(first)
    _, header = next(_records(lines(data, encoded), delimiter), (1, [""]))
    if len(header) > WIDEST:
        raise Unreadable("too_wide", limit=str(WIDEST))
    return Delimited(tuple(cell.strip() for cell in header), data, encoded, delimiter)


def lines(data: bytes, encoded: Encoded) -> Iterator[str]:
    """With their ends, from the first that is not empty. A few kilobytes are decoded at a time."""
    source = io.BytesIO(data)
    source.seek(encoded.start)
    text = io.TextIOWrapper(source, encoded.encoding, newline="")
    for line in text:
        first = line.removeprefix("\ufeff")
        if first.strip("\r\n"):
            return chain((first,), text)
    return iter(())


def _delimiter(first_line: str) -> str:
    counted = {mark: _width(first_line, mark) for mark in DELIMITERS}
    return max(DELIMITERS, key=lambda mark: counted[mark])


def _width(line: str, delimiter: str) -> int:
    """0 where no cell can be so long: the reader says so when it comes to that row."""
    try:
        return len(next(csv.reader([line], delimiter=delimiter), []))
    except csv.Error:
        return 0


def _records(text: Iterator[str], delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Numbered from 1 as a spreadsheet counts them, empty lines included.

    The csv module refuses one thing: a cell over its limit, be it long or swallowing what follows an open quote.
    """
    reader = csv.reader(text, delimiter=delimiter)
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise Unreadable("long_cell", row=str(number), limit=str(csv.field_size_limit())) from None
        yield number, cells
