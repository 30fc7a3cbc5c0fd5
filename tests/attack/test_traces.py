"""The search itself finds what it claims to find: without this, silence would prove nothing."""

import base64
import bz2
import gzip
import lzma
import sqlite3
import zlib
from pathlib import Path

import pytest

from tests.attack import traces

LATIN = "Zhyrkavetsquith"
CYRILLIC = "Жыркавецшчук"


@pytest.mark.parametrize("mark", [LATIN, CYRILLIC])
@pytest.mark.parametrize(
    "hide",
    [
        lambda text: text.encode(),
        lambda text: text.upper().encode(),
        lambda text: text.casefold().encode("utf-16-le"),
        lambda text: text.encode("utf-16-be"),
        lambda text: text.encode().hex().encode(),
        lambda text: base64.b64encode(b"xy" + text.encode() + b"z"),
        lambda text: zlib.compress(text.encode()),
        lambda text: gzip.compress(text.encode() * 3),
        lambda text: bz2.compress(text.encode()),
        lambda text: lzma.compress(text.encode()),
    ],
)
def test_a_mark_is_found_in_every_disguise(mark: str, hide: object) -> None:
    assert traces.found(b"\0\1before" + hide(mark) + b"after\2", [mark])  # type: ignore[operator]


def test_random_bytes_hold_no_mark() -> None:
    noise = bytes(range(256)) * 200
    assert traces.found(noise, [LATIN, CYRILLIC]) == []


def test_a_row_deleted_from_a_plain_database_is_still_found(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "plain.sqlite3") as connection:
        connection.execute("PRAGMA secure_delete = OFF")
        connection.execute("CREATE TABLE person (name TEXT)")
        connection.execute("INSERT INTO person VALUES (?)", (LATIN,))
        connection.commit()
        connection.execute("DELETE FROM person")
        connection.commit()
    connection.close()
    assert traces.in_folder(tmp_path, [LATIN])
