"""Lengths that say little: Padme size classes (Nikitin et al., PURBs, 2019), never below 256 bytes.

A status or a consent level must not show in the length of what it is sealed in. Padme leaks
O(log log n) bits of a length and adds at most 12 %; the floor hides everything short.
"""

from functools import lru_cache

from casework.domain.errors import Tampered

FLOOR = 256
_PREFIX = 4


@lru_cache(maxsize=4096)
def padme(length: int) -> int:
    """The size class that `length` bytes fall into."""
    if length <= FLOOR:
        return FLOOR
    exponent = length.bit_length() - 1
    mantissa = exponent.bit_length()
    mask = (1 << (exponent - mantissa)) - 1
    return (length + mask) & ~mask


def pad(plaintext: bytes) -> bytes:
    """`length u32 | plaintext | zeros` up to the size class."""
    size = len(plaintext)
    return size.to_bytes(_PREFIX, "big") + plaintext + bytes(padme(size + _PREFIX) - size - _PREFIX)


def unpad(padded: bytes) -> bytes:
    """Call only on bytes that were authenticated: the length is believed."""
    size = int.from_bytes(padded[:_PREFIX], "big")
    if size + _PREFIX > len(padded):
        raise Tampered("padding")
    return padded[_PREFIX : _PREFIX + size]
