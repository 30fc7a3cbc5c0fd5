"""What the public may read of coverage: no small count, and none that could be worked out."""

from datetime import date
from random import Random

import pytest

from casework.casebook.covering import Figures, Share
from casework.domain.suppression import SMALL
from casework.reports.covered import hidden_figures, hidden_groups, thirds

DAY = date(2024, 8, 9)


def figures(
    people: int, raised: int, by_name: int, not_lately: int, not_lately_by_name: int, unsure: int = 0
) -> Figures:
    return Figures(DAY, DAY, 12, people, unsure, raised, by_name, not_lately, not_lately_by_name, 0)


def test_large_figures_that_lie_well_apart_are_all_shown() -> None:
    assert hidden_figures(figures(100, 80, 40, 30, 70)) == frozenset()


@pytest.mark.parametrize(
    "found",
    [
        figures(100, 98, 40, 30, 70),
        figures(100, 80, 78, 30, 70),
        figures(100, 80, 40, 23, 70),
        figures(3, 0, 0, 3, 3),
    ],
)
def test_a_small_figure_or_difference_hides_them_all(found: Figures) -> None:
    assert {"by_name", "at_all", "never", "never_by_name", "not_lately", "not_lately_by_name"} <= hidden_figures(found)


def test_a_small_number_of_uncertain_people_is_hidden_alone() -> None:
    assert hidden_figures(figures(100, 80, 40, 30, 70, unsure=2)) == {"uncertain"}


def test_a_group_with_a_small_part_is_hidden_together_with_another() -> None:
    shares = [Share("Brest", 12, 9, 2), Share("Minsk", 60, 40, 20), Share("Homiel", 50, 30, 15)]
    hidden = hidden_groups(shares, overlapping=False)
    assert hidden is not None
    assert "Brest" in hidden
    assert 2 <= len(hidden) <= 3


@pytest.mark.parametrize("seed", range(200))
def test_no_sum_gives_a_hidden_row_back(seed: int) -> None:
    """Whoever knows every sum and all that is shown is left with more than one small count, or with a large one."""
    random = Random(seed)
    parts = [[random.choice((0, 0, 1, 3, 5, 9, 30)) for _ in range(3)] for _ in range(random.randrange(1, 6))]
    shares = [Share(str(at), sum(each), each[0] + each[1], each[0]) for at, each in enumerate(parts)]
    hidden = hidden_groups(shares, overlapping=False)
    if hidden is None:
        return
    for one in shares:
        assert one.value in hidden or not any(0 < part < SMALL for part in thirds(one))
    for column in range(3):
        left = [thirds(one)[column] for one in shares if one.value in hidden]
        if any(0 < part < SMALL for part in left):
            assert len(left) > 1
            assert sum(left) > len([part for part in left if part])


def test_a_table_that_could_be_worked_out_is_withheld() -> None:
    assert hidden_groups([Share("Brest", 2, 2, 0), Share("Minsk", 0, 0, 0)], overlapping=False) is None
