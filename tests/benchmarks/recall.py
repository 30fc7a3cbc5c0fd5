"""How often the product's own search finds a person asked for in another spelling, among 3,164.

The index holds the 200 people of `tests/data/name-spellings.json` under one spelling, the people of the
public list who are none of them, and invented ones up to 3,164. Every ordered pair of the four spellings
is asked; slips in four of these pairs, across scripts. People of the very same name count as one.
"""

import csv
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import permutations
from pathlib import Path
from random import Random
from uuid import UUID

from casework.casebook import searching
from casework.casebook.index import Index
from casework.demo.words import ENDINGS, ROOTS, latin
from casework.domain import names
from casework.domain.initials import LETTERS
from casework.domain.register import Register
from tests.benchmarks.table import Line, Table
from tests.casebook.people import person
from tests.domain import spellings
from tests.domain.crowd import crowd

DATA = Path(__file__).parents[1] / "data"
PEOPLE = 3164
FIRST, AMONG_FIVE = 0.98, 0.995
ACROSS = ((0, 1), (1, 2), (2, 3), (3, 0))
"""(held, asked): Belarusian by Russian, Russian by a passport, a passport by the press, the press by Belarusian."""

Name = tuple[str, str, str, str]
Slip = Callable[[str, Random], str]
ASKED: dict[str, Slip] = {
    "letters of the other script": spellings.look_alikes,
    "order swapped": spellings.order_swapped,
    "a letter missing": spellings.a_letter_missing,
    "two letters swapped": spellings.two_letters_swapped,
    "a letter doubled": spellings.a_letter_doubled,
}


@dataclass
class Tally:
    """Ranks of whom was asked for; 0 is the first place."""

    ranks: list[int] = field(default_factory=list)

    def share(self, among: int) -> float:
        return sum(rank < among for rank in self.ranks) / len(self.ranks)


def measure(table: Table) -> None:
    _rows(table, "another spelling", (_asked(held, asked) for held, asked in permutations(range(4), 2)))
    for what, slip in ASKED.items():
        _rows(table, what, (_asked(held, asked, slip) for held, asked in ACROSS))
    _rows(table, "a patronymic more or less", (_patronymics(held, asked) for held, asked in ACROSS))
    _rows(table, "a double surname or half of it", (_double(held, asked) for held, asked in ACROSS))
    _rows(table, "an initial, nobody else it could be", (_initials(held, asked) for held, asked in ACROSS))
    everybody = (_asked(held, asked, spellings.with_an_initial) for held, asked in ACROSS)
    _rows(table, "an initial, a dozen of each surname", everybody, wanted=False)
    false = sum(_false_candidates(held, asked) for held, asked in ACROSS) / len(ACROSS)
    table.add(Line("false candidates for a duplicate, a query", f"{PEOPLE:,}", false, 0.2, "a query"))


def _rows(table: Table, what: str, tallies: Iterator[Tally], *, wanted: bool = True) -> None:
    all_ = Tally([rank for tally in tallies for rank in tally.ranks])
    for among, least in ((1, FIRST), (5, AMONG_FIVE)):
        line = Line(f"{what}: recall@{among}", f"{PEOPLE:,}", all_.share(among), least if wanted else None, "recall")
        table.add(line)


@cache
def known() -> tuple[Name, ...]:
    return tuple(tuple(one) for one in json.loads((DATA / "name-spellings.json").read_text("utf-8")))


@cache
def others() -> tuple[str, ...]:
    """Nobody whom the product holds for one of the 200."""
    register = Register[int]()
    for number, name in enumerate(known()):
        register.add(number, name)
    with (DATA / "public-list-en.csv").open(encoding="utf-8-sig", newline="") as file:
        listed = [row["name"] for row in csv.DictReader(file) if row["name"]]
    found = [name for name in listed if not register.best(name, 1, names.SAME)]
    found += [person_[1] for person_ in crowd()]
    return tuple(found[: PEOPLE - len(known())])


def book(held: Sequence[str], rest: Sequence[str] = ()) -> Index:
    """The wanted ones have the numbers 1 to 200 in their order."""
    index, everybody = Index(), [*held, *(rest or others())]
    index.take(person(name=name, record=UUID(int=place)) for place, name in enumerate(everybody, 1))
    return index


@cache
def plain(held: int) -> Index:
    return book([name[held] for name in known()])


def rank(index: Index, text: str, wanted: set[int], limit: int = 20) -> int:
    with index.reading():
        found = [one.person for one in searching.search(index, text, limit)]
    return next((place for place, one in enumerate(found) if one in wanted), limit)


def _same_name() -> list[set[int]]:
    """By place: the numbers of everybody of that very name."""
    by_name: dict[Name, set[int]] = defaultdict(set)
    for number, name in enumerate(known(), 1):
        by_name[name].add(number)
    return [by_name[name] for name in known()]


def _tally(index: Index, texts: list[str]) -> Tally:
    return Tally([rank(index, text, wanted) for text, wanted in zip(texts, _same_name(), strict=True)])


def _asked(held: int, asked: int, slip: Slip = spellings.as_is) -> Tally:
    random = Random(f"{held}{asked}")
    return _tally(plain(held), [slip(name[asked], random) for name in known()])


def _patronymics(held: int, asked: int) -> Tally:
    """Every other person has one in the index and is asked for without, and the other way round."""
    random = Random(7)
    index, texts = [], []
    for place, name in enumerate(known()):
        father = random.choice(spellings.PATRONYMICS[_woman(name[0])])
        longer = [_between(name[one], father[one]) for one in (held, asked)]
        index.append(longer[0] if place % 2 else name[held])
        texts.append(name[asked] if place % 2 else longer[1])
    return _tally(book(index), texts)


def _double(held: int, asked: int) -> Tally:
    """A third are asked for by half of what is held, a third by more, a third by both halves without the hyphen."""
    index, texts = [], []
    for place, name in enumerate(known()):
        given, family = name[asked].split()
        second = _second_surname(place, _woman(name[0]))
        half = second[asked]
        index.append(name[held] if place % 3 == 1 else f"{name[held]}-{second[held]}")
        texts.append((f"{given} {half}", f"{given} {family}-{half}", f"{given} {half} {family}")[place % 3])
    return _tally(book(index), texts)


def _second_surname(place: int, woman: bool) -> Name:
    """Nobody else's: a root of the demonstration's."""
    root, ending = ROOTS[place % len(ROOTS)], ENDINGS[place // len(ROOTS) % len(ENDINGS)]
    belarusian, russian = (f"{root[one]}{ending[one][woman]}".capitalize() for one in (0, 1))
    return belarusian, russian, latin(belarusian), spellings.written(russian, "press")


def _initials(held: int, asked: int) -> Tally:
    """Those whose surname and initial nobody else has, among invented people with other surnames."""
    random, same = Random(11), _same_name()
    rest = [name[held % 2] for name in crowd()[: PEOPLE - len(known())]]
    index = book([name[held] for name in known()], rest)
    count = Counter(kind for name in (*(one[held] for one in known()), *rest) for kind in _kinds(name))
    tally = Tally()
    for place, name in enumerate(known()):
        if max(count[kind] for kind in _kinds(name[held])) <= len(same[place]):
            tally.ranks.append(rank(index, spellings.with_an_initial(name[asked], random), same[place]))
    return tally


def _kinds(name: str) -> set[tuple[str, int]]:
    """Surname and letter: what an initial leaves of a name, by every reading of both and in either order."""
    words = names.tokens(name)
    letters = range(len(LETTERS))
    return {
        (key, letter)
        for family, given in permutations(words, 2)
        for letter in letters
        if given.begins >> letter & 1
        for key in family.keys
    }


def _false_candidates(held: int, asked: int) -> float:
    """Per query, with a warning shown for somebody else."""
    wrong = 0
    for number, (name, same) in enumerate(zip(known(), _same_name(), strict=True), 1):
        found = {one.case.int for one in searching.alike(plain(held), [name[asked]])}
        wrong += len(found - same - {number})
    return wrong / len(known())


def _between(name: str, patronymic: str) -> str:
    given, family = name.split()
    return f"{given} {patronymic} {family}"


def _woman(name: str) -> bool:
    given, _ = name.split()
    return given[-1] in "ая" and given not in ("Мікіта", "Ілля", "Мікола")
