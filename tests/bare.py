"""The floors below the web: an application with its database and keys, and no page."""

from flask import Flask

from casework.store.database import connect
from casework.vault import instance
from config import Settings


def bare_app(settings: Settings) -> Flask:
    app = Flask(__name__)
    settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    app.config.update(
        CASEWORK=settings,
        INSTANCE_KEY=instance.load_or_create(settings.data / "instance.key"),
        SQLALCHEMY_DATABASE_URI=settings.database,
    )
    connect(app)
    return app
