"""Looks for marked words in what an attacker would take away: files in any encoding, packed or not."""

import base64
import bz2
import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from casework.domain.names import tokens

ZLIB = re.compile(rb"\x78[\x01\x5e\x9c\xda]")
GZIP = re.compile(rb"\x1f\x8b\x08")
BZIP = re.compile(rb"BZh[1-9]1AY")
LZMA = re.compile(rb"\xfd7zXZ\x00")
LIMIT = 2**24
"""Of an unpacked piece, in bytes."""


def forms(mark: str) -> dict[str, bytes]:
    """The mark as a careless program would leave it: encodings, case, the folded key, base64, hex."""
    words = {"as written": mark, "lower": mark.lower(), "upper": mark.upper()}
    words |= {f"folded {number}": key for number, key in enumerate(tokens(mark)[0].keys) if len(key) >= 6}
    encoded = {
        f"{name}, {coding}": word.encode(coding)
        for name, word in words.items()
        for coding in ("utf-8", "utf-16-le", "utf-16-be", "cp1251", "utf-7")
        if _fits(word, coding)
    }
    encoded |= {f"hex of {name}": value.hex().encode() for name, value in encoded.items()}
    encoded |= {f"HEX of {name}": value.upper() for name, value in encoded.items() if name.startswith("hex")}
    for name, word in words.items():
        raw = word.encode()
        encoded |= {f"base64 of {name}, shift {shift}": _base64(raw, shift) for shift in range(3)}
        encoded[f"escaped {name}"] = word.encode("unicode_escape")
        encoded[f"reversed {name}"] = raw[::-1]
    return encoded


def _fits(word: str, coding: str) -> bool:
    try:
        word.encode(coding)
    except UnicodeEncodeError:
        return False
    return True


def _base64(raw: bytes, shift: int) -> bytes:
    """The middle of the base64 text, which the neighbours do not change."""
    text = base64.b64encode(b"\0" * shift + raw)
    return text[(shift * 8 + 5) // 6 : len(text) // 4 * 4 - 4]


def found(data: bytes, marks: list[str]) -> list[str]:
    """Which marks, in which form, `data` holds, unpacking every compressed piece in it."""
    wanted = {f"{mark}: {name}": value for mark in marks for name, value in forms(mark).items()}
    return [
        f"{where}: {name}"
        for where, piece in _pieces(data)
        for name, value in wanted.items()
        if value and value in piece
    ]


def _pieces(data: bytes) -> Iterator[tuple[str, bytes]]:
    yield "plain", data
    for pattern, unpack in (
        (ZLIB, _inflate),
        (GZIP, _gunzip),
        (BZIP, bz2.BZ2Decompressor),
        (LZMA, lzma.LZMADecompressor),
    ):
        for at in pattern.finditer(data):
            piece = _unpacked(unpack, data[at.start() :])
            if len(piece) > 8:
                yield f"{pattern.pattern!r} at {at.start()}", piece
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                yield name, archive.read(name)


def _inflate() -> "zlib._Decompress":
    return zlib.decompressobj()


def _gunzip() -> "zlib._Decompress":
    return zlib.decompressobj(wbits=31)


def _unpacked(make: object, data: bytes) -> bytes:
    try:
        return bytes(make().decompress(data, LIMIT))  # type: ignore[operator]
    except (zlib.error, OSError, EOFError, lzma.LZMAError, ValueError):
        return b""


def in_folder(folder: Path, marks: list[str]) -> list[str]:
    """Every trace in every file below `folder`, file names and links included."""
    traces = []
    for path in sorted(folder.rglob("*")):
        traces += [f"name of {path}: {trace}" for trace in found(str(path.name).encode(), marks)]
        if path.is_file():
            traces += [f"{path}: {trace}" for trace in found(path.read_bytes(), marks)]
    return traces
