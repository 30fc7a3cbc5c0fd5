"""A file of FollowTheMoney or of the EU is known by its beginning; any other is one of people, unless somebody says."""

from pathlib import Path

import pytest

from casework.domain.importing import ListKind
from casework.imports.recognising import kind_of

DATA = Path(__file__).parents[1] / "data"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("invented-entities.ftm.json", ListKind.FTM),
        ("invented-eu-1-1.csv", ListKind.EU),
        ("invented-officials-ru.csv", ListKind.CASES),
        ("public-list-en.csv", ListKind.CASES),
        ("update-ru.csv", ListKind.CASES),
    ],
)
def test_a_file_is_recognised_by_its_beginning(name: str, kind: ListKind) -> None:
    assert kind_of((DATA / name).read_bytes()) is kind


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xfe\x00", b'{"name": "Somebody", "arrested": "2021"}', b"id,name\n1,A", b"PK\x03\x04"]
)
def test_whatever_else_is_taken_for_a_list_of_people(data: bytes) -> None:
    assert kind_of(data) is ListKind.CASES
