"""What a document says of its own origin: the hash of its data and the head of the audit log it was made at."""

from dataclasses import dataclass
from hashlib import sha256

from casework.domain.codec import encode
from casework.domain.sections import Section


@dataclass(frozen=True, slots=True)
class Proof:
    data_hash: str
    audit_head: str


def data_hash(content: Section) -> str:
    """SHA-256 of the content in its canonical encoding, in hexadecimal."""
    return sha256(encode(content)).hexdigest()
