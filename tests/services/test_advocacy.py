"""Advocacy actions: for people by name or for everyone in a list as of a day, with versions and a history."""

from datetime import date
from typing import Any
from uuid import UUID

import msgspec
import pytest

from casework.casebook.deedlists import ActionQuery
from casework.casebook.query import CaseQuery
from casework.domain.actions import Action, ActionKind, Coverage, CoverageKind
from casework.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from casework.domain.policy import Permission, Role, may
from casework.domain.sections import Sex
from casework.domain.status import Status
from casework.services import advocacy, audit, cases, population
from tests.casefiles import case, day, entry
from tests.organisation import Organisation

AS_OF = date(2024, 8, 9)
HELD = CaseQuery(as_of=AS_OF, in_custody=True)
STATEMENT = Action(
    kind=ActionKind.JOINT_STATEMENT, date=day("2024-08-09"), title="Joint statement", actors=("A state",)
)


def letter(*covered: UUID) -> Action:
    covers = Coverage(cases=tuple(map(str, covered)))
    return Action(kind=ActionKind.LETTER_AUTHORITIES, date=day("2024-03"), title="A letter", covers=covers)


def test_an_action_for_one_person_shows_in_that_persons_history_only(each_organisation: Organisation) -> None:
    actor = each_organisation.actor(Role.CASEWORKER)
    one, other = cases.create(actor, case("One")), cases.create(actor, case("Other"))
    made = advocacy.add_action(actor, letter(one))
    assert [found.id for found in advocacy.of_case(actor, one)] == [made]
    assert advocacy.of_case(actor, other) == []


def test_an_action_for_a_list_covers_who_was_in_it_that_day(each_organisation: Organisation) -> None:
    actor = each_organisation.actor()
    held = cases.create(actor, case("Held"))
    gone = cases.create(actor, case("Gone", (Status.PRETRIAL, "2023-01-01"), (Status.RELEASED, "2024-08-09")))
    later = cases.create(actor, case("Later", (Status.PRETRIAL, "2024-08-10")))
    made = advocacy.add_for_list(actor, STATEMENT, HELD)
    assert [found.id for found in advocacy.of_case(actor, held)] == [made]
    assert advocacy.of_case(actor, gone) == advocacy.of_case(actor, later) == []


def test_the_count_of_a_list_is_frozen_and_its_members_are_computed(organisation: Organisation) -> None:
    actor = organisation.actor()
    cases.create(actor, case("Held"))
    made = advocacy.add_for_list(actor, STATEMENT, HELD)
    found_out = cases.create(actor, case("Found out later"))
    covers = advocacy.load(actor, made).action.covers
    assert (covers.kind, covers.as_of, covers.count) == (CoverageKind.POPULATION, day("2024-08-09"), 1)
    assert [found.id for found in advocacy.of_case(actor, found_out)] == [made]


def test_who_is_uncertain_is_kept_beside_the_count(organisation: Organisation) -> None:
    actor = organisation.actor()
    cases.create(actor, case("Held"))
    unsure = cases.create(actor, case("Unsure", (Status.PRETRIAL, "2024")))
    covers = advocacy.load(actor, advocacy.add_for_list(actor, STATEMENT, HELD)).action.covers
    assert (covers.count, covers.uncertain) == (1, 1)
    assert advocacy.of_case(actor, unsure) == []


def test_filters_of_a_list_are_kept_with_the_action(organisation: Organisation) -> None:
    actor = organisation.actor()
    one = cases.create(actor, case("Held"))
    query = CaseQuery(as_of=AS_OF, in_custody=True, sexes=(Sex.FEMALE,), articles=("342",), facilities=("ik-4",))
    made = advocacy.add_for_list(actor, STATEMENT, query)
    covers = advocacy.load(actor, made).action.covers
    assert advocacy.query_of(covers) == query
    assert advocacy.of_case(actor, one)[0].id == made
    men = CaseQuery(as_of=AS_OF, in_custody=True, sexes=(Sex.MALE,))
    with pytest.raises(Invalid):
        advocacy.add_for_list(actor, STATEMENT, men)


def test_the_newest_action_comes_first_in_a_history(organisation: Organisation) -> None:
    actor = organisation.actor()
    one = cases.create(actor, case("One"))
    old = advocacy.add_action(actor, letter(one))
    new = advocacy.add_for_list(actor, STATEMENT, HELD)
    assert [found.id for found in advocacy.of_case(actor, one)] == [new, old]


def test_an_action_covering_nobody_is_refused(organisation: Organisation) -> None:
    actor = organisation.actor()
    for attempt in (
        lambda: advocacy.add_action(actor, letter()),
        lambda: advocacy.add_for_list(actor, STATEMENT, HELD),
    ):
        with pytest.raises(Invalid) as refused:
            attempt()
        assert (refused.value.field, refused.value.code) == ("covers", "nobody")
    assert advocacy.listing(actor).total == 0


@pytest.mark.parametrize(("kind", "said"), [(ActionKind.SANCTIONS, {}), (ActionKind.VISA_RESTRICTION, {"number": 19})])
def test_what_is_done_against_officials_may_cover_nobody(
    organisation: Organisation, kind: ActionKind, said: dict[str, Any]
) -> None:
    actor = organisation.actor()
    made = advocacy.add_action(actor, Action(kind=kind, date=day("2024-08-09"), title="19 officials", **said))
    assert advocacy.load(actor, made).action.covers == Coverage()


@pytest.mark.parametrize("covered", ["5f0c8f4e-6d0a-4b5e-9a57-3f2a6b1c9d70", "no-id", ""])
def test_an_action_for_somebody_not_on_file_is_refused(organisation: Organisation, covered: str) -> None:
    action = msgspec.structs.replace(letter(), covers=Coverage(cases=(covered,)))
    with pytest.raises(NotFound):
        advocacy.add_action(organisation.actor(), action)


def test_a_person_named_twice_is_covered_once(organisation: Organisation) -> None:
    actor = organisation.actor()
    one = cases.create(actor, case())
    covers = advocacy.load(actor, advocacy.add_action(actor, letter(one, one))).action.covers
    assert (covers.cases, covers.count) == ((str(one),), 1)


def test_a_change_is_a_new_version_and_keeps_whom_it_covers(each_organisation: Organisation) -> None:
    actor = each_organisation.actor()
    cases.create(actor, case())
    made = advocacy.add_for_list(actor, STATEMENT, HELD)
    changed = msgspec.structs.replace(STATEMENT, outcome="An answer came.", covers=Coverage(cases=("x",)))
    assert advocacy.save(actor, made, changed, seen=1, reason="answer") == 2
    stored = advocacy.load(actor, made)
    assert (stored.action.outcome, stored.action.covers.count) == ("An answer came.", 1)
    assert [(one.version, one.reason) for one in advocacy.history(actor, made)] == [(1, ""), (2, "answer")]


def test_two_who_save_at_once_are_told_of_each_other(organisation: Organisation) -> None:
    actor, other = organisation.actor(), organisation.actor(Role.CASEWORKER)
    cases.create(actor, case())
    made = advocacy.add_for_list(actor, STATEMENT, HELD)
    advocacy.save(other, made, msgspec.structs.replace(STATEMENT, title="Theirs"), seen=1)
    with pytest.raises(Conflict) as refused:
        advocacy.save(actor, made, msgspec.structs.replace(STATEMENT, title="Mine"), seen=1)
    assert (refused.value.version, refused.value.theirs.title, refused.value.by) == (2, "Theirs", other.name)
    assert advocacy.load(actor, made).action.title == "Theirs"


def test_the_list_is_paged_and_filtered_by_kind(organisation: Organisation) -> None:
    actor = organisation.actor()
    one = cases.create(actor, case())
    letters = [advocacy.add_action(actor, letter(one)) for _ in range(3)]
    statement = advocacy.add_for_list(actor, STATEMENT, HELD)
    assert [line.id for line in advocacy.listing(actor, ActionQuery(size=1)).lines] == [statement]
    first, second = (ActionQuery(kinds=("letter_authorities",), page=number, size=2) for number in (1, 2))
    found = advocacy.listing(actor, second)
    assert (found.total, found.everyone, len(found.lines)) == (3, 4, 1)
    assert {line.id for query in (first, second) for line in advocacy.listing(actor, query).lines} == set(letters)


@pytest.mark.parametrize("role", [role for role in Role if not may(role, Permission.ADVOCACY_WRITE)])
def test_roles_without_the_permission_record_nothing(organisation: Organisation, role: Role) -> None:
    one = cases.create(organisation.actor(), case())
    made = advocacy.add_action(organisation.actor(), letter(one))
    actor = organisation.actor(role)
    for attempt in (
        lambda: advocacy.add_action(actor, letter(one)),
        lambda: advocacy.add_for_list(actor, STATEMENT, HELD),
        lambda: advocacy.save(actor, made, letter(one), 1),
    ):
        with pytest.raises(NotAllowed):
            attempt()


@pytest.mark.parametrize("role", [role for role in Role if not may(role, Permission.ADVOCACY_READ)])
def test_roles_without_the_permission_read_nothing(organisation: Organisation, role: Role) -> None:
    one = cases.create(organisation.actor(), case())
    made = advocacy.add_action(organisation.actor(), letter(one))
    actor = organisation.actor(role)
    for attempt in (
        lambda: advocacy.listing(actor),
        lambda: advocacy.load(actor, made),
        lambda: advocacy.history(actor, made),
        lambda: advocacy.of_case(actor, one),
    ):
        with pytest.raises(NotAllowed):
            attempt()


def test_a_case_is_no_action(organisation: Organisation) -> None:
    actor = organisation.actor()
    one = cases.create(actor, case())
    with pytest.raises(NotFound):
        advocacy.load(actor, one)


def test_what_was_done_is_in_the_log(organisation: Organisation) -> None:
    actor = organisation.actor()
    one = cases.create(actor, case())
    made = advocacy.add_action(actor, letter(one))
    logged = audit.listing(actor, audit.Asked(event="action.added")).lines[0].event
    assert logged
    assert (logged.subject, logged.detail["covered"], logged.name) == (str(made), 1, actor.name)


def test_a_population_reads_back_as_it_was_written() -> None:
    query = CaseQuery(
        AS_OF, in_custody=True, statuses=(Status.COLONY,), regions=("Minsk & Brest", "a=b"), sexes=(Sex.MALE,)
    )
    assert population.query(population.kept(query), AS_OF) == query
    assert population.query("", AS_OF) == CaseQuery(AS_OF, in_custody=True)


def test_a_release_before_the_day_takes_a_person_out_of_a_history(organisation: Organisation) -> None:
    actor = organisation.actor()
    one = cases.create(actor, case("One"))
    cases.create(actor, case("Another"))
    advocacy.add_for_list(actor, STATEMENT, HELD)
    cases.change_status(actor, one, entry(Status.RELEASED, "2024-01-01"), seen=1)
    assert advocacy.of_case(actor, one) == []
