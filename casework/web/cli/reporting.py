"""`report statement`: the advocacy statement as a file."""

from datetime import date
from pathlib import Path

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
    settings: Settings,
    as_of: date,
    known_at: date | None,
    audience: str,
    kind: str,
    language: str,
    title: str,
    occasion: str,
    ask: str,
    out: Path,
    login: str,
    passphrase_file: Path | None,
    as_json: bool,
) -> None:
    """The statement for an audience. It is kept, sealed, and can be produced again byte for byte."""
    if not out.parent.is_dir():
        raise click.UsageError("--out: there is no such folder")
    request = StatementRequest(
        as_of=as_of,
        known_at=known_at,
        audience=Audience(audience),
        language=Language(language),
        title=title,
        occasion=occasion,
        ask=ask,
        formats=(Format(kind),),
    )
    with acting(settings, login, passphrase_file) as actor:
        made = build.build(actor, request)
    data = made.files[Format(kind)]
    out.write_bytes(data)
    kept = made.kept.report
    value = {
        "report": str(made.kept.id),
        "out": str(out),
        "bytes": len(data),
        "people": kept.people,
        "uncertain": kept.uncertain,
        "named": len(kept.named),
        "data_hash": kept.data_hash,
        "audit_head": kept.audit_head,
    }
    answer(value, f"{out}: {kept.people} people, {len(kept.named)} named. Report {made.kept.id}.", as_json=as_json)
