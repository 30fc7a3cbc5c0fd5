"""The examples of `docs/sanctions.md` come out as the page says."""

from datetime import date
from uuid import UUID

import pytest

from casework.domain.designations import force
from tests.docs import pages
from tests.sanctioned import listing

EXAMPLES = pages.rows(pages.part(pages.read("sanctions.md"), "In force"))


@pytest.mark.parametrize("row", EXAMPLES, ids=lambda row: " to ".join(row[:2]))
def test_an_example_of_a_listing_in_force_is_true(row: list[str]) -> None:
    on, until, expected = row
    certain, possible = force(listing(UUID(int=1), on=on, until=until), date(2024, 8, 9))
    assert expected == ("in force" if certain else "uncertain" if possible else "not in force")


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 5
