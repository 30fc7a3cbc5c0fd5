"""Which case a row of a list is about: by the list's own id, else by name across scripts and dates. Never a guess."""

from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from operator import itemgetter
from typing import TypeAlias

from casework.domain import names
from casework.domain.dates import PartialDate
from casework.domain.drafts import Draft
from casework.domain.importing import Problem
from casework.domain.names import Token

_CLOSE_WORD = 70.0
_LONG = 9
_GONE_THROUGH = 16
"""How many times longer a list may be to be gone through, and not searched for each number."""
_ALREADY_HERE = "row "


@dataclass(slots=True)
class Known:
    """What identifies a case. `arrests` are the days on which a stretch of custody began."""

    case: str
    names: tuple[tuple[Token, ...], ...]
    birth: PartialDate | None = None
    arrests: tuple[PartialDate, ...] = ()
    ids: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Match:
    """`case` is empty for a new person; `problem` says why the row is refused instead.

    `doubt` is what to say of a new person who may be one that has another number of this list.
    """

    case: str = ""
    problem: Problem | None = None
    doubt: Problem | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """`against` when a date on both sides cannot be the same day."""

    case: str
    score: float
    against: bool = False


@dataclass(slots=True)
class _Fit:
    known: Known
    level: int
    score: float


Numbers: TypeAlias = "array[int]"


def _numbers() -> Numbers:
    return array("I")


@dataclass
class People:
    """Everybody known, for matching the rows of one list; rows already taken are known too.

    A person is a number, and numbers only grow, so each list of them is in order and four bytes a person.
    """

    list_name: str
    by_id: dict[str, Known] = field(default_factory=dict)
    _all: list[Known] = field(default_factory=list)
    _by_word: dict[str, Numbers] = field(default_factory=lambda: defaultdict(_numbers))
    _by_birth: dict[str, Numbers] = field(default_factory=lambda: defaultdict(_numbers))
    _by_arrest: dict[str, Numbers] = field(default_factory=lambda: defaultdict(_numbers))

    def add(self, known: Known) -> None:
        number = len(self._all)
        self._all.append(known)
        for list_name, value in known.ids:
            if list_name == self.list_name:
                self.by_id[value] = known
        words = {key for name in known.names for token in name for key in token.keys if len(key) > 1}
        for word in words:
            self._by_word[word].append(number)
        if known.birth and known.birth.exact:
            self._by_birth[known.birth.text].append(number)
        for day in {arrest.text for arrest in known.arrests if arrest.exact}:
            self._by_arrest[day].append(number)

    def take(self, draft: Draft) -> None:
        """A new person of this very file: a later row about them is a repetition, not another person."""
        ids = frozenset({(self.list_name, draft.external_id)}) if draft.external_id else frozenset()
        arrests = (draft.arrested,) if draft.arrested else ()
        self.add(Known(f"{_ALREADY_HERE}{draft.row}", _tokens(draft), draft.birth, arrests, ids))

    def match(self, draft: Draft) -> Match:
        found = self._by_own_id(draft) if draft.external_id in self.by_id else self._by_name(draft)
        if found.case.startswith(_ALREADY_HERE):
            row = found.case.removeprefix(_ALREADY_HERE)
            code = "same_id_twice" if draft.external_id in self.by_id else "same_person_twice"
            value = draft.external_id if code == "same_id_twice" else row
            return Match(problem=Problem(draft.row, code, value=value))
        return found

    def candidates(self, draft: Draft, least: float = names.DUPLICATE) -> list[Candidate]:
        """Whom a row may mean, the likeliest first: for somebody to choose from."""
        tokens = _tokens(draft)
        found: dict[str, Candidate] = {}
        for known in self._candidates(draft, tokens):
            score = _score(tokens, known)
            if score >= least:
                born, held = _agreement(draft.birth, (known.birth,)), _agreement(draft.arrested, known.arrests)
                found[known.case] = Candidate(known.case, score, against=_CONFLICT in (born, held))
        return sorted(found.values(), key=lambda one: (one.against, -one.score))

    def _by_own_id(self, draft: Draft) -> Match:
        known = self.by_id[draft.external_id]
        score = _score(_tokens(draft), known)
        if score >= 70 or (_agreement(draft.birth, (known.birth,)) >= 2 and score >= 30):
            return Match(known.case)
        return Match(problem=Problem(draft.row, "id_of_another", value=draft.external_id))

    def _by_name(self, draft: Draft) -> Match:
        tokens = _tokens(draft)
        candidates = list(self._candidates(draft, tokens))
        fits = [fit for known in candidates if (fit := self._fit(draft, tokens, known))]
        if not fits:
            return Match(doubt=self._doubt(draft, tokens, candidates))
        best = min(fit.level for fit in fits)
        top = sorted((fit for fit in fits if fit.level == best), key=lambda fit: -fit.score)
        if best == _NAME_ONLY:
            return Match(problem=Problem(draft.row, "only_the_name_fits"))
        if len(top) > 1 and not (top[0].score >= names.SAME and top[1].score < names.DUPLICATE):
            return Match(problem=Problem(draft.row, "ambiguous"))
        return Match(top[0].known.case)

    def _candidates(self, draft: Draft, tokens: Sequence[tuple[Token, ...]]) -> Iterator[Known]:
        """Whoever shares two words of the name, the day of birth or the day of arrest."""
        words = {token: self._named(token) for name in tokens for token in name}
        least = min(2, min((len(name) for name in tokens), default=1))
        chosen = _in_several(list(words.values()), least)
        if draft.birth:
            chosen.update(self._by_birth.get(draft.birth.text, ()))
        if draft.arrested:
            chosen.update(self._by_arrest.get(draft.arrested.text, ()))
        return (self._all[number] for number in sorted(chosen))

    def _named(self, token: Token) -> list[Numbers]:
        return [self._by_word[key] for key in token.keys if key in self._by_word]

    def _numbered(self, known: Known) -> bool:
        return any(name == self.list_name for name, _ in known.ids)

    def _doubt(self, draft: Draft, tokens: Sequence[tuple[Token, ...]], candidates: Iterable[Known]) -> Problem | None:
        """Somebody of the same name, born on the same day, to whom the list has given another number."""
        for known in candidates:
            born = _agreement(draft.birth, (known.birth,)) == _EXACT
            if born and self._numbered(known) and _score(tokens, known) >= names.SAME:
                row = known.case.removeprefix(_ALREADY_HERE)
                here = known.case.startswith(_ALREADY_HERE)
                return Problem(draft.row, "twin_row", value=row) if here else Problem(draft.row, "twin_on_file")
        return None

    def _fit(self, draft: Draft, tokens: Sequence[tuple[Token, ...]], known: Known) -> _Fit | None:
        """None: another person. A case with another id of this very list is another person."""
        if draft.external_id and self._numbered(known):
            return None
        level, needed = _level(_agreement(draft.birth, (known.birth,)), _agreement(draft.arrested, known.arrests))
        if not level or (needed >= names.DUPLICATE and not _may_be_one_name(tokens, known)):
            return None
        score = _score(tokens, known)
        if score < needed or (score < names.DUPLICATE and not _every_word(tokens, known)):
            return None
        return _Fit(known, level, score)


def _in_several(words: list[list[Numbers]], least: int) -> set[int]:
    """Numbers that are in the lists of at least so many words.

    Whoever shares two words shares one that is not the commonest: thousands of people of the same given name are
    only looked up, never gone through.
    """
    sized = sorted(((sum(map(len, lists)), lists) for lists in words), key=itemgetter(0))
    counted: Counter[int] = Counter()
    for at, (size, lists) in enumerate(sized[: len(sized) - least + 1]):
        mine = set(chain.from_iterable(lists)).difference(counted)
        counted.update(mine)
        for others, other in sized[at + 1 :] if mine else ():
            if others < _GONE_THROUGH * size:
                counted.update(mine.intersection(chain.from_iterable(other)))
            else:
                counted.update({number for number in mine for one in other if _holds(one, number)})
    return {number for number, shared in counted.items() if shared >= least}


def _holds(numbers: Numbers, number: int) -> bool:
    at = bisect_left(numbers, number)
    return at < len(numbers) and numbers[at] == number


_NAME_ONLY = 6
_CONFLICT, _UNKNOWN, _COMPATIBLE, _EXACT = 0, 1, 2, 3


def _level(birth: int, arrest: int) -> tuple[int, float]:
    """How strong the dates speak (1 strongest, 0 against), and how alike the names must then be."""
    if birth == _CONFLICT:
        return 0, 0
    if birth == _EXACT:
        return {_EXACT: (1, 80.0), _COMPATIBLE: (1, 80.0), _UNKNOWN: (2, 88.0), _CONFLICT: (3, 93.0)}[arrest]
    if arrest == _EXACT:
        return 3, 90.0
    if arrest == _CONFLICT:
        return 0, 0
    if _COMPATIBLE in (birth, arrest):
        return 4, 93.0
    return _NAME_ONLY, names.SAME


def _agreement(said: PartialDate | None, ours: Iterable[PartialDate | None]) -> int:
    """Partial dates that may mean the same day are compatible; only whole days agree exactly."""
    best = -1
    for day in ours:
        if said is None or day is None:
            best = max(best, _UNKNOWN)
        elif said.exact and day.exact:
            best = max(best, _EXACT if said.earliest == day.earliest else _CONFLICT)
        else:
            met = said.earliest <= day.latest and day.earliest <= said.latest
            best = max(best, _COMPATIBLE if met else _CONFLICT)
    return _UNKNOWN if best < 0 else best


def _tokens(draft: Draft) -> tuple[tuple[Token, ...], ...]:
    return tuple(names.tokens(name.text) for name in draft.names)


def _score(tokens: Sequence[tuple[Token, ...]], known: Known) -> float:
    return max((names.best_score(name, known.names) for name in tokens), default=0.0)


def _may_be_one_name(tokens: Sequence[tuple[Token, ...]], known: Known) -> bool:
    """Cheap, and never wrong when it says no: for `names.DUPLICATE` one word must be alike to nine parts of ten, so
    it is the same, or ten letters long. Of hundreds who share a day hardly anybody is left to be compared."""
    keys = {key for name in tokens for token in name for key in token.keys}
    unsure = any(_initial_or_long(token) for name in tokens for token in name)
    return any(
        not keys.isdisjoint(token.keys) or (unsure and _initial_or_long(token))
        for name in known.names
        for token in name
    )


def _initial_or_long(token: Token) -> bool:
    return token.initial or max(len(token.plain), *map(len, token.keys)) >= _LONG


def _every_word(tokens: Sequence[tuple[Token, ...]], known: Known) -> bool:
    """A name that is only alike must be so in each word: brothers share a surname and, if twins, a birthday."""
    return any(
        all(max((names.similarity(word, other) for other in ours), default=0.0) >= _CLOSE_WORD for word in name)
        for name in tokens
        for ours in known.names
    )
