"""The audit log's cryptography: sealed to a public key, chained by hashes, signed by the actor.

Who writes an entry cannot read it; who reads the log holds the audit compartment, from whose key
the private key follows.
"""

import hashlib

from casework.domain.errors import Tampered
from casework.vault import derive, envelope, hpke, signing
from casework.vault.fields import join, number
from casework.vault.padding import pad, unpad
from casework.vault.place import Place
from casework.vault.secret import Secret

START = bytes(32)
"""The hash before the first entry."""


def _private(secret: Secret) -> bytes:
    raw = secret.reveal()
    return b"".join(derive.key(raw, b"audit box", part) for part in (b"1", b"2", b"3"))


def public_key(secret: Secret) -> bytes:
    """The public key of one epoch of the audit compartment."""
    return hpke.public_of(_private(secret))


def seal_entry(public: bytes, epoch: int, place: Place, plaintext: bytes) -> bytes:
    """`format | epoch | HPKE(padded plaintext)`."""
    return envelope.header(epoch) + hpke.seal(public, envelope.bound(epoch, "audit entry", place), pad(plaintext))


def open_entry(secret: Secret, place: Place, sealed: bytes) -> bytes:
    """`secret` is the audit compartment's, of the epoch the entry names. Raises Tampered."""
    epoch = envelope.epoch_of(sealed)
    body = sealed[envelope.HEADER_BYTES :]
    try:
        return unpad(hpke.open_(_private(secret), envelope.bound(epoch, "audit entry", place), body))
    except Tampered:
        raise Tampered(str(place)) from None


def chain_hash(previous: bytes, seq: int, epoch: int, signer: str, sealed: bytes) -> bytes:
    """SHA-256 over the entry and the hash before it: what is signed, and what heads are compared by."""
    entry = join(b"casework audit", previous, number(seq), number(epoch), signer.encode(), sealed)
    return hashlib.sha256(entry).digest()


def verify(sign_public: bytes, data: bytes, signature: bytes) -> bool:
    return signing.verify(sign_public, data, signature)


class InstanceSigner:
    """Signs what happens with nobody signed in, such as a failed sign-in; its key opens no record."""

    __slots__ = ("_private",)
    name = "instance"

    def __init__(self, instance_key: Secret) -> None:
        self._private = derive.key(instance_key.reveal(), b"instance signature")

    def __repr__(self) -> str:
        return "InstanceSigner()"

    def sign(self, data: bytes) -> bytes:
        return signing.sign(self._private, data)

    def public(self) -> bytes:
        return signing.public_of(self._private)
