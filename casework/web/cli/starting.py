"""`init`: set up an instance without a browser."""

from pathlib import Path

import click

from casework.domain.errors import CaseworkError, NotAllowed
from casework.services import accounts
from casework.web.cli.answers import answer, migrated, opened, passphrase, say
from config import Settings


@click.command()
@click.option("--org", required=True, help="The organisation's name.")
@click.option("--login", required=True, help="The first coordinator's login.")
@click.option("--name", default="", help="The coordinator's name as colleagues see it (default: the login).")
@click.option("--passphrase-file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--recovery-out",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where the recovery key is written, once. Must not exist. Move it to paper, then delete it.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output.")
@click.pass_obj
def init(
    settings: Settings, org: str, login: str, name: str, passphrase_file: Path | None, recovery_out: Path, as_json: bool
) -> None:
    """Migrate the database, make the organisation's keys and the first coordinator."""
    if recovery_out.exists():
        raise click.UsageError("--recovery-out: a file of that name exists; the recovery key never overwrites one")
    secret = passphrase(passphrase_file, confirm=True)
    migrated(settings)
    with opened(settings), recovery_out.open("x", encoding="utf-8") as sink:
        recovery_out.chmod(0o600)
        try:
            founded = accounts.set_up(org, login, name or login, secret)
        except NotAllowed:
            recovery_out.unlink()
            say("There is an organisation in this instance already.")
            raise click.exceptions.Exit(1) from None
        except CaseworkError:
            recovery_out.unlink()
            raise
        sink.write(founded.recovery + "\n")
        accounts.confirm_recovery(founded.token, founded.recovery)
        accounts.sign_out(founded.token)
    say("Write the recovery key on paper and delete the file: it opens everything.")
    answer({"organisation": org, "recovery": str(recovery_out)}, "The instance is set up.", as_json=as_json)
