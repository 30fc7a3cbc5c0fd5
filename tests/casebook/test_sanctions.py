"""The sanctions gap: who is tied to cases and not listed, against a slow count made from the records themselves."""

from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from uuid import UUID

import pytest

from casework.casebook import sanctions
from casework.casebook.index import Change, Index
from casework.casebook.sanctions import GapQuery, Official
from casework.casebook.summaries import DesignationSummary, InvolvementSummary
from casework.domain.dates import PartialDate
from casework.domain.entities import EntityKind, Post
from casework.domain.involvements import Credibility, InvolvementRole, Reliability
from tests.casebook.officials import day, listing, official, part
from tests.casebook.people import book, person, withdrawn

DAY = date(2024, 8, 9)
ANY = GapQuery(DAY)
EU = GapQuery(DAY, "EU")


def gap(query: GapQuery, *changes: Change) -> list[Official]:
    return list(sanctions.gap(book(*changes), query).officials)


def test_an_official_tied_to_a_case_and_listed_by_nobody_is_in_the_gap() -> None:
    one, case = official(), person()
    found = gap(ANY, one, case, part(one[0], case[0], on="2022-05"))
    assert [(each.entity.id, each.cases, each.roles) for each in found] == [(one[0], 1, {"judged": 1})]
    assert found[0].last == PartialDate.parse("2022-05")


def test_an_official_tied_to_no_case_is_in_no_gap() -> None:
    assert gap(ANY, official(), person()) == []


def test_a_company_is_no_official() -> None:
    works, case = official("Works", kind=EntityKind.COMPANY), person()
    assert gap(ANY, works, case, part(works[0], case[0])) == []


def test_who_is_listed_by_one_is_in_the_gap_of_another_with_the_first_named() -> None:
    one, case = official(), person()
    changes = (one, case, part(one[0], case[0]), listing(one[0], "US", "US-BRUS"))
    assert gap(ANY, *changes) == []
    assert [each.listed_by for each in gap(EU, *changes)] == [("US",)]
    assert gap(replace(EU, authority="US"), *changes) == []


def test_two_parts_in_one_case_are_one_case() -> None:
    one, case = official(), person()
    parts = [part(one[0], case[0]), part(one[0], case[0], InvolvementRole.ORDERED)]
    found = gap(ANY, one, case, *parts)
    assert [(each.cases, each.roles) for each in found] == [(1, {"judged": 1, "ordered": 1})]
    assert gap(replace(ANY, least=2), one, case, *parts) == []


def test_a_case_that_was_withdrawn_ties_nobody() -> None:
    one, case = official(), person()
    index = book(one, case, part(one[0], case[0]))
    assert sanctions.gap(index, ANY).officials
    index.take([withdrawn(case[0])])
    assert sanctions.gap(index, ANY).officials == ()


@pytest.mark.parametrize(
    ("on", "until", "listed"),
    [
        ("2024-08-09", "", True),
        ("2024-08-10", "", False),
        ("2024-08", "", False),
        ("2024-07", "", True),
        ("", "", True),
        ("2022", "2024-08-09", False),
        ("2022", "2024-08-10", True),
        ("2022", "2024-08", False),
        ("2022", "2024-09", True),
    ],
)
def test_a_listing_counts_when_it_is_certainly_in_force_that_day(on: str, until: str, listed: bool) -> None:
    one, case = official(), person()
    found = gap(EU, one, case, part(one[0], case[0]), listing(one[0], on=on, until=until))
    assert (found == []) is listed


def test_a_listing_that_may_be_in_force_is_said_beside_the_gap() -> None:
    one, case = official(), person()
    found = gap(EU, one, case, part(one[0], case[0]), listing(one[0], on="2024"))
    assert [(each.listed_by, each.perhaps) for each in found] == [((), ("EU",))]


def test_a_relisting_takes_an_official_out_of_the_gap_again() -> None:
    one, case = official(), person()
    tied = (one, case, part(one[0], case[0], on="2020"))
    listings = (listing(one[0], on="2022-01-01", until="2023-01-01"), listing(one[0], on="2024-01-01"))
    days = [date(2021, 12, 31), date(2022, 1, 1), date(2023, 1, 1), date(2024, 1, 1)]
    assert [bool(gap(replace(EU, as_of=one), *tied, *listings)) for one in days] == [True, False, True, False]


def test_a_part_counts_from_its_last_possible_day_and_one_without_a_day_always() -> None:
    one, case, other = official(), person(), person()
    changes = (one, case, other, part(one[0], case[0], on="2024"), part(one[0], other[0], on=""))
    assert [(each.cases, each.undated, each.last) for each in gap(ANY, *changes)] == [(1, 1, None)]
    later = gap(replace(ANY, as_of=date(2024, 12, 31)), *changes)
    assert [(each.cases, each.undated, each.last) for each in later] == [(2, 1, PartialDate.parse("2024"))]


def test_the_gap_under_one_programme_is_not_filled_by_another_of_the_same_authority() -> None:
    one, case = official(), person()
    changes = (one, case, part(one[0], case[0]), listing(one[0], "US", "US-OTHER"))
    assert gap(GapQuery(DAY, "US"), *changes) == []
    assert [each.listed_by for each in gap(GapQuery(DAY, "US", "US-BRUS"), *changes)] == [("US",)]


def test_roles_and_ratings_narrow_what_ties() -> None:
    one, case, other = official(), person(), person()
    changes = (
        one, case, other, part(one[0], case[0], InvolvementRole.JUDGED, rating="B2"),
        part(one[0], other[0], InvolvementRole.ILL_TREATED, rating="D4"),
    )  # fmt: skip
    assert gap(ANY, *changes)[0].cases == 2
    assert gap(replace(ANY, roles=(InvolvementRole.JUDGED,)), *changes)[0].roles == {"judged": 1}
    sure = replace(ANY, reliability=Reliability.C, credibility=Credibility.POSSIBLE)
    assert gap(sure, *changes)[0].roles == {"judged": 1}
    assert gap(replace(ANY, reliability=Reliability.A), *changes) == []
    assert gap(replace(ANY, credibility=Credibility.CONFIRMED), *changes) == []


def test_the_post_shown_is_the_one_of_the_day_and_bodies_can_be_chosen() -> None:
    posts = (
        Post("Judge", "Court of the Old Town", since=day("2015"), until=day("2023")),
        Post("Chair", "Court of the New Town", since=day("2024-01-01")),
    )
    one, case = official("Piotr", *posts), person()
    changes = (one, case, part(one[0], case[0]))
    whole = sanctions.gap(book(*changes), ANY)
    assert whole.officials[0].held == (("Chair", "Court of the New Town"),)
    assert [(option.value, option.count) for option in whole.bodies] == [("Court of the New Town", 1)]
    assert len(gap(replace(ANY, bodies=("Court of the New Town",)), *changes)) == 1
    assert gap(replace(ANY, bodies=("Court of the Old Town",)), *changes) == []
    before = gap(replace(ANY, as_of=date(2022, 6, 1), bodies=("Court of the Old Town",)), *changes)
    assert before[0].held == (("Judge", "Court of the Old Town"),)


def test_those_with_most_cases_come_first() -> None:
    few, many, cases = official("Aaa"), official("Bbb"), [person() for _ in range(3)]
    parts = [part(many[0], case[0]) for case in cases]
    found = gap(ANY, few, many, *cases, part(few[0], cases[0][0]), *parts)
    assert [each.cases for each in found] == [3, 1]


def test_who_is_listed_and_tied_to_no_case_is_found_the_other_way() -> None:
    idle, tied, case = official("Idle"), official("Tied"), person()
    index = book(
        idle, tied, case, part(tied[0], case[0], on="2023-01-01"), listing(idle[0]), listing(idle[0], "US", "US-BRUS"),
        listing(tied[0]),
    )  # fmt: skip
    assert [(one.entity.id, one.listed_by) for one in sanctions.unlinked(index, DAY)] == [(idle[0], ("EU", "US"))]
    assert [one.entity.id for one in sanctions.unlinked(index, date(2022, 12, 31))] == [idle[0], tied[0]]
    assert [one.entity.id for one in sanctions.unlinked(index, DAY, "US")] == [idle[0]]
    assert sanctions.unlinked(index, DAY, "GB") == []


@pytest.mark.parametrize(
    ("on", "found"),
    [("2024", [True]), ("2024-08", [True]), ("2025", [False]), ("2023", []), ("", [])],
)
def test_a_part_dated_in_part_ties_perhaps(on: str, found: list[bool]) -> None:
    one, case = official(), person()
    index = book(one, case, part(one[0], case[0], on=on), listing(one[0]))
    assert [each.perhaps for each in sanctions.unlinked(index, DAY)] == found


def test_what_is_in_force_is_counted_by_authority_and_kind() -> None:
    one, plane, later = official(), official("Plane", kind=EntityKind.AIRCRAFT), official("Later")
    index = book(
        one, plane, later, listing(one[0]), listing(one[0], "EU", "EU-OTHER"), listing(plane[0], "US", "US-BRUS"),
        listing(later[0], on="2024"), listing(later[0], "US", "US-BRUS", until="2023-01-01"),
    )  # fmt: skip
    eu, us = sanctions.in_force(index, DAY)
    assert (eu.authority, eu.kinds, eu.total, eu.uncertain) == ("EU", {EntityKind.PERSON: 1}, 1, 1)
    assert (us.authority, us.kinds[EntityKind.AIRCRAFT], us.total, us.uncertain) == ("US", 1, 1, 0)


class World:
    """Invented at random, with partial dates, withdrawn cases, relistings and parts of every rating."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.officials = [official(f"Name {number:03}") for number in range(40)]
        self.cases = [person() for _ in range(60)]
        self.gone = [case[0] for case in self.cases[:6]]
        self.parts = [self.part() for _ in range(300)]
        self.listings = [self.listing() for _ in range(60)]

    def when(self) -> str:
        full = date(2020, 1, 1) + timedelta(days=self.random.randrange(1800))
        return self.random.choice((full.isoformat(), full.isoformat(), full.isoformat()[:7], str(full.year), ""))

    def part(self) -> Change:
        one, case = self.random.choice(self.officials[:30]), self.random.choice(self.cases)
        role = self.random.choice(list(InvolvementRole))
        rating = self.random.choice("ABCDEF") + self.random.choice("123456")
        return part(one[0], case[0], role, self.when(), rating)

    def listing(self) -> Change:
        authority = self.random.choice(("EU", "US", "GB"))
        until = self.when() if self.random.random() < 0.4 else ""
        return listing(self.random.choice(self.officials)[0], authority, f"{authority}-BLR", self.when(), until)

    def index(self) -> Index:
        made = book(*self.officials, *self.cases, *self.parts, *self.listings)
        made.take([withdrawn(case) for case in self.gone])
        return made

    def query(self) -> GapQuery:
        chosen = self.random.choice
        authority = chosen(("", "EU", "US", "GB"))
        return GapQuery(
            as_of=date(2020, 6, 1) + timedelta(days=self.random.randrange(1800)),
            authority=authority,
            programme=chosen(("", f"{authority}-BLR")) if authority else "",
            least=chosen((1, 1, 2, 5)),
            roles=chosen(((), (), (InvolvementRole.JUDGED, InvolvementRole.ORDERED))),
            reliability=chosen((None, Reliability.C)),
            credibility=chosen((None, Credibility.POSSIBLE)),
        )

    def expected(self, query: GapQuery) -> dict[UUID, int]:
        cases: dict[str, set[str]] = defaultdict(set)
        for _, one in self.parts:
            assert isinstance(one, InvolvementSummary)
            if UUID(one.case) not in self.gone and counts(one, query):
                cases[one.entity].add(one.case)
        listed = {one.entity for _, one in self.listings if isinstance(one, DesignationSummary) and covers(one, query)}
        return {
            UUID(key): len(found) for key, found in cases.items() if len(found) >= query.least and key not in listed
        }


def counts(one: InvolvementSummary, query: GapQuery) -> bool:
    if one.on and PartialDate.parse(one.on).latest > query.as_of:
        return False
    if query.roles and one.role not in {role.value for role in query.roles}:
        return False
    if query.reliability and one.reliability > query.reliability.value:
        return False
    return not (query.credibility and one.credibility > query.credibility.value)


def covers(one: DesignationSummary, query: GapQuery) -> bool:
    began = not one.listed_on or PartialDate.parse(one.listed_on).latest <= query.as_of
    lasts = not one.delisted_on or query.as_of < PartialDate.parse(one.delisted_on).earliest
    mine = query.authority in ("", one.authority) and query.programme in ("", one.programme)
    return began and lasts and mine


@pytest.mark.parametrize("seed", range(6))
def test_the_index_finds_what_a_slow_count_finds(seed: int) -> None:
    world = World(seed)
    index = world.index()
    for _ in range(60):
        query = world.query()
        found = {one.entity.id: one.cases for one in sanctions.gap(index, query).officials}
        assert found == world.expected(query), query
