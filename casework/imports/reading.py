"""Bytes of an uploaded list to rows of text: encoding, delimiter, ragged rows; anything else refused in clear words."""

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from casework.domain.errors import Invalid

LIMIT = 20 * 1024 * 1024
LONGEST_CELL = 131_072
DELIMITERS = (",", ";", "\t", "|")
_OLD_CYRILLIC = ("cp1251", "koi8-r", "cp866", "iso8859-5")

_KINDS = (
    (b"PK\x03\x04", "zip"), (b"%PDF", "pdf"), (b"\x89PNG", "image"), (b"\xff\xd8\xff", "image"), (b"GIF8", "image"),
    (b"\xd0\xcf\x11\xe0", "office"), (b"\x1f\x8b", "archive"), (b"Rar!", "archive"), (b"7z\xbc\xaf", "archive"),
    (b"SQLite format 3", "database"), (b"age-encryption", "encrypted"), (b"{\\rtf", "office"), (b"\x7fELF", "program"),
    (b"MZ\x90", "program"),
)  # fmt: skip


class Unreadable(Invalid):
    """The file as a whole is refused; `code` says why: empty, too_large, wrong_kind, binary, encoding, …"""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__("file", code, **values)

    @property
    def text(self) -> str:
        return MESSAGES[self.code] % self.values


MESSAGES = {
    "empty": "the file is empty",
    "too_large": "the file is larger than %(limit)s MB",
    "wrong_kind": "this is no CSV file but a file of another kind (%(kind)s): save the list as CSV first",
    "binary": "the file holds binary data: it is no CSV file",
    "encoding": "the text is in none of the encodings known here (UTF-8, UTF-16, windows-1251)",
    "no_name_column": "no column holds a name: the first row must be the header",
    "no_rows": "there is a header but no row below it",
    "too_many_rows": "the list has more than %(most)s rows",
    "broken_quotes": "row %(row)s: a quotation mark is never closed",
}


@dataclass(frozen=True, slots=True)
class Row:
    number: int
    cells: tuple[str, ...]
    extra: tuple[str, ...] = ()
    short: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A list as text. `rows()` may be read again and again; it holds one row at a time."""

    header: tuple[str, ...]
    text: str
    delimiter: str
    encoding: str

    def rows(self) -> Iterator[Row]:
        width = len(self.header)
        for number, cells in _records(self.text, self.delimiter):
            if number == 1 or not any(cell.strip() for cell in cells):
                continue
            inside = tuple(cells[:width]) + ("",) * (width - len(cells))
            yield Row(number, inside, tuple(cells[width:]), len(cells) < width)


def read(data: bytes, limit: int = LIMIT) -> Table:
    """Raises Unreadable."""
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise Unreadable("empty")
    if len(data) > limit:
        raise Unreadable("too_large", limit=str(max(1, limit // (1024 * 1024))))
    for mark, kind in _KINDS:
        if data.startswith(mark):
            raise Unreadable("wrong_kind", kind=kind)
    text, encoding = decoded(data)
    first = text.lstrip("\r\n")
    if first.startswith(("{", "[{", "<?xml", "<!DOCTYPE", "<html")):
        raise Unreadable("wrong_kind", kind="JSON" if first[0] in "{[" else "XML")
    delimiter = _delimiter(first.splitlines()[0])
    header = next((tuple(cells) for _, cells in _records(first, delimiter)), ())
    return Table(tuple(cell.strip() for cell in header), first, delimiter, encoding)


def decoded(data: bytes) -> tuple[str, str]:
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding), encoding
    if b"\x00" in data:
        return _bare_utf16(data)
    try:
        return _printable(data.decode("utf-8")), "utf-8"
    except UnicodeDecodeError:
        return _old_cyrillic(data)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return _printable(data.decode(encoding))
    except UnicodeDecodeError:
        raise Unreadable("encoding") from None


def _bare_utf16(data: bytes) -> tuple[str, str]:
    """UTF-16 without its mark: the zero bytes of ASCII letters all stand on one side."""
    even, odd = data[0:4096:2].count(0), data[1:4096:2].count(0)
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    try:
        text = _printable(data.decode(encoding))
    except UnicodeDecodeError:
        raise Unreadable("binary") from None
    if sum(letter < "\u0530" or letter in _RUSSIAN for letter in text[:4096]) < 0.9 * len(text[:4096]):
        raise Unreadable("binary")
    return text, encoding


def _old_cyrillic(data: bytes) -> tuple[str, str]:
    """One-byte Cyrillic: the encoding in which most words look written, small letters after a capital."""
    best, found = 0.6, ""
    for encoding in _OLD_CYRILLIC:
        try:
            share = _looks_written(data[:65536].decode(encoding))
        except UnicodeDecodeError:
            continue
        if share > best + 0.01:
            best, found = share, encoding
    if not found:
        raise Unreadable("encoding")
    try:
        return _printable(data.decode(found)), found
    except UnicodeDecodeError:
        raise Unreadable("encoding") from None


_RUSSIAN = frozenset("абвгдежзийклмнопрстуфхцчшщъыьэюяёіўАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЁІЎ№«»–—’…“”")


def _looks_written(text: str) -> float:
    """Share of the non-ASCII characters that are Russian or Belarusian, and neither jump in case nor mix with Latin."""
    high = good = 0
    before = " "
    for letter in text:
        if not letter.isascii():
            high += 1
            jump = letter.isupper() and before.islower()
            mixed = letter.isalpha() and before.isascii() and before.isalpha()
            good += letter in _RUSSIAN and not jump and not mixed
        before = letter
    return good / high if high else 0.0


def _printable(text: str) -> str:
    text = text.removeprefix("\ufeff")
    if "\x00" in text or sum(text.count(control) for control in "\x01\x02\x03\x04\x05\x06\x07\x08\x0e\x1b\x7f") > 2:
        raise Unreadable("binary")
    return text


def _delimiter(first_line: str) -> str:
    counted = {mark: len(next(csv.reader([first_line], delimiter=mark), [])) for mark in DELIMITERS}
    return max(DELIMITERS, key=lambda mark: counted[mark])


def _records(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Numbered from 1 as a spreadsheet counts them, empty lines included."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise Unreadable("broken_quotes", row=str(number)) from None
        yield number, cells
