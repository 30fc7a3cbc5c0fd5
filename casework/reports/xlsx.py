"""The statement as a workbook: every cell is text or a count, never a formula or a link."""

from collections.abc import Callable
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from casework.domain.statement import Grid, StatementContent
from casework.reports.deterministic import FIXED, repack
from casework.reports.proof import Proof

SAFE = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "yyyy-mm-dd",
}
Put = Callable[[Worksheet, int, int, str, Format], None]
WIDEST = 60
NARROWEST = 9


def render(content: StatementContent, proof: Proof) -> bytes:
    """Sheets: the statement with its figures, breakdowns, what has been done, then one for each annex."""
    out = BytesIO()
    book = Workbook(out, SAFE)
    book.set_properties({"title": content.title, "author": "", "created": FIXED})
    heading = book.add_format({"bold": True, "font_size": 14})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    styles = (heading, bold, plain)
    _front(book.add_worksheet(sheet_name(content.words["statement"])), content, proof, styles)
    _breakdowns(book.add_worksheet(sheet_name(content.words["tables"])), content.tables, styles)
    _table(book.add_worksheet(sheet_name(content.words["deaths"])), content.deaths, styles)
    _table(book.add_worksheet(sheet_name(content.words["done"])), content.done, styles)
    for number, annex in enumerate(content.annexes, 1):
        _table(book.add_worksheet(sheet_name(f"{content.words['annex']} {number}")), annex, styles)
    book.close()
    return repack(out.getvalue())


def sheet_name(title: str) -> str:
    """Excel's rule: 31 characters, none of []:*?/\\ ."""
    return "".join(c for c in title if c not in "[]:*?/\\'")[:31]


def _put_count(sheet: Worksheet, row: int, column: int, value: str, style: Format) -> None:
    """A number where a count is said, text where it is withheld."""
    if value.isdecimal():
        sheet.write_number(row, column, int(value), style)
    else:
        sheet.write_string(row, column, value, style)


def _front(sheet: Worksheet, content: StatementContent, proof: Proof, styles: tuple[Format, Format, Format]) -> None:
    heading, bold, plain = styles
    words = content.words
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 2, 20)
    sheet.set_column(3, 3, WIDEST)
    sheet.set_column(4, 6, 24)
    on_paper(sheet)
    sheet.write_string(0, 0, content.title, heading)
    lines = [
        ("", content.marking),
        *([(words["occasion"], content.occasion)] if content.occasion else []),
        *content.basis,
    ]
    lines += [(words["data_hash"], proof.data_hash), (words["audit_head"], proof.audit_head)]
    for at, (label, value) in enumerate(lines, 1):
        sheet.write_string(at, 0, label, bold)
        sheet.write_string(at, 1, value)
    start = len(lines) + 2
    keys = ("figure", "value", "uncertain", "definition", "as_of", "known_at", "source")
    for column, key in enumerate(keys):
        sheet.write_string(start, column, words[key], bold)
    for at, figure in enumerate(content.figures, start + 1):
        told = (figure.uncertain, figure.definition, figure.as_of, figure.known_at, figure.source)
        sheet.write_string(at, 0, figure.label, plain)
        _put_count(sheet, at, 1, figure.value, plain)
        for column, value in enumerate(told, 2):
            sheet.write_string(at, column, value, plain)
    for at, line in enumerate(content.method, start + len(content.figures) + 2):
        sheet.write_string(at, 0, line)


def _breakdowns(sheet: Worksheet, grids: tuple[Grid, ...], styles: tuple[Format, Format, Format]) -> None:
    at = 0
    sheet.set_column(0, 0, 60)
    sheet.set_column(1, 1, 14)
    for grid in grids:
        at = _draw(sheet, grid, at, styles, _put_count) + 2


def _table(sheet: Worksheet, grid: Grid, styles: tuple[Format, Format, Format]) -> None:
    for column, label in enumerate(grid.columns):
        longest = max((len(row[column]) for row in grid.rows), default=0)
        sheet.set_column(column, column, max(NARROWEST, min(WIDEST, max(longest, len(label)) + 2)))
    _draw(sheet, grid, 0, styles)
    header = 2 if grid.intro else 1
    if grid.rows:
        sheet.autofilter(header, 0, header + len(grid.rows), len(grid.columns) - 1)
        sheet.freeze_panes(header + 1, 1)
    on_paper(sheet)
    sheet.repeat_rows(header)


def on_paper(sheet: Worksheet) -> None:
    """A4, broad side, as wide as one page."""
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_paper(9)


def _text(sheet: Worksheet, row: int, column: int, value: str, style: Format) -> None:
    """Text, whatever it looks like: `=1+1` stays four signs."""
    sheet.write_string(row, column, value, style)


def _draw(sheet: Worksheet, grid: Grid, at: int, styles: tuple[Format, Format, Format], put: Put = _text) -> int:
    """Title, intro, header, rows, note, from row `at` on; `put` writes every cell but the first. The last row used."""
    heading, bold, plain = styles
    sheet.write_string(at, 0, grid.title, heading)
    at += 1
    if grid.intro:
        sheet.write_string(at, 0, grid.intro)
        at += 1
    for column, label in enumerate(grid.columns):
        sheet.write_string(at, column, label, bold)
    for row in grid.rows:
        at += 1
        sheet.write_string(at, 0, row[0], plain)
        for column, value in enumerate(row[1:], 1):
            put(sheet, at, column, value, plain)
    if grid.note:
        at += 1
        sheet.write_string(at, 0, grid.note)
    return at
