"""Fixed keys and places that the vault's tests share."""

import json
from pathlib import Path

from casework.domain.policy import Compartment
from casework.vault.keyring import Keyring
from casework.vault.people import UserKeys
from casework.vault.place import Place
from casework.vault.secret import Secret

VECTORS: dict[str, str] = json.loads(Path(__file__).with_name("vectors.json").read_text(encoding="ascii"))
RECORD = "0b6f0d6e-0000-4000-8000-000000000001"
SECTION = Place("revision", RECORD, "identity", 3, Compartment.CASE)
KEY = Place("record_key", RECORD, "", 0, Compartment.CASE)
ENTRY = Place("audit_entry", "7", "", 7, Compartment.AUDIT)


def secret(filler: int) -> Secret:
    return Secret(bytes([filler]) * 32)


def vector(name: str) -> bytes:
    return bytes.fromhex(VECTORS[name])


def keyring() -> Keyring:
    return Keyring(
        {
            Compartment.CASE: {1: secret(1), 2: secret(2)},
            Compartment.STAFF: {1: secret(3)},
            Compartment.AUDIT: {1: secret(4)},
        }
    )


def member() -> UserKeys:
    return UserKeys(Secret(bytes(range(128))))
