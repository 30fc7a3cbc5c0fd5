"""Lists of officials and of actions with columns in three languages: rows to drafts, or refused with their reason."""

import pytest

from casework.domain.actiondrafts import ActionDraft
from casework.domain.actions import ActionKind, ActionStatus
from casework.domain.entities import EntityKind
from casework.domain.entitydrafts import EntityDraft
from casework.domain.importing import Problem
from casework.domain.involvements import InvolvementRole
from casework.domain.reference import shipped
from casework.domain.sections import Script, Sex
from casework.imports import actionlists, officials, reading
from casework.imports.actionlists import ActionsList
from casework.imports.officials import OfficialsList
from casework.imports.tables import Unreadable
from tests.imports.entitiesonfile import ACTIONS, OFFICIALS


def rows(data: bytes | str) -> list[EntityDraft | Problem]:
    table = reading.read(data if isinstance(data, bytes) else data.encode())
    return [row for row in OfficialsList(table, shipped().programmes).rows() if isinstance(row, EntityDraft | Problem)]


def draft(header: str, row: str) -> EntityDraft:
    (found,) = rows(f"{header}\n{row}\n")
    assert isinstance(found, EntityDraft)
    return found


def refusal(header: str, row: str) -> Problem:
    (found,) = rows(f"{header}\n{row}\n")
    assert isinstance(found, Problem)
    return found


def action(header: str, row: str) -> ActionDraft | Problem:
    (found,) = ActionsList(reading.read(f"{header}\n{row}\n".encode())).rows()
    return found


@pytest.mark.parametrize(
    ("title", "field"),
    [
        ("Position", officials.Field.POSITION), ("Должность", officials.Field.POSITION),
        ("Пасада", officials.Field.POSITION), ("Место работы", officials.Field.BODY), ("Орган", officials.Field.BODY),
        ("Listed on", officials.Field.LISTED), ("Кто ввёл санкции", officials.Field.AUTHORITY),
        ("Dleisted", officials.Field.DELISTED), ("Роля ў справе", officials.Field.ROLE),
        ("Номер дела", officials.Field.CASE), ("Прозвішча і імя", officials.Field.NAME),
    ],
)  # fmt: skip
def test_headers_of_officials_are_understood_in_three_languages(title: str, field: officials.Field) -> None:
    found = officials.TITLES.guess(["name", title])
    assert found.columns.get(field) in ((1,), (0, 1))


@pytest.mark.parametrize(
    ("title", "field"),
    [
        ("За кого", actionlists.Field.PERSONS), ("By whom", actionlists.Field.ACTORS),
        ("Каму", actionlists.Field.ADDRESSEES), ("Требования", actionlists.Field.ASKS),
        ("Спасылка", actionlists.Field.LINK), ("Статус", actionlists.Field.STATUS),
    ],
)  # fmt: skip
def test_headers_of_actions_are_understood_in_three_languages(title: str, field: actionlists.Field) -> None:
    assert actionlists.TITLES.guess(["date", title]).columns[field] == (1,)


def test_a_column_nobody_knows_is_told_and_its_cells_kept_with_the_row() -> None:
    table = reading.read(OFFICIALS)
    found = OfficialsList(table, ())
    assert [(one.code, one.column) for one in found.told] == [("unknown_column", "Любимый цвет")]
    first = next(iter(found.rows()))
    assert isinstance(first, EntityDraft)
    assert "Любимый цвет: синий" in dict(first.notes)["row"]


def test_a_row_of_a_russian_list_is_read_whole() -> None:
    found = rows(OFFICIALS)[0]
    assert isinstance(found, EntityDraft)
    assert (found.names[0].script, found.names[0].text) == (Script.RU, "Геннадий Заркавец")
    assert (found.aliases, found.sex, str(found.begun), found.country) == (
        ("Gennady Zarkavets",),
        Sex.MALE,
        "1964-08-30",
        "BY",
    )
    post = found.posts[0].post
    assert (post.position, post.body, str(post.since), str(post.until)) == (
        "Судья", "Суд Верасенского района", "2019", "2021-06",
    )  # fmt: skip
    assert [(one.authority, str(one.listed)) for one in found.listings] == [("EU", "2020-10-02"), ("US", "2020-10-02")]


def test_a_part_in_a_case_has_its_role() -> None:
    parts = [row.parts[0] for row in rows(OFFICIALS)[1:3] if isinstance(row, EntityDraft)]
    assert [(part.case, part.role) for part in parts] == [
        ("CW-000001", InvolvementRole.GUARDED),
        ("list-77", InvolvementRole.ILL_TREATED),
    ]


def test_a_role_that_nobody_knows_is_told_and_kept_as_the_act() -> None:
    found = draft("name,case,role", "Ivan Prydumany,CW-000001,danced")
    assert (found.parts[0].role, found.parts[0].act) == (InvolvementRole.OTHER, "danced")
    assert [one.code for one in found.warnings] == ["value_not_understood"]


def test_an_aircraft_is_known_by_its_registration() -> None:
    found = rows(OFFICIALS)[3]
    assert isinstance(found, EntityDraft)
    assert (found.kind, found.registration) == (EntityKind.AIRCRAFT, "EW-777YY")
    assert (found.listings[0].authority, found.listings[0].programme) == ("US", "US-BRUS")


def test_a_programme_alone_names_its_authority() -> None:
    assert draft("name,programme,listed", "Ivan Prydumany,EU-BLR,2020").listings[0].authority == "EU"


@pytest.mark.parametrize(
    ("header", "row", "code"),
    [
        ("name,position", ",judge", "no_name"), ("name,kind", "Ivan Prydumany,unicorn", "unknown_entity_kind"),
        ("name,birth", "Ivan Prydumany,31.02.1970", "impossible_date"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_is_refused(header: str, row: str, code: str) -> None:
    assert refusal(header, row).code == code


def test_a_list_without_names_is_no_list_of_officials() -> None:
    with pytest.raises(Unreadable) as refused:
        rows("colour,shape\nred,round\n")
    assert refused.value.code == "no_name_column"


def test_actions_are_read_with_their_kind_day_and_everything_said() -> None:
    first, second, third, fourth = ActionsList(reading.read(ACTIONS)).rows()
    assert isinstance(first, ActionDraft)
    assert (first.action.kind, str(first.action.date)) == (ActionKind.JOINT_STATEMENT, "2024-08-09")
    assert first.action.actors == ("Invented Government of A", "Invented Government of B")
    assert first.persons == ("CW-000001", "Alena Uzornaja")
    assert (first.action.status, first.action.link) == (ActionStatus.PUBLISHED, "https://example.org/statement")
    assert isinstance(second, ActionDraft)
    assert (second.action.reference, second.action.asks) == ("Opinion No. 0/2023", ("release", "compensation"))
    assert isinstance(third, ActionDraft)
    assert isinstance(fourth, ActionDraft)
    assert (third.action.kind, fourth.action.kind) == (ActionKind.NGO_STATEMENT, ActionKind.VISA_RESTRICTION)


@pytest.mark.parametrize(
    ("row", "code"),
    [("2024-01-01,dance,x", "unknown_action_kind"), (",letter,x", "no_date"), ("2024-01-01,,x", "no_action_kind")],
)
def test_an_action_without_kind_or_day_is_refused(row: str, code: str) -> None:
    found = action("date,kind,persons", row)
    assert isinstance(found, Problem)
    assert found.code == code


def test_a_reference_of_a_kind_that_has_none_is_kept_in_the_note() -> None:
    found = action("date,kind,reference", "2024-01-01,media,No. 7")
    assert isinstance(found, ActionDraft)
    assert (found.action.reference, found.action.note) == ("", "No. 7")


def test_a_list_without_dates_is_no_list_of_actions() -> None:
    with pytest.raises(Unreadable) as refused:
        ActionsList(reading.read(OFFICIALS))
    assert refused.value.code == "no_action_columns"
