"""Which column of a list is which field: headers in English, Belarusian and Russian, also misspelt."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files

import msgspec
from rapidfuzz.distance import OSA

from casework.domain.importing import Problem


class Field(StrEnum):
    ID = "id"
    LINK = "link"
    NAME = "name"
    NAME_BE = "name in Belarusian"
    NAME_RU = "name in Russian"
    NAME_LATIN = "name in Latin letters"
    SURNAME = "surname"
    GIVEN = "given name"
    PATRONYMIC = "patronymic"
    ALIAS = "alias"
    STATUS = "status"
    SEX = "sex"
    PHOTO = "photo"
    DESCRIPTION = "description"
    PROFILE = "profile"
    BIRTH = "birth"
    ARRESTED = "arrest"
    ARTICLES = "articles"
    FACILITY = "facility"
    DECLARATION = "declaration"
    SENTENCE = "sentence"
    PENALTY = "kind of penalty"
    JUDGE = "judge"
    COURT = "court"
    COUNSEL = "counsel"
    PENALTY_START = "start of the penalty"
    RELEASED = "release"
    VERDICT = "verdict"
    APPEAL = "appeal"
    TERRORIST = "on the terrorists list"
    EXTREMIST = "on the extremists list"
    DIED = "death"
    REGION = "region"


_CLOSE = 0.8
_SHORTEST_GUESS = 5


@dataclass(frozen=True, slots=True)
class Mapping:
    """Column number of each field; a field may have several columns. `cyrillic` is the headers' language."""

    columns: dict[Field, tuple[int, ...]]
    unknown: tuple[int, ...]
    guessed: tuple[int, ...]
    language: str

    @property
    def named(self) -> bool:
        return any(field in self.columns for field in _NAMES)


_NAMES = (Field.NAME, Field.NAME_BE, Field.NAME_RU, Field.NAME_LATIN, Field.SURNAME)


def map_columns(header: Sequence[str]) -> Mapping:
    """Exact aliases first; what is left may be a misspelling of an alias whose field nobody claimed."""
    columns: dict[Field, list[int]] = {}
    rest: list[int] = []
    languages: list[str] = []
    for number, title in enumerate(header):
        found = _EXACT.get(plain(title))
        if found is None:
            rest.append(number)
        else:
            columns.setdefault(found[0], []).append(number)
            languages.append(found[1])
    guessed = [number for number in rest if _guess(header[number], columns, number)]
    unknown = tuple(number for number in rest if number not in guessed and header[number].strip())
    _given_beside_surname(columns)
    language = max(("ru", "be", "en"), key=languages.count) if languages else "en"
    return Mapping({key: tuple(value) for key, value in columns.items()}, unknown, tuple(guessed), language)


def problems(header: Sequence[str], mapping: Mapping) -> list[Problem]:
    """What to tell about the header, once for the file."""
    by_number = {number: key for key, numbers in mapping.columns.items() for number in numbers}
    told = [Problem(1, "unknown_column", header[number]) for number in mapping.unknown]
    told += [Problem(1, "guessed_column", header[number], by_number[number].value) for number in mapping.guessed]
    return told


def plain(title: str) -> str:
    text = unicodedata.normalize("NFKC", title).casefold().replace("ё", "е").replace("№", " № ")
    return " ".join(re.sub(r"[^\w№/-]+|_", " ", text).split())


def _aliases() -> dict[str, tuple[Field, str]]:
    """`aliases.json`: the titles of each field, by language."""
    lists = msgspec.json.decode(
        (files("casework.imports") / "aliases.json").read_bytes(), type=dict[str, dict[str, list[str]]]
    )
    found: dict[str, tuple[Field, str]] = {}
    for name, languages in lists.items():
        for language, titles in languages.items():
            for title in titles:
                found.setdefault(plain(title), (Field[name.upper()], language))
    return found


_EXACT = _aliases()


def _guess(title: str, columns: dict[Field, list[int]], number: int) -> bool:
    wanted = plain(title)
    if len(wanted) < _SHORTEST_GUESS:
        field = next((f for alias, (f, _) in _EXACT.items() if f not in columns and _swapped(wanted, alias)), None)
        if field is not None:
            columns[field] = [number]
        return field is not None
    best, field = _CLOSE, None
    for alias, (candidate, _) in _EXACT.items():
        if candidate not in columns and len(alias) >= _SHORTEST_GUESS - 1:
            close = OSA.normalized_similarity(wanted, alias)
            if close >= best:
                best, field = close, candidate
    if field is None:
        return False
    columns[field] = [number]
    return True


def _swapped(wanted: str, alias: str) -> bool:
    """A short title with two letters the wrong way round: `nmae`."""
    return len(wanted) == 4 and sorted(wanted) == sorted(alias) and OSA.distance(wanted, alias) == 1


def _given_beside_surname(columns: dict[Field, list[int]]) -> None:
    """Beside a column of surnames, a column "name" holds the given name."""
    if Field.SURNAME in columns and Field.NAME in columns and Field.GIVEN not in columns:
        columns[Field.GIVEN] = columns.pop(Field.NAME)
