"""The only AES-GCM calls of the product. Call them as `aead.seal(...)`, so that a benchmark can time its twin."""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from casework.domain.errors import Tampered

KEY_BYTES = 32
NONCE_BYTES = 12
TAG_BYTES = 16
Cipher = AESGCM


def ready(key: bytes) -> Cipher:
    """Takes as long as a sealing: whoever seals or opens many values under a key keeps what this gives."""
    return AESGCM(key)


def seal(key: Cipher, aad: bytes, plaintext: bytes) -> bytes:
    """AES-256-GCM under a random 96-bit nonce: `nonce | ciphertext | tag`."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + key.encrypt(nonce, plaintext, aad)


def open_(key: Cipher, aad: bytes, sealed: bytes) -> bytes:
    """Raises Tampered on any change of key, associated data or bytes."""
    try:
        return key.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], aad)
    except (InvalidTag, ValueError):
        raise Tampered("value") from None


def seal_at(key: Cipher, nonce: bytes, aad: bytes, plaintext: bytes) -> bytes:
    """For a stream, whose one-off key makes a counting nonce unique."""
    return key.encrypt(nonce, plaintext, aad)


def open_at(key: Cipher, nonce: bytes, aad: bytes, sealed: bytes) -> bytes:
    try:
        return key.decrypt(nonce, sealed, aad)
    except (InvalidTag, ValueError):
        raise Tampered("stream") from None
