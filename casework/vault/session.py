"""A session's unlocked keys, sealed under a token that only the browser's cookie holds.

Whoever copies the session table gets neither the token nor the keys.
"""

import base64
import binascii
import os

from casework.domain.errors import Tampered
from casework.vault import aead, derive, padding
from casework.vault.fields import join

TOKEN_BYTES = 32
_FORMAT = b"\x01"


def new_token() -> str:
    """256 random bits, fit for a cookie or a one-time link."""
    return base64.urlsafe_b64encode(os.urandom(TOKEN_BYTES)).decode().rstrip("=")


def _raw(token: str) -> bytes:
    """Anything that is no token becomes bytes that match none, so that a wrong token is merely not found."""
    try:
        raw = base64.urlsafe_b64decode(token.encode("ascii", "replace") + b"=")
    except (binascii.Error, ValueError):
        raw = b""
    return raw if len(raw) == TOKEN_BYTES else bytes(TOKEN_BYTES)


def session_id(token: str) -> bytes:
    """What the store keeps in place of the token."""
    return derive.key(_raw(token), b"session id")


def link_id(token: str) -> bytes:
    """What the store keeps in place of the secret of a one-time link."""
    return derive.key(_raw(token), b"link id")


def link_secret(token: str) -> bytes:
    """The key by which a newcomer's public keys are authenticated until a member vouches for them."""
    return derive.key(_raw(token), b"link secret")


def seal_session(token: str, payload: bytes) -> bytes:
    return _FORMAT + aead.seal(_cipher(token, b"session seal"), _bound(token), payload)


def open_session(token: str, sealed: bytes) -> bytes:
    """Raises Tampered for another session's payload or damage."""
    if sealed[:1] != _FORMAT:
        raise Tampered("session")
    return aead.open_(_cipher(token, b"session seal"), _bound(token), sealed[1:])


def seal_link(token: str, payload: bytes) -> bytes:
    """What the page behind a one-time link shows, for who has the link alone."""
    bound = join(b"casework link", _FORMAT, link_id(token))
    return _FORMAT + aead.seal(_cipher(token, b"link seal"), bound, padding.pad(payload))


def open_link(token: str, sealed: bytes) -> bytes:
    """Raises Tampered for another link's payload or damage."""
    if sealed[:1] != _FORMAT:
        raise Tampered("link")
    bound = join(b"casework link", _FORMAT, link_id(token))
    return padding.unpad(aead.open_(_cipher(token, b"link seal"), bound, sealed[1:]))


def _cipher(token: str, use: bytes) -> aead.Cipher:
    return aead.ready(derive.key(_raw(token), use))


def _bound(token: str) -> bytes:
    return join(b"casework session", _FORMAT, session_id(token))
