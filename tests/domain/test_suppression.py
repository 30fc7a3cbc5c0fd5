"""Small counts stay hidden, also from a reader who does the sums."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from casework.domain.suppression import SMALL, Cell, Shown, overlapping, partition, small


def table(*people: int) -> list[Cell]:
    return [Cell(f"k{at}", count) for at, count in enumerate(people)]


def counts(shown: tuple[Shown, ...] | None) -> list[int | None]:
    assert shown is not None
    return [cell.people for cell in shown]


def test_counts_of_one_to_four_are_small_and_nought_and_five_are_not() -> None:
    assert [small(n) for n in range(6)] == [False, True, True, True, True, False]


def test_a_table_without_small_counts_is_shown_whole() -> None:
    assert counts(partition(table(5, 0, 900))) == [5, 0, 900]


def test_a_single_small_count_takes_a_second_cell_with_it() -> None:
    assert counts(partition(table(3, 40, 900))) == [None, None, 900]


def test_two_small_counts_that_the_total_would_give_back_take_a_third() -> None:
    assert counts(partition(table(1, 1, 30, 900))) == [None, None, None, 900]
    assert counts(partition(table(4, 4, 30, 900))) == [None, None, None, 900]


def test_two_small_counts_that_could_be_several_tables_stand_alone() -> None:
    assert counts(partition(table(1, 3, 30))) == [None, None, 30]


def test_a_table_that_cannot_hide_its_small_count_is_withheld() -> None:
    assert partition(table(3)) is None
    assert partition(table(1, 5)) is None


def test_an_approval_lifts_only_where_everyone_counted_is_public() -> None:
    cells = [Cell("all-public", 3, 3), Cell("one-not", 3, 2), Cell("rest", 900, 3), Cell("more", 700)]
    assert counts(partition(cells, approved=True)) == [3, None, 900, None]
    assert counts(partition(cells)) == [None, None, 900, None]


def test_a_count_that_is_small_once_the_annex_is_taken_away_is_hidden() -> None:
    assert counts(overlapping([Cell("a", 8, 5), Cell("b", 8, 0), Cell("c", 8, 8)])) == [None, 8, 8]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.integers(0, 14), min_size=1, max_size=5))
def test_no_hidden_small_count_follows_from_the_total(people: list[int]) -> None:
    """An attacker who knows the total tries every table: each hidden small cell keeps several values."""
    shown = partition(table(*people))
    if shown is None:
        return
    hidden = [at for at, cell in enumerate(shown) if cell.people is None]
    left = sum(people) - sum(cell.people or 0 for cell in shown)
    primary = [at for at in hidden if 0 < people[at] < SMALL]
    if not primary:
        return
    worlds = {
        world
        for world in product(range(1, left + 1), repeat=len(hidden))
        if sum(world) == left
        and all((value < SMALL) == (at in primary) for at, value in zip(hidden, world, strict=True))
    }
    for at in primary:
        assert len({world[hidden.index(at)] for world in worlds}) > 1
