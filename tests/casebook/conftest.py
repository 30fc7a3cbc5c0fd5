"""Decryptions, counted."""

import pytest

from casework.vault import aead


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Every value that is decrypted, counted on its way through the real cipher."""
    seen: list[bytes] = []
    real = aead.open_

    def counting(key: aead.Cipher, aad: bytes, sealed: bytes) -> bytes:
        seen.append(aad)
        return real(key, aad, sealed)

    monkeypatch.setattr(aead, "open_", counting)
    return seen
