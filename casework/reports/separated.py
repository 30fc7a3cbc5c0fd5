"""CSV that a spreadsheet can open: UTF-8 with its mark, no cell that begins like a formula."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

FORMULA = ("=", "+", "-", "@", "\t", "\r")
MARK = "\ufeff"
"""Without it a spreadsheet takes Cyrillic letters for something else."""


def cell(text: str) -> str:
    """What a spreadsheet would reckon with gets `'` before it; that changes `+375...`, and the docs say so."""
    return f"'{text}" if text.startswith(FORMULA) else text


def render(front: Iterable[str], columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """What the file says of itself, an empty line, the table."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([cell(line)] for line in front)
    writer.writerow([])
    writer.writerow([cell(text) for text in columns])
    writer.writerows([cell(text) for text in row] for row in rows)
    return (MARK + out.getvalue()).encode()
