"""What a list contradicts is kept, replaced, or kept with what the list says beside it, as somebody chose."""

from uuid import UUID

import pytest

from casework.domain.errors import Conflict, Invalid, NotAllowed
from casework.domain.importing import Choice
from casework.domain.policy import Role
from casework.domain.sections import Claim, SectionName, Sex
from casework.imports import lists
from casework.imports.lists import Wishes
from tests.imports.onfile import OnFile, rows
from tests.organisation import Organisation

HEADER = "id,name,gender,birthday,arrested,release_date\n"
OURS = rows("1,Ivan Ivanou,m,1990-01-01,2021-02-01,2022-02-02", "2,Anton Rudko,m,1980-01-01,2022-02-02,", header=HEADER)
THEIRS = rows(
    "1,Ivan Ivanou,m,1990-01-02,2021-03-01,2023-03-03", "2,Anton Rudko,f,1980-01-01,2022-02-02,", header=HEADER
)


def previewed(organisation: Organisation) -> UUID:
    actor = organisation.actor()
    lists.take(actor, OURS, "ours.csv")
    shown = lists.preview(actor, THEIRS, "theirs.csv")
    assert shown.id is not None
    assert shown.batch.conflicts == 2
    return shown.id


def chosen(organisation: Organisation, shown: UUID, choice: Choice, rows: dict[int, Choice] | None = None) -> OnFile:
    actor = organisation.actor()
    lists.choose(actor, shown, choice, rows or {}, lists.opened(actor, shown)[1])
    lists.apply(actor, shown)
    return OnFile(actor)


def facts(file: OnFile, name: str) -> tuple[str, list[str], Sex]:
    case = file.named(name)
    identity = file.sections[SectionName.IDENTITY][case]
    return str(identity.birth), [e.since.text for e in file.sections[SectionName.STATUS][case].entries], identity.sex


def test_ours_stays_where_that_is_chosen(organisation: Organisation) -> None:
    file = chosen(organisation, previewed(organisation), Choice.OURS)
    assert facts(file, "Ivan Ivanou") == ("1990-01-01", ["2021-02-01", "2022-02-02"], Sex.MALE)
    sources = file.sections[SectionName.SOURCES][file.named("Ivan Ivanou")]
    assert (len(sources.rows), sources.claims) == (2, ())


def test_theirs_is_taken_where_nothing_is_chosen(organisation: Organisation) -> None:
    shown = previewed(organisation)
    lists.apply(organisation.actor(), shown)
    file = OnFile(organisation.actor())
    assert facts(file, "Ivan Ivanou") == ("1990-01-02", ["2021-03-01", "2023-03-03"], Sex.MALE)


def test_both_keeps_ours_and_theirs_as_a_claim_with_its_source(each_organisation: Organisation) -> None:
    shown = previewed(each_organisation)
    file = chosen(each_organisation, shown, Choice.BOTH)
    assert facts(file, "Anton Rudko") == ("1980-01-01", ["2022-02-02"], Sex.MALE)
    claims = file.sections[SectionName.SOURCES][file.named("Anton Rudko")].claims
    assert claims == (Claim("identity", "sex", "male", "female", "public list", 3, str(shown)),)
    lists.undo(each_organisation.actor(), shown)
    after = OnFile(each_organisation.actor())
    assert after.sections[SectionName.SOURCES][after.named("Anton Rudko")].claims == ()


def test_a_row_is_chosen_for_on_its_own(organisation: Organisation) -> None:
    file = chosen(organisation, previewed(organisation), Choice.OURS, {3: Choice.THEIRS})
    assert facts(file, "Ivan Ivanou")[0] == "1990-01-01"
    assert facts(file, "Anton Rudko")[2] is Sex.FEMALE


def test_a_row_that_follows_the_choice_for_all_is_not_kept_on_its_own(organisation: Organisation) -> None:
    shown, actor = previewed(organisation), organisation.actor()
    lists.choose(actor, shown, Choice.OURS, {2: Choice.BOTH, 3: Choice.OURS}, lists.opened(actor, shown)[1])
    assert lists.opened(actor, shown)[0].choices == ((2, Choice.BOTH),)


def test_only_rows_that_contradict_are_asked_about(organisation: Organisation) -> None:
    shown = previewed(organisation)
    found = lists.planned_rows(organisation.actor(), shown, conflicts=True, start=1, size=5)
    assert [row.row for row in found] == [3]


def test_two_who_choose_at_once_do_not_overwrite_each_other(organisation: Organisation) -> None:
    shown, actor = previewed(organisation), organisation.actor()
    seen = lists.opened(actor, shown)[1]
    lists.choose(actor, shown, Choice.OURS, {}, seen)
    with pytest.raises(Conflict):
        lists.choose(actor, shown, Choice.BOTH, {}, seen)


def test_nothing_is_chosen_once_it_is_applied_or_without_the_right(organisation: Organisation) -> None:
    shown = previewed(organisation)
    with pytest.raises(NotAllowed):
        lists.choose(organisation.actor(Role.CASEWORKER), shown, Choice.OURS, {}, 1)
    lists.apply(organisation.actor(), shown)
    with pytest.raises(Invalid, match="not_previewed"):
        lists.choose(organisation.actor(), shown, Choice.OURS, {}, 1)


def test_in_one_go_the_choice_is_given_beforehand(organisation: Organisation) -> None:
    actor = organisation.actor()
    lists.take(actor, OURS, "ours.csv")
    lists.take(actor, THEIRS, "theirs.csv", wishes=Wishes(choice=Choice.BOTH))
    file = OnFile(actor)
    case = file.named("Ivan Ivanou")
    assert {(one.field, one.theirs) for one in file.sections[SectionName.SOURCES][case].claims} == {
        ("birth", "1990-01-02"),
        ("arrest", "2021-03-01"),
        ("release", "2023-03-03"),
    }
