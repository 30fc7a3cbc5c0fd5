"""Keys from keys: HKDF-Expand with SHA-256 (RFC 5869, section 2.3) for one block of 32 bytes.

The extract step is left out because every input here is already uniformly random (section 3.3).
"""

import hmac


def key(secret: bytes, *labels: bytes) -> bytes:
    """One 32-byte key per list of labels. Labels are length-prefixed: no two lists collide."""
    info = b"casework/1" + b"".join([len(label).to_bytes(2, "big") + label for label in labels])
    return hmac.digest(secret, info + b"\x01", "sha256")


def mac(secret: bytes, data: bytes) -> bytes:
    return hmac.digest(secret, data, "sha256")
