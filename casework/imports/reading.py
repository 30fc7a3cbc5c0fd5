"""Bytes of an uploaded list to a table of text: CSV, XLSX or JSON lines; anything else refused in clear words."""

from casework.imports import archives, delimited, encodings, jsonlines, workbooks
from casework.imports.tables import MESSAGES, Row, Table, Unreadable

__all__ = ["LIMIT", "MESSAGES", "Row", "Table", "Unreadable", "read"]

LIMIT = 512 * 2**20
_KINDS = (
    (b"%PDF", "PDF"), (b"\x89PNG", "image"), (b"\xff\xd8\xff", "image"), (b"GIF8", "image"), (b"\x1f\x8b", "gzip"),
    (b"Rar!", "RAR"), (b"7z\xbc\xaf", "7z"), (b"BZh", "bzip2"), (b"\xfd7zXZ", "xz"),
    (b"SQLite format 3", "database"), (b"{\\rtf", "RTF"), (b"\x7fELF", "program"), (b"MZ\x90", "program"),
)  # fmt: skip
_SEALED = (b"age-encryption", b"-----BEGIN AGE", b"-----BEGIN PGP MESSAGE")
_OFFICE = b"\xd0\xcf\x11\xe0"


def read(data: bytes, limit: int = LIMIT) -> Table:
    """Raises Unreadable."""
    if len(data) > limit:
        raise Unreadable("too_large", limit=str(max(1, limit // 2**20)))
    if not data[:4096].strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe") and not data.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise Unreadable("empty")
    if data.startswith(archives.MARK):
        return workbooks.opened(data)
    _refuse_others(data)
    encoded = encodings.recognised(data)
    first = next(delimited.lines(data, encoded), "").lstrip()
    if first.startswith("{"):
        return jsonlines.opened(data, encoded)
    if first.startswith("["):
        raise Unreadable("wrong_kind", kind="JSON")
    if first.startswith(("<?xml", "<!DOCTYPE", "<html")):
        raise Unreadable("wrong_kind", kind="XML" if first.startswith("<?xml") else "HTML")
    return delimited.opened(data, encoded)


def _refuse_others(data: bytes) -> None:
    for mark, kind in _KINDS:
        if data.startswith(mark):
            raise Unreadable("wrong_kind", kind=kind)
    if data.startswith(_SEALED):
        raise Unreadable("encrypted")
    if data.startswith(_OFFICE):
        sealed = "EncryptedPackage".encode("utf-16-le") in data
        raise Unreadable("encrypted") if sealed else Unreadable("wrong_kind", kind="XLS, DOC")
