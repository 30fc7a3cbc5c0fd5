"""An action recorded by mistake is withdrawn, with its reason; what came with it keeps it on file."""

from uuid import uuid4

import pytest

from casework.casebook import coverage, shelf
from casework.casebook.covering import CoverageQuery
from casework.domain.actions import Action, ActionKind
from casework.domain.errors import Invalid, NotAllowed, NotFound
from casework.domain.policy import Role
from casework.services import actionwithdrawal, advocacy, audit, cases, designations
from tests.casefiles import case, day
from tests.organisation import Organisation
from tests.sanctioned import listing, official
from tests.services.test_advocacy import HELD, STATEMENT, letter


def test_a_withdrawn_action_raises_nobody_and_is_found_nowhere(each_organisation: Organisation) -> None:
    actor = each_organisation.actor()
    person = cases.create(actor, case("One"))
    by_name, everyone = advocacy.add_action(actor, letter(person)), advocacy.add_for_list(actor, STATEMENT, HELD)
    asked = CoverageQuery(HELD)
    assert coverage.figures(shelf.current(actor), asked).raised == 1
    actionwithdrawal.withdraw(actor, by_name, "recorded twice")
    assert [found.id for found in advocacy.of_case(actor, person)] == [everyone]
    actionwithdrawal.withdraw(actor, everyone, "a mistake")
    figures = coverage.figures(shelf.current(actor), asked)
    assert (figures.people, figures.raised, figures.raised_by_name) == (1, 0, 0)
    for gone in (by_name, everyone):
        with pytest.raises(NotFound):
            advocacy.load(actor, gone)


def test_withdrawing_needs_a_reason_and_the_right_and_is_logged(organisation: Organisation) -> None:
    actor = organisation.actor()
    made = advocacy.add_action(actor, letter(cases.create(actor, case("One"))))
    with pytest.raises(Invalid, match="needed"):
        actionwithdrawal.withdraw(actor, made, "  ")
    with pytest.raises(NotAllowed):
        actionwithdrawal.withdraw(organisation.actor(Role.ANALYST), made, "mine")
    with pytest.raises(NotFound):
        actionwithdrawal.withdraw(actor, uuid4(), "there is none")
    actionwithdrawal.withdraw(actor, made, "recorded twice")
    with pytest.raises(NotFound):
        actionwithdrawal.withdraw(actor, made, "again")
    logged = [line.event.event for line in audit.listing(actor, audit.Asked()).lines if line.event]
    assert logged.count("action.withdrawn") == 1
    assert "access.refused" in logged


def test_an_action_that_listings_came_with_stays(organisation: Organisation) -> None:
    actor = organisation.actor()
    act = Action(ActionKind.SANCTIONS, day("2022-06-03"), "Listed", actors=("A state",))
    made = advocacy.add_action(actor, act)
    listed = designations.add(actor, listing(official(actor, "Some Judge"), action=str(made)))
    with pytest.raises(Invalid, match="action_in_use") as refusal:
        actionwithdrawal.withdraw(actor, made, "a mistake")
    assert refusal.value.values == {"count": "1"}
    designations.withdraw(actor, listed, "a mistake too")
    actionwithdrawal.withdraw(actor, made, "a mistake")
    with pytest.raises(NotFound):
        advocacy.load(actor, made)
