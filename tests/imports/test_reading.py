"""Files as they come: encodings, delimiters, ragged rows; what is no list is refused in clear words."""

import pytest

from casework.imports import reading
from casework.imports.reading import Unreadable
from tests.imports.onfile import PUBLIC

RUSSIAN = "Имя и фамилия;Дата рождения\nИван Иванов;01.02.1990\nОльга Ковалёва;2.3.1991\n"
BELARUSIAN = "Імя,Дата нараджэння\nЎладзімір Іваноў,1990\nВольга Кавалёва,1991\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251", "koi8-r"])
def test_the_encoding_is_recognised(encoding: str) -> None:
    table = reading.read(RUSSIAN.encode(encoding))
    assert table.header == ("Имя и фамилия", "Дата рождения")
    assert [row.cells[0] for row in table.rows()] == ["Иван Иванов", "Ольга Ковалёва"]


def test_belarusian_letters_survive_windows_1251() -> None:
    table = reading.read(BELARUSIAN.encode("cp1251"))
    assert next(table.rows()).cells[0] == "Ўладзімір Іваноў"


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_the_delimiter_is_recognised(mark: str) -> None:
    table = reading.read(f"id{mark}name{mark}birthday\n1{mark}Ivan{mark}1990\n".encode())
    assert (table.delimiter, table.header) == (mark, ("id", "name", "birthday"))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_ending_will_do(end: str) -> None:
    table = reading.read(end.join(["id,name", "1,Ivan", "2,Anton"]).encode())
    assert [row.number for row in table.rows()] == [2, 3]


def test_a_cell_may_hold_delimiters_quotes_and_lines() -> None:
    table = reading.read(b'name,articles\n"Ivan ""Vania"" Ivanou","art. 342,\nart. 364"\nAnton,342\n')
    assert [row.cells for row in table.rows()] == [('Ivan "Vania" Ivanou', "art. 342,\nart. 364"), ("Anton", "342")]


def test_rows_are_numbered_as_a_spreadsheet_does_and_blank_ones_are_passed_over() -> None:
    table = reading.read(b"id,name\n1,Ivan\n\n,\n2,Anton\n")
    assert [row.number for row in table.rows()] == [2, 5]


def test_ragged_rows_are_told_apart() -> None:
    short, long = reading.read(b"id,name,birthday\n1,Ivan\n2,Anton,1990,left over\n").rows()
    assert (short.cells, short.short, short.extra) == (("1", "Ivan", ""), True, ())
    assert (long.short, long.extra) == (False, ("left over",))


def test_the_public_list_has_its_sixteen_short_rows() -> None:
    assert sum(row.short for row in reading.read(PUBLIC).rows()) == 16


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n", "empty"),
        (b"PK\x03\x04\x14\x00\x06\x00", "wrong_kind"),
        (b"%PDF-1.7", "wrong_kind"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "wrong_kind"),
        (b'[{"name": "Ivan"}]', "wrong_kind"),
        (b"<?xml version='1.0'?><list/>", "wrong_kind"),
        (b"id,name\n1,Iv\x00an\n", "binary"),
        (bytes(range(256)) * 8, "binary"),
        (b"\xff\xfei\x00d\x00,\x00n\x00\x00\xd8", "encoding"),
        ("name\nJosé Müller, François\n".encode("latin-1"), "encoding"),
        (b"id,name\n1,\x01\x02\x03\x04\n", "binary"),
    ],
)
def test_what_is_no_list_is_refused_by_its_kind(data: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        reading.read(data)
    assert refusal.value.code == code
    assert refusal.value.text


def test_a_file_over_the_limit_is_refused_unread() -> None:
    with pytest.raises(Unreadable, match="too_large") as refusal:
        reading.read(b"name\n" + b"a" * 2**21, limit=2**20)
    assert refusal.value.text == "the file is larger than 1 MB"


@pytest.mark.parametrize("cell", ["x" * 200_000, f'"{"x" * 200_000}"', '"' + "x" * 200_000])
def test_a_cell_over_the_limit_is_told_as_what_it_is(cell: str) -> None:
    data = b"name,description\nIvan,short\nAnton," + cell.encode()
    with pytest.raises(Unreadable) as refusal:
        list(reading.read(data).rows())
    assert refusal.value.text == "row 3: a cell holds more than 131072 characters, or a quotation mark is never closed"


def test_a_cell_longer_than_any_is_refused_in_the_header_too() -> None:
    for data in (b"name," + b"a" * 200_000 + b"\n1,2\n", b"name,b\n" + b"a" * 200_000 + b",2\n"):
        with pytest.raises(Unreadable, match="long_cell"):
            list(reading.read(data).rows())
