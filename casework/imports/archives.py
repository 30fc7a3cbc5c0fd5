"""A ZIP opened with suspicion: what it says of its sizes, and what it really unpacks to, stay within bounds.

Nothing is ever unpacked to disk, and an archive inside an archive is never opened, so one that holds itself ends here.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator

from casework.imports.tables import Unreadable

MARK = b"PK\x03\x04"
ENTRIES = 2000
UNPACKED = 512 * 2**20
"""Bytes that all entries may say they unpack to, and that those we read may unpack to."""
RATIO = 200
"""Times its size that an entry may unpack to, once it is more than RATIO_FROM: text of a sheet packs 5 to 30 times."""
RATIO_FROM = 4 * 2**20
_ENCRYPTED = 0x1
_PIECE = 256 * 1024


class Archive:
    """Raises Unreadable (bomb, encrypted, broken_workbook) instead of unpacking without end."""

    def __init__(self, data: bytes, unpacked: int = UNPACKED) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            entries = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
            raise Unreadable("wrong_kind", kind="ZIP") from None
        self.names = frozenset(entry.filename for entry in entries)
        self._allowed = self._left = unpacked
        if len(entries) > ENTRIES or sum(entry.file_size for entry in entries) > unpacked:
            raise Unreadable("bomb")
        if sum(entry.compress_size for entry in entries) > len(data):
            raise Unreadable("bomb")  # entries that share the same bytes
        for entry in entries:
            if entry.file_size > max(RATIO_FROM, RATIO * entry.compress_size):
                raise Unreadable("bomb")
            if entry.flag_bits & _ENCRYPTED:
                raise Unreadable("encrypted")

    def pieces(self, name: str, most: int = UNPACKED) -> Iterator[bytes]:
        """One entry, a piece at a time; what has really been unpacked is counted over all entries."""
        try:
            with self._zip.open(name) as source:
                while piece := source.read(_PIECE):
                    self._left -= len(piece)
                    most -= len(piece)
                    if self._left < 0 or most < 0:
                        raise Unreadable("bomb")
                    yield piece
        except (zipfile.BadZipFile, zlib.error, KeyError, EOFError, OSError, NotImplementedError, RuntimeError):
            raise Unreadable("broken_workbook") from None

    def anew(self) -> None:
        """A list is read several times: each reading has the whole allowance."""
        self._left = self._allowed
