"""Login names are personal: the store keeps a keyed, stretched hash of one, and of an address a keyed hash."""

import unicodedata

from casework.vault import derive, stretch
from casework.vault.secret import Secret


def folded(login: str) -> str:
    """Case, composition and outer spaces do not tell logins apart."""
    return unicodedata.normalize("NFKC", login).strip().casefold()


def lookup(instance_key: Secret, login: str) -> bytes:
    """32 bytes by which an account is found; as slow as a passphrase, so that a stolen table cannot be guessed at."""
    key = instance_key.reveal()
    salt = derive.key(key, b"login salt")[: stretch.SALT_BYTES]
    slow = stretch.stretch(folded(login).encode("utf-8", "surrogatepass"), salt, stretch.parameters())
    return derive.mac(derive.key(key, b"login"), slow)


def address_hash(instance_key: Secret, address: str) -> bytes:
    """Counts failures by address without keeping an address."""
    return derive.mac(derive.key(instance_key.reveal(), b"address"), address.encode("utf-8", "surrogatepass"))
