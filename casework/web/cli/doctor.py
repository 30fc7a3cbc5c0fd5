"""`doctor`: is this instance sound?"""

from pathlib import Path

import click

from casework.services import accounts, health
from casework.web.cli.answers import answer, opened, passphrase
from config import Settings


@click.command()
@click.option("--login", help="Also open every record that this member's keys open.")
@click.option("--passphrase-file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output.")
@click.pass_obj
def doctor(settings: Settings, login: str | None, passphrase_file: Path | None, as_json: bool) -> None:
    """Check settings, keys, migrations, the audit chain and, with --login, every sealed record."""
    secret = passphrase(passphrase_file) if login else ""
    with opened(settings):
        found = health.examine()
        if login:
            found += health.examine_sealed(accounts.cli_actor(login, secret))
    sound = all(finding.sound for finding in found)
    lines = [f"{'ok   ' if finding.sound else 'FAULT'}  {finding.check}: {finding.detail}" for finding in found]
    value = {"sound": sound, "checks": [finding._asdict() for finding in found]}
    answer(value, "\n".join(lines), as_json=as_json)
    if not sound:
        raise click.exceptions.Exit(1)
