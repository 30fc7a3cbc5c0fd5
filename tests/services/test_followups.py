"""What is still to be done: due first, overdue apart, marked as done, never twice."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import msgspec
import pytest

from casework.domain.actions import Action, ActionKind, ActionStatus, Coverage, FollowUp
from casework.domain.dates import PartialDate
from casework.domain.errors import Conflict, NotAllowed, NotFound
from casework.domain.policy import Permission, Role, may
from casework.services import advocacy, cases, clock, followups
from casework.services.actor import Actor
from tests.casefiles import case, day
from tests.organisation import Organisation

Add = Callable[..., UUID]


def in_days(days: int) -> PartialDate:
    return PartialDate.of(clock.today() + timedelta(days=days))


def adder(actor: Actor) -> Add:
    person = str(cases.create(actor, case()))

    def add(*due: int, kind: ActionKind = ActionKind.MEDIA, **more: object) -> UUID:
        to_do = tuple(FollowUp(in_days(days), f"In {days}") for days in due)
        action = Action(kind, day("2024-01-01"), title="An action", covers=Coverage(cases=(person,)), follow_ups=to_do)
        return advocacy.add_action(actor, msgspec.structs.replace(action, **more), aware=True)

    return add


def test_those_due_first_come_first_and_the_overdue_are_counted(each_organisation: Organisation) -> None:
    actor = each_organisation.actor(Role.CASEWORKER)
    add = adder(actor)
    add(5, -3)
    add(0)
    found = followups.listing(actor)
    assert [one.what for one in found.lines] == ["In -3", "In 0", "In 5"]
    assert (found.total, found.overdue) == (3, 1)
    late = followups.listing(actor, overdue=True)
    assert ([one.what for one in late.lines], late.total, late.everything) == (["In -3"], 1, 3)


def test_a_partial_day_is_overdue_when_its_last_day_is_past(organisation: Organisation) -> None:
    actor = organisation.actor()
    today = clock.today()
    this_year = FollowUp(PartialDate.parse(str(today.year)), "This year")
    adder(actor)(follow_ups=(this_year, FollowUp(PartialDate.parse(str(today.year - 1)), "Last year")))
    assert [one.what for one in followups.listing(actor, overdue=True).lines] == ["Last year"]


def test_a_deadline_is_open_until_the_action_is_answered_or_closed(organisation: Organisation) -> None:
    actor = organisation.actor()
    add = adder(actor)
    for status in ActionStatus:
        add(kind=ActionKind.UN_COMMUNICATION, deadline=in_days(-1), status=status, title=status.value)
    open_ones = followups.listing(actor).lines
    assert {one.title for one in open_ones} == {"planned", "sent", "published"}
    assert {one.row for one in open_ones} == {None}


def test_what_is_done_leaves_the_list_and_stands_in_the_history(each_organisation: Organisation) -> None:
    actor = each_organisation.actor(Role.CASEWORKER)
    made = adder(actor)(1, 2)
    line = followups.listing(actor).lines[1]
    assert (line.row, line.version) == (1, 1)
    assert followups.done(actor, made, 1, seen=1) == 2
    assert [one.what for one in followups.listing(actor).lines] == ["In 1"]
    assert [one.done for one in advocacy.load(actor, made).action.follow_ups] == [None, in_days(0)]


def test_somebody_who_saved_meanwhile_is_not_overruled(organisation: Organisation) -> None:
    actor = organisation.actor()
    made = adder(actor)(1)
    before = advocacy.load(actor, made).action
    advocacy.save(actor, made, msgspec.structs.replace(before, follow_ups=(FollowUp(in_days(9), "Another"),)), 1)
    with pytest.raises(Conflict):
        followups.done(actor, made, 0, seen=1)
    assert [one.done for one in advocacy.load(actor, made).action.follow_ups] == [None]


@pytest.mark.parametrize("row", [1, 99])
def test_what_is_not_there_cannot_be_done(organisation: Organisation, row: int) -> None:
    actor = organisation.actor()
    made = adder(actor)(1)
    with pytest.raises(NotFound):
        followups.done(actor, made, row, seen=1)


def test_nothing_is_done_twice(organisation: Organisation) -> None:
    actor = organisation.actor()
    made = adder(actor)(1)
    followups.done(actor, made, 0, seen=1)
    with pytest.raises(NotFound):
        followups.done(actor, made, 0, seen=2)


@pytest.mark.parametrize("role", [role for role in Role if not may(role, Permission.ADVOCACY_WRITE)])
def test_roles_without_the_permission_mark_nothing(organisation: Organisation, role: Role) -> None:
    made = adder(organisation.actor())(1)
    with pytest.raises(NotAllowed):
        followups.done(organisation.actor(role), made, 0, seen=1)


@pytest.mark.parametrize("role", [role for role in Role if not may(role, Permission.ADVOCACY_READ)])
def test_roles_without_the_permission_see_nothing(organisation: Organisation, role: Role) -> None:
    with pytest.raises(NotAllowed):
        followups.listing(organisation.actor(role))
