"""People by name in any script, misspelt, by number; and who may be the same person."""

import json
from functools import cache
from pathlib import Path
from random import Random

import pytest

from casework.casebook import listing, searching
from casework.casebook.index import Index
from casework.casebook.query import Match
from casework.domain.dates import PartialDate
from tests.casebook.people import EVERYONE, book, person

SPELLINGS = json.loads((Path(__file__).parents[1] / "data" / "name-spellings.json").read_text("utf-8"))
WRITTEN = {"be": 0, "ru": 1, "old passport": 2, "English": 3}
OTHERS = 2964


@cache
def crowd(column: int) -> Index:
    """The two hundred in one spelling, among invented others: 3,164 people."""
    random = Random(7)
    given, family = zip(*(names[3].split(" ", 1) for names in SPELLINGS), strict=True)
    words = [_slipped(random, word) for word in family for _ in range(40)]
    others = [f"{random.choice(given)} {random.choice(words)}" for _ in range(OTHERS)]
    known = {name for names in SPELLINGS for name in names}
    return book(
        *(person(name=names[column]) for names in SPELLINGS), *(person(name=one) for one in others if one not in known)
    )


def _slipped(random: Random, word: str) -> str:
    """Two letters replaced: somebody else's surname."""
    letters = list(word)
    for _ in range(3):
        letters[random.randrange(len(letters))] = random.choice("abdefgiklmnoprstuvz")
    return "".join(letters)


def found(index: Index, text: str) -> list[Match]:
    return listing.found(index, text, EVERYONE)


@pytest.mark.parametrize("asked", WRITTEN)
@pytest.mark.parametrize("held", WRITTEN)
def test_any_spelling_finds_any_other_among_three_thousand(held: str, asked: str) -> None:
    index = crowd(WRITTEN[held])
    ranks = []
    for names in SPELLINGS:
        best = [one.name for one in found(index, names[WRITTEN[asked]])]
        wanted = names[WRITTEN[held]]
        ranks.append(best.index(wanted) if wanted in best else 99)
    assert sum(rank == 0 for rank in ranks) / len(ranks) >= 0.98
    assert sum(rank < 5 for rank in ranks) / len(ranks) >= 0.995


@pytest.mark.parametrize(
    "text", ["Kavaliova Alena", "Alena Kavalova", "A. Kavaliova", "Аленa Кoвалёва", "Алена Ковалева", "kavaliova"]
)
def test_turned_round_misspelt_shortened_or_with_letters_of_the_other_script(text: str) -> None:
    index = book(person(name="Alena Kavaliova"), person(name="Siarhei Novik"), person(name="Volha Hrynkevich"))
    assert found(index, text)[0].name == "Alena Kavaliova"


@pytest.mark.parametrize("text", ["Я. Кавалёва", "Kavaliova Ya.", "Е. Ковалёва", "КОВАЛЁВА Е"])
def test_an_initial_finds_whom_it_stands_for_among_namesakes_by_surname(text: str) -> None:
    index = book(*(person(name=f"{given} Kavaliova") for given in ("Volha", "Hanna", "Yauheniia", "Maryia", "Iryna")))
    for held in (index, Index.load(index.image()[0])):
        assert found(held, text)[0].name == "Yauheniia Kavaliova"


def test_of_very_many_with_the_given_name_the_surname_chooses() -> None:
    crowd_ = [person(name=f"Іван {'абвгдклмнпрст'[number % 13]}{number // 13 * 'о'}вік") for number in range(400)]
    index = book(*crowd_, person(name="Іван Цвірка"))
    assert found(index, "Ivan Tsvirka")[0].name == "Іван Цвірка"
    assert found(index, "Tsvika Ivan")[0].name == "Іван Цвірка"


@pytest.mark.parametrize("text", ["list 4711", "4711"])
def test_a_number_finds_its_person_first(text: str) -> None:
    index = book(person(name="Alena Kavaliova", number="4711"), person(name="Siarhei Novik", number="47110"))
    assert (found(index, text)[0].name, found(index, text)[0].score) == ("Alena Kavaliova", 100.0)


def test_the_beginning_of_a_records_id_finds_it() -> None:
    someone = person(name="Alena Kavaliova")
    assert found(book(someone, person(name="Siarhei Novik")), str(someone[0])[:8])[0].case == someone[0]


def test_a_piece_of_a_word_is_found_and_ranks_below_a_name() -> None:
    index = book(person(name="Maryia Kavaliova"), person(name="Val Novik"))
    best = found(index, "aliov")
    assert [(one.name, one.score) for one in best] == [("Maryia Kavaliova", searching.PART)]


@pytest.mark.parametrize("text", ["", "   ", "'", '"', "%", "* OR 1", "()", "\x00", "я" * 5000])
def test_nothing_typed_breaks_the_search(text: str) -> None:
    assert isinstance(found(book(person(name="Alena Kavaliova")), text), list)


def test_each_person_is_listed_once_by_the_spelling_that_fits_best() -> None:
    index = book(person(name="Alena Kavaliova", other="Алена Кавалёва"))
    assert [one.name for one in found(index, "Алена Кавалёва")] == ["Алена Кавалёва"]


def test_at_most_so_many_as_asked_the_best_of_them() -> None:
    index = book(
        *(person(name=f"Alena Kavaliova{letter}") for letter in "abcdefghijklmnopqrstuvwxyz"),
        person(name="Alena Kavaliova"),
    )
    best = found(index, "Alena Kavaliova")
    assert (len(best), best[0].name) == (20, "Alena Kavaliova")


class TestDuplicates:
    def test_the_same_name_in_another_script_is_suggested(self) -> None:
        index = book(person(name="Alena Kavaliova"), person(name="Siarhei Novik"))
        assert [one.name for one in searching.alike(index, ["Елена Ковалёва"])] == ["Alena Kavaliova"]

    def test_another_birth_date_speaks_against_it(self) -> None:
        index = book(person(name="Alena Kavaliova", birth="1980-05-05"))
        assert searching.alike(index, ["Alena Kavaliova"], PartialDate.parse("1950-01-01")) == []

    def test_a_slip_in_the_same_year_does_not(self) -> None:
        index = book(person(name="Alena Kavaliova", birth="1980-05-06"))
        assert len(searching.alike(index, ["Alena Kavaliova"], PartialDate.parse("1980-06-05"))) == 1

    def test_a_partial_date_that_allows_it_says_nothing(self) -> None:
        index = book(person(name="Alena Kavaliova", birth="1980-05-06"))
        (one,) = searching.alike(index, ["Alena Kavaliova"], PartialDate.parse("1980"))
        assert one.score == 100.0

    def test_somebody_with_another_name_is_no_duplicate(self) -> None:
        assert searching.alike(book(person(name="Siarhei Novik")), ["Alena Kavaliova"]) == []
