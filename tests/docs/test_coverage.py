"""`docs/coverage.md` is the definition of coverage: what it fixes is what the code does."""

from datetime import date

from casework.casebook.covering import GROUPS, MONTHS
from casework.domain.actions import ActionKind, ActionStatus, raises_from
from casework.domain.dates import PartialDate
from casework.domain.fairness import FEW
from casework.domain.outcomes import WINDOWS, months_after
from casework.reports.separated import FORMULA, cell
from tests.docs import pages

PAGE = pages.read("coverage.md")
ON, SINCE = PartialDate.parse("2024-08"), PartialDate.parse("2024-02-01")


def test_only_a_planned_action_raises_nobody() -> None:
    counted = [one for one in ActionStatus if raises_from(ActionKind.MEDIA, one, ON, None)]
    assert set(ActionStatus) - set(counted) == {ActionStatus.PLANNED}
    assert "only **planned** raises nobody; one that was sent, published, answered or closed does" in PAGE


def test_only_a_godparenthood_counts_from_its_beginning() -> None:
    since = {kind for kind in ActionKind if raises_from(kind, ActionStatus.SENT, ON, SINCE) == SINCE}
    assert since == {ActionKind.GODPARENTHOOD}
    assert raises_from(ActionKind.GODPARENTHOOD, ActionStatus.SENT, ON, None) == ON


def test_the_numbers_of_the_page_are_those_of_the_code() -> None:
    assert f"N months** ({MONTHS} unless" in PAGE
    assert f"fewer than {FEW} people" in PAGE
    assert f"in the {', '.join(map(str, WINDOWS[:-1]))} and {WINDOWS[-1]} months after it" in PAGE
    assert "By sex, age on the day, profile, article, facility of the day, region, and month of the arrest" in PAGE
    assert len(GROUPS) == 7


def test_the_last_of_february_less_a_year_is_the_day_the_page_says() -> None:
    assert months_after(date(2024, 2, 29), -12) == date(2023, 2, 28)
    assert "29 February less 12 months is 28 February" in PAGE


def test_a_cell_of_csv_that_could_be_a_formula_gets_an_apostrophe() -> None:
    assert [cell(f"{sign}1") for sign in FORMULA] == [f"'{sign}1" for sign in FORMULA]
    assert cell("1=1") == "1=1"
    assert set(FORMULA) == {"=", "+", "-", "@", "\t", "\r"}
