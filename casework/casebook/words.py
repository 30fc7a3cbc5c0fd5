"""Names by their folded words: which spellings hold a key, kept as plain arrays that open in no time."""

from __future__ import annotations

import sqlite3
from array import array
from heapq import nlargest

from casework.domain import names
from casework.domain.names import Token, Vocabulary

MOST = 20_000
"""Spellings looked at for one word of a query, the likest keys first."""
BEST = 60
"""Spellings whose order the exact comparison settles; more where they tie."""
TIED = 240


class Words:
    """Postings: for every key of the vocabulary the numbers of the names that hold it.

    What was taken out of the index stays here until the next rebuild: it is no longer found among the
    names, and a number used again only adds a candidate that the comparison refuses.
    """

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

    def _postings(self, number: int) -> list[array[int]]:
        packed: array[int] = array("I")
        if number + 1 < len(self._starts):
            packed = self._packed[self._starts[number] : self._starts[number + 1]]
        return [packed, self._added[number]] if number in self._added else [packed]

    def keep(self, connection: sqlite3.Connection) -> None:
        """Into the image: one value each for keys, beginnings and postings."""
        starts, packed = array("I", [0]), array("I")
        for number in range(len(self.vocabulary.keys)):
            for posting in self._postings(number):
                packed.extend(posting)
            starts.append(len(packed))
        self._starts, self._packed, self._added = starts, packed, {}
        values = (("keys", "\n".join(self.vocabulary.keys)), ("starts", starts.tobytes()), ("packed", packed.tobytes()))
        connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", values)

    @classmethod
    def load(cls, connection: sqlite3.Connection) -> Words:
        words = cls()
        kept = dict(connection.execute("SELECT name, value FROM meta WHERE name IN ('keys', 'starts', 'packed')"))
        for key in kept["keys"].split("\n") if kept["keys"] else ():
            words.vocabulary.number(key)
        words._starts = array("I")
        words._starts.frombytes(kept["starts"])
        words._packed.frombytes(kept["packed"])
        words.kept(connection)
        return words

    @staticmethod
    def kept(connection: sqlite3.Connection) -> None:
        """The image has been made or read: no second copy stays in memory."""
        connection.execute("DELETE FROM meta WHERE name IN ('keys', 'starts', 'packed')")
