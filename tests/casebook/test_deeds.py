"""Actions in the index: the list with its counts and what is still to be done, without opening a single value."""

from datetime import date
from uuid import UUID, uuid4

import msgspec

from casework.casebook import actors, deedlists, followups, projection
from casework.casebook.deedlists import ActionQuery
from casework.casebook.index import Index
from casework.domain.actions import Action, ActionKind, ActionStatus, FollowUp
from casework.domain.actors import ActorKind, AdvocacyActor
from casework.domain.records import RecordKind
from casework.domain.reference import Titles
from tests.casefiles import day

TODAY = date(2024, 9, 1)


def put(index: Index, record: UUID, action: Action) -> None:
    data = projection.summarise(RecordKind.ACTION, {"action": action}, {"action": 3}, "2024-01-01")
    index.take([(record, projection.read(RecordKind.ACTION, data))])


def raiser(index: Index, name: str, country: str = "") -> UUID:
    value = AdvocacyActor(ActorKind.GOVERNMENT if country else ActorKind.NGO, Titles(name), country=country)
    data = projection.summarise(RecordKind.ACTOR, {"actor": value}, {"actor": 1}, "2024-01-01")
    record = uuid4()
    index.take([(record, projection.read(RecordKind.ACTOR, data))])
    return record


def test_a_page_and_its_counts_follow_every_change() -> None:
    index, record = Index(), uuid4()
    put(index, record, Action(ActionKind.MEDIA, day("2024-03")))
    assert deedlists.page(index, ActionQuery()).total == 1
    put(index, record, Action(ActionKind.AWARD, day("2023-03")))
    found = deedlists.page(index, ActionQuery(kinds=("award",)))
    assert (found.actions, found.total, found.everyone) == ((record,), 1, 1)
    assert [(one.value, one.count) for one in found.facets["years"]] == [(2023, 1)]
    assert deedlists.page(index, ActionQuery(kinds=("media",))).total == 0


def test_filters_narrow_together_and_values_of_one_widen() -> None:
    index = Index()
    for kind, when in ((ActionKind.MEDIA, "2023"), (ActionKind.AWARD, "2023"), (ActionKind.MEDIA, "2024")):
        put(index, uuid4(), Action(kind, day(when)))
    assert deedlists.page(index, ActionQuery(kinds=("media", "award"))).total == 3
    narrowed = deedlists.page(index, ActionQuery(kinds=("media",), years=(2023,)))
    assert narrowed.total == 1
    assert {one.value: one.count for one in narrowed.facets["kinds"]} == {"media": 1, "award": 1}


def test_an_action_of_two_states_counts_once_and_stands_under_both() -> None:
    index = Index()
    by = (str(raiser(index, "Norway", "NO")), str(raiser(index, "Sweden", "SE")))
    put(index, uuid4(), Action(ActionKind.JOINT_STATEMENT, day("2024"), by=by))
    found = deedlists.page(index, ActionQuery(countries=("NO", "SE")))
    assert (found.total, len(found.actions)) == (1, 1)
    assert {one.value: one.count for one in found.facets["countries"]} == {"NO": 1, "SE": 1}


def test_what_is_planned_is_counted_apart_for_an_actor() -> None:
    index = Index()
    by = (str(raiser(index, "Free Pens")),)
    done = Action(ActionKind.MEDIA, day("2024"), by=by)
    put(index, uuid4(), done)
    put(index, uuid4(), msgspec.structs.replace(done, status=ActionStatus.PLANNED))
    assert [(one.actions, one.planned) for one in actors.listing(index)] == [(1, 1)]


def test_follow_ups_leave_the_list_when_they_are_done_or_the_action_goes() -> None:
    index, record = Index(), uuid4()
    open_one = FollowUp(day("2024-08-31"), "Ask")
    action = Action(ActionKind.URGENT_ACTION, day("2024-08-01"), deadline=day("2024-09"), follow_ups=(open_one,))
    put(index, record, action)
    found = followups.page(index, TODAY)
    assert [(one.row, one.what, one.version) for one in found.lines] == [(0, "Ask", 3), (None, "", 3)]
    assert (found.overdue, found.everything) == (1, 2)
    put(index, record, msgspec.structs.replace(action, follow_ups=(FollowUp(open_one.due, "Ask", open_one.due),)))
    assert [one.row for one in followups.page(index, TODAY).lines] == [None]
    index.take([(record, projection.Summary({}, "", standing=False))])
    assert followups.page(index, TODAY).everything == 0


def test_lists_are_answered_without_opening_a_sealed_value(opened: list[bytes]) -> None:
    index = Index()
    for _ in range(30):
        put(index, uuid4(), Action(ActionKind.MEDIA, day("2024"), follow_ups=(FollowUp(day("2024-02"), "Ask"),)))
    before = len(opened)
    followups.page(index, TODAY, size=10)
    deedlists.page(index, ActionQuery())
    assert len(opened) == before
