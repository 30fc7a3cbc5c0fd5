"""An organisation of a size, made through the ledger as an import makes it."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from random import Random
from time import perf_counter
from uuid import UUID

from flask import Flask
from flask.testing import FlaskClient

from app import create_app
from casework.demo import lives
from casework.demo.accounts import make_accounts
from casework.demo.campaign import actions
from casework.demo.casefiles import sections
from casework.domain.policy import Role
from casework.domain.records import RecordKind
from casework.domain.sections import Section
from casework.services import accounts, ledger
from casework.services.actor import Actor
from casework.store.migrate import upgrade
from config import Settings

BATCH = 5000
ACTIONS = 160
HELD = 1400
"""In custody on the day of the statement, as in the public figure."""


@dataclass
class World:
    site: Flask
    client: FlaskClient
    actor: Actor
    folder: Path
    token: str
    cases: list[UUID]
    names: list[str]
    seconds_to_fill: float
    people: int


def build(folder: Path, people: int) -> World:
    settings = Settings(data=folder, cookie_secure=False)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    upgrade(settings.database)
    site = create_app(settings)
    site.config["WTF_CSRF_ENABLED"] = False
    with site.app_context():
        _, made = make_accounts("Benchmark")
        who = made[Role.COORDINATOR]
        actor = accounts.cli_actor(who.login, who.passphrase)
        token = accounts.sign_in(who.login, who.passphrase, "127.0.0.1")
        start = perf_counter()
        cases, names = _fill(actor, people)
        took = perf_counter() - start
    client = site.test_client()
    client.set_cookie("casework", token)
    return World(site, client, actor, folder, token, cases, names, took, people)


def _fill(actor: Actor, people: int) -> tuple[list[UUID], list[str]]:
    random = Random(20240809)
    cases: list[UUID] = []
    names: list[str] = []
    known: list[lives.Life] = []
    source = _invented(random, people)
    while some := list(islice(source, BATCH)):
        with ledger.writing(actor) as unit:
            written: list[dict[str, Section]] = [dict(sections(random, life)) for life in some]
            cases += unit.create_many(RecordKind.CASE, written)
        names += [life.belarusian for life in some]
        known += some
        print(f"  {len(cases):,} of {people:,} people", end="\r", file=sys.stderr, flush=True)
    if known:
        _raise(actor, random, cases, known)
    return cases, names


def _raise(actor: Actor, random: Random, cases: list[UUID], known: list[lives.Life]) -> None:
    with ledger.writing(actor) as unit:
        ids = [(str(case), life) for case, life in zip(cases, known, strict=True)]
        unit.create_many(RecordKind.ACTION, [{"action": one} for one in actions(random, ids[:HELD], ACTIONS)])


def _invented(random: Random, people: int) -> Iterator[lives.Life]:
    """In batches of the demonstration's size: it knows so many names before it repeats itself."""
    number = 0
    while number < people:
        for life in lives.invent(random, min(BATCH, people - number), exiles=(), deaths=0):
            number += 1
            life.number = number
            yield life
