"""`import`: a list of cases in, planned first or written in one transaction."""

from collections.abc import Sequence
from pathlib import Path
from time import monotonic
from typing import Any

import click

from casework.domain.errors import Invalid
from casework.domain.importing import DEFAULT_LIST, Batch, Choice, ListKind, Problem
from casework.imports import lists
from casework.imports.lists import Wishes
from casework.imports.tables import Unreadable
from casework.web.cli.answers import acting, answer, identified, say
from config import Settings

REFUSALS = {
    "unknown_kind": "nothing here reads lists of this kind",
    "unknown_profile": "there is no saved mapping of this name",
    "changed_amid": "records have changed since the preview; undo the import on its page",
    "not_previewed": "this import is being written or taken back elsewhere: see its page",
}
PATIENCE = 1.0
"""Seconds before progress is shown, and between two lines of it."""


class Progress:
    """Rows read, on standard error, for whatever takes over a second."""

    def __init__(self) -> None:
        self._last = monotonic()

    def __call__(self, rows: int) -> None:
        if monotonic() - self._last >= PATIENCE:
            self._last = monotonic()
            say(f"{rows:,} rows ...")


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--list", "list_name", default=DEFAULT_LIST, show_default=True, help="Whose list: its ids are its own.")
@click.option("--dry-run", is_flag=True, help="Say what would happen; write nothing.")
@click.option(
    "--kind",
    type=click.Choice([kind.value for kind in lists.KINDS]),
    help="What it lists; else FollowTheMoney and the EU's list are recognised, and any other is of cases.",
)
@click.option("--profile", default="", help="A saved mapping of the columns, by its name.")
@click.option("--source", default="", help="Who made the list, where and when you got it.")
@click.option("--programme", default="", help="Of the EU's list: another programme than BLR, or * for all.")
@click.option("--licence", default="", help="What may be done with it.")
@click.option(
    "--conflicts",
    type=click.Choice([choice.value for choice in Choice]),
    default="theirs",
    show_default=True,
    help="What becomes of values on file that the list contradicts.",
)
@identified
@click.pass_obj
def import_list(
    settings: Settings,
    /,
    file: Path,
    list_name: str,
    dry_run: bool,
    login: str,
    passphrase_file: Path | None,
    as_json: bool,
    kind: str | None,
    **wished: str,
) -> None:
    """Import FILE: CSV, XLSX or JSON lines. A long list that was broken off is continued."""
    if file.stat().st_size > settings.upload_bytes:
        say(f"Refused: the file is larger than {settings.upload_bytes // 2**20} MB (CASEWORK_UPLOAD_MB).")
        raise click.exceptions.Exit(1)
    data, limit = file.read_bytes(), settings.upload_bytes
    wishes = Wishes(
        wished["source"],
        wished["licence"],
        ListKind(kind) if kind else None,
        wished["profile"],
        Choice(wished["conflicts"]),
        wished["programme"],
    )
    with acting(settings, login, passphrase_file) as actor:
        try:
            if dry_run:
                done = lists.dry_run(actor, data, file.name, list_name, limit, Progress(), wishes=wishes).batch
            else:
                done = lists.take(actor, data, file.name, list_name, limit, Progress(), wishes=wishes)
        except Unreadable as refusal:
            say(f"Refused: {refusal.text}.")
            raise click.exceptions.Exit(1) from None
        except Invalid as refusal:
            say(f"Refused: {REFUSALS.get(refusal.code, refusal.code)}.")
            raise click.exceptions.Exit(1) from None
    answer(outcome(done), text(done, dry_run=dry_run), as_json=as_json)


def outcome(batch: Batch) -> dict[str, Any]:
    return {
        "read": batch.read,
        "created": batch.created,
        "updated": batch.updated,
        "unchanged": batch.unchanged,
        "refused": _rows(batch.refused),
        "warnings": _rows(batch.warnings),
    }


def _rows(problems: Sequence[Problem]) -> list[dict[str, Any]]:
    return [{"row": problem.row, "reason": problem.text} for problem in problems]


def text(batch: Batch, *, dry_run: bool) -> str:
    head = "Nothing was written. The list would change:" if dry_run else "Imported."
    figures = f"{batch.read} rows: {batch.created} created, {batch.updated} updated, {batch.unchanged} unchanged"
    lines = [f"{head} {figures}, {batch.refusals} refused, {batch.warned} warnings."]
    lines += [f"row {problem.row}: refused: {problem.text}" for problem in batch.refused]
    lines += [f"row {problem.row}: {problem.text}" for problem in batch.warnings[:50]]
    if batch.warned > 50:
        held = "all" if batch.warned == len(batch.warnings) else f"the first {len(batch.warnings):,}"
        lines.append(f"... and {batch.warned - 50} more warnings (--json holds {held})")
    if batch.refusals > len(batch.refused):
        lines.append(f"... and {batch.refusals - len(batch.refused)} more refused rows")
    return "\n".join(lines)
