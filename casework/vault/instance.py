"""The instance key: signs cookies and forms, hashes login names. It opens no record."""

import contextlib
import os
import secrets
from pathlib import Path

from casework.vault import derive as derivation
from casework.vault.secret import Secret

_BYTES = 32


def load_or_create(path: Path) -> Secret:
    """Read the key, or make one readable by its owner alone. Safe when several workers start at once.

    Raises ValueError when the file is not such a key.
    """
    if not path.exists():
        _create(path)
    try:
        value = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except ValueError:
        value = b""
    if len(value) != _BYTES:
        raise ValueError(f"{path.name} is not an instance key")
    return Secret(value)


def _create(path: Path) -> None:
    """Whole or not at all: written beside, then linked into place; the first one to link wins."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(os.urandom(_BYTES).hex() + "\n")
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(beside, path)
    finally:
        beside.unlink()


def derive(secret: Secret, name: str) -> bytes:
    """A key for one use of the instance: `flask`, `csrf`."""
    return derivation.key(secret.reveal(), b"instance", name.encode())
