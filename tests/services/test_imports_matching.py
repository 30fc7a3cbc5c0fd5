"""Whose row is it? By the list's id, else by name across scripts and dates, and never a guess."""

from casework.domain.sections import SectionName
from casework.imports import lists
from casework.services import clock
from tests.imports.onfile import IVAN, OnFile, rows
from tests.organisation import Organisation


def test_an_empty_cell_never_erases(organisation: Organisation) -> None:
    actor = organisation.actor()
    lists.take(actor, rows("1,Ivan Ivanou,1990-01-01,2021-02-01,2024-05-06,IK-2,art. 342"), "list.csv")
    before = OnFile(actor).sections
    lists.take(actor, rows("1,Ivan Ivanou,,FALSE,,,"), "next.csv")
    after = OnFile(actor).sections
    assert all(after[name] == before[name] for name in SectionName if name is not SectionName.SOURCES)


def test_a_less_exact_date_changes_nothing_and_a_more_exact_one_is_taken(organisation: Organisation) -> None:
    actor = organisation.actor()
    lists.take(actor, rows("1,Ivan Ivanou,1990,2021-02-01,,,"), "list.csv")
    lists.take(actor, rows("1,Ivan Ivanou,1990-03-04,2021,,,"), "next.csv")
    file = OnFile(actor)
    case = file.named("Ivan Ivanou")
    assert str(file.sections[SectionName.IDENTITY][case].birth) == "1990-03-04"
    assert file.sections[SectionName.STATUS][case].entries[0].since.text == "2021-02-01"


def test_a_row_without_an_id_is_found_by_name_across_scripts_and_dates(organisation: Organisation) -> None:
    actor = organisation.actor()
    lists.take(actor, rows("7,Uladzimir Zhukouski,1990-01-01,2021-02-01,,,"), "list.csv")
    update = "Имя и фамилия;Дата рождения;Дата задержания\nЖуковский Владимир;1990;01.02.2021\n".encode("cp1251")
    batch = lists.take(actor, update, "update.csv")
    assert (batch.created, batch.updated) == (0, 1)


def test_two_candidates_are_never_guessed_between(organisation: Organisation) -> None:
    actor = organisation.actor()
    lists.take(actor, rows(IVAN, "2,Ivan Ivanou,1990-05-05,2021-02-01,,,"), "list.csv")
    batch = lists.take(actor, rows(",Иван Иванов,1990,2021-02-01,2024-01-01,,"), "next.csv")
    assert [found.code for found in batch.refused] == ["ambiguous"]
    assert batch.created == 0


def test_a_name_alone_is_no_match(organisation: Organisation) -> None:
    actor = organisation.actor()
    lists.take(actor, rows(IVAN), "list.csv")
    batch = lists.take(actor, rows(",Ivan Ivanou,,,2024-01-01,,"), "next.csv")
    assert [found.code for found in batch.refused] == ["only_the_name_fits"]


def test_a_namesake_born_on_another_day_is_another_person(organisation: Organisation) -> None:
    actor = organisation.actor()
    lists.take(actor, rows(IVAN), "list.csv")
    assert lists.take(actor, rows(",Ivan Ivanou,1991-01-01,2021-02-01,,,"), "next.csv").created == 1


def test_a_brother_with_the_same_birthday_and_arrest_is_another_person(organisation: Organisation) -> None:
    actor = organisation.actor()
    lists.take(actor, rows("1,Aleksey Petrov,1990-01-01,2021-02-01,,,"), "list.csv")
    assert lists.take(actor, rows(",Александр Петров,1990-01-01,2021-02-01,,,"), "next.csv").created == 1


def test_a_misspelt_name_is_found_when_both_dates_agree(organisation: Organisation) -> None:
    actor = organisation.actor()
    lists.take(actor, rows("1,Stanislau Kavaliou,1990-01-01,2021-02-01,,,"), "list.csv")
    assert lists.take(actor, rows(",Станилав Ковалёв,1990-01-01,2021-02-01,,,"), "next.csv").updated == 1


def test_an_id_of_somebody_else_is_refused(organisation: Organisation) -> None:
    actor = organisation.actor()
    lists.take(actor, rows(IVAN), "list.csv")
    other = rows("1,Stanislau Kavaliou,1971-07-07,2023-02-01,,,")
    assert [found.code for found in lists.take(actor, other, "other.csv").refused] == ["id_of_another"]
    assert lists.take(actor, other, "other.csv", "another list").created == 1


def test_the_same_id_twice_in_one_file_is_refused(organisation: Organisation) -> None:
    batch = lists.take(organisation.actor(), rows("1,Ivan Ivanou,1990-01-01,,,,", IVAN), "list.csv")
    assert [(found.row, found.code, found.value) for found in batch.refused] == [(3, "same_id_twice", "1")]


def test_the_same_person_twice_in_one_file_is_refused(organisation: Organisation) -> None:
    one, other = ",Ivan Ivanou,1990-01-01,2021-02-01,,,", ",Иван Иванов,1990-01-01,2021-02-01,,,"
    batch = lists.take(organisation.actor(), rows(one, other), "list.csv")
    assert [(found.row, found.code, found.value) for found in batch.refused] == [(3, "same_person_twice", "2")]


def test_two_numbers_of_a_list_for_one_name_and_birth_are_two_people_with_a_question(
    organisation: Organisation,
) -> None:
    actor = organisation.actor()
    one, other = "1,Ivan Ivanou,1990-01-01,,,,", "2,Иван Иванов,1990-01-01,,,,"
    batch = lists.take(actor, rows(one, other, "3,Ivan Ivanou,1990-01-02,,,,"), "list.csv")
    assert (batch.created, [(found.row, found.code, found.value) for found in batch.warnings]) == (
        3,
        [(3, "twin_row", "2")],
    )
    later = lists.take(actor, rows("4,Ivan Ivanou,1990-01-01,,,,"), "list.csv")
    assert [(found.row, found.code) for found in later.warnings] == [(2, "twin_on_file")]


def test_a_list_that_says_released_without_a_date_ends_custody(organisation: Organisation) -> None:
    actor = organisation.actor()
    lists.take(actor, rows("1,Ivan Ivanou,1990-01-01,2021-02-01,,,"), "list.csv")
    assert len(OnFile(actor).held(str(clock.today()))) == 1
    batch = lists.take(actor, b"id,name,status\n1,Ivan Ivanou,released\n", "next.csv")
    assert {found.code for found in batch.warnings} == {"status_undated", "contradiction"}
    assert OnFile(actor).held(str(clock.today())) == set()


def test_a_second_arrest_is_added_after_the_release(organisation: Organisation) -> None:
    actor = organisation.actor()
    lists.take(actor, rows("1,Ivan Ivanou,1990-01-01,2021-02-01,2022-02-01,,"), "list.csv")
    lists.take(actor, rows("1,Ivan Ivanou,1990-01-01,2024-03-01,,,"), "next.csv")
    file = OnFile(actor)
    entries = file.sections[SectionName.STATUS][file.named("Ivan Ivanou")].entries
    assert [(entry.status.value, entry.since.text) for entry in entries] == [
        ("pretrial", "2021-02-01"),
        ("released", "2022-02-01"),
        ("pretrial", "2024-03-01"),
    ]


def test_an_unknown_article_and_place_are_kept_told_and_offered(organisation: Organisation) -> None:
    actor = organisation.actor()
    batch = lists.take(actor, rows('1,Ivan Ivanou,1990-01-01,2021-02-01,,IK-99,"art. 777, art. 342"'), "list.csv")
    assert {(offer.kind, offer.value) for offer in batch.offers} == {("article", "777"), ("facility", "IK-99")}
    assert {found.code for found in batch.warnings} == {"unknown_article", "unknown_facility"}
    file = OnFile(actor)
    case = file.named("Ivan Ivanou")
    assert file.sections[SectionName.CUSTODY][case].periods[0].as_written == "IK-99"
    assert {note.value for note in file.sections[SectionName.SOURCES][case].notes} == {"art. 777, art. 342", "IK-99"}


def test_every_source_cell_is_kept_with_the_record(organisation: Organisation) -> None:
    actor = organisation.actor()
    lists.take(actor, rows(IVAN + ",left over"), "list.csv")
    file = OnFile(actor)
    sources = file.sections[SectionName.SOURCES][file.named("Ivan Ivanou")]
    assert sources.rows[0].row == 2
    assert dict(sources.rows[0].cells)["column 8"] == "left over"
    assert [(note.column, note.value) for note in sources.notes] == [("column 8", "left over")]
