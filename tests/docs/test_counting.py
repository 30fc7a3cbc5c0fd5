"""`docs/counting.md` is the rule of the count: its tables are computed again by the code."""

from datetime import date

import pytest

from casework.domain.dates import PartialDate
from casework.domain.status import DEPRIVED_OR_RESTRICTED, IN_CUSTODY, Status, StatusEntry, spans
from tests.docs import pages

PAGE = pages.read("counting.md")
STATUSES = pages.table(pages.part(PAGE, "In custody on a day"))
EXAMPLES = [line for line in PAGE.splitlines() if line.startswith("| 20")]
DAYS = (date(2021, 3, 15), date(2021, 4, 1))


@pytest.mark.parametrize("status", Status)
def test_the_page_says_of_each_status_whether_it_counts(status: Status) -> None:
    assert STATUSES[status.value] == [
        "yes" if status in IN_CUSTODY else "",
        "yes" if status in DEPRIVED_OR_RESTRICTED else "",
    ]


@pytest.mark.parametrize("line", EXAMPLES)
def test_an_example_comes_out_as_the_page_says(line: str) -> None:
    arrest, end, *expected = (cell.strip() for cell in line.strip("|").split("|"))
    timeline = [StatusEntry(Status.PRETRIAL, PartialDate.parse(arrest))]
    if end:
        timeline.append(StatusEntry(Status.RELEASED, PartialDate.parse(end)))
    assert [answer(timeline, day) for day in DAYS] == [words.split(":")[0] for words in expected]


def answer(timeline: list[StatusEntry], day: date) -> str:
    found = spans(timeline)
    if any(span.certain(day) for span in found):
        return "certain"
    return "uncertain" if any(span.possible(day) for span in found) else "no"


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 5
