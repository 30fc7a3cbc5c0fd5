"""The envelope of every sealed value: `format u8 | epoch u32 | nonce 12 | AES-256-GCM(padded plaintext)`.

The associated data names the format, the epoch, the purpose and the place: see docs/sealed-format.md.
"""

from functools import lru_cache

from casework.domain.errors import Tampered
from casework.vault import aead, padding
from casework.vault.fields import join, prefixed
from casework.vault.place import Place

FORMAT = 1
HEADER_BYTES = 5


@lru_cache(maxsize=64)
def header(epoch: int) -> bytes:
    return FORMAT.to_bytes(1, "big") + epoch.to_bytes(4, "big")


def epoch_of(sealed: bytes) -> int:
    """The epoch an envelope claims; believed only once it has opened. Raises Tampered on a foreign format."""
    if len(sealed) < HEADER_BYTES or sealed[0] != FORMAT:
        raise Tampered("envelope")
    return int.from_bytes(sealed[1:HEADER_BYTES], "big")


def bound(epoch: int, purpose: str, place: Place) -> bytes:
    """The associated data: what this ciphertext may be, and nothing else."""
    return _begun(epoch, purpose) + prefixed(place.canonical())


@lru_cache(maxsize=256)
def _begun(epoch: int, purpose: str) -> bytes:
    return join(b"casework", header(epoch), purpose.encode())


def seal(key: aead.Cipher, epoch: int, purpose: str, place: Place, plaintext: bytes) -> bytes:
    return header(epoch) + aead.seal(key, bound(epoch, purpose, place), padding.pad(plaintext))


def open_(key: aead.Cipher, purpose: str, place: Place, sealed: bytes) -> bytes:
    """Raises Tampered naming the place."""
    try:
        epoch = epoch_of(sealed)
        return padding.unpad(aead.open_(key, bound(epoch, purpose, place), sealed[HEADER_BYTES:]))
    except Tampered:
        raise Tampered(str(place)) from None
