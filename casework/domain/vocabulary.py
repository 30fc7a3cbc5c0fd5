"""The distinct keys of many names, and which of them are near a word: the fast half of a search."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from casework.domain import given
from casework.domain.names import DIMINUTIVE, MISSPELT, OTHER_FIRST, SHORT, Token

_SOUNDS = str.maketrans("zkfbi", "shvva")
"""First sounds that slips, accents and German spelling confuse: keys are looked through by these."""

MOST_SLIPS = 3


class _Shelf:
    """Keys of one first sound and one length, with their numbers."""

    __slots__ = ("keys", "numbers")

    def __init__(self) -> None:
        self.keys: list[str] = []
        self.numbers: list[int] = []


class Vocabulary:
    """`add` gives a token's numbers (one per key, shared by equal keys); `near` number -> similarity, 0 to 100.

    Only keys with the same first sound and nearly the same length are compared; a slip in the first
    letter is found when the rest is right.
    """

    def __init__(self) -> None:
        self.keys: list[str] = []
        self._numbers: dict[str, int] = {}
        self._shelves: dict[tuple[str, int], _Shelf] = {}
        self._tails: dict[str, list[int]] = {}

    def add(self, token: Token) -> tuple[int, ...]:
        return tuple(self.number(key) for key in (*token.keys, *token.short))

    def number(self, key: str) -> int:
        found = self._numbers.get(key)
        if found is None:
            found = self._numbers[key] = len(self.keys)
            self.keys.append(key)
            shelf = self._shelves.setdefault((key[0].translate(_SOUNDS), len(key)), _Shelf())
            shelf.keys.append(key)
            shelf.numbers.append(found)
            self._tails.setdefault(key[1:], []).append(found)
        return found

    def near(self, token: Token) -> dict[int, float]:
        best: dict[int, float] = {}
        for key in token.keys:
            for number, found in self.alike(key):
                if found > best.get(number, 0.0):
                    best[number] = found
            for number, found in () if token.forms else self._given(key):
                if found > best.get(number, 0.0):
                    best[number] = found
        for key in token.short:
            if key in self._numbers:
                number = self._numbers[key]
                best[number] = max(best.get(number, 0.0), DIMINUTIVE)
        return best

    def alike(self, key: str) -> Iterator[tuple[int, float]]:
        yield from self._other_first(key)
        yield from self._same_first(key)

    def _given(self, key: str) -> Iterator[tuple[int, float]]:
        """A form of a given name misspelt: whoever has any of its forms."""
        for place, found in _forms().alike(key):
            if len(given.spelt()[place][0]) < SHORT:
                continue
            for standard in given.spelt()[place][1]:
                if standard in self._numbers:
                    yield self._numbers[standard], MISSPELT * found

    def _same_first(self, key: str) -> Iterator[tuple[int, float]]:
        length, sound = len(key), key[0].translate(_SOUNDS)
        for other in range(max(1, length - MOST_SLIPS), length + MOST_SLIPS + 1):
            shelf, slips = self._shelves.get((sound, other)), _slips(length, other)
            if shelf is None or abs(length - other) > slips:
                continue
            found = process.extract(key, shelf.keys, scorer=OSA.distance, score_cutoff=slips, limit=None)
            for word, distance, place in found:
                alike = 100.0 * (1 - distance / max(length, other))
                yield shelf.numbers[place], alike if word[0] == key[0] else alike * OTHER_FIRST

    def _other_first(self, key: str) -> Iterator[tuple[int, float]]:
        if len(key) < 3:
            return
        alike = 100.0 * OTHER_FIRST * (1 - 1 / len(key))
        for number in (*self._tails.get(key[1:], ()), *self._tails.get(key, ())):
            yield number, alike
        for word in (key[1:], key[1:2] + key[:1] + key[2:]):
            if word in self._numbers:
                yield self._numbers[word], alike


@cache
def _forms() -> Vocabulary:
    """Of given names, in the order of `given.spelt`."""
    forms = Vocabulary()
    for key, _ in given.spelt():
        forms.number(key)
    return forms


def _slips(one: int, other: int) -> int:
    """Letters that may differ between words of these lengths: fewer than half, three at the most."""
    return min(2 * max(one, other) // 5, 2 if one < 8 else MOST_SLIPS)
