"""XLSX: the first sheet that holds anything, as a table of text. Macros, passwords and ZIP bombs are refused."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass

from casework.domain.importing import Problem
from casework.imports.archives import Archive
from casework.imports.sheets import Book, Line, lines, parse, unescaped
from casework.imports.tables import WIDEST, Mark, Row, Table, Unreadable

_CONTENT, _RELATIONS = "[Content_Types].xml", "xl/_rels/workbook.xml.rels"
_WORKBOOK, _STRINGS, _STYLES = "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"
_OTHERS = (
    ("xl/workbook.bin", "XLSB"), ("word/document.xml", "DOCX"), ("ppt/presentation.xml", "PPTX"), ("mimetype", "ODS"),
)  # fmt: skip
SMALL = 16 * 2**20
"""Bytes that a part may unpack to which says what the book is made of."""
STRINGS = 5_000_000
"""Shared strings that are kept: each distinct text of the book once."""
_DATES = frozenset({*range(14, 23), *range(27, 37), 45, 46, 47, *range(50, 59)})
"""Formats that every workbook knows without saying so, by ECMA-376 part 1, 18.8.30."""
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')


@dataclass(frozen=True, slots=True)
class Workbook:
    """The sheet is unpacked anew at each reading; of the rest only the shared strings are kept."""

    header: tuple[str, ...]
    archive: Archive
    sheet: str
    book: Book
    told: tuple[Problem, ...]

    def rows(self) -> Iterator[Row]:
        width, found = len(self.header), _lines(self.archive, self.sheet, self.book)
        next(found)
        for line in found:
            inside = tuple(line.cells.get(column, "") for column in range(width))
            yield Row(line.number, inside, _beyond(line, width), False, tuple(_inside(line.marks, width)))


def opened(data: bytes) -> Table:
    """Raises Unreadable."""
    archive = Archive(data)
    for name, kind in _OTHERS:
        if name in archive.names:
            raise Unreadable("wrong_kind", kind=kind)
    if not {_WORKBOOK, _CONTENT} <= archive.names:
        raise Unreadable("wrong_kind", kind="ZIP")
    if any(name.endswith("vbaProject.bin") for name in archive.names) or b"macroEnabled" in _whole(archive, _CONTENT):
        raise Unreadable("macros")
    sheets, since_1904 = _sheets(archive)
    book = Book(tuple(_strings(archive)), _date_styles(archive), since_1904)
    for title, path in sheets:
        first = next(_lines(archive, path, book), None)
        if first is not None:
            told = (Problem(1, "sheet_read", title, str(len(sheets))),) if len(sheets) > 1 else ()
            return Workbook(_header(first), archive, path, book, told)
    raise Unreadable("no_sheet")


def _lines(archive: Archive, path: str, book: Book) -> Iterator[Line]:
    archive.anew()
    return lines(archive.pieces(path), book)


def _header(first: Line) -> tuple[str, ...]:
    width = max(first.cells, default=-1) + 1
    if width > WIDEST:
        raise Unreadable("too_wide", limit=str(WIDEST))
    return tuple(first.cells.get(column, "").strip() for column in range(width))


def _beyond(line: Line, width: int) -> tuple[str, ...]:
    last = max(line.cells, default=-1)
    return tuple(line.cells.get(column, "") for column in range(width, last + 1))


def _inside(marks: list[Mark], width: int) -> Iterator[Mark]:
    return (mark for mark in marks if mark.column < width)


def _whole(archive: Archive, name: str) -> bytes:
    return b"".join(archive.pieces(name, SMALL))


def _elements(archive: Archive, name: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Every element of a small part with its attributes, in order; few of them stand in memory."""
    found: list[tuple[str, dict[str, str]]] = []
    pieces = archive.pieces(name, SMALL)
    for _ in parse(pieces, lambda tag, given: found.append((tag, given)), _nothing, _nothing):
        yield from found
        found.clear()


def _nothing(_given: str) -> None:
    """Of these parts the attributes are all that counts."""


def _sheets(archive: Archive) -> tuple[list[tuple[str, str]], bool]:
    """(title, part) of each sheet in the order of the tabs, and whether days are counted from 1904."""
    targets: dict[str, str] = {}
    if _RELATIONS in archive.names:
        for tag, given in _elements(archive, _RELATIONS):
            if tag == "Relationship":
                targets[given.get("Id", "")] = posixpath.normpath(posixpath.join("xl", given.get("Target", "")))
    sheets: dict[str, str] = {}
    since_1904 = False
    for tag, given in _elements(archive, _WORKBOOK):
        if tag == "workbookPr":
            since_1904 = given.get("date1904", "0") in {"1", "true"}
        if tag == "sheet":
            key = next((value for name, value in given.items() if name.rpartition(":")[2] == "id"), "")
            path = targets.get(key, "").lstrip("/")
            if path in archive.names:
                sheets.setdefault(path, given.get("name", ""))
    return [(title, path) for path, title in sheets.items()], since_1904


def _strings(archive: Archive) -> list[str]:
    found = _Strings()
    if _STRINGS in archive.names:
        for _ in parse(archive.pieces(_STRINGS), found.start, found.end, found.text):
            if len(found.all) > STRINGS:
                raise Unreadable("bomb")
    return found.all


class _Strings:
    """The strings that cells share: rich text joined, how it is pronounced left out."""

    def __init__(self) -> None:
        self.all: list[str] = []
        self._parts: list[str] = []
        self._reads = self._phonetic = False

    def start(self, tag: str, _given: dict[str, str]) -> None:
        if tag == "si":
            self._parts.clear()
        elif tag == "rPh":
            self._phonetic = True
        self._reads = tag == "t" and not self._phonetic

    def text(self, piece: str) -> None:
        if self._reads:
            self._parts.append(piece)

    def end(self, tag: str) -> None:
        self._reads = False
        if tag == "si":
            self.all.append(unescaped("".join(self._parts)))
        elif tag == "rPh":
            self._phonetic = False


def _date_styles(archive: Archive) -> frozenset[str]:
    """The numbers of the cell styles that show a number as a date."""
    if _STYLES not in archive.names:
        return frozenset()
    custom: dict[int, str] = {}
    styles: list[int] = []
    inside = False
    for tag, given in _elements(archive, _STYLES):
        if tag == "numFmt":
            custom[_format(given)] = given.get("formatCode", "")
        elif tag in {"cellXfs", "cellStyleXfs", "cellStyles", "dxfs"}:
            inside = tag == "cellXfs"
        elif tag == "xf" and inside:
            styles.append(_format(given))
    return frozenset(str(number) for number, shown in enumerate(styles) if _shows_a_date(shown, custom))


def _format(given: dict[str, str]) -> int:
    try:
        return int(given.get("numFmtId", 0))
    except ValueError:
        raise Unreadable("broken_workbook") from None


def _shows_a_date(shown: int, custom: dict[int, str]) -> bool:
    """A custom format does when, beside quoted words and colours, it names a day, a month or a year."""
    if shown not in custom:
        return shown in _DATES
    return bool(re.search("[dmyDMY]", _QUOTED.sub("", custom[shown]).replace("General", "")))
