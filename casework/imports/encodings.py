"""In which encoding a text is: by its mark, by being UTF-8, or by how well Cyrillic words look written."""

import codecs
from typing import NamedTuple

from casework.imports.tables import Unreadable

_OLD_CYRILLIC = ("cp1251", "koi8-r", "cp866", "iso8859-5")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_PIECE = 1 << 20
_CONTROLS = "\x01\x02\x03\x04\x05\x06\x07\x08\x0e\x1b\x7f"
_RUSSIAN = frozenset("абвгдежзийклмнопрстуфхцчшщъыьэюяёіўАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЁІЎ№«»–—’…“”")


class Encoded(NamedTuple):
    """`start` is where the text begins, after the mark."""

    encoding: str
    start: int


def recognised(data: bytes) -> Encoded:
    """The whole of the data can be read so: a piece at a time, no copy of it is made. Raises Unreadable."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding, len(mark))
    if data.find(b"\x00") >= 0:
        return _bare_utf16(data)
    try:
        _check(data, "utf-8", 0)
    except UnicodeDecodeError:
        return _old_cyrillic(data)
    return Encoded("utf-8", 0)


def _check(data: bytes, encoding: str, start: int) -> None:
    """Raises UnicodeDecodeError, and Unreadable for what no text holds."""
    decoder = codecs.getincrementaldecoder(encoding)()
    view, controls = memoryview(data), 0
    for at in range(start, len(data), _PIECE):
        text = decoder.decode(view[at : at + _PIECE], at + _PIECE >= len(data))
        controls += sum(text.count(control) for control in _CONTROLS)
        if "\x00" in text or controls > 2:
            raise Unreadable("binary")


def _strictly(data: bytes, encoding: str, start: int) -> Encoded:
    try:
        _check(data, encoding, start)
    except UnicodeDecodeError:
        raise Unreadable("encoding") from None
    return Encoded(encoding, start)


def _bare_utf16(data: bytes) -> Encoded:
    """UTF-16 without its mark: the zero bytes of ASCII letters all stand on one side."""
    even, odd = data[0:4096:2].count(0), data[1:4096:2].count(0)
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    try:
        _check(data, encoding, 0)
        text = data[:8192].decode(encoding, "ignore")
    except UnicodeDecodeError:
        raise Unreadable("binary") from None
    if sum(letter < "\u0530" or letter in _RUSSIAN for letter in text) < 0.9 * len(text):
        raise Unreadable("binary")
    return Encoded(encoding, 0)


def _old_cyrillic(data: bytes) -> Encoded:
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
    return _strictly(data, found, 0)


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
