"""`report statement`: the advocacy statement as a file."""

from pathlib import Path
from typing import Any

import click

from casework.domain.consent import Audience
from casework.domain.statement import Format, Language, StatementRequest
from casework.reports import build
from casework.web.cli.answers import Day, acting, answer, identified
from config import Settings


@click.group()
def report() -> None:
    """Documents out."""


@report.command()
@click.option("--as-of", required=True, type=Day(), help="The day of the figures.")
@click.option("--known-at", type=Day(), help="Only what had been recorded by the end of this day.")
@click.option("--audience", required=True, type=click.Choice([audience.value for audience in Audience]))
@click.option("--format", "kind", required=True, type=click.Choice([kind.value for kind in Format]))
@click.option("--language", type=click.Choice([language.value for language in Language]), default="en")
@click.option("--title", default="")
@click.option("--occasion", default="")
@click.option("--ask", default="", help="What is asked for, one ask a line.")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="Where the document goes.")
@identified
@click.pass_obj
def statement(
    settings: Settings, /, out: Path, login: str, passphrase_file: Path | None, as_json: bool, kind: str, **asked: Any
) -> None:
    """The statement for an audience. It is kept, sealed, and can be produced again byte for byte."""
    if not out.parent.is_dir():
        raise click.UsageError("--out: there is no such folder")
    wanted = Format(kind)
    request = StatementRequest(
        **asked | {"audience": Audience(asked["audience"]), "language": Language(asked["language"])}, formats=(wanted,)
    )
    with acting(settings, login, passphrase_file) as actor:
        made = build.build(actor, request)
    out.write_bytes(made.files[wanted])
    kept = made.kept.report
    value = {
        "report": str(made.kept.id),
        "out": str(out),
        "bytes": len(made.files[wanted]),
        "people": kept.people,
        "uncertain": kept.uncertain,
        "named": len(kept.named),
        "data_hash": kept.data_hash,
        "audit_head": kept.audit_head,
    }
    named = f"{len(kept.named)} named in the document, the dead and the uncertain included"
    answer(value, f"{out}: {kept.people} people counted, {named}. Report {made.kept.id}.", as_json=as_json)
