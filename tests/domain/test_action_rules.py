"""What cannot be in an advocacy action, each named by its field."""

from datetime import date
from typing import Any

import msgspec
import pytest

from casework.domain.actionrules import LONGEST_TEXT, coverage_faults, faults, lacks, new_fault
from casework.domain.actions import (
    OWN_FIELDS,
    Action,
    ActionKind,
    ActionStatus,
    Coverage,
    CoverageKind,
    FollowUp,
    Response,
    Step,
    Text,
    WgadCategory,
)
from casework.domain.dates import PartialDate

TODAY = date(2024, 9, 1)


def day(text: str) -> PartialDate:
    return PartialDate.parse(text)


def action(kind: ActionKind = ActionKind.MEDIA, **more: Any) -> Action:
    return msgspec.structs.replace(Action(kind, day("2024-08-09")), **more)


def found(one: Action) -> list[tuple[str, str]]:
    return [(fault.field, fault.code) for fault in faults(one, TODAY)]


@pytest.mark.parametrize("kind", ActionKind)
def test_an_action_with_a_date_alone_is_well(kind: ActionKind) -> None:
    assert found(action(kind)) == []


@pytest.mark.parametrize(
    ("kind", "name", "said"),
    [(ActionKind.GODPARENTHOOD, "since", day("2024-08")), (ActionKind.VISA_RESTRICTION, "number", 19)],
)
def test_what_makes_a_kind_is_needed_once_it_is_more_than_planned(kind: ActionKind, name: str, said: Any) -> None:
    assert lacks(action(kind)) == name
    assert lacks(action(kind, **{name: said})) == ""
    assert lacks(action(kind, status=ActionStatus.PLANNED)) == ""


@pytest.mark.parametrize(
    ("one", "field", "code"),
    [
        (action(date=day("2024-09-02")), "date", "future_done"),
        (action(ActionKind.GODPARENTHOOD, since=day("2024-05"), until=day("2024-04")), "until", "date_order"),
        (action(ActionKind.URGENT_ACTION, deadline=day("2024-08-08")), "deadline", "deadline_before"),
        (action(follow_ups=(FollowUp(day("2024-08-08"), "Ask"),)), "follow_ups-0-due", "before_action"),
        (action(follow_ups=(FollowUp(day("2024-08-10"), "Ask", day("2025")),)), "follow_ups-0-done", "future"),
        (action(responses=(Response(day("2024-07"), "No"),)), "responses-0-date", "before_action"),
        (action(responses=(Response(day("2024-09-03"), "No"),)), "responses-0-date", "future"),
        (action(links=("https://example.org", "javascript:alert(1)")), "links", "not_a_link"),
        (action(link="https://["), "links", "not_a_link"),
        (action(deadline=day("2025")), "deadline", "not_of_kind"),
        (action(ActionKind.PARLIAMENT, step=Step.AWARDED), "step", "not_of_kind"),
        (action(ActionKind.NGO_STATEMENT, number=-1), "number", "out_of_range"),
        (action(follow_ups=(FollowUp(day("2025"), "Ask"),) * 201), "follow_ups", "too_many_rows"),
        (action(asks=("Release",) * 201), "asks", "too_many_rows"),
        (action(texts=(Text("en", "x" * (LONGEST_TEXT + 1)),)), "texts-0-text", "too_long"),
    ],
)
def test_what_cannot_be_is_named_by_its_field(one: Action, field: str, code: str) -> None:
    assert found(one) == [(field, code)]


def test_a_planned_action_may_be_in_the_future_and_has_no_response_yet() -> None:
    plan = action(status=ActionStatus.PLANNED, date=day("2024-10"))
    assert found(plan) == []
    answered = msgspec.structs.replace(plan, date=day("2024-08"), responses=(Response(day("2024-08-20"), "No"),))
    assert found(answered) == [("status", "planned_answered")]


def test_partial_dates_that_may_be_in_order_are() -> None:
    assert found(action(follow_ups=(FollowUp(day("2024-08"), "Ask"),))) == []
    assert found(action(ActionKind.GODPARENTHOOD, since=day("2024"), until=day("2024-03"))) == []


def test_every_fault_is_told_at_once() -> None:
    one = action(date=day("2025"), follow_ups=(FollowUp(day("2024"), "Ask"),), categories=(WgadCategory.I,))
    assert found(one) == [
        ("date", "future_done"),
        ("follow_ups-0-due", "before_action"),
        ("categories", "not_of_kind"),
    ]


def test_each_field_of_a_kind_is_one_of_the_action() -> None:
    assert {name for names in OWN_FIELDS.values() for name in names} <= set(Action.__struct_fields__)


def test_only_what_is_against_officials_may_cover_nobody() -> None:
    nobody = Coverage()
    told = {kind: [fault.code for fault in coverage_faults(kind, nobody)] for kind in ActionKind}
    assert [kind for kind, codes in told.items() if not codes] == [ActionKind.SANCTIONS, ActionKind.VISA_RESTRICTION]


def test_a_godparent_is_of_people_named_one_by_one() -> None:
    everyone = Coverage(kind=CoverageKind.POPULATION, count=3)
    godparent = ActionKind.GODPARENTHOOD
    assert [fault.code for fault in coverage_faults(godparent, everyone)] == ["godparent_of_all"]
    assert list(coverage_faults(godparent, Coverage(cases=("x",)))) == []


@pytest.mark.parametrize(
    ("dated", "of", "refused"),
    [
        ("2024-08-08", "2024-08-09", True),
        ("2024-08-09", "2024-08-09", False),
        ("2024-08", "2024-08-09", False),
        ("2024-07", "2024-08-09", True),
        ("2024-08-10", "2024-08-09", False),
    ],
)
def test_an_action_is_not_dated_before_the_day_its_population_is_of(dated: str, of: str, *, refused: bool) -> None:
    covers = Coverage(CoverageKind.POPULATION, as_of=day(of))
    expected = [("date", "before_population")] if refused else []
    assert found(action(date=day(dated), covers=covers)) == expected


def test_what_was_recorded_before_bars_no_other_change() -> None:
    old = action(date=day("2024-08-01"), covers=Coverage(CoverageKind.POPULATION, as_of=day("2024-08-09")))
    assert new_fault(msgspec.structs.replace(old, title="Another"), TODAY, old) is None
    fault = new_fault(old, TODAY)
    assert fault
    assert fault.code == "before_population"
