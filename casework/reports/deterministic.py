"""Byte-for-byte the same file from the same content: no clock, no name of a machine, no order by chance."""

import zipfile
from datetime import UTC, datetime
from io import BytesIO

FIXED = datetime(2000, 1, 1, tzinfo=UTC)
"""The date in every file's properties: a file must not tell when, or in which time zone, it was made."""

ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
FIRST = "[Content_Types].xml"


def repack(archive: bytes) -> bytes:
    """The same entries, sorted (the content types first, as OPC readers expect), with fixed dates and flags."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(archive)) as source, zipfile.ZipFile(out, "w") as target:
        for name in sorted(source.namelist(), key=lambda name: (name != FIRST, name)):
            entry = zipfile.ZipInfo(name, ZIP_EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o600 << 16
            target.writestr(entry, source.read(name), compresslevel=6)
    return out.getvalue()
