"""What services need of the instance's settings; read from the running application, so that they import no Flask."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import current_app

from casework.vault.secret import Secret


def instance_key() -> Secret:
    """Hashes logins and addresses; opens no record."""
    found: Secret = current_app.config["INSTANCE_KEY"]
    return found


def data_folder() -> Path:
    found: Path = _settings().data
    return found


def idle() -> timedelta:
    """How long a session lasts without a request."""
    found: timedelta = _settings().idle
    return found


def absolute() -> timedelta:
    """How long a session lasts at most."""
    found: timedelta = _settings().session
    return found


def _settings() -> Any:
    return current_app.config["CASEWORK"]
