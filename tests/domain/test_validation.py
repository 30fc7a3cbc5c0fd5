"""A timeline that cannot be is refused; a new line takes the place its date gives it."""

from datetime import date

import pytest

from casework.domain import validation
from casework.domain.errors import Invalid
from casework.domain.status import Status, StatusEntry
from casework.domain.validation import COURSE
from tests.casefiles import entry

TODAY = validation.Now(date(2026, 1, 1))


def lines(*given: tuple[Status, str]) -> tuple[StatusEntry, ...]:
    return tuple(entry(status, since) for status, since in given)


def test_a_date_before_an_earlier_line_is_refused_also_across_a_vague_one() -> None:
    """May, then "2021", then March: each neighbour could be, the whole could not."""
    with pytest.raises(Invalid) as refused:
        validation.timeline(
            lines((Status.PRETRIAL, "2021-05-01"), (Status.COLONY, "2021"), (Status.RELEASED, "2021-03-01")), TODAY
        )
    assert (refused.value.field, refused.value.code) == ("since", "order")


def test_vague_dates_that_can_be_in_order_are_accepted() -> None:
    validation.timeline(lines((Status.PRETRIAL, "2021-05"), (Status.COLONY, "2021"), (Status.RELEASED, "~2021")), TODAY)


@pytest.mark.parametrize(
    ("status", "since", "place"),
    [
        (Status.WANTED, "2019", 0),
        (Status.COLONY, "2021-06-01", 1),
        (Status.COLONY, "2021", 1),
        (Status.WANTED, "2021", 0),
        (Status.DIED, "2023", 2),
        (Status.DETAINED, "2022-08-09", 2),
        (Status.RETURNED, "2024", 2),
    ],
)
def test_a_new_line_takes_its_place(status: Status, since: str, place: int) -> None:
    stands = lines((Status.PRETRIAL, "2021-03"), (Status.RELEASED, "2022-08-09"))
    new = entry(status, since)
    assert validation.inserted(stands, new).index(new) == place


def test_every_status_has_a_step_in_the_course_of_a_case() -> None:
    assert set(COURSE) == set(Status)
