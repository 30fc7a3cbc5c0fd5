"""`docs/importing.md` and `importing-officials.md` name every field of a list and every reason for a refusal."""

from enum import StrEnum

import pytest

from casework.domain import importing, listsayings
from casework.domain.importing import ListKind
from casework.imports import actionlists, officials, reading
from casework.imports.fields import Field
from tests.docs import pages

PAGE = pages.read("importing.md")
OFFICIALS = pages.read("importing-officials.md")


def test_every_field_is_documented_and_no_other() -> None:
    named = {word for row in pages.rows(pages.part(PAGE, "Columns")) for word in pages.code_words(row[0])}
    assert named == {field.name for field in Field}


def test_every_reason_why_a_file_is_refused_is_documented_and_no_other() -> None:
    other = set(pages.table(pages.part(OFFICIALS, "Files that are refused")))
    assert other | set(pages.table(pages.part(PAGE, "The file"))) == set(reading.MESSAGES)


def test_every_problem_of_a_row_is_documented_once_and_no_other() -> None:
    refusals = pages.table(pages.part(PAGE, "Rows that are refused"))
    warnings = pages.table(pages.part(PAGE, "Warnings"))
    assert not set(refusals) & set(warnings)
    of_officials = pages.table(pages.part(OFFICIALS, "Rows of these lists that are refused"))
    warnings_of_officials = pages.table(pages.part(OFFICIALS, "Warnings of these lists"))
    assert set(of_officials) == set(listsayings.REFUSED)
    assert set(warnings_of_officials) == set(listsayings.WARNINGS)
    others = set(of_officials) | set(warnings_of_officials)
    assert set(refusals) | set(warnings) | others == set(importing.MESSAGES)


@pytest.mark.parametrize(("title", "fields"), [("Officials", officials.Field), ("Actions", actionlists.Field)])
def test_every_field_of_officials_and_actions_is_documented_and_no_other(title: str, fields: type[StrEnum]) -> None:
    named = {word for row in pages.rows(pages.part(OFFICIALS, title)) for word in pages.code_words(row[0])}
    assert named == {field.name for field in fields}


def test_every_kind_of_list_is_documented() -> None:
    assert set(pages.table(OFFICIALS.split("## FollowTheMoney")[0])) == {*ListKind} - {ListKind.CASES}
