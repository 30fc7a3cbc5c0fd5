"""An initial stands for a word in any script's reading: by letter, not by sound, and through equal given names."""

import pytest

from casework.domain import names


@pytest.mark.parametrize(
    ("initial", "whole"),
    [
        ("И. Иванов", "Иван Иванов"),
        ("Иванов И.", "Іван Іваноў"),
        ("Иванов И", "Ivan Ivanou"),
        ("И.Иванов", "Иван Иванов"),
        ("IVANOU I.", "Иван Иванов"),
        ("М. Кавалёў", "Николай Ковалёв"),
        ("Н. Ковалёв", "Мікалай Кавалёў"),
        ("R. Kavaliou", "Григорий Ковалёв"),
        ("З. Дашкевіч", "Дмитрий Дашкевич"),
        ("Е. Ковалёва", "Алена Кавалёва"),
        ("V. Kavaliova", "Ольга Ковалёва"),
        ("H. Kavaliova", "Анна Ковалёва"),
        ("V. Kovalev", "Уладзімір Кавалёў"),
        ("Ya. Kavaliou", "Яўген Кавалёў"),
        ("Ja. Kavaloŭ", "Яўген Кавалёў"),
        ("Yu. Kovalev", "Юрый Кавалёў"),
        ("Ts. Kavaliou", "Тимофей Ковалёв"),
        ("Ch. Kavaliou", "Чеслав Ковалёв"),
        ("Kh. Kavaliou", "Харитон Ковалёв"),
        ("Ш. Ковалёв", "Shamil Kovalev"),
    ],
)
def test_it_stands_for_the_given_name(initial: str, whole: str) -> None:
    assert names.score(initial, whole) >= names.DUPLICATE - 2


@pytest.mark.parametrize(
    ("initial", "whole"),
    [
        ("Ю. Ковалёв", "Виктор Ковалёв"),
        ("А. Ковалёва", "Ева Ковалёва"),
        ("О. Ковалёв", "Алексей Ковалёв"),
        ("Я. Ковалёв", "Антон Ковалёв"),
        ("Ш. Ковалёв", "Сергей Ковалёв"),
        ("Zh. Kavaliova", "Зоя Ковалёва"),
    ],
)
def test_another_letter_is_another_person_even_where_it_sounds_alike(initial: str, whole: str) -> None:
    assert names.score(initial, whole) < 70


@pytest.mark.parametrize("written", ["И.П. Иванов", "И. П. Иванов", "Иванов И.П.", "ИП Иванов", "I.P. Ivanou"])
def test_two_initials_tell_whose_patronymic_fits(written: str) -> None:
    right, wrong = (names.score(written, f"Іван {patronymic} Іваноў") for patronymic in ("Пятровіч", "Сяргеевіч"))
    assert right > wrong + 10


def test_a_short_given_name_is_no_initial() -> None:
    assert names.score("Ия Иванова", "Ірына Іванова") < names.DUPLICATE
    assert not names.tokens("Ян")[0].initial
