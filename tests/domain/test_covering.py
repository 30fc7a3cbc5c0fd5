"""Whom a row of a list file means: by number, by name and date, in doubt, or nobody on file."""

from casework.domain import names
from casework.domain.covering import Placed, Roll, Standing
from casework.domain.dates import PartialDate
from casework.domain.drafts import Draft
from casework.domain.matching import Known, People
from casework.domain.sections import PersonName, Script


def known(case: str, name: str, born: str = "") -> Known:
    return Known(case, (names.tokens(name),), PartialDate.parse(born) if born else None)


def row(name: str = "", number: str = "", born: str = "") -> Draft:
    written = (PersonName(Script.LATIN, name),) if name else ()
    return Draft(
        2,
        (),
        PartialDate.parse("2026-11-20"),
        external_id=number,
        names=written,
        birth=PartialDate.parse(born) if born else None,
    )


def placed(draft: Draft) -> Placed:
    roll = Roll(People(""))
    roll.add(known("alena", "Alena Uzornaja", "1990-02-03"), ("CW-000001", "17"))
    roll.add(known("ivan", "Ivan Testavy", "1980-01-01"), ("CW-000002", "18"))
    roll.add(known("other ivan", "Ivan Testavy", "1985-05-05"), ("CW-000003",))
    roll.add(known("maria", "Maryja Prykladnaja"), ("CW-000004", "17-b", "99"))
    roll.add(known("vera", "Viera Vydumanaja", "1970-01-01"), ("CW-000005", "99"))
    return roll.place(draft)


def test_a_number_of_ours_or_of_a_list_is_enough_when_the_name_agrees_or_is_missing() -> None:
    for draft in (row("Uzornaja Alena", "CW-000001"), row("Алена Узорная", "17"), row(number=" cw-000001")):
        found = placed(draft)
        assert (found.standing, found.cases) == (Standing.MATCHED, ("alena",))


def test_a_number_beside_the_name_of_another_person_is_a_doubt() -> None:
    found = placed(row("Viera Vydumanaja", "17"))
    assert (found.standing, found.cases) == (Standing.DOUBTFUL, ("alena", "vera"))


def test_a_number_that_two_people_have_is_nobodys() -> None:
    found = placed(row(number="99"))
    assert (found.standing, found.cases) == (Standing.DOUBTFUL, ("maria", "vera"))


def test_a_name_with_the_same_day_of_birth_is_matched() -> None:
    found = placed(row("Иван Тестовый", born="1985-05-05"))
    assert (found.standing, found.cases) == (Standing.MATCHED, ("other ivan",))


def test_a_name_alone_is_a_doubt_also_where_one_person_has_it() -> None:
    found = placed(row("Alena Uzornaja"))
    assert (found.standing, found.cases) == (Standing.DOUBTFUL, ("alena",))


def test_namesakes_are_a_doubt() -> None:
    found = placed(row("Ivan Testavy"))
    assert (found.standing, set(found.cases)) == (Standing.DOUBTFUL, {"ivan", "other ivan"})


def test_a_day_of_birth_that_contradicts_is_a_doubt_to_be_looked_at() -> None:
    found = placed(row("Alena Uzornaja", born="1991-02-03"))
    assert (found.standing, found.cases) == (Standing.DOUBTFUL, ("alena",))


def test_a_name_unlike_all_others_is_on_nobodys_file() -> None:
    found = placed(row("Mikalai Neviadomy", "999"))
    assert (found.standing, found.name, found.cases) == (Standing.UNMATCHED, "Mikalai Neviadomy", ())
    assert placed(row(number="999")).name == "999"


def test_a_row_keeps_what_the_list_says_of_the_person() -> None:
    found = placed(row("Uzornaja Alena", "17", "1990"))
    assert (found.name, found.number, str(found.birth)) == ("Uzornaja Alena", "17", "1990")
