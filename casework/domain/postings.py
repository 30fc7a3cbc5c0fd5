"""Which of many names are worth comparing with a query, by the folded words they hold: time is bounded."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from heapq import nlargest

from casework.domain import names
from casework.domain.names import Token, Vocabulary

MOST = 20_000
"""Spellings looked at for one word of a query, the likest keys first."""
BEST = 60
"""Spellings whose order the exact comparison settles; more where they tie."""
TIED = 240


class Postings:
    """For every key of the vocabulary the numbers of the names that hold it. Numbers are the caller's, small."""

    def __init__(self) -> None:
        self.vocabulary = Vocabulary()
        self._starts = array("I", [0])
        self._packed = array("I")
        self._added: dict[int, array[int]] = {}

    def add(self, name: int, text: str) -> None:
        for number in {number for token in names.tokens(text) for number in self.vocabulary.add(token)}:
            self._added.setdefault(number, array("I")).append(name)

    def candidates(self, query: tuple[Token, ...]) -> list[int]:
        """Numbers of the names most like the query, without order among them."""
        sums: dict[int, float] = {}
        for token in query:
            for name, found in self._alike(token).items():
                sums[name] = sums.get(name, 0.0) + found
        best = nlargest(TIED, sums.items(), key=lambda item: item[1])
        floor = best[min(BEST, len(best)) - 1][1] if best else 0.0
        return [name for name, found in best if found >= floor]

    def _alike(self, token: Token) -> dict[int, float]:
        found: dict[int, float] = {}
        left = MOST
        for number, alike in sorted(self.vocabulary.near(token).items(), key=lambda item: -item[1]):
            for posting in self._postings(number):
                left -= len(posting)
                for name in posting:
                    found.setdefault(name, alike)
            if left <= 0:
                break
        return found

    def _postings(self, number: int) -> Iterator[array[int]]:
        if number + 1 < len(self._starts):
            yield self._packed[self._starts[number] : self._starts[number + 1]]
        if number in self._added:
            yield self._added[number]

    def pack(self) -> tuple[array[int], array[int]]:
        """Everything as two plain arrays, which `packed` takes again: where each key begins, and the names."""
        starts, packed = array("I", [0]), array("I")
        for number in range(len(self.vocabulary.keys)):
            for posting in self._postings(number):
                packed.extend(posting)
            starts.append(len(packed))
        self._starts, self._packed, self._added = starts, packed, {}
        return starts, packed

    def packed(self, keys: list[str], starts: array[int], packed: array[int]) -> None:
        for key in keys:
            self.vocabulary.number(key)
        self._starts, self._packed = starts, packed
