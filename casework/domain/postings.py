"""Which of many names are worth comparing with a query, by the folded words they hold: time is bounded."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from heapq import nlargest
from itertools import islice
from operator import itemgetter

from casework.domain.names import INITIAL, LEFTOVER, ONE_WORD, SAME, Token, tokens
from casework.domain.vocabulary import Vocabulary

MOST = 20_000
"""Names looked at for one word of a query, those with the likest keys first."""
BEST = 40
"""Names whose order the exact comparison settles; more where they tie."""
TIED = 120
A_WORD = 30.0
"""Where somebody fits wholly, who lacks so much (a word of three) need not be compared."""
COMMON = 2_000
"""Names that hold a word like this, and the word says little."""

_WORDS_AT = 28
_LETTERS = (1 << _WORDS_AT) - 1


class Postings:
    """For every key of the vocabulary the numbers of the names that hold it. Numbers are the caller's, small.

    Of every name one more number is kept, its sign: the letters its words may begin with, and how many
    words it has. Initials and leftover words are weighed by it without opening the name.
    """

    def __init__(self) -> None:
        self.vocabulary = Vocabulary()
        self.signs = array("I")
        self._starts = array("I", [0])
        self._packed = array("I")
        self._added: dict[int, array[int]] = {}

    def add(self, name: int, text: str) -> None:
        words = tokens(text)
        for number in {number for token in words for number in self.vocabulary.add(token)}:
            self._added.setdefault(number, array("I")).append(name)
        if name >= len(self.signs):
            self.signs.extend([0] * (name + 1 - len(self.signs)))
        letters = 0
        for token in words:
            letters |= token.begins
        self.signs[name] = letters | min(len(words), 7) << _WORDS_AT

    def candidates(self, query: tuple[Token, ...], most: int = TIED) -> list[int]:
        """Numbers of the names most like the query, `most` at the most, without order among them."""
        initials = [token.begins for token in query if token.initial]
        found = [_Alike(self._likest(token)) for token in query if not token.initial]
        if not found:
            return list(islice(self._beginning(initials), most))
        sums = _together(found, most) if len(found) > 1 else _first(found[0].best_first(), 4 * most)
        best = nlargest(4 * most, sums.items(), key=itemgetter(1)) if len(sums) > 4 * most else sums.items()
        guessed = sorted(((self._guess(name, total, initials, len(query)), name) for name, total in best), reverse=True)
        if not guessed:
            return []
        floor = guessed[min(BEST, len(guessed)) - 1][0]
        if guessed[0][0] >= SAME:
            floor = max(floor, guessed[0][0] - A_WORD)
        return [name for guess, name in guessed[:most] if guess >= floor]

    def _likest(self, token: Token) -> Iterator[tuple[float, array[int]]]:
        """(how alike, names), the likest keys first."""
        left = MOST
        for number, alike in sorted(self.vocabulary.near(token).items(), key=lambda item: -item[1]):
            for posting in self._postings(number):
                yield alike, posting
                left -= len(posting)
            if left <= 0:
                return

    def _guess(self, name: int, total: float, initials: Iterable[int], words: int) -> float:
        """What `names.align` will about say. One word of a name may have been like two of the query's."""
        sign = self.signs[name]
        for letters in initials:
            if sign & letters & _LETTERS:
                total += INITIAL
        have = sign >> _WORDS_AT
        few = min(have, words)
        found = min(100.0, total / few) - LEFTOVER * min(abs(have - words), 2) if few else 0.0
        return found * ONE_WORD if few == 1 < max(have, words) else found

    def _beginning(self, initials: list[int]) -> Iterator[int]:
        """Names that may be meant by initials alone."""
        return (name for name, sign in enumerate(self.signs) if initials and all(sign & one for one in initials))

    def _postings(self, number: int) -> Iterator[array[int]]:
        if number + 1 < len(self._starts):
            yield self._packed[self._starts[number] : self._starts[number + 1]]
        if number in self._added:
            yield self._added[number]

    def pack(self) -> tuple[array[int], array[int]]:
        """Everything as two plain arrays, which `unpack` takes again: where each key begins, and the names."""
        starts, packed = array("I", [0]), array("I")
        for number in range(len(self.vocabulary.keys)):
            for posting in self._postings(number):
                packed.extend(posting)
            starts.append(len(packed))
        self._starts, self._packed, self._added = starts, packed, {}
        return starts, packed

    def unpack(self, keys: list[str], starts: array[int], packed: array[int], signs: array[int]) -> None:
        for key in keys:
            self.vocabulary.number(key)
        self._starts, self._packed, self.signs = starts, packed, signs


class _Alike:
    """Names with a word like one word of the query, each by its likest."""

    def __init__(self, parts: Iterable[tuple[float, array[int]]]) -> None:
        self._parts = list(parts)
        self.size = sum(len(posting) for _, posting in self._parts)

    def best_first(self) -> Iterator[tuple[int, float]]:
        """A name may come again with less."""
        return ((name, alike) for alike, posting in self._parts for name in posting)

    def names(self) -> set[int]:
        return set[int]().union(*(posting for _, posting in self._parts))

    def among(self, pool: set[int]) -> dict[int, float]:
        found: dict[int, float] = {}
        for alike, posting in reversed(self._parts):
            found.update(dict.fromkeys(pool.intersection(posting), alike))
        return found


def _first(found: Iterable[tuple[int, float]], most: int) -> dict[int, float]:
    best: dict[int, float] = {}
    for name, alike in islice(found, most):
        best.setdefault(name, alike)
    return best


def _together(found: Iterable[_Alike], most: int) -> dict[int, float]:
    """Names alike in two words or more; where these are few, also the best of those alike in one.

    The rarest word says who is looked at, and every other that is not too common: of all Ivans only
    those count who have another word right.
    """
    rarest, *others = sorted((one for one in found if one.size), key=lambda one: one.size) or [_Alike(())]
    pool = rarest.names().union(*(one.names() for one in others if one.size <= COMMON))
    alike = [one.among(pool) for one in (rarest, *others)]
    several: set[int] = set()
    for number, one in enumerate(alike):
        for other in alike[:number]:
            several |= one.keys() & other.keys()
    sums = {name: sum([one.get(name, 0.0) for one in alike]) for name in several}
    if len(sums) < BEST:
        for one in alike:
            alone = one.keys() - several
            sums.update((name, one[name]) for name in nlargest(most, alone, key=one.__getitem__))
    return sums
