"""A member's own keys: a box to receive compartment keys, a signature for the audit log.

The bundle is what the store keeps: both private keys sealed under the member's passphrase.
"""

import hmac
import os
import unicodedata
from dataclasses import dataclass

from casework.domain.errors import SignInFailed, Tampered
from casework.vault import aead, derive, hpke, signing, stretch
from casework.vault.fields import join
from casework.vault.secret import Secret

_FORMAT = b"\x01"
_COMMITMENT_BYTES = 32
_PRIVATE_BYTES = hpke.PRIVATE_BYTES + signing.PRIVATE_BYTES


@dataclass(frozen=True, slots=True)
class PublicKeys:
    """What others need: where to seal a grant, and how to check a signature."""

    box: bytes
    sign: bytes

    def canonical(self, user_id: str) -> bytes:
        """What is authenticated, so that a server cannot put in a key of its own."""
        return join(b"casework member", user_id.encode(), self.box, self.sign)


class UserKeys:
    """Private keys of a member, or of the recovery key."""

    __slots__ = ("_box", "_sign")

    def __init__(self, private: Secret) -> None:
        raw = private.reveal()
        if len(raw) != _PRIVATE_BYTES:
            raise ValueError("a member's keys are 128 bytes")
        self._box = raw[: hpke.PRIVATE_BYTES]
        self._sign = raw[hpke.PRIVATE_BYTES :]

    def __repr__(self) -> str:
        return "UserKeys()"

    @classmethod
    def generate(cls) -> "UserKeys":
        return cls(Secret(os.urandom(_PRIVATE_BYTES)))

    def public(self) -> PublicKeys:
        return PublicKeys(hpke.public_of(self._box), signing.public_of(self._sign))

    def sign(self, data: bytes) -> bytes:
        return signing.sign(self._sign, data)

    def receive(self, info: bytes, sealed: bytes) -> bytes:
        """Open what was sealed to this member. Raises Tampered."""
        return hpke.open_(self._box, info, sealed)

    def to_bytes(self) -> bytes:
        return self._box + self._sign

    @classmethod
    def from_bytes(cls, data: bytes) -> "UserKeys":
        return cls(Secret(data))

    def bundle(self, passphrase: Secret, user_id: str) -> bytes:
        """`format | cost 9 | salt 16 | commitment 32 | nonce | AES-256-GCM(private keys)`, tied to the user's id."""
        head = _FORMAT + stretch.parameters() + os.urandom(stretch.SALT_BYTES)
        key, commitment = _bundle_keys(passphrase, head, user_id)
        return head + commitment + aead.seal(aead.ready(key), _bound(head, user_id), self.to_bytes())

    @classmethod
    def from_bundle(cls, bundle: bytes, passphrase: Secret, user_id: str) -> "UserKeys":
        """Raises SignInFailed: for a wrong passphrase and for a damaged bundle alike."""
        head = bundle[: 1 + stretch.PARAMETER_BYTES + stretch.SALT_BYTES]
        if head[:1] != _FORMAT:
            raise SignInFailed
        try:
            key, commitment = _bundle_keys(passphrase, head, user_id)
            stored = bundle[len(head) : len(head) + _COMMITMENT_BYTES]
            if not hmac.compare_digest(commitment, stored):
                raise SignInFailed
            sealed = bundle[len(head) + _COMMITMENT_BYTES :]
            return cls.from_bytes(aead.open_(aead.ready(key), _bound(head, user_id), sealed))
        except (Tampered, ValueError, IndexError):
            raise SignInFailed from None


def _bundle_keys(passphrase: Secret, head: bytes, user_id: str) -> tuple[bytes, bytes]:
    """The sealing key and the commitment to it: AES-GCM alone would open under two keys made for it."""
    stated = head[1 : 1 + stretch.PARAMETER_BYTES]
    typed = unicodedata.normalize("NFKC", passphrase.reveal().decode("utf-8", "surrogateescape"))
    master = stretch.stretch(typed.encode("utf-8", "surrogateescape"), head[1 + stretch.PARAMETER_BYTES :], stated)
    bound = user_id.encode()
    return derive.key(master, b"bundle", bound), derive.key(master, b"bundle commitment", bound)


def _bound(head: bytes, user_id: str) -> bytes:
    return join(b"casework bundle", head, user_id.encode())
