"""`audit verify`: the chain and the signatures, without opening an entry."""

import click

from casework.services import audit as log
from casework.web.cli.answers import answer, opened
from config import Settings


@click.group()
def audit() -> None:
    """The audit log."""


@audit.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output.")
@click.pass_obj
def verify(settings: Settings, as_json: bool) -> None:
    """Check that no entry was changed, removed or put in. Needs no passphrase."""
    with opened(settings):
        found = log.verify()
    value = {"entries": found.entries, "head": found.head, "broken_at": found.broken_at}
    if found.broken_at is not None:
        answer(value, f"The audit chain is broken at entry {found.broken_at}.", as_json=as_json)
        raise click.exceptions.Exit(1)
    answer(value, f"{found.entries} entries, unbroken. Head: {found.head}", as_json=as_json)
