"""The twin that the benchmarks measure beside the product: no cipher is so much as made ready in it."""

import pytest

from casework.vault import aead, hpke, signing
from casework.vault.keyring import Keyring, Purpose
from tests.benchmarks import twin
from tests.vault.material import KEY, SECTION, keyring

SWAPPED = (
    (aead, ("ready", "seal", "open_", "seal_at", "open_at")),
    (hpke, ("seal", "open_")),
    (signing, ("sign", "verify")),
)


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> Keyring:
    """Of the twin; the real functions are back after the test."""
    for module, names in SWAPPED:
        for name in names:
            monkeypatch.setattr(module, name, getattr(module, name))
    twin.unseal_everything()
    monkeypatch.setattr(aead, "AESGCM", None)
    return keyring()


def test_the_twin_seals_and_opens_without_a_cipher(ring: Keyring) -> None:
    key, wrapped = ring.new_record_key(KEY)
    sealed = key.seal(SECTION, b"text")
    assert b"text" in sealed
    assert ring.open_record_key(KEY, wrapped).open(SECTION, sealed) == b"text"
    summary = ring.seal(Purpose.SUMMARY, SECTION, b"text")
    assert ring.open(Purpose.SUMMARY, SECTION, summary) == b"text"


def test_what_the_twin_seals_is_as_long_as_what_the_product_does(
    ring: Keyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    unsealed = ring.seal(Purpose.SUMMARY, SECTION, b"text")
    monkeypatch.undo()
    assert len(unsealed) == len(keyring().seal(Purpose.SUMMARY, SECTION, b"text"))
