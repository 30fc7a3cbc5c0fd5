"""Names across scripts and spellings: is this the same name, and how sure are we (0 to 100)?

Words are folded to keys (`folding`), equal given names meet (`given`), and two names are compared by
aligning their words one to one: order never matters, an initial stands for a word that may begin with
it (`initials`), and a patronymic or second surname that only one of them has costs little.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from anyascii import anyascii
from rapidfuzz.distance import OSA

from casework.domain import folding, given, initials

DUPLICATE = 90.0
"""From here a duplicate is worth a warning; from SAME on it is suggested outright."""
SAME = 95.0

INITIAL = 80.0
_PERHAPS_INITIAL = 76.0
"""An initial that may be several letters (a lone `Y`), where the word is not written with it."""
DIMINUTIVE = 85.0
"""Саша for Александр: worth a warning beside the same surname, no certainty."""
OTHER_FIRST = 0.9
_OTHER_FIRST_OF_SHORT = 0.7
"""People slip anywhere but in the first letter, so another first letter weighs more than one letter."""
SHORT = 4
"""Letters of a key: so short, and a slip leaves too little to go by."""
MISSPELT = 0.97
"""Like a form of the given name, though not the form that is written."""
_OTHER_GIVEN = 0.88
LEFTOVER = 2.5
ONE_WORD = 0.88
_LITERAL = 0.05

_SEPARATORS = re.compile(r"[^\w'’ʼ`´ʹʺ‘\u0300-\u036f]+|_")
_APOSTROPHES = re.compile("['’ʼ`´ʹʺ‘]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")


class Token(NamedTuple):
    """One word: `keys` to compare by (the likeliest first), `plain` only to settle ties.

    `begins` are the letters an initial for it could be (bits); `short` the keys of the names that it
    may be the diminutive of; `forms`, of a given name we know, the keys of all its equals.
    """

    plain: str
    keys: tuple[str, ...]
    begins: int
    initial: bool = False
    short: tuple[str, ...] = ()
    forms: frozenset[str] = frozenset()


@lru_cache(maxsize=16384)
def tokens(text: str) -> tuple[Token, ...]:
    """The words of a name in their order, folded. Empty when it holds no letter."""
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    cyrillic = folding.mostly_cyrillic(text)
    words = (part for word in _SEPARATORS.split(text) if word for part in _initials_apart(word, text))
    found = (_token(_APOSTROPHES.sub("", word), cyrillic) for word in words)
    return tuple(token for token in found if token.keys[0])


def _initials_apart(word: str, text: str) -> Sequence[str]:
    """`ИП Иванов` has two initials; in a text all of capitals nobody can tell."""
    return word if len(word) == 2 and word.isalpha() and word.isupper() and not text.isupper() else (word,)


def similarity(one: Token, other: Token) -> float:
    """How alike two words are, 0 to 100."""
    if one.initial or other.initial:
        return _initials(one, other)
    literal = OSA.normalized_similarity(one.plain, other.plain)
    best = max(literal, _alike(one.keys, other.keys)) if literal < 1 else 1.0
    if best < 1 and (one.forms or other.forms):
        best = _given(one, other, best)
    if not one.begins & other.begins:
        best *= OTHER_FIRST if min(len(one.keys[0]), len(other.keys[0])) > SHORT else _OTHER_FIRST_OF_SHORT
    found = 100.0 * ((1 - _LITERAL) * best + _LITERAL * literal)
    return max(found, DIMINUTIVE) if (one.short or other.short) and _same_at_home(one, other) else found


def _alike(one: Iterable[str], other: Iterable[str]) -> float:
    return max([1.0 if a == b else OSA.normalized_similarity(a, b) for a in one for b in other], default=0.0)


def _given(one: Token, other: Token, best: float) -> float:
    """A given name we know: what is none may be any of its forms misspelt, and another one is somebody else's."""
    if one.forms and other.forms:
        return best * _OTHER_GIVEN
    known, word = (one, other) if one.forms else (other, one)
    return max(best, MISSPELT * _alike(word.keys, [form for form in known.forms if len(form) >= SHORT]))


def _same_at_home(one: Token, other: Token) -> bool:
    mine, theirs = {*one.short, *one.keys}, {*other.short, *other.keys}
    return not mine.isdisjoint(other.short) or not theirs.isdisjoint(one.short)


class Asked:
    """One name compared with many: what was found about two words is kept until the next name is asked."""

    def __init__(self, text: str) -> None:
        self.tokens = tokens(text)
        self._known: list[dict[Token, float]] = [{} for _ in self.tokens]

    def score(self, text: str) -> float:
        name = tokens(text)
        return _aligned([self._row(number, name) for number in range(len(self.tokens))], self.tokens, name)

    def _row(self, number: int, name: Sequence[Token]) -> list[float]:
        known, asked = self._known[number], self.tokens[number]
        row = []
        for token in name:
            found = known.get(token)
            if found is None:
                found = known[token] = similarity(asked, token)
            row.append(found)
        return row


def align(query: Sequence[Token], name: Sequence[Token]) -> float:
    """0 to 100 for two names already split; see `score`."""
    return _aligned([[similarity(a, b) for b in name] for a in query], query, name)


def _aligned(grid: list[list[float]], query: Sequence[Token], name: Sequence[Token]) -> float:
    if not query or not name:
        return 0.0
    few, many = query, name
    if len(query) > len(name):
        few, many, grid = name, query, [list(column) for column in zip(*grid, strict=True)]
    total, weight = _best(grid, few)
    found = total / weight - LEFTOVER * min(len(many) - len(few), 2)
    return max(0.0, found * ONE_WORD if len(few) == 1 and len(many) > 1 else found)


def score(one: str, other: str) -> float:
    """How sure it is that two written names are one name: 100 the same, `SAME` suggests, `DUPLICATE` warns."""
    return align(tokens(one), tokens(other))


def best_score(query: Sequence[Token], names: Iterable[Sequence[Token]]) -> float:
    """The best of several spellings of one person."""
    return max((align(query, name) for name in names), default=0.0)


def forget() -> None:
    """Drop every word kept for speed: called when the index leaves memory."""
    tokens.cache_clear()
    _token.cache_clear()


@lru_cache(maxsize=131072)
def _token(word: str, mostly_cyrillic: bool) -> Token:
    word = folding.repaired(word, mostly_cyrillic).casefold()
    plain = anyascii(word).casefold()
    begins = initials.begins(word)
    read = [key for key in folding.keys(word) if key]
    if initials.alone(word):
        return Token(plain, tuple(read) or ("",), begins, initial=True)
    found, other, forms = dict.fromkeys(read), 0, set[str]()
    for key in read:
        for form, formal in given.forms(key, begins):
            found.setdefault(form)
            other |= formal
            forms |= given.family(form)
    short = dict.fromkeys(one for key in read for one in given.full(word, key, begins))
    short_ = tuple(one for one in short if one not in found)
    letters = begins | other if forms else initials.widened(begins | other)
    return Token(plain, tuple(found) or ("",), letters, short=short_, forms=frozenset(forms))


def _initials(one: Token, other: Token) -> float:
    if not one.begins & other.begins:
        return 0.0
    if one.initial and other.initial:
        return 100.0
    initial = one if one.initial else other
    certain = initial.begins.bit_count() == 1 or one.plain[:1] == other.plain[:1]
    return INITIAL if certain else _PERHAPS_INITIAL


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
