"""The organisation's own name: sealed, so that a seized disk does not tell whose it is."""

from sqlalchemy import select

from casework.domain.policy import Compartment
from casework.services.actor import Actor
from casework.store.database import db
from casework.store.members import Organisation
from casework.vault.keyring import Purpose
from casework.vault.place import Place

PLACE = Place("organisation", "", "name", 0, Compartment.STAFF)


def name(actor: Actor) -> str:
    """Empty for a role that does not hold the staff compartment."""
    sealed = db.session.scalar(select(Organisation.name).limit(1))
    if sealed is None or not actor.keyring.holds(Compartment.STAFF):
        return ""
    return actor.keyring.open(Purpose.SETTINGS, PLACE, sealed).decode()
