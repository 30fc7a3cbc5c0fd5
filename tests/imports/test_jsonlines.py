"""JSON lines: one object a line; what a table cannot hold is refused with its line and field."""

import pytest

from casework.imports import reading
from casework.imports.tables import Unreadable


def test_keys_are_columns_in_the_order_they_come() -> None:
    table = reading.read('{"name": "Іван", "id": 7}\n\n{"id": 8.0, "born": null, "name": "Anton"}\n'.encode())
    assert table.header == ("name", "id", "born")
    assert [(row.number, row.cells) for row in table.rows()] == [(1, ("Іван", "7", "")), (3, ("Anton", "8", ""))]


def test_several_values_are_joined_and_truth_is_a_word() -> None:
    table = reading.read(b'{"name": ["Ivan", "Vania", null], "terrorist": true, "extremist": false}')
    assert next(table.rows()).cells == ("Ivan; Vania", "true", "false")


def test_the_encoding_mark_of_a_spreadsheet_does_not_matter() -> None:
    assert reading.read('{"name": "Іван"}'.encode("utf-16")).header == ("name",)


@pytest.mark.parametrize(
    ("text", "code", "row"),
    [
        ('{"name": {"first": "Ivan"}}', "nested_json", "1"),
        ('{"name": "Ivan"}\n{"name": [["Ivan"]]}', "nested_json", "2"),
        ('{"name": "Ivan"}\nname', "broken_json", "2"),
        ('{"name": "Ivan"}\n["Ivan"]', "broken_json", "2"),
        ('{"name": "Ivan", "name": "Anton"}', "same_key_twice", "1"),
        ('{"years": NaN}', "broken_json", "1"),
        ('{"name": "\\ud800"}', "broken_json", "1"),
        ('{"name": ' + "[" * 100_000, "broken_json", "1"),
    ],
)
def test_what_is_no_table_is_refused_with_its_line(text: str, code: str, row: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        reading.read(text.encode())
    assert (refusal.value.code, refusal.value.values["row"]) == (code, row)
    assert refusal.value.text
