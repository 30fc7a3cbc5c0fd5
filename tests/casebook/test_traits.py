"""Traits that do not depend on a day are kept beside the rows they come from, and always say what those say."""

import re
import sqlite3
from random import Random
from uuid import UUID

import pytest

from casework.casebook import bywhom, coverage, crowds, traits
from casework.casebook.covering import CoverageQuery
from casework.casebook.groups import number_of
from casework.casebook.index import Index
from tests.casebook import raised
from tests.casebook.people import HELD, person
from tests.casebook.test_coverage import GONE

HELDS = CoverageQuery(HELD)


def _kept(index: Index) -> dict[tuple[str, str], list[int]]:
    size = number_of(index.connection)
    return {
        (trait, value): crowds.unpack(crowds.crowd_of(kept, size))
        for trait in traits.LASTING
        for value, kept in traits.values(index.connection, trait).items()
        if crowds.crowd_of(kept, size)
    }


def _by_rows(index: Index) -> dict[tuple[str, str], list[int]]:
    people = [number for (number,) in index.connection.execute("SELECT id FROM person")]
    return {key: sorted(some) for key, some in traits.of(index.connection, people).items()}


@pytest.mark.parametrize("seed", range(4))
def test_what_is_kept_of_traits_is_what_the_rows_say_after_each_change(seed: int) -> None:
    random = Random(seed)
    index, ids = Index(), [UUID(int=random.getrandbits(128)) for _ in range(90)]
    for _ in range(6):
        some = random.sample(ids, random.choice((1, 3, 40)))
        index.take([(one, GONE) if random.random() < 0.2 else raised.invented(random, one) for one in some])
        assert _kept(index) == _by_rows(index)


def test_a_value_of_few_that_becomes_one_of_many_is_kept_as_such() -> None:
    index = Index()
    index.take([person(region="Brest", record=UUID(int=1)), *(person(record=UUID(int=at)) for at in range(2, 100))])
    few = "SELECT few FROM trait WHERE name = 'region' AND value = 'Brest'"
    assert index.connection.execute(few).fetchone() == (1,)
    index.take([person(region="Brest", record=UUID(int=at)) for at in range(2, 50)])
    assert index.connection.execute(few).fetchone() == (0,)
    assert _kept(index) == _by_rows(index)


def _refuse(*_: object) -> None:
    raise sqlite3.DatabaseError


def test_a_change_that_is_refused_leaves_no_trait_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    index = Index()
    index.take([person(region="Brest", record=UUID(int=1))])
    before = _kept(index)
    monkeypatch.setattr("casework.casebook.days.mend", _refuse)
    with pytest.raises(sqlite3.DatabaseError):
        index.take([person(region="Homiel", record=UUID(int=2))])
    assert _kept(index) == before


def test_a_save_that_changes_no_trait_writes_none() -> None:
    index, one = Index(), person(region="Brest", charges=[("342", "1")], record=UUID(int=1))
    index.take([one, person(record=UUID(int=2))])
    asked: list[str] = []
    index.connection.set_trace_callback(asked.append)
    index.take([one])
    assert not [query for query in asked if "INTO trait" in query]
    index.take([person(region="Homiel", charges=[("342", "1")], record=UUID(int=1))])
    assert len([query for query in asked if "INTO trait" in query]) == 2


@pytest.mark.parametrize("people", [20, 200])
def test_the_first_question_after_a_start_reads_no_charges_or_profiles_and_each_action_once(people: int) -> None:
    random, index = Random(5), Index()
    ids = [UUID(int=at) for at in range(1, people)]
    index.take([raised.invented(random, one) for one in ids])
    index.take([raised.action(random, UUID(int=at), ids, ()) for at in range(people, 2 * people)])
    fresh = Index.load(index.image()[0])
    asked: list[str] = []
    fresh.connection.set_trace_callback(asked.append)
    coverage.figures(fresh, HELDS)
    coverage.groups(fresh, HELDS)
    bywhom.by_whom(fresh, HELDS)
    of_everybody = [query for query in asked if query.startswith("SELECT json_group_array")]
    assert not [query for query in of_everybody if "FROM charge" in query or "FROM profile" in query]
    assert len(of_everybody) == len(set(of_everybody)) <= 7
    assert len([query for query in asked if re.search(r"FROM action\s", query)]) == 1
