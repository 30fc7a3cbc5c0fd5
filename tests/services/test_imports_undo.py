"""An import is taken back as a whole, unless somebody edited since; the history stays."""

import pytest

from casework.domain.errors import EditedSince, Invalid
from casework.domain.importing import BatchState
from casework.domain.sections import ConsentRecord, Identity, SectionName
from casework.imports import lists
from casework.services import ledger
from tests.imports.onfile import IVAN, OnFile, rows
from tests.organisation import Organisation

ANTON = "2,Anton Rudko,1980-01-01,2022-02-02,,,"


def test_an_undo_takes_the_whole_import_back_and_keeps_the_history(each_organisation: Organisation) -> None:
    actor = each_organisation.actor()
    lists.take(actor, rows("1,Ivan Ivanou,1990-01-01,2021-02-01,,IK-2,"), "list.csv")
    before = OnFile(actor).sections
    lists.take(actor, rows("1,Іван Іваноў,,,2024-01-01,,", ANTON), "next.csv")
    assert lists.undo(actor, lists.list_batches(actor)[0][0]).state is BatchState.UNDONE
    after = OnFile(actor)
    assert after.sections == before
    with ledger.reading(actor) as unit:
        assert len(unit.history(after.named("Ivan Ivanou"), SectionName.STATUS)) == 3


def test_imports_are_undone_one_after_the_other(organisation: Organisation) -> None:
    actor = organisation.actor()
    lists.take(actor, rows(IVAN), "list.csv")
    lists.take(actor, rows("1,Іван Іваноў,,,2024-01-01,IK-2,"), "next.csv")
    for batch, _ in lists.list_batches(actor):
        lists.undo(actor, batch)
    assert not OnFile(actor).cases


def test_an_import_under_a_later_one_is_not_undone(organisation: Organisation) -> None:
    actor = organisation.actor()
    lists.take(actor, rows(IVAN), "list.csv")
    lists.take(actor, rows("1,Іван Іваноў,,,2024-01-01,,"), "next.csv")
    with pytest.raises(EditedSince):
        lists.undo(actor, lists.list_batches(actor)[-1][0])


def test_after_an_undo_the_same_list_comes_in_again(organisation: Organisation) -> None:
    actor = organisation.actor()
    lists.take(actor, rows(IVAN), "list.csv")
    lists.undo(actor, lists.list_batches(actor)[0][0])
    assert lists.take(actor, rows(IVAN), "list.csv").created == 1
    assert len(OnFile(actor).cases) == 1


def test_an_undo_names_the_cases_that_somebody_edited_since(organisation: Organisation) -> None:
    actor = organisation.actor()
    lists.take(actor, rows(IVAN, ANTON), "list.csv")
    case = OnFile(actor).named("Anton Rudko")
    with ledger.writing(actor) as unit:
        found = unit.load(case, SectionName.IDENTITY)
        assert found is not None
        unit.save(case, SectionName.IDENTITY, Identity(names=found.value.names), found.version)
    with pytest.raises(EditedSince) as refusal:
        lists.undo(actor, lists.list_batches(actor)[0][0])
    assert refusal.value.edited == {str(case): "case"}
    assert len(OnFile(actor).cases) == 2


def test_a_section_added_since_is_an_edit(organisation: Organisation) -> None:
    actor = organisation.actor()
    lists.take(actor, rows(IVAN), "list.csv")
    case = OnFile(actor).named("Ivan Ivanou")
    with ledger.writing(actor) as unit:
        unit.save(case, SectionName.CONSENT, ConsentRecord(given_by="the mother"), 0)
    with pytest.raises(EditedSince):
        lists.undo(actor, lists.list_batches(actor)[0][0])


def test_an_import_is_undone_once(organisation: Organisation) -> None:
    actor = organisation.actor()
    lists.take(actor, rows(IVAN), "list.csv")
    batch = lists.list_batches(actor)[0][0]
    lists.undo(actor, batch)
    with pytest.raises(Invalid, match="not_applied"):
        lists.undo(actor, batch)
