"""What the commands share: who asks, the open casebook, one JSON object out, refusals in words."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from app import create_app
from casework.domain import errors
from casework.services import accounts
from casework.services.actor import Actor
from casework.store.database import LOST
from casework.store.migrate import is_current, upgrade
from config import Settings

Command = TypeVar("Command", bound=Callable[..., Any])


class Day(click.ParamType[date]):
    """A full date, `2024-08-09`."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            return value if isinstance(value, date) else date.fromisoformat(value)
        except ValueError:
            self.fail("must be a date such as 2024-08-09", param, ctx)


def identified(command: Command) -> Command:
    """Adds --login, --passphrase-file and --json."""
    command = click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output.")(command)
    command = click.option(
        "--passphrase-file",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="A file that holds the passphrase; else it is asked for.",
    )(command)
    return click.option("--login", required=True, help="Who asks.")(command)


def passphrase(file: Path | None, *, confirm: bool = False) -> str:
    """The first line of the file, or what is typed unseen."""
    if file is None:
        typed = click.prompt("Passphrase", hide_input=True, confirmation_prompt=confirm, err=True)
        return str(typed)
    try:
        lines = file.read_text("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise click.UsageError("the passphrase file is not UTF-8 text") from None
    return lines[0] if lines else ""


@contextmanager
def opened(settings: Settings) -> Iterator[None]:
    """The application's database, as a page has it."""
    with create_app(settings).app_context():
        yield


def migrated(settings: Settings) -> None:
    """Bring the tables up to date, making the data folder on the first run."""
    settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    upgrade(settings.database)


@contextmanager
def acting(settings: Settings, login: str, file: Path | None) -> Iterator[Actor]:
    """Signed in for one command; the keys go when it ends."""
    secret = passphrase(file)
    with opened(settings):
        if not is_current(settings.database):
            raise click.ClickException("this instance is not set up, or its tables are old: run init or serve first")
        yield accounts.cli_actor(login, secret)


def answer(value: Any, text: str, *, as_json: bool) -> None:
    """The result on standard output: the object, or a sentence for people."""
    click.echo(json.dumps(value, ensure_ascii=False) if as_json else text)


def say(text: str) -> None:
    click.echo(text, err=True)


def refusal(problem: Exception) -> str | None:
    """A sentence without anything personal; None for a fault of ours, which must be seen whole."""
    if isinstance(problem, errors.Locked):
        return f"Too many failed attempts: try again in {problem.seconds} seconds."
    if isinstance(problem, errors.Tampered):
        return f"Refused: {problem}."
    if isinstance(problem, errors.Invalid):
        return f"Refused: {problem}."
    if isinstance(problem, LOST):
        return f"The database cannot be used ({type(problem).__name__}): nothing was saved."
    if isinstance(problem, OSError):
        return f"Cannot use a file: {problem.strerror or type(problem).__name__}."
    words = {
        errors.SignInFailed: "Login or passphrase is wrong.",
        errors.NotAllowed: "This role may not do that.",
        errors.NotFound: "There is no such thing.",
        errors.Conflict: "Somebody saved in between: nothing was changed.",
    }
    return next((text for kind, text in words.items() if isinstance(problem, kind)), None)
