"""`import`: a list of cases in, planned first or written in one transaction."""

from collections.abc import Sequence
from pathlib import Path
from time import monotonic
from typing import Any

import click

from casework.domain.importing import DEFAULT_LIST, Batch, Problem
from casework.imports import lists
from casework.imports.reading import Unreadable
from casework.web.cli.answers import acting, answer, identified, say
from config import Settings

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
@identified
@click.pass_obj
def import_list(
    settings: Settings,
    file: Path,
    list_name: str,
    dry_run: bool,
    login: str,
    passphrase_file: Path | None,
    as_json: bool,
) -> None:
    """Import FILE, a CSV list of people, all or nothing."""
    if file.stat().st_size > settings.upload_bytes:
        say(f"Refused: the file is larger than {settings.upload_bytes // 2**20} MB (CASEWORK_UPLOAD_MB).")
        raise click.exceptions.Exit(1)
    data = file.read_bytes()
    with acting(settings, login, passphrase_file) as actor:
        try:
            if dry_run:
                done = lists.dry_run(actor, data, file.name, list_name, settings.upload_bytes, Progress()).batch
            else:
                done = lists.take(actor, data, file.name, list_name, settings.upload_bytes, Progress())
        except Unreadable as refusal:
            say(f"Refused: {refusal.text}.")
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
    lines = [f"{head} {figures}, {len(batch.refused)} refused, {len(batch.warnings)} warnings."]
    lines += [f"row {problem.row}: refused: {problem.text}" for problem in batch.refused]
    lines += [f"row {problem.row}: {problem.text}" for problem in batch.warnings[:50]]
    if len(batch.warnings) > 50:
        lines.append(f"... and {len(batch.warnings) - 50} more warnings (--json holds all)")
    return "\n".join(lines)
