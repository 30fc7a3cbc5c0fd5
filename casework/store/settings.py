"""What services need of the instance's settings; read from the running application, so that they import no Flask."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar
from weakref import ref

from flask import current_app

from casework.vault.secret import Secret

T = TypeVar("T")


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


def held(name: str, make: Callable[[], T]) -> T:
    """Something of which there is one in a process for each application, made when first asked for."""
    found: T = current_app.extensions.setdefault(f"casework.{name}", make())
    return found


def context() -> Callable[[], AbstractContextManager[Any]]:
    """For a thread of our own: enters the same application. Raises LookupError when that is gone."""
    app: Any = current_app
    known = ref(app._get_current_object())  # noqa: SLF001

    def entered() -> AbstractContextManager[Any]:
        found = known()
        if found is None:
            raise LookupError("application")
        context: AbstractContextManager[Any] = found.app_context()
        return context

    return entered
