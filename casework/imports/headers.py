"""Which column of a list is which field: by what somebody chose, or by headers in three languages, also misspelt."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from importlib.resources import files
from typing import Generic, TypeVar

import msgspec
from rapidfuzz.distance import OSA

from casework.domain.importing import Problem
from casework.imports.fields import SEVERAL, Field

F = TypeVar("F", bound=StrEnum)
_CLOSE = 0.8
_SHORTEST_GUESS = 5
_NAMES = (Field.NAME, Field.NAME_BE, Field.NAME_RU, Field.NAME_LATIN, Field.SURNAME)


@dataclass(frozen=True, slots=True)
class Mapping(Generic[F]):
    """Column numbers of each field; `left_out` on purpose, `unknown` and `guessed` by their headers.

    `language` is that of most headers: it settles Cyrillic that could be either.
    """

    columns: dict[F, tuple[int, ...]]
    unknown: tuple[int, ...]
    guessed: tuple[int, ...]
    language: str
    left_out: tuple[int, ...] = ()

    def has(self, fields: Sequence[F]) -> bool:
        return any(field in self.columns for field in fields)

    def each(self, width: int) -> tuple[str, ...]:
        """The field of every column, empty for one that has none."""
        found = [""] * width
        for field, numbers in self.columns.items():
            for number in numbers:
                found[number] = field.value
        return tuple(found)


class Titles(Generic[F]):
    """The titles of one kind of list: a file of aliases by field and language, `{"name": {"en": ["full name"]}}`."""

    def __init__(
        self,
        fields: type[F],
        resource: str,
        several: frozenset[F] = frozenset(),
        settle: Callable[[dict[F, list[int]]], None] | None = None,
    ) -> None:
        self.fields, self.several = fields, several
        self._resource, self._settle = resource, settle

    @cached_property
    def exact(self) -> dict[str, tuple[F, str]]:
        """Plain title to its field and language."""
        lists = msgspec.json.decode(
            (files("casework.imports") / self._resource).read_bytes(), type=dict[str, dict[str, list[str]]]
        )
        found: dict[str, tuple[F, str]] = {}
        for name, languages in lists.items():
            for language, titles in languages.items():
                for title in titles:
                    found.setdefault(plain(title), (self.fields[name.upper()], language))
        return found

    def guess(self, header: Sequence[str]) -> Mapping[F]:
        """Exact aliases first; what is left may be a misspelling of an alias whose field nobody claimed."""
        columns: dict[F, list[int]] = {}
        rest: list[int] = []
        for number, title in enumerate(header):
            found = self.exact.get(plain(title))
            if found is None:
                rest.append(number)
            else:
                columns.setdefault(found[0], []).append(number)
        guessed = [number for number in rest if self._near(header[number], columns, number)]
        unknown = tuple(number for number in rest if number not in guessed and header[number].strip())
        if self._settle:
            self._settle(columns)
        kept = {key: tuple(value) for key, value in columns.items()}
        return Mapping(kept, unknown, tuple(guessed), self._language(header))

    def chosen(self, header: Sequence[str], columns: Sequence[str]) -> Mapping[F]:
        """As somebody chose, a field or nothing for each column. A field that no longer is one counts as nothing."""
        known = {field.value: field for field in self.fields}
        found: dict[F, list[int]] = {}
        for number, name in enumerate(columns[: len(header)]):
            if name in known:
                found.setdefault(known[name], []).append(number)
        taken = {number for numbers in found.values() for number in numbers}
        left = tuple(number for number, title in enumerate(header) if number not in taken and title.strip())
        return Mapping({key: tuple(value) for key, value in found.items()}, (), (), self._language(header), left)

    def twice(self, columns: Sequence[str]) -> list[int]:
        """Columns of a field that can have one only, and that an earlier column has."""
        several = {field.value for field in self.several}
        return [n for n, name in enumerate(columns) if name and name not in several and name in columns[:n]]

    def _language(self, header: Sequence[str]) -> str:
        found = [self.exact[title][1] for title in map(plain, header) if title in self.exact]
        return max(("ru", "be", "en"), key=found.count) if found else "en"

    def _near(self, title: str, columns: dict[F, list[int]], number: int) -> bool:
        wanted = plain(title)
        if len(wanted) < _SHORTEST_GUESS:
            free = (f for alias, (f, _) in self.exact.items() if f not in columns and _swapped(wanted, alias))
            field = next(free, None)
        else:
            field = self._closest(wanted, columns)
        if field is not None:
            columns[field] = [number]
        return field is not None

    def _closest(self, wanted: str, columns: dict[F, list[int]]) -> F | None:
        best, field = _CLOSE, None
        for alias, (candidate, _) in self.exact.items():
            if candidate not in columns and len(alias) >= _SHORTEST_GUESS - 1:
                close = OSA.normalized_similarity(wanted, alias)
                if close >= best:
                    best, field = close, candidate
        return field


def problems(header: Sequence[str], mapping: Mapping[F]) -> list[Problem]:
    """What to tell about the header, once for the file."""
    by_number = {number: key for key, numbers in mapping.columns.items() for number in numbers}
    told = [Problem(1, "unknown_column", header[number]) for number in mapping.unknown]
    told += [Problem(1, "left_out", header[number]) for number in mapping.left_out]
    told += [Problem(1, "guessed_column", header[number], by_number[number].value) for number in mapping.guessed]
    return told


def plain(title: str) -> str:
    text = unicodedata.normalize("NFKC", title).casefold().replace("ё", "е").replace("№", " № ")
    return " ".join(re.sub(r"[^\w№/-]+|_", " ", text).split())


def _swapped(wanted: str, alias: str) -> bool:
    """A short title with two letters the wrong way round: `nmae`."""
    return len(wanted) == 4 and sorted(wanted) == sorted(alias) and OSA.distance(wanted, alias) == 1


def _given_beside_surname(columns: dict[Field, list[int]]) -> None:
    """Beside a column of surnames, a column "name" holds the given name."""
    if Field.SURNAME in columns and Field.NAME in columns and Field.GIVEN not in columns:
        columns[Field.GIVEN] = columns.pop(Field.NAME)


CASES = Titles(Field, "aliases.json", SEVERAL, _given_beside_surname)


def named(mapping: Mapping[Field]) -> bool:
    """Whether a column holds a name."""
    return mapping.has(_NAMES)


def map_columns(header: Sequence[str]) -> Mapping[Field]:
    """A list of people by its headers."""
    return CASES.guess(header)
