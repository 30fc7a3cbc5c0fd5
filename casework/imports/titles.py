"""Which column of a list is which field, for lists whose fields are told in a JSON file beside this one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files
from typing import Generic, TypeVar

import msgspec
from rapidfuzz.distance import OSA

from casework.domain.importing import Problem
from casework.domain.sections import Script
from casework.imports.headers import plain
from casework.imports.reading import Row

F = TypeVar("F", bound=StrEnum)

_CLOSE = 0.8
_SHORTEST_GUESS = 5


@dataclass(frozen=True, slots=True)
class Columns(Generic[F]):
    """Column numbers of each field; a field may have several. `cyrillic` settles names that could be either."""

    header: tuple[str, ...]
    of: dict[F, tuple[int, ...]]
    guessed: dict[int, F]
    cyrillic: Script

    def told(self) -> list[Problem]:
        """What to say about the header, once for the file."""
        known = {number for numbers in self.of.values() for number in numbers}
        rest = [title for number, title in enumerate(self.header) if number not in known and title.strip()]
        guesses = [Problem(1, "guessed_column", self.header[at], found.value) for at, found in self.guessed.items()]
        return [Problem(1, "unknown_column", title) for title in rest] + guesses

    def cells(self, row: Row, field: F) -> list[tuple[str, str]]:
        """(title, text) of the columns of a field that hold something."""
        found = ((self.header[number], row.cells[number].strip()) for number in self.of.get(field, ()))
        return [(title, text) for title, text in found if text]

    def whole(self, row: Row) -> str:
        """The row word for word: what stood under which title."""
        named = (f"{title}: {text.strip()}" for title, text in zip(self.header, row.cells, strict=True) if text.strip())
        extra = (
            f"column {at}: {text.strip()}" for at, text in enumerate(row.extra, len(self.header) + 1) if text.strip()
        )
        return " | ".join((*named, *extra))


class Titles(Generic[F]):
    """The titles of each field, by language. Exact ones first; then the closest whose field nobody claimed."""

    def __init__(self, filename: str, fields: type[F]) -> None:
        data = (files("casework.imports") / filename).read_bytes()
        self._exact: dict[str, tuple[F, str]] = {}
        for name, languages in msgspec.json.decode(data, type=dict[str, dict[str, list[str]]]).items():
            for language, titles in languages.items():
                for title in titles:
                    self._exact.setdefault(plain(title), (fields[name.upper()], language))

    def columns(self, header: Sequence[str]) -> Columns[F]:
        of: dict[F, tuple[int, ...]] = {}
        languages: list[str] = []
        for number, title in enumerate(header):
            if found := self._exact.get(plain(title)):
                of[found[0]] = (*of.get(found[0], ()), number)
                languages.append(found[1])
        claimed = {number for numbers in of.values() for number in numbers}
        guessed: dict[int, F] = {}
        for number, title in enumerate(header):
            close = None if number in claimed else self._close(plain(title), of)
            if close is not None:
                of[close], guessed[number] = (number,), close
        cyrillic = Script.BE if languages.count("be") > languages.count("ru") else Script.RU
        return Columns(tuple(header), of, guessed, cyrillic)

    def _close(self, title: str, taken: Iterable[F]) -> F | None:
        if len(title) < _SHORTEST_GUESS:
            return None
        free = ((alias, one) for alias, (one, _) in self._exact.items() if one not in taken)
        scored = [(OSA.normalized_similarity(title, alias), one) for alias, one in free if len(alias) >= 4]
        best = max(scored, key=lambda each: each[0], default=(0.0, None))
        return best[1] if best[0] >= _CLOSE else None


def _values() -> dict[str, dict[str, str]]:
    data = (files("casework.imports") / "values.json").read_bytes()
    lists = msgspec.json.decode(data, type=dict[str, dict[str, list[str]]])
    return {
        name: {plain(word): member for member, words in members.items() for word in (*words, member)}
        for name, members in lists.items()
    }


_VALUES = _values()


def value(name: str, text: str) -> str:
    """The member of an enumeration that a cell names in any of the three languages; empty if none."""
    return _VALUES[name].get(plain(text), "")
