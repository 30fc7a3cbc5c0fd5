"""`search`: people by name, in any script and with misspellings."""

from pathlib import Path

import click

from casework.services import lists
from casework.web.cli.answers import acting, answer, identified
from config import Settings


@click.command()
@click.option(
    "--query-file",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path, allow_dash=True),
    help="One name a line, in UTF-8; - reads standard input. Names never go on a command line.",
)
@click.option("--limit", type=click.IntRange(1, 20), default=20, show_default=True)
@identified
@click.pass_obj
def search(
    settings: Settings, query_file: Path, limit: int, login: str, passphrase_file: Path | None, as_json: bool
) -> None:
    """An array with one array per line, best first."""
    with click.open_file(str(query_file), encoding="utf-8-sig") as source:
        lines = source.read().splitlines()
    with acting(settings, login, passphrase_file) as actor:
        found = [
            [{"case": str(hit.case), "name": hit.name, "score": round(hit.score, 1)} for hit in hits]
            for hits in (lists.search(actor, line, limit=limit) for line in lines)
        ]
    text = "\n".join(
        "\n".join(f"{hit['score']:5.1f}  {hit['name']}  {hit['case']}" for hit in hits) or "nobody" for hits in found
    )
    answer(found, text, as_json=as_json)
