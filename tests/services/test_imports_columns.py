"""Columns are read as somebody chose, under a name if that is wanted; source, terms and file stay with the import."""

from pathlib import Path

import pytest

from casework.domain.errors import Invalid, NotAllowed
from casework.domain.importing import BatchState, ListKind
from casework.domain.policy import Role
from casework.domain.sections import SectionName
from casework.imports import lists
from casework.imports.lists import Wishes
from casework.imports.tables import Unreadable
from casework.services import imports, listprofiles
from tests.imports.onfile import OnFile, rows
from tests.organisation import Organisation

STRANGE = "Wer,Tag,Anmerkung\n"
LIST = rows("Ivan Ivanou,2021-02-01,held at work", header=STRANGE)
FIELDS = ("name", "arrest", "")
TITLES = ("Wer", "Tag", "Anmerkung")


def test_a_list_with_titles_nobody_knows_is_mapped_by_hand(organisation: Organisation) -> None:
    actor = organisation.actor()
    made = lists.upload(actor, LIST, "list.csv")
    head = lists.head(actor, made)
    assert head is not None
    assert [(column.title, column.samples, column.guess) for column in head.columns] == [
        ("Wer", ("Ivan Ivanou",), ""),
        ("Tag", ("2021-02-01",), ""),
        ("Anmerkung", ("held at work",), ""),
    ]
    shown = imports.ended(lists.planning(actor, made, FIELDS))
    assert (shown.batch.created, shown.batch.columns) == (1, FIELDS)
    assert [told.text for told in shown.batch.warnings] == [
        "the column Anmerkung was left out: its cells are kept with the record"
    ]
    lists.apply(actor, made)
    file = OnFile(actor)
    case = file.named("Ivan Ivanou")
    assert file.sections[SectionName.STATUS][case].entries[0].since.text == "2021-02-01"
    assert [note.value for note in file.sections[SectionName.SOURCES][case].notes] == ["held at work"]


def test_a_mapping_without_a_name_is_refused_and_the_file_waits_on(organisation: Organisation) -> None:
    actor = organisation.actor()
    made = lists.upload(actor, LIST, "list.csv")
    with pytest.raises(Unreadable, match="no_name_column"):
        imports.ended(lists.planning(actor, made, ("", "arrest", "")))
    assert lists.opened(actor, made)[0].state is BatchState.UPLOADED


def test_columns_chosen_anew_make_another_plan(organisation: Organisation) -> None:
    actor = organisation.actor()
    made = lists.upload(actor, LIST, "list.csv")
    imports.ended(lists.planning(actor, made, FIELDS))
    shown = imports.ended(lists.planning(actor, made, ("name", "release", "")))
    assert [one.field for one in lists.planned_rows(actor, made)[0].differences] == ["release"]
    assert shown.batch.columns[1] == "release"


def test_two_who_plan_one_upload_at_once_do_not_mix_their_plans(organisation: Organisation) -> None:
    actor = organisation.actor()
    made = lists.upload(actor, LIST, "list.csv")
    mine = lists.planning(actor, made, FIELDS)
    next(mine)
    imports.ended(lists.planning(actor, made, ("name", "release", "")))
    assert [one.field for one in lists.planned_rows(actor, made)[0].differences] == ["release"]
    shown = imports.ended(mine)
    assert shown.batch.columns == FIELDS
    assert lists.opened(actor, made)[0].columns == FIELDS
    assert [one.field for one in lists.planned_rows(actor, made)[0].differences] == ["arrest"]


def test_what_somebody_else_planned_meanwhile_is_not_applied_unseen(organisation: Organisation) -> None:
    actor = organisation.actor()
    made = lists.upload(actor, LIST, "list.csv")
    imports.ended(lists.planning(actor, made, FIELDS))
    seen = lists.opened(actor, made)[1]
    imports.ended(lists.planning(actor, made, ("name", "release", "")))
    with pytest.raises(Invalid, match="planned_meanwhile"):
        imports.ended(lists.applying(actor, made, seen=seen))
    assert not OnFile(actor).cases
    imports.ended(lists.applying(actor, made, seen=lists.opened(actor, made)[1]))
    assert len(OnFile(actor).cases) == 1


def test_of_plans_that_were_made_anew_broken_off_or_discarded_no_file_is_left(organisation: Organisation) -> None:
    actor = organisation.actor()
    before = kept(organisation)
    made = lists.upload(actor, LIST, "list.csv")
    imports.ended(lists.planning(actor, made, FIELDS))
    imports.ended(lists.planning(actor, made, ("name", "release", "")))
    broken = lists.planning(actor, made, FIELDS)
    next(broken)
    broken.close()
    assert len(kept(organisation) - before) == 2
    lists.discard(actor, made)
    assert kept(organisation) == before


def kept(organisation: Organisation) -> set[Path]:
    return {path for path in (organisation.settings.data / "files").rglob("*") if path.is_file()}


def test_a_field_that_can_stand_once_is_found_twice(organisation: Organisation) -> None:
    actor = organisation.actor()
    head = lists.head(actor, lists.upload(actor, LIST, "list.csv"))
    assert head is not None
    assert head.twice(("name", "arrest", "arrest")) == [2]
    assert head.twice(("name", "name", "")) == []


def test_a_saved_mapping_is_offered_for_the_same_columns_in_any_order(each_organisation: Organisation) -> None:
    actor = each_organisation.actor()
    listprofiles.save(actor, "  German  list ", ListKind.CASES, TITLES, FIELDS)
    (found,) = listprofiles.matching(actor, ListKind.CASES, ("tag", "WER", "Anmerkung"))
    assert (found.name, listprofiles.columns(found, ("tag", "WER", "Anmerkung"))) == (
        "German list",
        ("arrest", "name", ""),
    )
    assert listprofiles.matching(actor, ListKind.CASES, ("Tag", "Wer")) == []
    assert listprofiles.matching(actor, ListKind.OFFICIALS, TITLES) == []


def test_a_saved_mapping_is_replaced_under_its_name_and_removed(organisation: Organisation) -> None:
    actor = organisation.actor()
    listprofiles.save(actor, "German list", ListKind.CASES, TITLES, FIELDS)
    key = listprofiles.save(actor, "german list", ListKind.CASES, TITLES, ("name", "release", ""))
    assert [one.fields[1] for _, one in listprofiles.listing(actor)] == [("Tag", "release")]
    listprofiles.remove(actor, key)
    assert listprofiles.listing(actor) == []


def test_in_one_go_a_list_is_read_by_a_saved_mapping(organisation: Organisation) -> None:
    actor = organisation.actor()
    listprofiles.save(actor, "German list", ListKind.CASES, TITLES, FIELDS)
    done = lists.take(actor, LIST, "list.csv", wishes=Wishes(profile="german list"))
    assert (done.created, done.profile) == (1, "German list")
    with pytest.raises(Invalid, match="unknown_profile"):
        lists.take(actor, LIST, "list.csv", wishes=Wishes(profile="no such"))


@pytest.mark.parametrize(("name", "code"), [(" ", "needed"), ("x" * 61, "too_long")])
def test_a_mapping_has_a_name_that_can_be_shown(organisation: Organisation, name: str, code: str) -> None:
    with pytest.raises(Invalid, match=code):
        listprofiles.save(organisation.actor(), name, ListKind.CASES, TITLES, FIELDS)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.COORDINATOR])
def test_who_may_not_import_saves_and_sees_no_mapping(organisation: Organisation, role: Role) -> None:
    with pytest.raises(NotAllowed):
        listprofiles.listing(organisation.actor(role))
    with pytest.raises(NotAllowed):
        listprofiles.save(organisation.actor(role), "x", ListKind.CASES, TITLES, FIELDS)


def test_source_and_terms_are_kept_with_the_import(organisation: Organisation) -> None:
    actor = organisation.actor()
    lists.take(
        actor, LIST.replace(b"Wer", b"name"), "list.csv", wishes=Wishes("a partner, 3 May", "not to be passed on")
    )
    ((_, batch),) = lists.list_batches(actor)
    assert (batch.source, batch.licence) == ("a partner, 3 May", "not to be passed on")
