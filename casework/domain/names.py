"""Names across scripts and spellings: is this the same name, and how sure are we (0 to 100)?

Words are folded to keys (`folding`), equal given names meet (`given`), and two names are compared by
aligning their words one to one: order never matters, an initial stands for a word with that first
letter, and a patronymic or second surname that only one of them has costs little.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from anyascii import anyascii
from rapidfuzz import process
from rapidfuzz.distance import OSA

from casework.domain import folding
from casework.domain.given import standard

DUPLICATE = 90.0
"""From here a duplicate is worth a warning; from SAME on it is suggested outright."""
SAME = 95.0

_INITIAL = 76.0
_SAME_INITIAL = 80.0
_INITIALS = {"y": ("i", "a", "v"), "j": ("i", "a", "v"), "i": ("i", "a", "v"), "c": ("t", "k"), "x": ("k", "h")}
"""What a word may begin with whose first letter in Latin is all we have."""
_LEFTOVER = 2.5
_ONE_WORD = 0.88
_OTHER_FIRST = 0.9
_LITERAL = 0.05

_SEPARATORS = re.compile(r"[^\w'’ʼ`´ʹʺ‘\u0300-\u036f]+|_")
_APOSTROPHES = re.compile("['’ʼ`´ʹʺ‘]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")


class Token(NamedTuple):
    """One word: `keys` to compare by (the likeliest first), `plain` only to settle ties."""

    plain: str
    keys: tuple[str, ...]

    @property
    def initial(self) -> bool:
        return len(self.plain) <= 2 and len(self.keys[0]) <= 1


@lru_cache(maxsize=16384)
def tokens(text: str) -> tuple[Token, ...]:
    """The words of a name in their order, folded. Empty when it holds no letter."""
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    words = [word for word in _SEPARATORS.split(text) if word]
    cyrillic = len(_CYRILLIC.findall(text)) > len(_LATIN.findall(text))
    found = (_token(_APOSTROPHES.sub("", word), cyrillic) for word in words)
    return tuple(token for token in found if token.keys[0])


def similarity(one: Token, other: Token) -> float:
    """How alike two words are, 0 to 100."""
    if one.initial or other.initial:
        return _initials(one, other)
    literal = OSA.normalized_similarity(one.plain, other.plain)
    best = max(_alike(a, b) for a in one.keys for b in other.keys)
    return 100.0 * ((1 - _LITERAL) * max(best, literal) + _LITERAL * literal)


def _alike(one: str, other: str) -> float:
    """People slip anywhere but in the first letter, so another first letter weighs more than one letter."""
    found = OSA.normalized_similarity(one, other)
    return found if one[0] == other[0] else found * _OTHER_FIRST


def align(query: Sequence[Token], name: Sequence[Token]) -> float:
    """0 to 100 for two names already split; see `score`."""
    if not query or not name:
        return 0.0
    few, many = (query, name) if len(query) <= len(name) else (name, query)
    grid = [[similarity(a, b) for b in many] for a in few]
    total, weight = _best(grid, few)
    found = total / weight - _LEFTOVER * min(len(many) - len(few), 2)
    return max(0.0, found * _ONE_WORD if len(few) == 1 and len(many) > 1 else found)


def score(one: str, other: str) -> float:
    """How sure it is that two written names are one name: 100 the same, `SAME` suggests, `DUPLICATE` warns."""
    return align(tokens(one), tokens(other))


def best_score(query: Sequence[Token], names: Iterable[Sequence[Token]]) -> float:
    """The best of several spellings of one person."""
    return max((align(query, name) for name in names), default=0.0)


def script_is_cyrillic(text: str) -> bool:
    return len(_CYRILLIC.findall(text)) > len(_LATIN.findall(text))


def forget() -> None:
    """Drop every word kept for speed: called when the index leaves memory."""
    folding.forget()
    tokens.cache_clear()
    _token.cache_clear()


class Vocabulary:
    """Distinct keys of many names, and which of them are near a word: the fast half of a search.

    `add` gives a token's numbers (one per key, shared by equal keys); `near` gives number -> similarity
    for every key close enough. Whoever holds the people joins on the numbers and settles the order of
    the best by `align`.
    """

    def __init__(self) -> None:
        self.keys: list[str] = []
        self._numbers: dict[str, int] = {}
        self._by_first: dict[str, list[int]] = {}

    def add(self, token: Token) -> tuple[int, ...]:
        return tuple(self.number(key) for key in token.keys)

    def number(self, key: str) -> int:
        found = self._numbers.get(key)
        if found is None:
            found = self._numbers[key] = len(self.keys)
            self.keys.append(key)
            self._by_first.setdefault(key[0], []).append(found)
        return found

    def near(self, token: Token, cutoff: float = 60.0) -> dict[int, float]:
        if token.initial:
            return {number: _INITIAL for key in token.keys for number in self._by_first.get(key[0], ())}
        best: dict[int, float] = {}
        for key in token.keys:
            for _, found, number in process.extract(
                key, self.keys, scorer=OSA.normalized_similarity, score_cutoff=cutoff / 100, limit=None
            ):
                best[number] = max(best.get(number, 0.0), 100.0 * found)
        return best


@lru_cache(maxsize=262144)
def _token(word: str, mostly_cyrillic: bool) -> Token:
    word = folding.repaired(word, mostly_cyrillic).casefold()
    if len(word) == 1 and word in _INITIALS:
        return Token(word, _INITIALS[word])
    found: dict[str, None] = {}
    for key in folding.keys(word):
        if key:
            found.setdefault(key)
    for key in tuple(found):
        found.setdefault(standard(key))
    return Token(anyascii(word).casefold(), tuple(found) or ("",))


def _initials(one: Token, other: Token) -> float:
    if not any(a[0] == b[0] for a in one.keys for b in other.keys):
        return 0.0
    if one.initial and other.initial:
        return 100.0
    return _SAME_INITIAL if one.plain[0] == other.plain[0] else _INITIAL


def _best(grid: list[list[float]], few: Sequence[Token]) -> tuple[float, float]:
    """The one-to-one alignment with the greatest weighted sum; a long word weighs more than a short one."""
    weights = [1.0 if len(token.keys[0]) > 3 else 0.8 for token in few]
    width = range(len(grid[0]))
    if len(grid) == 2:
        total = max(grid[0][i] * weights[0] + grid[1][j] * weights[1] for i in width for j in width if i != j)
        return total, sum(weights)
    cells = sorted(((row[j] * weights[i], i, j) for i, row in enumerate(grid) for j in width), reverse=True)
    taken: dict[int, int] = {}
    total = 0.0
    for value, row, column in cells:
        if row not in taken and column not in taken.values():
            taken[row] = column
            total += value
    return total, sum(weights)
