"""Invented actions and actors are such as a form would take."""

from random import Random

from casework.demo import lives, raisers
from casework.demo.campaign import actions
from casework.domain import actionrules
from casework.domain.actions import ActionStatus
from casework.domain.actors import faults, folds


def test_every_invented_action_would_pass_as_a_form() -> None:
    random = Random(7)
    people = [(str(at), life) for at, life in enumerate(lives.invent(random, 400, exiles=(), deaths=2))]
    made = raisers.detailed(random, actions(random, people, 200))
    assert [fault for one in made for fault in actionrules.faults(one, lives.TODAY)] == []
    assert any(one.follow_ups and one.follow_ups[0].done is None for one in made)
    assert [one.title for one in made if one.status is ActionStatus.PLANNED] == ["Briefing before the winter session"]


def test_every_invented_actor_would_pass_and_is_on_file_once() -> None:
    """Invented states have codes that belong to none: kept as if they had been recorded."""
    found = raisers.actors()
    assert [fault for one in found for fault in faults(one, one.country)] == []
    assert sum(len(folds(one.spellings)) for one in found) == len(
        {fold for one in found for fold in folds(one.spellings)}
    )


def test_every_actor_of_an_invented_action_is_on_file() -> None:
    random = Random(7)
    people = [(str(at), life) for at, life in enumerate(lives.invent(random, 400, exiles=(), deaths=2))]
    ids = {fold: fold for one in raisers.actors() for fold in folds(one.spellings)}
    found = [raisers.joined(one, ids) for one in actions(random, people, 200)]
    assert [one.actors for one in found if len(one.by) != len(one.actors)] == []
