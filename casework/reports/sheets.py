"""A paper of grids as a spreadsheet file: XLSX with text as text, or CSV whose cells no program takes for a formula."""

import csv
from enum import StrEnum
from io import BytesIO, StringIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from casework.domain.statement import Grid
from casework.reports import separated
from casework.reports.coverage import Paper
from casework.reports.deterministic import FIXED, repack
from casework.reports.xlsx import NARROWEST, SAFE, WIDEST


class Sheets(StrEnum):
    XLSX = "xlsx"
    CSV = "csv"


def render(paper: Paper, kind: Sheets) -> bytes:
    return _xlsx(paper) if kind is Sheets.XLSX else _csv(paper)


def _csv(paper: Paper) -> bytes:
    """Every table below the other, in UTF-8 with the mark that spreadsheet programs ask for."""
    out = StringIO(newline="")
    lines = csv.writer(out, lineterminator="\r\n")

    def put(*cells: str) -> None:
        lines.writerow(map(separated.cell, cells))

    put(paper.title)
    for label, text in paper.head:
        put(label, text)
    for grid in paper.grids:
        put()
        put(grid.title)
        put(*grid.columns)
        for row in grid.rows:
            put(*row)
        if grid.note:
            put(grid.note)
    return out.getvalue().encode("utf-8-sig")


def _xlsx(paper: Paper) -> bytes:
    """What it is on the first sheet, with the figures; then a sheet for each table."""
    out = BytesIO()
    book = Workbook(out, SAFE)
    book.set_properties({"title": paper.title, "author": "", "created": FIXED})
    heading = book.add_format({"bold": True, "font_size": 14})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    taken: set[str] = set()
    for number, grid in enumerate(paper.grids):
        sheet = book.add_worksheet(_name(grid.title, taken))
        first = _front(sheet, paper, heading, bold) if number == 0 else 0
        _table(sheet, grid, paper.counted, first, (heading, bold, plain))
    book.close()
    return repack(out.getvalue())


def _front(sheet: Worksheet, paper: Paper, heading: Format, bold: Format) -> int:
    """The row below what the file says of itself."""
    sheet.write_string(0, 0, paper.title, heading)
    for row, (label, text) in enumerate(paper.head, 1):
        sheet.write_string(row, 0, label, bold)
        sheet.write_string(row, 1, text)
    return len(paper.head) + 2


def _table(
    sheet: Worksheet, grid: Grid, counted: frozenset[str], first: int, styles: tuple[Format, Format, Format]
) -> None:
    heading, bold, plain = styles
    sheet.write_string(first, 0, grid.title, heading)
    for column, label in enumerate(grid.columns):
        sheet.set_column(column, column, _width(grid, column))
        sheet.write_string(first + 1, column, label, bold)
    for row, cells in enumerate(grid.rows, first + 2):
        for column, cell in enumerate(cells):
            if grid.columns[column] in counted and cell.isdecimal():
                sheet.write_number(row, column, int(cell), plain)
            else:
                sheet.write_string(row, column, cell, plain)
    sheet.write_string(first + 2 + len(grid.rows), 0, grid.note)
    sheet.freeze_panes(first + 2, 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_paper(9)


def _width(grid: Grid, column: int) -> int:
    longest = max((len(row[column]) for row in grid.rows), default=0)
    return max(NARROWEST, min(WIDEST, max(longest, len(grid.columns[column])) + 2))


def _name(title: str, taken: set[str]) -> str:
    """Excel's rule: 31 characters, none of []:*?/\\ and no two alike."""
    plain = "".join(letter for letter in title if letter not in "[]:*?/\\'")[:31]
    found, number = plain, 1
    while found.casefold() in taken:
        number += 1
        found = f"{plain[:27]} ({number})"
    taken.add(found.casefold())
    return found
