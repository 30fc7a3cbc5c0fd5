"""The demonstration put together: database, organisation, people, actions, index."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from random import Random

from app import create_app
from casework.demo import build, listings
from casework.demo.accounts import Account, make_accounts
from casework.demo.lives import invent, make_exact
from casework.domain.policy import Role
from casework.services import accounts
from casework.store.migrate import upgrade
from config import Settings

Step = Callable[[str], AbstractContextManager[Callable[[str], None]]]
HELD = (date(2024, 8, 9), 1400)
"""On this day exactly so many are in custody, as in the joint statement of that day."""


def make(data: Path, people: int, seed: int, step: Step) -> dict[Role, Account]:
    """A whole instance in `data`; raises ValueError when `people` are too few for the count."""
    settings = Settings(data=data, cookie_secure=False)
    random = Random(seed)
    with step(f"Inventing {people:,} people"):
        found = invent(random, people)
        make_exact(random, found, *HELD)
    with step("Making the database"):
        upgrade(settings.database)
    with create_app(settings).app_context():
        with step("Making the organisation, its keys and five accounts"):
            _, made = make_accounts("Demonstration")
            first = made[Role.COORDINATOR]
            actor = accounts.cli_actor(first.login, first.passphrase)
        with step("Sealing the people and the advocacy actions"):
            cases = build.people(actor, random, found)
            sanctions = build.campaign(actor, random, [case for case, _ in cases], found, wanted=160)
        with step("Sealing the officials, their part in cases and who has listed them"):
            listings.add(actor, cases, sanctions)
    return made
