"""The index's image on disk, sealed: a cold start is one decryption. What does not open is simply built anew."""

import os
import sqlite3
from contextlib import suppress
from io import BytesIO
from pathlib import Path

from casework.casebook import schema
from casework.casebook.index import Index
from casework.domain.errors import NotAllowed, Tampered
from casework.domain.policy import Compartment
from casework.vault.keyring import Keyring, Purpose
from casework.vault.place import Place

_SEQ = 8
"""The file begins with the change it stands at, in the clear; the seal is bound to it."""


def _file(folder: Path) -> Path:
    return folder / "casebook.sealed"


def _place(seq: int) -> Place:
    return Place("snapshot", str(schema.FORMAT), "", seq, Compartment.CASE)


def keep(folder: Path, keyring: Keyring, index: Index) -> bool:
    """Whole or not at all: written beside the old one, then put in its place. False when the disk refuses."""
    image, seq = index.image()
    beside = folder / f".casebook.{os.getpid()}.sealed"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as sink:  # noqa: PTH123
            sink.write(seq.to_bytes(_SEQ, "big"))
            keyring.seal_stream(Purpose.SNAPSHOT, _place(seq), BytesIO(image), sink)
        beside.replace(_file(folder))
    except OSError:
        with suppress(OSError):
            beside.unlink()
        return False
    return True


def stands_at(folder: Path) -> int | None:
    """The change it says it stands at, which needs no key; None when there is no snapshot."""
    try:
        with _file(folder).open("rb") as source:
            return int.from_bytes(source.read(_SEQ), "big")
    except FileNotFoundError:
        return None


def load(folder: Path, keyring: Keyring, newest: int) -> Index | None:
    """None for a snapshot that is missing, damaged, another organisation's, of another format, or from a later
    change than the database knows."""
    image = BytesIO()
    try:
        with _file(folder).open("rb") as source:
            seq = int.from_bytes(source.read(_SEQ), "big")
            if seq > newest:
                return None
            keyring.open_stream(Purpose.SNAPSHOT, _place(seq), source, image)
        index = Index.load(image.getbuffer())
    except (OSError, Tampered, NotAllowed, sqlite3.DatabaseError):
        return None
    return index if index.meta("seq") == seq else None
