"""`docs/importing.md` names every field of a list and every reason for which a file or a row is refused."""

from casework.domain import importing
from casework.imports import reading
from casework.imports.fields import Field
from tests.docs import pages

PAGE = pages.read("importing.md")


def test_every_field_is_documented_and_no_other() -> None:
    named = {word for row in pages.rows(pages.part(PAGE, "Columns")) for word in pages.code_words(row[0])}
    assert named == {field.name for field in Field}


def test_every_reason_why_a_file_is_refused_is_documented_and_no_other() -> None:
    assert set(pages.table(pages.part(PAGE, "The file"))) == set(reading.MESSAGES)


def test_every_problem_of_a_row_is_documented_once_and_no_other() -> None:
    refusals = pages.table(pages.part(PAGE, "Rows that are refused"))
    warnings = pages.table(pages.part(PAGE, "Warnings"))
    assert not set(refusals) & set(warnings)
    assert set(refusals) | set(warnings) == set(importing.MESSAGES)
