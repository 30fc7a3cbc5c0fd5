"""Canonical bytes: length-prefixed fields, so that no two different lists of fields look alike.

Everything a ciphertext is bound to, and every payload of this package, is written this way. Frozen
by known-answer tests: a change here is a new format version.
"""

from collections.abc import Sequence

_WIDTH = 4
_SHORT = tuple(length.to_bytes(_WIDTH, "big") for length in range(256))
"""The lengths nearly every part has: each value that is sealed is bound to about ten."""


def join(*parts: bytes) -> bytes:
    """Each part after its length as four bytes, big-endian."""
    return b"".join([prefixed(part) for part in parts])


def prefixed(part: bytes) -> bytes:
    """One part as `join` writes it."""
    length = len(part)
    return (_SHORT[length] if length < 256 else length.to_bytes(_WIDTH, "big")) + part


def split(data: bytes) -> list[bytes]:
    """The parts again. Raises ValueError when a length runs past the end."""
    parts: list[bytes] = []
    at, end = 0, len(data)
    while at < end:
        start = at + _WIDTH
        size = int.from_bytes(data[at:start], "big")
        at = start + size
        if start > end or at > end:
            raise ValueError("fields cut short")
        parts.append(data[start:at])
    return parts


def number(value: int) -> bytes:
    return value.to_bytes(8, "big")


def rows(parts: Sequence[bytes], size: int) -> list[Sequence[bytes]]:
    """Group a flat list of fields into rows of `size`. Raises ValueError when one is left over."""
    if len(parts) % size:
        raise ValueError("fields do not make whole rows")
    return [parts[at : at + size] for at in range(0, len(parts), size)]
