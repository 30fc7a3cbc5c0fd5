"""The rules of a listing with partial dates: only what is certain is refused, and only what is certain is in force."""

from datetime import date
from uuid import UUID

import pytest

from casework.domain.designations import Designation, check_alone, force
from casework.domain.errors import Invalid
from tests.sanctioned import listing

ENTITY = UUID(int=1)


def one(on: str, until: str = "", **more: str) -> Designation:
    return listing(ENTITY, on=on, until=until, **more)


@pytest.mark.parametrize(
    ("stands", "new"),
    [
        (("2022-06-03", ""), ("2022-06-03", "")),
        (("2022", ""), ("2022", "")),
        (("", ""), ("2024-01-01", "")),
        (("2022-06-03", "2023-02-02"), ("2023-02-01", "")),
        (("2022", "2024"), ("2023", "2023")),
        (("2023-02-01", ""), ("2020", "")),
    ],
)
def test_listings_that_are_surely_in_force_together_are_refused(stands: tuple[str, str], new: tuple[str, str]) -> None:
    with pytest.raises(Invalid) as refused:
        check_alone(one(*new), [("the first", one(*stands))])
    assert refused.value.values["listing"] == "the first"


@pytest.mark.parametrize(
    ("stands", "new"),
    [
        (("2022-06-03", "2023-02-01"), ("2023-02-01", "")),
        (("2022", "2023"), ("2023", "")),
        (("2022", "2023-05"), ("2023-05", "")),
        (("2023-02-01", ""), ("2020", "2023-02-01")),
    ],
)
def test_a_relisting_that_may_follow_the_delisting_is_taken(stands: tuple[str, str], new: tuple[str, str]) -> None:
    check_alone(one(*new), [("the first", one(*stands))])


def test_two_listings_without_a_known_programme_are_one_too_many() -> None:
    with pytest.raises(Invalid):
        check_alone(one("2024", programme=""), [("the first", one("2022", programme=""))])
    check_alone(one("2024", programme=""), [("the first", one("2022"))])


@pytest.mark.parametrize(
    ("on", "until", "expected"),
    [
        ("2024-08-09", "", (True, True)),
        ("2024-08", "", (False, True)),
        ("2024-09", "", (False, False)),
        ("", "", (True, True)),
        ("2020", "2024-08-09", (False, False)),
        ("2020", "2024-08-10", (True, True)),
        ("2020", "2024", (False, True)),
    ],
)
def test_in_force_is_from_the_listing_until_the_day_before_the_delisting(
    on: str, until: str, expected: tuple[bool, bool]
) -> None:
    assert force(one(on, until), date(2024, 8, 9)) == expected
