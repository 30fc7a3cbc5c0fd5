"""Headers to fields and rows to drafts: understood, kept as a note, or refused with row, column and reason."""

import pytest

from casework.domain import standing
from casework.domain.drafts import Draft
from casework.domain.importing import MESSAGES, Problem
from casework.domain.reference import shipped
from casework.domain.sections import Recognition, Script
from casework.imports import headers, reading
from casework.imports.fields import Field
from casework.imports.rows import RowReader
from casework.services import clock


def drafts(text: str) -> list[Draft | Problem]:
    table = reading.read(text.encode())
    return list(RowReader(table, headers.map_columns(table.header), shipped()).drafts(table))


def draft(header: str, row: str) -> Draft:
    (found,) = drafts(f"{header}\n{row}\n")
    assert isinstance(found, Draft)
    return found


def refusal(header: str, row: str) -> Problem:
    (found,) = drafts(f"{header}\n{row}\n")
    assert isinstance(found, Problem)
    return found


@pytest.mark.parametrize(
    ("title", "field"),
    [
        ("councel", Field.COUNSEL), ("Date of Birth", Field.BIRTH), ("Идентификатор", Field.ID),
        ("Имя и фамилия", Field.NAME), ("Статьи УК", Field.ARTICLES), ("Срок", Field.SENTENCE),
        ("Дата задержаня", Field.ARRESTED), ("дата осовобождения", Field.RELEASED), ("Учереждение", Field.FACILITY),
        ("Дата нараджэння", Field.BIRTH), ("Імя і прозвішча", Field.NAME), ("Артыкулы КК", Field.ARTICLES),
        ("brithday", Field.BIRTH), ("nmae", Field.NAME), ("RELEASE_DATE", Field.RELEASED), ("ФИО", Field.NAME),
    ],
)  # fmt: skip
def test_a_header_is_known_in_three_languages_and_misspelt(title: str, field: Field) -> None:
    assert headers.map_columns([title]).columns == {field: (0,)}


def test_a_guessed_and_an_unknown_column_are_told_once() -> None:
    mapping = headers.map_columns(["name", "brithday", "shoe size"])
    told = headers.problems(["name", "brithday", "shoe size"], mapping)
    assert [(found.code, found.column) for found in told] == [
        ("unknown_column", "shoe size"),
        ("guessed_column", "brithday"),
    ]


def test_a_name_may_stand_in_three_columns() -> None:
    found = draft("Фамилия;Имя;Отчество", "Иванов;Иван;Петрович")
    assert [(name.script, name.text) for name in found.names] == [(Script.RU, "Иван Петрович Иванов")]


def test_a_name_has_its_script() -> None:
    found = draft("name,name be,name ru", "Ivan Ivanou,Іван Іваноў,Иван Иванов")
    assert {name.script: name.text for name in found.names} == {
        Script.LATIN: "Ivan Ivanou",
        Script.BE: "Іван Іваноў",
        Script.RU: "Иван Иванов",
    }


def test_several_judges_and_their_court_share_a_cell() -> None:
    found = draft("name;judge", "Ivan;Anna Zhuk, Brest Regional Court / Petr Lis")
    assert (found.judges, found.court) == (("Anna Zhuk", "Petr Lis"), "Brest Regional Court")


def test_false_and_empty_say_nothing() -> None:
    found = draft("name,birthday,prison,release_date", "Ivan,FALSE,FALSE,")
    assert (found.birth, found.facility_as_written, found.released, found.notes) == (None, "", None, [])


def test_a_cell_that_is_no_date_is_kept_as_a_note() -> None:
    found = draft("name,arrested", "Ivan,in spring")
    assert found.arrested is None
    assert [(note.column, note.value, note.reason) for note in found.notes] == [("arrested", "in spring", "not_a_date")]


def test_an_unknown_column_and_extra_cells_are_kept_as_notes() -> None:
    found = draft("name,shoe size", "Ivan,43,left")
    assert [(note.column, note.value) for note in found.notes] == [("shoe size", "43"), ("column 3", "left")]


def test_a_release_beside_still_held_is_a_planned_end() -> None:
    found = draft("name,status,arrested,release_date,decision", "Ivan,active,2026-01-01,2027-01-01,1 year")
    assert found.released is None
    assert found.sentence is not None
    assert str(found.sentence.ends) == "2027-01-01"


def test_a_release_on_a_day_to_come_is_a_planned_end() -> None:
    found = draft("name,arrested,release_date", "Ivan,2024-01-01,2099-01-01")
    assert found.released is None
    assert [note.reason for note in found.notes] == ["release_planned"]


@pytest.mark.parametrize(
    ("header", "row", "text"),
    [
        ("id,name", "1,", "the row has no name"),
        ("name,arrested", "Ivan,01.01.2099", "arrested: 2099-01-01 is in the future"),
        ("name,birthday", "Ivan,2099", "birthday: 2099 is in the future"),
        ("id,name", "1,...", "the row has no name"),
        ("name,birthday", "Ivan,31.02.1990", "birthday: 31.02.1990 is not a possible date"),
        ("name,arrested", "Ivan,2021-13-01", "arrested: 2021-13-01 is not a possible date"),
        (
            "name,arrested,release_date",
            "Ivan,2022-01-01,2021-12-31",
            "release_date: the end (2021-12-31) lies before the arrest",
        ),
        ("name,birthday,arrested", "Ivan,2022-05,2022-01-01", "birthday: the birth (2022-05) lies after the arrest"),
    ],
)
def test_what_cannot_be_is_refused_with_column_and_value(header: str, row: str, text: str) -> None:
    found = refusal(header, row)
    assert (found.row, found.text) == (2, text)


def test_dates_that_may_be_in_order_are_not_refused() -> None:
    assert draft("name,arrested,release_date", "Ivan,2022-05-01,2022").released is not None


def test_a_verdict_after_the_end_leaves_the_timeline_with_a_warning() -> None:
    found = draft("name,arrested,verdict_date,release_date", "Ivan,2021-01-01,2023-01-01,2022-01-01")
    assert not found.verdict_in_timeline
    assert [warning.code for warning in found.warnings] == ["verdict_after_end"]


def test_every_message_takes_a_column_and_a_value() -> None:
    assert all(Problem(2, code, "column", "value").text for code in MESSAGES)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("released", "released"), ("Освобождён", "released"), ("освобожден(а)", "released"), ("Вызвалены", "released"),
        ("на свободе", "released"), ("домашняя химия", "home_restriction"), ("in exile", "deported"),
        ("умерла", "died"), ("Under house arrest", "house_arrest"),
    ],
)  # fmt: skip
def test_a_status_column_may_say_that_somebody_is_out_of_custody(cell: str, expected: str) -> None:
    found = draft("name,status", f"Ivan,{cell}")
    assert (found.stated, found.read_on.text) == (expected, f"~{clock.today()}")
    assert [problem.code for problem in found.warnings] == ["status_undated"]


@pytest.mark.parametrize(
    "cell",
    [
        "в колонии",
        "В СИЗО",
        "под стражей",
        "detained",
        "in prison",
        "in custody",
        "imprisoned",
        "арестован(а)",
        "у зняволенні",
        "serving a sentence",
    ],
)
def test_a_word_for_custody_without_a_date_is_told_and_counts_nobody(cell: str) -> None:
    found = draft("name,status", f"Ivan,{cell}")
    assert [problem.code for problem in found.warnings] == ["held_undated"]
    assert standing.timeline(found) == ()
    dated = draft("name,status,arrested", f"Ivan,{cell},2024-01-01")
    assert (dated.warnings, [entry.status for entry in standing.timeline(dated)]) == ([], ["pretrial"])


@pytest.mark.parametrize("cell", ["awaiting trial", "on trial", "served", "released on bail", "под судом"])
def test_a_word_that_may_mean_either_says_nothing(cell: str) -> None:
    found = draft("name,status,arrested", f"Ivan,{cell},2024-01-01")
    assert [problem.code for problem in found.warnings] == ["value_not_understood"]
    assert [entry.status for entry in standing.timeline(found)] == ["pretrial"]


def test_a_status_that_the_dates_of_the_row_rule_out_is_told() -> None:
    found = draft("name,status,arrested", "Ivan,wanted,2022-01-01")
    assert [problem.code for problem in found.warnings] == ["status_against_dates"]
    assert draft("name,status,arrested,died", "Ivan,released,2022-01-01,2023-01-01").warnings == []


def test_a_release_beside_a_status_in_custody_is_a_planned_end() -> None:
    found = draft("name,status,arrested,release_date,decision", "Ivan,в колонии,2026-01-01,2026-02-01,1 year")
    assert (found.released, str(found.planned_end)) == (None, "2026-02-01")
    home = draft("name,status,arrested,release_date", "Ivan,home khimiya,2020-08-09,2021-05-05")
    assert str(home.released) == "2021-05-05"


def test_recognition_and_whereabouts_are_told_apart() -> None:
    found = draft("name,status", "Ivan,не признан")
    assert (found.recognition, found.stated) == (Recognition.NOT_RECOGNISED, None)
