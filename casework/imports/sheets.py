"""The XML of a workbook's sheet to rows of text: dates as dates, numbers as written, formulas and errors marked.

Read by expat as it is unpacked: a sheet of 150,000 rows never stands in memory. A document type, through which
XML can be made to grow without end, is refused.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from xml.parsers import expat

from casework.imports.tables import WIDEST, Mark, Unreadable

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_1900, _1904 = datetime(1899, 12, 30, tzinfo=UTC), datetime(1904, 1, 1, tzinfo=UTC)
_FALSE_LEAP_DAY = 60
"""The 1900 system counts a 29 February 1900; before it serials are one lower."""
_LAST_DAY = 2_958_465
_LETTERS = 3
"""Of the last column there is, XFD."""
_MARKS = 2 * WIDEST
"""What can be told of the cells of one row: a place that stands there again and again is no sheet."""
FORMULA, FORMULA_ONLY, ERROR = "formula_value", "formula_without_value", "cell_error"


class Line(NamedTuple):
    """`cells` by the number of their column, from 0."""

    number: int
    cells: dict[int, str]
    marks: list[Mark]


class Book(NamedTuple):
    """What cells point into: shared strings, the styles that show a date, and from when days are counted."""

    strings: Sequence[str]
    dates: frozenset[str]
    since_1904: bool


def parse(
    pieces: Iterable[bytes],
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None],
    text: Callable[[str], None],
) -> Iterator[None]:
    """Handlers get names without their prefix; yields after each piece. Raises Unreadable."""
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def root(name: str, attributes: dict[str, str]) -> None:
        """Most workbooks name no prefix: their handlers are called without a detour."""
        if ":" in name:
            parser.StartElementHandler = lambda name, given: start(name.rpartition(":")[2], given)
            parser.EndElementHandler = lambda name: end(name.rpartition(":")[2])
        else:
            parser.StartElementHandler, parser.EndElementHandler = start, end
        parser.StartElementHandler(name, attributes)

    parser.StartElementHandler, parser.CharacterDataHandler = root, text
    parser.StartDoctypeDeclHandler = _refuse
    try:
        for piece in pieces:
            parser.Parse(piece, False)
            yield
        parser.Parse(b"", True)
        yield
    except (expat.ExpatError, ValueError, IndexError):
        raise Unreadable("broken_workbook") from None


def _refuse(*_declared: object) -> None:
    raise Unreadable("broken_workbook")


def lines(pieces: Iterable[bytes], book: Book) -> Iterator[Line]:
    """Rows that hold anything. Raises Unreadable."""
    sheet = _Sheet(book)
    for _ in parse(pieces, sheet.start, sheet.end, sheet.characters):
        yield from sheet.done
        sheet.done.clear()


class _Sheet:
    def __init__(self, book: Book) -> None:
        self.book = book
        self.done: list[Line] = []
        self._columns: dict[str, int] = {}
        self._line = Line(0, {}, [])
        self._column = -1
        self._type = self._style = ""
        self._value: list[str] = []
        self._formula: list[str] | None = None
        self._into: list[str] | None = None
        self._phonetic = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            place = attributes.get("r")
            self._column = self._at(place) if place else self._column + 1
            if self._column >= WIDEST:
                raise Unreadable("too_wide", limit=str(WIDEST))
            self._type, self._style = attributes.get("t", "n"), attributes.get("s", "0")
            self._value, self._formula = [], None
        elif name == "v" or (name == "t" and not self._phonetic):
            self._into = self._value
        elif name == "f":
            self._into = self._formula = []
        elif name == "row":
            number = attributes.get("r")
            self._line = Line(int(number) if number else self._line.number + 1, {}, [])
            self._column = -1
        elif name == "rPh":
            self._phonetic = True

    def characters(self, text: str) -> None:
        if self._into is not None:
            self._into.append(text)

    def end(self, name: str) -> None:
        if name == "c":
            self._cell()
        elif name in {"v", "t", "f"}:
            self._into = None
        elif name == "rPh":
            self._phonetic = False
        elif name == "row" and (self._line.cells or self._line.marks):
            self.done.append(self._line)

    def _at(self, place: str) -> int:
        letters = place.rstrip("0123456789")
        found = self._columns.get(letters)
        if found is None:
            if len(letters) > _LETTERS:
                raise Unreadable("too_wide", limit=str(WIDEST))
            found = 0
            for letter in letters.upper():
                found = found * 26 + ord(letter) - 64
            found = self._columns[letters] = found - 1
            if not 0 <= found < WIDEST:
                raise Unreadable("too_wide", limit=str(WIDEST))
        return found

    def _cell(self) -> None:
        raw = "".join(self._value)
        if len(self._line.marks) > _MARKS:
            raise Unreadable("broken_workbook")
        if self._type == "e":
            self._line.marks.append(Mark(self._column, ERROR, raw))
            return
        text = self._text(raw)
        if self._formula is not None:
            written = "=" + "".join(self._formula)
            code = FORMULA if text.strip() else FORMULA_ONLY
            self._line.marks.append(Mark(self._column, code, written))
        if text.strip():
            self._line.cells[self._column] = text

    def _text(self, raw: str) -> str:
        if self._type == "s":
            return self._shared(int(raw)) if raw else ""
        if self._type in {"str", "inlineStr"}:
            return unescaped(raw)
        if self._type == "b":
            return "TRUE" if raw == "1" else "FALSE"
        if self._type == "d" or not raw:
            return raw.replace("T00:00:00", "")
        return _day(raw, self.book.since_1904) if self._style in self.book.dates else _number(raw)

    def _shared(self, place: int) -> str:
        """A place before the first string is as wrong as one after the last."""
        if place < 0:
            raise Unreadable("broken_workbook")
        return self.book.strings[place]


def unescaped(text: str) -> str:
    """`_x000D_` stands for a character that XML cannot hold."""
    return _ESCAPED.sub(_character, text) if "_x" in text else text


def _character(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    return found[0] if 0xD800 <= code < 0xE000 or code == 0 else chr(code)


def _number(raw: str) -> str:
    """An id is not `17.0`, nor a long one `1.2E+11`."""
    if raw.isdigit():
        return raw
    value = float(raw)
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


def _day(raw: str, since_1904: bool) -> str:
    """The day, with the time where there is one. A serial that is no day stays a number."""
    serial = float(raw)
    if not 1 <= serial <= _LAST_DAY:
        return _number(raw)
    if not since_1904 and serial < _FALSE_LEAP_DAY:
        serial += 1
    moment = (_1904 if since_1904 else _1900) + timedelta(seconds=round(serial * 86400))
    return f"{moment:%Y-%m-%d}" if serial.is_integer() else f"{moment:%Y-%m-%d %H:%M}"
