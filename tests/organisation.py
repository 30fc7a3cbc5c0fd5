"""An organisation with one account of each role, made through the services as a page would."""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from random import Random
from uuid import UUID

from flask import Flask
from flask.testing import FlaskClient

from casework.demo import lives
from casework.demo.accounts import Account, make_accounts
from casework.demo.build import fill
from casework.demo.lives import Life
from casework.domain.policy import Role
from casework.services import accounts, audit
from casework.services.actor import Actor
from casework.store.database import db
from config import Settings
from tests.bare import bare_app
from tests.databases import PostgresDatabases


@dataclass
class Organisation:
    """`people[role]` holds login, name and passphrase; `recovery` is the recovery key as shown once."""

    settings: Settings
    app: Flask
    people: dict[Role, Account]
    tokens: dict[Role, str]
    recovery: str
    cases: list[UUID] = field(default_factory=list)
    names: list[Life] = field(default_factory=list)

    @cached_property
    def site(self) -> Flask:
        """The same instance with its pages."""
        from app import create_app

        return create_app(self.settings)

    def actor(self, role: Role = Role.COORDINATOR) -> Actor:
        found = accounts.actor_for(self.tokens[role])
        assert found is not None
        return found

    def cookie(self, role: Role) -> tuple[str, str]:
        return "casework", self.tokens[role]

    def client(self, role: Role | None = Role.COORDINATOR) -> FlaskClient:
        """A browser without scripts, signed in as that role, or as nobody."""
        client = self.site.test_client()
        if role is not None:
            client.set_cookie(*self.cookie(role))
        return client

    def audit_entries(self) -> int:
        """How many there are, read inside an application's context."""
        return audit.verify().entries

    def form(self, role: Role, fields: dict[str, str], client: FlaskClient | None = None) -> dict[str, str]:
        """The fields with the token that a page of this client carries."""
        page = (client or self.client(role)).get("/accounts/mine").get_data(as_text=True)
        found = re.search(r'name="csrf_token" value="([^"]+)"', page)
        assert found, "no form on the page"
        return fields | {"csrf_token": found[1]}

    def held_person(self) -> UUID:
        """Somebody who is still in custody when the invented world ends."""
        return next(case for case, life in zip(self.cases, self.names, strict=True) if life.held(lives.TODAY))

    def populate(self, people: int = 100, seed: int = 1) -> list[UUID]:
        """Invented people and actions; returns their record ids."""
        random = Random(seed)
        found = lives.invent(random, people, exiles=(), deaths=1)
        with self.app.app_context():
            self.cases = fill(self.actor(), random, found)
        self.names = found
        return self.cases


@dataclass(frozen=True)
class TemplateOrganisation:
    """Made once a session: setting up stretches six passphrases."""

    settings: Settings
    people: dict[Role, Account]
    tokens: dict[Role, str]
    recovery: str
    databases: PostgresDatabases | None = None
    database: str = ""

    @classmethod
    def set_up(
        cls, settings: Settings, databases: PostgresDatabases | None = None, database: str = ""
    ) -> "TemplateOrganisation":
        app = bare_app(settings)
        with app.app_context():
            recovery, people = make_accounts("Test organisation")
            tokens = {role: accounts.sign_in(who.login, who.passphrase, "127.0.0.1") for role, who in people.items()}
            db.session.remove()
            db.engine.dispose()
        return cls(settings, people, tokens, recovery, databases, database)

    @contextmanager
    def copy(self, data: Path) -> Iterator[Organisation]:
        """An organisation of one's own: data folder and database copied."""
        shutil.copytree(self.settings.data, data)
        settings = replace(self.settings, data=data)
        name = ""
        if self.databases:
            name = self.databases.create(self.database)
            settings = replace(settings, database_url=self.databases.address(name))
        app = bare_app(settings)
        try:
            yield Organisation(settings, app, self.people, self.tokens, self.recovery)
        finally:
            with app.app_context():
                db.session.remove()
                db.engine.dispose()
            if self.databases:
                self.databases.drop(name)
