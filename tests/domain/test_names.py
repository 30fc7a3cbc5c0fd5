"""One person, many spellings: by every transliteration we know of, and with the slips people make."""

import json
from functools import cache
from pathlib import Path
from random import Random

import pytest

from casework.domain import names
from casework.domain.register import Register
from tests.domain.crowd import crowd
from tests.domain.spellings import BELARUSIAN, RUSSIAN, SLIPS, written

SPELLINGS = json.loads((Path(__file__).parents[1] / "data" / "name-spellings.json").read_text("utf-8"))
ASKED = Random(3).sample(range(len(crowd())), 60)
STEADY = [slip for slip in SLIPS if slip not in ("a letter missing", "two letters swapped")]


@cache
def register(language: int) -> Register[int]:
    made = Register[int]()
    for number, person in enumerate(crowd()):
        made.add(number, [person[language]])
    return made


def share_first(register_: Register[int], asked: dict[int, str], among: int = 1) -> float:
    found = (number in [one for one, _ in register_.best(text, among)] for number, text in asked.items())
    return sum(found) / len(asked)


@pytest.mark.parametrize("system", [*RUSSIAN, *BELARUSIAN])
def test_any_transliteration_finds_the_name_in_the_other_language(system: str) -> None:
    """A Russian transliteration asks the Belarusian register, and the other way round."""
    language = 1 if system in RUSSIAN else 0
    asked = {number: written(crowd()[number][language], system) for number in ASKED}
    assert share_first(register(1 - language), asked) >= 0.98
    assert share_first(register(1 - language), asked, among=5) >= 0.98


@pytest.mark.parametrize("slip", STEADY)
def test_order_look_alikes_patronymics_and_second_surnames_cost_nothing(slip: str) -> None:
    random = Random(slip)
    asked = {number: SLIPS[slip](crowd()[number][1], random) for number in ASKED}
    assert share_first(register(0), asked) >= 0.98


@pytest.mark.parametrize("slip", ["a letter missing", "two letters swapped"])
def test_a_slip_of_the_pen_is_forgiven(slip: str) -> None:
    random = Random(slip)
    asked = {number: SLIPS[slip](crowd()[number][1], random) for number in ASKED}
    assert share_first(register(0), asked) >= 0.95
    assert share_first(register(0), asked, among=5) >= 0.98


def test_all_four_spellings_of_one_person_are_the_same_name() -> None:
    scores = [names.score(one, other) for person in SPELLINGS for one in person for other in person]
    assert sum(score >= names.SAME for score in scores) / len(scores) >= 0.98
    assert sum(score >= names.DUPLICATE for score in scores) / len(scores) >= 0.99


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Зміцер Дашкевіч", "Dmitry Dashkevich"),
        ("Źmicier Daškievič", "Дмитрий Дашкевич"),
        ("Ryhor", "Григорий"),
        ("Volha Mikalajeva", "Ольга Николаева"),
        ("Михаил Захаров", "Michaił Zacharaŭ"),
        ("Chevtchenko Alexandre", "Шевченко Александр"),
        ("Andrzej Poczobut", "Андрэй Пачобут"),
        ("Лявон Лявонаў", "Леон Леонов"),
        ("Cichanouskaja", "Тихановская"),
        ("ПЁТР ИВАНОВ", "Piotr Ivanou"),
        ("Ivаnоu", "Иванов"),
        ("Хвядосаў Васіль", "Василий Федосов"),
        ("Alexandre Kovalev", "Аляксандр Кавалёў"),
        ("Evgueni Choumakov", "Яўген Шумакоў"),
        ("Wladimir Kusnezow", "Уладзімір Кузняцоў"),
        ("Егор Лях", "Egor Ljax"),
        ("НИНА COCHА", "Ніна Сасна"),
        ("Лук’яновіч Іван", "LUKYANOVICH IVAN"),
        ("Анна‐Мария  Жук", "Ганна Жук"),
        ("Иванова–Петрова Анна", "Ганна Пятрова"),
        ("Мартыненко Артем", "Арцём Мартыненка"),
        ("Сяргей Цыбулька", "Serguei Tsyboulka"),
    ],
)
def test_these_are_one_name(one: str, other: str) -> None:
    assert names.score(one, other) >= names.DUPLICATE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Иван Иванов", "Игорь Иванов"),
        ("Алексей Петров", "Александр Петров"),
        ("Анна Ковалёва", "Мария Ковалёва"),
        ("Иван Петров", "Иван Козлов"),
        ("Евгений Стецко", "Геннадий Стецко"),
        ("Анна Иванова", "Яна Иванова"),
        ("Александра Козлова", "Александр Козлов"),
        ("Евгений Громыко", "Евгения Громыко"),
        ("Ганна Гарбуз", "Геннадий Гарбуз"),
        ("Алла Жук", "Ольга Жук"),
        ("Иван Жук", "Иван Шук"),
        ("Алена Жук", "Галіна Жук"),
        ("Игорь Ковалёв", "Егор Ковалёв"),
        ("Владислав Козлов", "Вячеслав Козлов"),
        ("Марина Иванова", "Мария Иванова"),
        ("Валентин Сыч", "Валентина Сыч"),
    ],
)
def test_these_are_not(one: str, other: str) -> None:
    assert names.score(one, other) < names.DUPLICATE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Саша Козлов", "Аляксандр Казлоў"),
        ("Sasha Kozlova", "Александра Козлова"),
        ("Женя Козлова", "Яўгенія Казлова"),
        ("Женя Козлов", "Yauhen Kazlou"),
        ("Дима Дашкевич", "Зміцер Дашкевіч"),
        ("Коля Козлов", "Mikalai Kazlou"),
    ],
)
def test_a_short_name_warns_but_is_never_certain(one: str, other: str) -> None:
    assert names.DUPLICATE <= names.score(one, other) < names.SAME


@pytest.mark.parametrize(
    ("misspelt", "meant", "other"),
    [
        ("Мікаай Ляшчынскі", "Николай Лещинский", "Никита Лещинский"),
        ("Volla Kazlova", "Ольга Козлова", "Алла Козлова"),
        ("Рыгр Казлоў", "Григорий Козлов", "Игорь Козлов"),
    ],
)
def test_a_slip_in_one_form_of_a_given_name_still_finds_the_others(misspelt: str, meant: str, other: str) -> None:
    assert names.score(misspelt, meant) > names.score(misspelt, other)


def test_the_surname_of_a_wife_is_close_to_her_husbands_and_not_his() -> None:
    wife = names.score("Алеся Вішнеўская", "Олеся Вишневский")
    assert 80 < wife < names.score("Алеся Вішнеўская", "Олеся Вишневская")


def test_an_initial_stands_for_the_given_name_but_never_for_certain() -> None:
    assert names.DUPLICATE <= names.score("И. Иванов", "Иван Иванов") < names.SAME
    assert names.score("П. Иванов", "Иван Иванов") < names.DUPLICATE


def test_a_surname_alone_is_no_certain_match() -> None:
    assert names.score("Иванов", "Иван Иванов") < names.DUPLICATE


@pytest.mark.parametrize("text", ["", "   ", "...", "'", "-", "١٢", "🙂", "ь", "Ъ Ь", "\u200b", "İ", "ﬁ", "李雷"])
def test_no_text_breaks_the_comparison(text: str) -> None:
    assert 0.0 <= names.score(text, "Иван Иванов") <= 100.0
    assert 0.0 <= names.score(text, text) <= 100.0


def test_what_was_kept_for_speed_can_be_forgotten() -> None:
    before = names.score("Иван Иванов", "Ivan Ivanou")
    names.forget()
    assert names.score("Иван Иванов", "Ivan Ivanou") == before
