"""Names by their folded words, kept as plain arrays that open in no time."""

from __future__ import annotations

import sqlite3
from array import array

from casework.domain.postings import Postings

_KEPT = ("keys", "starts", "packed", "signs")


class Words(Postings):
    """Postings in the casebook's image, by the numbers of its table of names.

    What was taken out of the index stays here until the next rebuild: it is no longer found among the
    names, and a number used again only adds a candidate that the comparison refuses.
    """

    def keep(self, connection: sqlite3.Connection) -> None:
        """Into the image: one value each for keys, beginnings and postings."""
        starts, packed = self.pack()
        values = {
            "keys": "\n".join(self.vocabulary.keys),
            "starts": starts.tobytes(),
            "packed": packed.tobytes(),
            "signs": self.signs.tobytes(),
        }
        connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", values.items())

    @classmethod
    def load(cls, connection: sqlite3.Connection) -> Words:
        words = cls()
        kept = dict(connection.execute(f"SELECT name, value FROM meta WHERE name IN {_KEPT}"))  # noqa: S608
        keys = kept["keys"].split("\n") if kept["keys"] else []
        words.unpack(keys, *(_array(kept[name]) for name in ("starts", "packed", "signs")))
        words.kept(connection)
        return words

    @staticmethod
    def kept(connection: sqlite3.Connection) -> None:
        """The image has been made or read: no second copy stays in memory."""
        connection.execute(f"DELETE FROM meta WHERE name IN {_KEPT}")  # noqa: S608


def _array(kept: bytes) -> array[int]:
    found = array("I")
    found.frombytes(kept)
    return found
