"""An import is not undone under work that was tied since to what it made, whatever kind of record the list is of."""

from datetime import date
from uuid import UUID

import pytest
from msgspec.structs import replace

from casework.casebook.query import CaseQuery
from casework.domain.actions import Action, ActionKind, ActionStatus, Coverage, CoverageKind, FollowUp
from casework.domain.dates import PartialDate
from casework.domain.errors import EditedSince
from casework.domain.importing import ListKind
from casework.imports import lists
from casework.services import actionwithdrawal, advocacy, audit, designations, involvements
from casework.services.actor import Actor
from tests.imports.onfile import IVAN, OnFile, rows
from tests.organisation import Organisation
from tests.sanctioned import listing, official, tie
from tests.services.test_imports_entities import take

HELD = CaseQuery(date(2024, 8, 9), in_custody=True)
SANCTIONS = b"""Date,Type,Title,By whom
2024-08-09,sanctions designation,Nineteen listed,Invented Government of A
"""


def someone(actor: Actor) -> UUID:
    """The one case of an imported list."""
    lists.take(actor, rows(IVAN), "list.csv")
    return OnFile(actor).named("Ivan Ivanou")


def statement(*cases: UUID, **more: object) -> Action:
    covers = Coverage(cases=tuple(map(str, cases)))
    return Action(ActionKind.NGO_STATEMENT, PartialDate.parse("2024-08-09"), "Four years on", covers=covers, **more)  # type: ignore[arg-type]


def tied(actor: Actor) -> dict[str, str]:
    """What bars the undo of the only import; nothing is changed by the refusal."""
    ((batch_id, _),) = lists.list_batches(actor)
    before = OnFile(actor).versions
    with pytest.raises(EditedSince) as refusal:
        lists.undo(actor, batch_id)
    assert OnFile(actor).versions == before
    assert not refusal.value.edited
    return dict(refusal.value.tied)


@pytest.mark.parametrize("status", [ActionStatus.PLANNED, ActionStatus.PUBLISHED])
def test_a_person_whom_an_action_names_is_not_taken_back(each_organisation: Organisation, status: ActionStatus) -> None:
    actor = each_organisation.actor()
    action = advocacy.add_action(actor, statement(someone(actor), status=status), aware=True)
    assert tied(actor) == {str(action): "action"}


def test_an_action_that_was_withdrawn_holds_nobody(each_organisation: Organisation) -> None:
    actor = each_organisation.actor()
    action = advocacy.add_action(actor, statement(someone(actor)), aware=True)
    actionwithdrawal.withdraw(actor, action, "recorded by mistake")
    ((batch_id, _),) = lists.list_batches(actor)
    lists.undo(actor, batch_id)
    assert not OnFile(actor).cases


def test_a_person_whom_an_action_covers_by_a_list_file_is_not_taken_back(organisation: Organisation) -> None:
    actor = organisation.actor()
    covers = Coverage(CoverageKind.LIST_FILE, (str(someone(actor)),), unmatched=("Nobody Known",))
    action = advocacy.add_for_file(
        actor, Action(ActionKind.MEETING, PartialDate.parse("2024"), "A list", covers=covers)
    )
    assert tied(actor) == {str(action): "action"}


def test_a_person_in_whose_case_an_official_had_a_part_is_not_taken_back(organisation: Organisation) -> None:
    actor = organisation.actor()
    case = someone(actor)
    part = tie(actor, official(actor), case)
    assert tied(actor) == {str(part): "involvement"}
    involvements.withdraw(actor, part, "A namesake")
    lists.undo(actor, lists.list_batches(actor)[0][0])
    assert not OnFile(actor).cases


def test_a_person_whom_another_list_names_goes_after_that_list(organisation: Organisation) -> None:
    actor = organisation.actor()
    someone(actor)
    people = lists.list_batches(actor)[0][0]
    take(actor, b"Date,Type,Title,Persons covered\n2024,media,A report,Ivan Ivanou\n", ListKind.ACTIONS)
    with pytest.raises(EditedSince):
        lists.undo(actor, people)
    for batch_id, _ in lists.list_batches(actor):
        lists.undo(actor, batch_id)
    assert not OnFile(actor).cases


def test_an_action_for_a_population_holds_nobody_and_keeps_its_count(organisation: Organisation) -> None:
    actor = organisation.actor()
    someone(actor)
    action = advocacy.add_for_list(actor, statement(), HELD)
    lists.undo(actor, lists.list_batches(actor)[0][0])
    assert not OnFile(actor).cases
    assert advocacy.load(actor, action).action.covers.count == 1


def test_an_action_with_which_a_listing_came_is_not_taken_back(organisation: Organisation) -> None:
    actor = organisation.actor()
    take(actor, SANCTIONS, ListKind.ACTIONS)
    action = advocacy.listing(actor).lines[0].id
    made = designations.add(actor, listing(official(actor), on="2024-08-09", action=str(action)))
    assert tied(actor) == {str(made): "designation"}


def test_a_follow_up_entered_by_hand_keeps_the_action_of_a_list(organisation: Organisation) -> None:
    actor = organisation.actor()
    take(actor, SANCTIONS, ListKind.ACTIONS)
    stored = advocacy.listing(actor).lines[0]
    todo = FollowUp(PartialDate.parse("2024-09-01"), "Ask for an answer")
    advocacy.save(actor, stored.id, replace(stored.action, follow_ups=(todo,)), stored.version)
    with pytest.raises(EditedSince) as refusal:
        lists.undo(actor, lists.list_batches(actor)[0][0])
    assert (refusal.value.edited, refusal.value.tied) == ({str(stored.id): "action"}, {})


def test_a_refused_undo_is_in_the_audit_log(organisation: Organisation) -> None:
    actor = organisation.actor()
    advocacy.add_action(actor, statement(someone(actor)), aware=True)
    tied(actor)
    ((batch_id, _),) = lists.list_batches(actor)
    (line,) = audit.listing(actor, audit.Asked(event="import.undo_refused")).lines
    assert line.event
    assert (line.event.subject, line.event.detail) == (str(batch_id), {"edited": 0, "tied": 1})
