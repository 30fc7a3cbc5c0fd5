"""Argon2id (RFC 9106): the one place where a passphrase becomes a key."""

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from casework.domain.errors import Tampered

MEMORY_KIB = 64 * 1024
PASSES = 3
LANES = 1
"""More lanes run in OpenSSL's own thread pool, where several at once wait for each other for ever."""
SALT_BYTES = 16
PARAMETER_BYTES = 9
_MOST_MEMORY_KIB = 1024 * 1024
_MOST_PASSES = 16


def parameters() -> bytes:
    """`memory KiB u32 | passes u32 | lanes u8`, written beside what they protect so that they can grow."""
    return MEMORY_KIB.to_bytes(4, "big") + PASSES.to_bytes(4, "big") + LANES.to_bytes(1, "big")


def stretch(passphrase: bytes, salt: bytes, stated: bytes) -> bytes:
    """32 bytes. Raises Tampered when the stated cost is below today's floor, or high enough to stop the server."""
    memory, passes, lanes = int.from_bytes(stated[:4], "big"), int.from_bytes(stated[4:8], "big"), stated[8]
    if not (MEMORY_KIB <= memory <= _MOST_MEMORY_KIB and PASSES <= passes <= _MOST_PASSES):
        raise Tampered("stretching parameters")
    if lanes != LANES:
        raise Tampered("stretching parameters")
    return Argon2id(salt=salt, length=32, iterations=passes, lanes=lanes, memory_cost=memory).derive(passphrase)
