"""Workbooks made for tests: by a library where it will, part by part where it would not."""

import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

import xlsxwriter

CONTENT = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument{}"/></Types>'
)
PLAIN, MACROS = ".spreadsheetml.sheet.main+xml", ".ms-excel.sheet.macroEnabled.main+xml"
RELATIONS = '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>'
WORKBOOK = '<workbook><workbookPr/><sheets><sheet name="One" sheetId="1" r:id="rId1"/></sheets></workbook>'
ROWS = '<row r="1"><c r="A1" t="inlineStr"><is><t>name</t></is></c></row>'


def written(fill: Callable[[Any], None], **options: Any) -> bytes:
    """What `fill` does to a workbook of the library."""
    found = io.BytesIO()
    book = xlsxwriter.Workbook(found, options)
    fill(book)
    book.close()
    return found.getvalue()


def table(*rows: tuple[Any, ...]) -> bytes:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet("People")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)

    return written(fill)


def parts(sheet: str = ROWS, more: Mapping[str, str | bytes] | None = None, kind: str = PLAIN) -> bytes:
    """The smallest workbook, with one sheet of this XML and whatever else."""
    given = {
        "[Content_Types].xml": CONTENT.format(kind),
        "xl/workbook.xml": WORKBOOK.replace("r:id", "xmlns:r='r' r:id"),
        "xl/_rels/workbook.xml.rels": RELATIONS,
        "xl/worksheets/sheet1.xml": f"<worksheet><sheetData>{sheet}</sheetData></worksheet>",
        **(more or {}),
    }
    return packed(given)


def packed(given: Mapping[str, str | bytes]) -> bytes:
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in given.items():
            archive.writestr(name, content)
    return found.getvalue()
