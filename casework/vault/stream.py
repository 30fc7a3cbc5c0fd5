"""The STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizar, 2015) over AES-256-GCM, in 64 KiB chunks.

`salt 32 | chunk | chunk | ... | last chunk`. The salt makes a key used for this stream alone; the
nonce of a chunk is `zeros 7 | number u32 | 1 if last else 0`, so a stream that was cut, reordered,
lengthened or joined with another is refused.
"""

import os
from typing import BinaryIO

from casework.domain.errors import Tampered
from casework.vault import aead, derive

CHUNK = 64 * 1024
SALT_BYTES = 32
_SEALED_CHUNK = CHUNK + aead.TAG_BYTES


def _nonce(number: int, last: bool) -> bytes:
    return bytes(7) + number.to_bytes(4, "big") + (b"\x01" if last else b"\x00")


def _stream_key(key: bytes, salt: bytes) -> bytes:
    return derive.key(derive.mac(key, salt), b"stream")


def _read(source: BinaryIO, size: int) -> bytes:
    """Exactly `size` bytes unless the source ends: a socket or an object store may give fewer at a time."""
    found = source.read(size)
    while 0 < len(found) < size:
        more = source.read(size - len(found))
        if not more:
            break
        found += more
    return found


def seal_stream(key: bytes, bound: bytes, source: BinaryIO, sink: BinaryIO) -> None:
    """`bound` is what the stream is tied to: the id of the file, its place."""
    salt = os.urandom(SALT_BYTES)
    once = aead.ready(_stream_key(key, salt))
    sink.write(salt)
    number, chunk = 0, _read(source, CHUNK)
    while True:
        following = _read(source, CHUNK) if len(chunk) == CHUNK else b""
        last = not following
        sink.write(aead.seal_at(once, _nonce(number, last), bound, chunk))
        if last:
            return
        number, chunk = number + 1, following


def open_stream(key: bytes, bound: bytes, source: BinaryIO, sink: BinaryIO) -> None:
    """Raises Tampered. What was written to `sink` may be used only after this has returned."""
    salt = _read(source, SALT_BYTES)
    if len(salt) != SALT_BYTES:
        raise Tampered("stream")
    once = aead.ready(_stream_key(key, salt))
    number, chunk = 0, _read(source, _SEALED_CHUNK)
    while True:
        following = _read(source, _SEALED_CHUNK) if len(chunk) == _SEALED_CHUNK else b""
        last = not following
        sink.write(aead.open_at(once, _nonce(number, last), bound, chunk))
        if last:
            return
        number, chunk = number + 1, following
