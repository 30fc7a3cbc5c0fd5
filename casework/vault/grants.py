"""A grant hands one compartment's key of one epoch to one member, by sealing it to their public key."""

from casework.domain.errors import Tampered
from casework.domain.policy import Compartment
from casework.vault import hpke
from casework.vault.fields import join
from casework.vault.people import PublicKeys, UserKeys
from casework.vault.secret import Secret

_FORMAT = b"\x01"


def _info(user_id: str, compartment: Compartment, epoch: int) -> bytes:
    return join(b"casework grant", _FORMAT, user_id.encode(), compartment.encode(), epoch.to_bytes(4, "big"))


def grant(to: PublicKeys, user_id: str, compartment: Compartment, epoch: int, secret: Secret) -> bytes:
    """`to` must have been authenticated first: whoever owns that key reads the compartment."""
    return _FORMAT + hpke.seal(to.box, _info(user_id, compartment, epoch), secret.reveal())


def receive(keys: UserKeys, user_id: str, compartment: Compartment, epoch: int, sealed: bytes) -> Secret:
    """Raises Tampered for another member's grant, another compartment, another epoch, or damage."""
    if sealed[:1] != _FORMAT:
        raise Tampered("grant")
    return Secret(keys.receive(_info(user_id, compartment, epoch), sealed[1:]))


def seal_to(to: PublicKeys, what: str, record: str, plaintext: bytes) -> bytes:
    """Something only this member may open, such as a form kept when their session had ended."""
    return _FORMAT + hpke.seal(to.box, join(b"casework to member", what.encode(), record.encode()), plaintext)


def open_own(keys: UserKeys, what: str, record: str, sealed: bytes) -> bytes:
    """Raises Tampered."""
    if sealed[:1] != _FORMAT:
        raise Tampered(what)
    return keys.receive(join(b"casework to member", what.encode(), record.encode()), sealed[1:])
