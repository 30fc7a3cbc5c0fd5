"""XLSX: cells as text, formulas and errors told, and what is dangerous refused before it is opened."""

import io
import struct
import zipfile
from datetime import UTC, date, datetime
from typing import Any

import openpyxl
import pytest

from casework.domain.drafts import Draft
from casework.domain.reference import shipped
from casework.imports import headers, reading
from casework.imports.archives import Archive
from casework.imports.rows import RowReader
from casework.imports.tables import Row, Unreadable
from tests.imports import sheets

AFTERNOON = datetime(2021, 2, 1, 13, 30, tzinfo=UTC).replace(tzinfo=None)


def cells(data: bytes) -> list[tuple[str, ...]]:
    return [row.cells for row in reading.read(data).rows()]


def refused(data: bytes) -> str:
    with pytest.raises(Unreadable) as refusal:
        list(reading.read(data).rows())
    assert refusal.value.text
    return refusal.value.code


def draft(data: bytes) -> Draft:
    table = reading.read(data)
    (found,) = RowReader(table, headers.map_columns(table.header), shipped()).drafts(table)
    assert isinstance(found, Draft)
    return found


def test_a_sheet_is_a_table_numbered_as_the_spreadsheet_does() -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet("People")
        sheet.write_row(2, 0, ("id", "name"))
        sheet.write_row(4, 0, (17, "Іван Іваноў", "left over"))

    table = reading.read(sheets.written(fill))
    assert table.header == ("id", "name")
    assert list(table.rows()) == [Row(5, ("17", "Іван Іваноў"), ("left over",))]


def test_a_number_that_is_an_id_has_no_point() -> None:
    assert cells(sheets.table(("id", "years"), (3164, 2.5), (120000000000.0, 1))) == [
        ("3164", "2.5"),
        ("120000000000", "1"),
    ]


@pytest.mark.parametrize("since_1904", [False, True])
def test_a_date_is_a_date_in_either_system(since_1904: bool) -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ("birthday", "arrested", "number"))
        sheet.write_datetime(1, 0, date(1990, 3, 4), book.add_format({"num_format": "dd.mm.yyyy"}))
        sheet.write_datetime(
            1, 1, datetime(2021, 2, 1, 13, 30, tzinfo=UTC).replace(tzinfo=None), book.add_format({"num_format": 22})
        )
        sheet.write_number(1, 2, 44000, book.add_format({"num_format": '0" days"'}))

    options = {"default_date_format": "yyyy-mm-dd", "date_1904": since_1904}
    assert cells(sheets.written(fill, **options)) == [("1990-03-04", "2021-02-01 13:30", "44000")]


def test_the_first_days_of_1900_are_counted_as_spreadsheets_do() -> None:
    styles = '<styleSheet><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>'
    rows = sheets.ROWS + "".join(f'<row r="{n}"><c r="A{n}" s="0"><v>{n - 1}</v></c></row>' for n in (2, 62))
    assert cells(sheets.parts(rows, {"xl/styles.xml": styles})) == [("1900-01-01",), ("1900-03-01",)]


def test_another_library_s_workbook_reads_the_same() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("id", "name", "birthday", "flag"), (7, "Anton", date(1980, 1, 2), False)):
        sheet.append(row)
    found = io.BytesIO()
    book.save(found)
    assert cells(found.getvalue()) == [("7", "Anton", "1980-01-02", "FALSE")]


def test_rich_text_is_joined_and_its_pronunciation_left_out() -> None:
    strings = "<sst><si><r><t>Iva</t></r><r><t>n_x000D_</t></r><rPh><t>no</t></rPh></si></sst>"
    rows = sheets.ROWS + '<row r="2"><c r="A2" t="s"><v>0</v></c></row>'
    assert cells(sheets.parts(rows, {"xl/sharedStrings.xml": strings})) == [("Ivan\r",)]


@pytest.mark.parametrize("place", ["-1", "1", "x"])
def test_a_shared_string_that_is_none_is_a_broken_workbook(place: str) -> None:
    rows = f'<row r="1"><c t="s"><v>0</v></c></row><row r="2"><c t="s"><v>{place}</v></c></row>'
    strings = "<sst><si><t>name</t></si></sst>"
    assert refused(sheets.parts(rows, {"xl/sharedStrings.xml": strings})) == "broken_workbook"


def test_a_prefix_on_every_element_changes_nothing() -> None:
    sheet = sheets.ROWS + '<row r="2"><c r="A2" t="inlineStr"><is><t>Ivan</t></is></c></row>'
    prefixed = sheet.replace("</", "</x:").replace("<", "<x:").replace("<x:/x:", "</x:")
    body = f"<x:worksheet xmlns:x='m'><x:sheetData>{prefixed}</x:sheetData></x:worksheet>"
    assert cells(sheets.parts(more={"xl/worksheets/sheet1.xml": body})) == [("Ivan",)]


def test_of_several_sheets_the_first_with_anything_is_read_and_told() -> None:
    def fill(book: Any) -> None:
        book.add_worksheet("Empty")
        book.add_worksheet("People").write_column(0, 0, ("name", "Ivan"))
        book.add_worksheet("Notes").write(0, 0, "other")

    table = reading.read(sheets.written(fill))
    assert [row.cells for row in table.rows()] == [("Ivan",)]
    assert [told.text for told in table.told] == ["the sheet People was read, the first of 3 that holds anything"]


def test_a_formula_gives_its_last_value_with_a_warning() -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ("name", "birthday"))
        sheet.write(1, 0, "Ivan")
        sheet.write_formula(1, 1, "=B9", None, "1990-01-02")

    found = draft(sheets.written(fill))
    assert str(found.birth) == "1990-01-02"
    assert [(told.code, told.column, told.value) for told in found.warnings] == [
        ("formula_value", "birthday", "1990-01-02")
    ]


def test_a_formula_without_a_value_and_an_error_are_kept_as_notes() -> None:
    header = "".join(
        f'<c r="{at}1" t="inlineStr"><is><t>{text}</t></is></c>'
        for at, text in zip("ABC", ("name", "birthday", "arrested"), strict=True)
    )
    row = (
        '<c r="A2" t="inlineStr"><is><t>Ivan</t></is></c><c r="B2"><f>TODAY()</f></c>'
        '<c r="C2" t="e"><f>B9</f><v>#REF!</v></c>'
    )
    found = draft(sheets.parts(f'<row r="1">{header}</row><row r="2">{row}</row>'))
    assert (found.birth, found.arrested) == (None, None)
    assert [(note.column, note.value, note.reason) for note in found.notes] == [
        ("birthday", "=TODAY()", "formula_without_value"),
        ("arrested", "#REF!", "cell_error"),
    ]


def test_a_workbook_with_macros_is_refused() -> None:
    assert refused(sheets.parts(more={"xl/vbaProject.bin": b"x"})) == "macros"
    assert refused(sheets.parts(kind=sheets.MACROS)) == "macros"


def test_an_encrypted_workbook_is_refused() -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000) + "EncryptedPackage".encode("utf-16-le")
    assert refused(ole) == "encrypted"
    sealed = bytearray(sheets.parts())
    at = sealed.find(b"PK\x01\x02")
    sealed[at + 8 : at + 10] = struct.pack("<H", 1)
    assert refused(bytes(sealed)) == "encrypted"


def test_a_bomb_is_refused_by_what_it_says_it_unpacks_to() -> None:
    assert refused(sheets.parts(more={"xl/media/zeros.bin": bytes(64 * 2**20)})) == "bomb"


def test_a_bomb_of_very_many_entries_is_refused() -> None:
    assert refused(sheets.parts(more={f"xl/{n}": b"" for n in range(2100)})) == "bomb"


def test_a_bomb_that_lies_about_its_size_unpacks_no_further_than_it_says() -> None:
    data = bytearray(sheets.parts(sheets.ROWS + " " * (64 * 2**20)))
    real = struct.pack(
        "<L", next(i.file_size for i in zipfile.ZipFile(io.BytesIO(data)).infolist() if i.file_size > 2**20)
    )
    data = data.replace(real, struct.pack("<L", 5000))
    assert refused(bytes(data)) in {"broken_workbook", "bomb"}


def test_what_is_really_unpacked_is_counted_until_the_list_is_read_anew() -> None:
    archive = Archive(sheets.packed({"part": b"x" * 9000}), unpacked=10_000)
    part = list(archive.pieces("part"))
    archive.anew()
    assert list(archive.pieces("part")) == part
    with pytest.raises(Unreadable, match="bomb"):
        list(archive.pieces("part"))


def test_entries_that_share_their_bytes_are_refused() -> None:
    """The bomb without nesting: thousands of names for one compressed block."""
    data = sheets.parts(more={"xl/a": b"x" * 300_000})
    at = data.find(b"PK\x01\x02")
    end = data.rfind(b"PK\x05\x06")
    block = data[data.rfind(b"PK\x01\x02") : end]
    directory = data[at:end] + block * 400
    count = data[at:end].count(b"PK\x01\x02") + 400
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(directory), at, 0)
    assert refused(data[:at] + directory + tail) == "bomb"


def test_an_archive_inside_is_never_opened() -> None:
    inner = sheets.parts()
    for _ in range(3):
        inner = sheets.packed({"list.xlsx": inner})
    assert refused(inner) == "wrong_kind"


def test_a_declared_entity_is_refused() -> None:
    body = '<!DOCTYPE a [<!ENTITY b "bbbb">]><worksheet><sheetData><row><c><v>&b;</v></c></row></sheetData></worksheet>'
    assert refused(sheets.parts(more={"xl/worksheets/sheet1.xml": body})) == "broken_workbook"


@pytest.mark.parametrize(
    ("parts", "kind"),
    [
        ({"word/document.xml": ""}, "DOCX"), ({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}, "ODS"),
        ({"xl/workbook.bin": ""}, "XLSB"), ({"list.csv": "name\nIvan\n"}, "ZIP"),
    ],
)  # fmt: skip
def test_a_zip_of_another_kind_is_named(parts: dict[str, str], kind: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        reading.read(sheets.packed(parts))
    assert (refusal.value.code, refusal.value.values["kind"]) == ("wrong_kind", kind)


def test_a_workbook_cut_short_and_one_without_anything_are_refused() -> None:
    data = sheets.table(("name",), *((f"Person {n}",) for n in range(5000)))
    assert refused(data[: len(data) // 2]) == "wrong_kind"
    assert refused(sheets.parts("<row><c><v>12</v></c>")) == "broken_workbook"
    assert refused(sheets.parts("")) == "no_sheet"


def test_a_cell_at_the_far_end_of_a_sheet_is_refused() -> None:
    assert refused(sheets.parts(sheets.ROWS + '<row r="2"><c r="XFD2"><v>1</v></c></row>')) == "too_wide"


def test_cells_without_a_place_and_places_without_end_are_no_columns() -> None:
    assert refused(sheets.parts(sheets.ROWS + f"<row>{'<c><v>1</v></c>' * 1001}</row>")) == "too_wide"
    assert refused(sheets.parts(sheets.ROWS + f'<row><c r="{"A" * 4000}2"><v>1</v></c></row>')) == "too_wide"
    again = '<c r="A2" t="e"><v>#REF!</v></c>' * 2100
    assert refused(sheets.parts(f"{sheets.ROWS}<row>{again}</row>")) == "broken_workbook"


def test_a_small_part_that_unpacks_to_very_much_is_a_bomb() -> None:
    styles = (
        b"<styleSheet>" + b"".join(b'<a b="%d"/>' % (n * 7919 % 99991) for n in range(1_500_000)) + b"</styleSheet>"
    )
    assert refused(sheets.parts(more={"xl/styles.xml": styles})) == "bomb"


def test_a_style_whose_number_is_no_number_is_refused() -> None:
    styles = '<styleSheet><numFmts><numFmt numFmtId="one" formatCode="d"/></numFmts></styleSheet>'
    assert refused(sheets.parts(more={"xl/styles.xml": styles})) == "broken_workbook"
