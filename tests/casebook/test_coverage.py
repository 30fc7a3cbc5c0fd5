"""Who was raised, by whom and when, against the same worked out person by person; and after every change again."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from uuid import UUID

import pytest

from casework.casebook import bywhom, coverage, deeds
from casework.casebook.covering import CoverageQuery, Entry, Which
from casework.casebook.index import Change, Index
from casework.casebook.query import CaseQuery
from casework.casebook.summaries import ActionSummary, CaseSummary, Summary
from casework.domain.actions import Action, ActionKind, Coverage, CoverageKind
from casework.domain.actors import ActorKind
from casework.domain.dates import PartialDate
from casework.domain.outcomes import months_after
from casework.domain.sections import Sex
from tests.casebook import raised
from tests.casebook.raised import Told

GONE = Summary({}, "", standing=False)
DAYS = (date(2022, 6, 30), date(2024, 2, 29))
COUNTRIES = ("NO", "DE", "")


class World:
    """The same records in an index that is brought up to date, and as plain values."""

    def __init__(self, seed: int, people: int = 120, actions: int = 60) -> None:
        self.random = Random(seed)
        self.ids = [UUID(int=self.random.getrandbits(128)) for _ in range(people)]
        self.actors = [UUID(int=self.random.getrandbits(128)) for _ in range(4)]
        self.values: dict[UUID, Summary] = {}
        self.index = Index()
        first = [
            raised.actor(one, ActorKind.GOVERNMENT if at < 3 else ActorKind.NGO, COUNTRIES[at % 3])
            for at, one in enumerate(self.actors)
        ]
        first += [raised.invented(self.random, one) for one in self.ids]
        first += [self.action(UUID(int=self.random.getrandbits(128))) for _ in range(actions)]
        self.random.shuffle(first)
        for at in range(0, len(first), 50):
            self.take(first[at : at + 50])

    def action(self, record: UUID) -> Change:
        return raised.action(self.random, record, self.ids, self.actors)

    def take(self, changes: Sequence[Change]) -> None:
        self.index.take(changes)
        self.values |= dict(changes)

    def people(self) -> dict[UUID, CaseSummary]:
        return {record: one for record, one in self.values.items() if isinstance(one, CaseSummary)}

    def actions(self) -> dict[UUID, ActionSummary]:
        return {record: one for record, one in self.values.items() if isinstance(one, ActionSummary)}

    def anew(self) -> Index:
        """The same records, taken in at once and in another order."""
        index = Index()
        index.take(sorted(self.values.items(), key=lambda pair: pair[0].hex[::-1]))
        return index

    def change(self) -> None:
        """A few people and actions: other ones, gone, come back."""
        some = self.random.sample(sorted(self.people()), 3) + self.random.sample(self.ids, 1)
        deeds = self.random.sample(sorted(self.actions()), 3)
        changes: list[Change] = [raised.invented(self.random, one) for one in dict.fromkeys(some[1:])]
        changes += [(one, GONE) for one in (some[0], deeds[0]) if one not in dict(changes)]
        changes += [self.action(one) for one in (*deeds[1:], UUID(int=self.random.getrandbits(128)))]
        self.take(self.random.sample(changes, len(changes)))


QUERIES = [
    CaseQuery(DAYS[1], in_custody=True),
    CaseQuery(DAYS[0]),
    CaseQuery(DAYS[1], in_custody=True, sexes=(Sex.FEMALE, Sex.MALE), articles=("342",)),
    CaseQuery(DAYS[0], in_custody=False, facilities=("IK-1", "")),
]


def check(index: Index, world: World, query: CoverageQuery) -> None:
    people = {record: one for record, one in world.people().items() if raised.matches(one, query.people)}
    found = raised.told(people, world.actions(), query.people.as_of)
    since = months_after(query.people.as_of, -query.months)
    figures = coverage.figures(index, query)
    assert figures.people == len(people)
    assert figures.raised == sum(bool(one.times) for one in found.values())
    assert figures.raised_by_name == sum(bool(one.named()) for one in found.values())
    assert figures.not_lately == sum(_last(one.times) < since for one in found.values())
    assert figures.not_lately_by_name == sum(_last(one.named()) < since for one in found.values())
    _check_lists(index, query, found)
    _check_groups(index, query, people, found)
    _check_by_whom(index, world, query, found)


def _last(times: list[tuple[date, bool, UUID]]) -> date:
    return times[-1][0] if times else date.min


def _check_lists(index: Index, query: CoverageQuery, found: dict[UUID, Told]) -> None:
    listed = {entry.row.case: entry.history for entry in coverage.everybody(index, _list(query, Which.RAISED))}
    assert listed.keys() == {case for case, one in found.items() if one.times}
    for case, history in listed.items():
        times, named = found[case].times, found[case].named()
        assert (history.times, history.times_by_name) == (len(times), len(named))
        assert (history.first, history.last) == (times[0][0], times[-1][0])
        assert history.last_by_name == (named[-1][0] if named else None)
        assert coverage.of_one(index, case, query.people.as_of) == history
    never = coverage.people(index, _list(query, Which.NEVER, size=500))
    assert {entry.row.case for entry in never.entries} == {case for case, one in found.items() if not one.times}
    assert [one.case for one in coverage.briefly(index, _list(query, Which.NEVER))] == [
        entry.row.case for entry in never.entries
    ]
    for sort in ("last", "arrested"):
        order = coverage.people(index, replace(query, which=Which.NOT_LATELY, sort=sort, size=500)).entries
        keys = [_sort_key(entry, sort) for entry in order]
        assert keys == sorted(keys)
    unnamed = coverage.briefly(index, _list(query, Which.NEVER_BY_NAME))
    assert {one.case for one in unnamed} == {case for case, one in found.items() if not one.named()}


def _list(query: CoverageQuery, which: Which, size: int = 50) -> CoverageQuery:
    return replace(query, which=which, size=size)


def _sort_key(entry: Entry, sort: str) -> date:
    if sort == "last":
        return entry.history.last or date.min
    return entry.row.arrested.earliest if entry.row.arrested else date.min


def _check_groups(index: Index, query: CoverageQuery, people: dict[UUID, CaseSummary], found: dict[UUID, Told]) -> None:
    shares = coverage.groups(index, query)
    for trait, values in (("sex", lambda one: [one.sex]), ("profile", lambda one: one.profile),
                          ("article", lambda one: {article for article, _ in one.charges}),
                          ("region", lambda one: [one.region]),
                          ("facility", lambda one: [raised.facility(one, query.people.as_of)])):  # fmt: skip
        counted: dict[str, list[int]] = {}
        for case, one in people.items():
            for value in values(one) or [""]:
                sums = counted.setdefault(value, [0, 0, 0])
                sums[0] += 1
                sums[1] += bool(found[case].times)
                sums[2] += bool(found[case].named())
        assert {one.value: [one.people, one.raised, one.by_name] for one in shares[trait]} == counted
    for trait in ("age", "arrested", "sex"):
        assert sum(one.people for one in shares[trait]) == len(people)


def _check_by_whom(index: Index, world: World, query: CoverageQuery, found: dict[UUID, Told]) -> None:
    whom = bywhom.by_whom(index, query)
    actions = world.actions()
    for line in whom.actors:
        mine = {
            record
            for record, one in actions.items()
            if (str(line.actor) in one.by if line.actor else not one.by)
        }  # fmt: skip
        assert (line.done.actions, line.done.raised, line.done.by_name, line.done.last) == _done(found, mine)
    states = {"NO": {0}, "DE": {1}}
    for country, at in states.items():
        mine = {record for record, one in actions.items() if {str(world.actors[each]) for each in at} & set(one.by)}
        if (done := whom.states.get(country)) or _done(found, mine)[0]:
            assert (done.actions, done.raised, done.by_name, done.last) == _done(found, mine)
    for kind, done in whom.actions.items():
        mine = {record for record, one in actions.items() if one.kind == kind}
        assert (done.actions, done.raised, done.by_name, done.last) == _done(found, mine)
    months = {f"{time[0]:%Y-%m}" for one in found.values() for time in one.times}
    assert set(whom.months) == months
    for month, done in whom.months.items():
        mine = {time[2] for one in found.values() for time in one.times if f"{time[0]:%Y-%m}" == month}
        assert (done.actions, done.raised, done.by_name, done.last) == _done(found, mine)


def _done(found: dict[UUID, Told], mine: set[UUID]) -> tuple[int, int, int, date]:
    times = [(case, time) for case, one in found.items() for time in one.times if time[2] in mine]
    last = max((time[0] for _, time in times), default=date.min)
    by_name = {case for case, time in times if time[1]}
    return len({time[2] for _, time in times}), len({case for case, _ in times}), len(by_name), last


@pytest.mark.parametrize("seed", range(6))
def test_every_answer_is_that_of_the_slow_way_before_and_after_each_change(seed: int) -> None:
    world = World(seed)
    for _ in range(4):
        for at, people in enumerate(QUERIES):
            check(world.index, world, CoverageQuery(people, months=(3, 12, 24, 1)[at]))
        world.change()
    anew = world.anew()
    for people in QUERIES:
        check(world.index, world, CoverageQuery(people))
        check(anew, world, CoverageQuery(people))
        assert bywhom.by_whom(anew, CoverageQuery(people)) == bywhom.by_whom(world.index, CoverageQuery(people))


def test_whom_an_action_names_is_known_before_the_case_has_come_and_after_it_has_gone() -> None:
    world = World(21, people=2, actions=0)
    one, other = world.ids
    deed = UUID(int=world.random.getrandbits(128))
    index = Index()
    covers = Coverage(cases=(str(one), str(other)))
    index.take([raised.summary(deed, Action(ActionKind.MEDIA, PartialDate.parse("2024-01-05"), covers=covers))])
    assert [found.action for found in deeds.naming(index, one)] == [deed]
    index.take([raised.invented(world.random, one)])
    assert coverage.of_one(index, one, DAYS[1]).times == 1
    index.take([(one, GONE), raised.invented(world.random, other)])
    assert coverage.of_one(index, one, DAYS[1]).times == 0
    assert coverage.of_one(index, other, DAYS[1]).times_by_name == 1
    index.take([raised.invented(world.random, one)])
    assert coverage.of_one(index, one, DAYS[1]).times == 1
    assert [found.action for found in deeds.naming(index, one)] == [deed]


def test_a_list_whose_filters_are_not_understood_raises_nobody_and_is_counted_as_such() -> None:
    world = World(22, people=5, actions=0)
    covers = Coverage(kind=CoverageKind.POPULATION, as_of=PartialDate.of(DAYS[0]), query="shoe=big")
    made = Action(ActionKind.MEDIA, PartialDate.of(DAYS[0]), covers=covers)
    world.take([raised.summary(UUID(int=7), made)])
    found = coverage.figures(world.index, CoverageQuery(CaseQuery(DAYS[1])))
    assert (found.unread, found.raised) == (1, 0)


def test_an_index_put_away_and_opened_again_answers_the_same() -> None:
    world = World(11)
    image, _ = world.index.image()
    check(Index.load(image), world, CoverageQuery(QUERIES[0]))
    world.change()
    check(world.index, world, CoverageQuery(QUERIES[0]))


def test_after_many_changes_at_once_the_answers_are_made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("casework.casebook.index.FEW", 2)
    world = World(12)
    for _ in range(2):
        check(world.index, world, CoverageQuery(QUERIES[0]))
        world.change()
    check(world.index, world, CoverageQuery(QUERIES[1]))


def test_custody_that_is_not_kept_for_lack_of_room_is_worked_out_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("casework.casebook.memberships.MOST_BYTES", 0)
    world = World(13)
    for _ in range(2):
        check(world.index, world, CoverageQuery(QUERIES[0]))
        world.change()


@pytest.mark.parametrize(
    ("day", "months", "since"),
    [
        (date(2024, 8, 9), 12, date(2023, 8, 9)),
        (date(2024, 2, 29), 12, date(2023, 2, 28)),
        (date(2024, 1, 31), 2, date(2023, 11, 30)),
        (date(2024, 3, 31), 1, date(2024, 2, 29)),
    ],
)
def test_so_many_months_before_a_day_is_the_same_day_or_the_last_of_its_month(
    day: date, months: int, since: date
) -> None:
    assert months_after(day, -months) == since
    assert since <= day - timedelta(days=28 * months)
