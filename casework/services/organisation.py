"""The organisation's own name: sealed, so that a seized disk does not tell whose it is."""

from casework.services import accounts
from casework.services.actor import Actor


def name(actor: Actor) -> str:
    """As documents print it. Every role holds a key that opens it."""
    return accounts.organisation_name(actor)
