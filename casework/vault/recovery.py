"""The recovery key: 160 random bits on paper, and the key pair that follows from them.

Nothing of it is stored but the public keys and a commitment. Written in Crockford's base 32 in nine
groups of four; the last group is a checksum, so that a slip of the pen is told from a wrong key.
"""

import hashlib
import hmac
import os

from casework.domain.errors import Invalid
from casework.vault import derive
from casework.vault.people import UserKeys
from casework.vault.secret import Secret

ENTROPY_BYTES = 20
USER_ID = "recovery"
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1"})
_GROUP = 4
_CHARACTERS = 36


def _checksum(entropy: bytes) -> int:
    return int.from_bytes(hashlib.sha256(b"casework recovery" + entropy).digest()[:3], "big") >> 4


def _written(entropy: bytes) -> str:
    value = (int.from_bytes(entropy, "big") << 20) | _checksum(entropy)
    letters = "".join(_ALPHABET[(value >> (5 * at)) & 31] for at in reversed(range(_CHARACTERS)))
    return "-".join(letters[at : at + _GROUP] for at in range(0, _CHARACTERS, _GROUP))


def _entropy(text: str) -> bytes:
    letters = "".join(text.upper().split()).replace("-", "").translate(_ALIKE)
    if len(letters) != _CHARACTERS or any(letter not in _ALPHABET for letter in letters):
        raise Invalid("recovery_key", "not_a_recovery_key")
    value = 0
    for letter in letters:
        value = value << 5 | _ALPHABET.index(letter)
    entropy = (value >> 20).to_bytes(ENTROPY_BYTES, "big")
    if value & 0xFFFFF != _checksum(entropy):
        raise Invalid("recovery_key", "mistyped")
    return entropy


def _keys(entropy: bytes) -> UserKeys:
    parts = (derive.key(entropy, b"recovery", name) for name in (b"box 1", b"box 2", b"box 3", b"sign"))
    return UserKeys(Secret(b"".join(parts)))


def new() -> tuple[str, UserKeys]:
    """The text to show once, and the keys that compartments are granted to."""
    entropy = os.urandom(ENTROPY_BYTES)
    return _written(entropy), _keys(entropy)


def from_text(text: str) -> UserKeys:
    """Spaces, hyphens, case and look-alike letters do not matter.

    Raises Invalid (`not_a_recovery_key` for a wrong length or letter, `mistyped` for a wrong checksum).
    """
    return _keys(_entropy(text))


def commitment(text: str) -> bytes:
    """What the store keeps: it fits one recovery key alone, and says nothing about it. Raises Invalid."""
    return derive.key(_entropy(text), b"recovery commitment")


def is_the_one(text: str, stored: bytes) -> bool:
    """Whether this is the recovery key that was made at set-up. Raises Invalid for text that is none."""
    return hmac.compare_digest(commitment(text), stored)
