"""A list of officials or actions taken back: what was tied to it since holds it, and what it made is gone."""

import pytest

from casework.domain.errors import EditedSince, NotFound
from casework.domain.importing import ListKind
from casework.imports import lists
from casework.services import advocacy, cases, designations, involvements
from tests.casefiles import case
from tests.imports.entitiesonfile import ACTIONS, EntitiesOnFile
from tests.organisation import Organisation
from tests.sanctioned import listing, tie
from tests.services.test_imports_entities import JUDGE, take, two_cases


def test_an_import_is_not_undone_under_what_was_tied_to_it_since(each_organisation: Organisation) -> None:
    actor = each_organisation.actor()
    take(actor, JUDGE)
    judge = EntitiesOnFile(actor).named("Henadz Zorkavets")
    part = tie(actor, judge, cases.create(actor, case()))
    other = designations.add(actor, listing(judge, "US", "US-BRUS"))
    ((batch_id, _),) = lists.list_batches(actor)
    with pytest.raises(EditedSince) as refusal:
        lists.undo(actor, batch_id)
    assert refusal.value.tied == {str(part): "involvement", str(other): "designation"}
    involvements.withdraw(actor, part, "A namesake")
    designations.withdraw(actor, other, "A namesake")
    lists.undo(actor, batch_id)
    assert EntitiesOnFile(actor).sections["profile"] == {}


def test_an_action_whose_import_was_undone_opens_no_more(each_organisation: Organisation) -> None:
    actor = each_organisation.actor()
    two_cases(actor)
    take(actor, ACTIONS, ListKind.ACTIONS)
    one = advocacy.listing(actor).lines[0]
    ((batch_id, _),) = lists.list_batches(actor)
    lists.undo(actor, batch_id)
    with pytest.raises(NotFound):
        advocacy.load(actor, one.id)
    with pytest.raises(NotFound):
        advocacy.save(actor, one.id, one.action, one.version)
