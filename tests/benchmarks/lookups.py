"""How long a name takes to find among as many different names, by every kind of question, in process."""

from collections.abc import Callable
from itertools import islice
from random import Random
from statistics import median
from time import perf_counter
from uuid import UUID

from casework.casebook import searching
from casework.casebook.index import Index
from casework.demo.words import MEN
from tests.benchmarks.table import Line, Table
from tests.casebook.people import person
from tests.domain.spellings import PATRONYMICS

AT_MOST = {3164: 0.005, 150_000: 0.040}
TIMES = 25
_ENDINGS = ("ов", "ович", "енко", "чук", "овский", "ин", "ик", "ок", "ко")
_CONSONANTS, _VOWELS = "бвгдзклмнпрстхшчж", "аеиоуыяю"

Question = Callable[[str], str]
QUESTIONS: dict[str, Question] = {
    "given name and surname": lambda name: " ".join(name.split()[::2]),
    "three words": lambda name: name,
    "initials and a surname": lambda name: f"{name[0]}.{name.split()[1][0]}. {name.split()[2]}",
    "a surname": lambda name: name.split()[2],
    "a given name": lambda name: name.split()[0],
    "three letters": lambda name: name.split()[2][:3],
    "a double surname": lambda name: f"{name}-Высоцкий",
}


def measure(table: Table, people: int) -> None:
    names = invented(people)
    index = Index()
    index.take(person(name=name, record=UUID(int=place)) for place, name in enumerate(names, 1))
    for what, question in QUESTIONS.items():
        seconds = _median(index, [question(name) for name in Random(what).sample(names, TIMES)])
        table.add(Line(f"a name found, in process: {what}", f"{people:,}", seconds, AT_MOST.get(people, 0.04), "s"))


def invented(people: int) -> list[str]:
    """Given name, patronymic, surname; nobody twice, about a third as many surnames as people."""
    random = Random(1)
    found: dict[str, None] = {}
    while len(found) < people:
        syllables = (random.choice(_CONSONANTS) + random.choice(_VOWELS) for _ in iter(int, 1))
        surname = "".join(islice(syllables, random.choice((1, 2, 2, 3)))) + random.choice(_ENDINGS)
        found.setdefault(f"{random.choice(MEN)[1]} {random.choice(PATRONYMICS[0])[1]} {surname.capitalize()}")
    return list(found)


def _median(index: Index, asked: list[str]) -> float:
    seconds = []
    with index.reading():
        searching.search(index, asked[0])
        for text in asked:
            start = perf_counter()
            searching.search(index, text)
            seconds.append(perf_counter() - start)
    return median(seconds)
