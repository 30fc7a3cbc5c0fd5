"""The only HPKE calls (RFC 9180) of the product: ML-KEM-768 with X25519, HKDF-SHA256, AES-256-GCM.

`cryptography` takes no associated data here, so everything a value is bound to goes into `info`.
Keys are raw bytes: a public key is `ML-KEM encapsulation key (1184) | X25519 (32)`, a private key
is `ML-KEM seed (64) | X25519 (32)`.
"""

from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from casework.domain.errors import Tampered

PRIVATE_BYTES = 96
PUBLIC_BYTES = 1216
_SEED = 64
_ENCAPSULATION = 1184
_suite = hpke.Suite(hpke.KEM.MLKEM768_X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)


@lru_cache(maxsize=256)
def _public_key(public: bytes) -> hpke.MLKEM768X25519PublicKey:
    return hpke.MLKEM768X25519PublicKey(
        MLKEM768PublicKey.from_public_bytes(public[:_ENCAPSULATION]),
        X25519PublicKey.from_public_bytes(public[_ENCAPSULATION:]),
    )


def _private_key(private: bytes) -> hpke.MLKEM768X25519PrivateKey:
    return hpke.MLKEM768X25519PrivateKey(
        MLKEM768PrivateKey.from_seed_bytes(private[:_SEED]),
        X25519PrivateKey.from_private_bytes(private[_SEED:]),
    )


def public_of(private: bytes) -> bytes:
    """The public key that belongs to 96 private bytes; any 96 uniformly random bytes are a private key."""
    lattice = MLKEM768PrivateKey.from_seed_bytes(private[:_SEED])
    curve = X25519PrivateKey.from_private_bytes(private[_SEED:])
    return lattice.public_key().public_bytes_raw() + curve.public_key().public_bytes_raw()


def seal(public: bytes, info: bytes, plaintext: bytes) -> bytes:
    """Anyone can seal to a public key; only its private key opens, and only with the same `info`."""
    return _suite.encrypt(plaintext, _public_key(public), info=info)


def open_(private: bytes, info: bytes, sealed: bytes) -> bytes:
    """Raises Tampered on any change of key, info or bytes."""
    try:
        return _suite.decrypt(sealed, _private_key(private), info=info)
    except (InvalidTag, ValueError):
        raise Tampered("grant") from None
