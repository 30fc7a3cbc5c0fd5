"""Which official, entity or asset a row is about: by the list's own id, else by name across scripts and what confirms
it. Never a guess: what fits several, or only by its name, is refused in words.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from casework.domain import names
from casework.domain.dates import PartialDate
from casework.domain.entities import EntityKind
from casework.domain.entitydrafts import EntityDraft
from casework.domain.entitymerging import BODIES, folded
from casework.domain.importing import Problem
from casework.domain.names import Token
from casework.domain.register import Register

FEW = 5_000
"""Spellings up to which every name is compared with every other; beyond, two words have to be spelt alike."""
_CLOSE_WORD = 70.0
_VAGUELY = 30.0
_BORN_THAT_DAY = 88.0
_CONFIRMED = 93.0
_NUMBERS = re.compile(r"\d+")

_STRONG, _BORN, _POST, _MAYBE, _WHOLE_NAME, _NAME_ONLY = range(1, 7)


@dataclass(slots=True)
class KnownEntity:
    """What identifies one of them. `posts` are (position, body) as written, `ids` their numbers on all lists."""

    record: str
    kind: EntityKind
    names: tuple[str, ...]
    begun: str = ""
    country: str = ""
    registration: str = ""
    posts: tuple[tuple[str, str], ...] = ()
    ids: tuple[tuple[str, str], ...] = ()


class EntityMatch(NamedTuple):
    """`record` is empty for a new one; `problem` says why the row is refused instead.

    `unsure`: only the name fits. It is the same only if this list has spoken of it before.
    """

    record: str = ""
    problem: Problem | None = None
    unsure: bool = False


@dataclass(slots=True)
class _Fit:
    known: KnownEntity
    level: int
    score: float


@dataclass
class Entities:
    """All that is known, for matching the rows of one list; rows already taken are known too."""

    list_name: str
    by_id: dict[str, KnownEntity] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)
    _register: Register[int] = field(default_factory=Register)
    _all: list[KnownEntity] = field(default_factory=list)
    _numbered: list[KnownEntity] = field(default_factory=list)
    _by_word: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    _by_fact: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def add(self, known: KnownEntity) -> None:
        """One with a number of this very list is found by that number, and by its name only for rows without one."""
        own = [value for list_name, value in known.ids if list_name == self.list_name]
        self.by_id.update(dict.fromkeys(own, known))
        if own:
            self._numbered.append(known)
        else:
            self._index(known)

    def _index(self, known: KnownEntity) -> None:
        number = len(self._all)
        self._all.append(known)
        words = {key for text in known.names for token in names.tokens(text) for key in token.keys if len(key) > 1}
        for word in words:
            self._by_word[word].append(number)
        for fact in _facts(known.kind, known.begun, known.registration):
            self._by_fact[fact].append(number)
        if len(self._register) < FEW:
            self._register.add(number, known.names)

    def take(self, draft: EntityDraft, record: str) -> None:
        """A new one of this very file."""
        posts = tuple((one.post.position, one.post.body) for one in draft.posts)
        begun = draft.begun.text if draft.begun else ""
        ids = tuple((self.list_name, value) for value in draft.ids)
        known = KnownEntity(record, draft.kind, _texts(draft), begun, draft.country, draft.registration, posts, ids)
        self.taken.add(record)
        self.add(known)

    def match(self, draft: EntityDraft) -> EntityMatch:
        own = {self.by_id[value].record: value for value in (*draft.ids, *draft.other_ids) if value in self.by_id}
        if len(own) > 1:
            return EntityMatch(problem=Problem(draft.row, "ids_of_several", value=", ".join(sorted(own.values()))))
        if own:
            return self._by_own_id(draft, next(iter(own.values())))
        if not draft.ids and self._numbered:
            for known in self._numbered:
                self._index(known)
            self._numbered.clear()
        return self._by_name(draft) if self._all else EntityMatch()

    def _by_own_id(self, draft: EntityDraft, value: str) -> EntityMatch:
        known = self.by_id[value]
        score = max((_score(text, known.names) for text in _texts(draft)), default=0.0)
        born = _dates(draft.begun, known.begun)
        same = draft.registration and draft.registration == known.registration
        if not _kin(draft.kind, known.kind):
            return EntityMatch(problem=Problem(draft.row, "kind_of_another", value=value))
        if same or score >= _CLOSE_WORD or (born is True and score >= _VAGUELY) or not _texts(draft):
            return EntityMatch(known.record)
        return EntityMatch(problem=Problem(draft.row, "id_of_another_entity", value=value))

    def _by_name(self, draft: EntityDraft) -> EntityMatch:
        texts = _texts(draft)
        fits = [fit for number in self._candidates(draft, texts) if (fit := self._fit(draft, texts, self._all[number]))]
        if not fits:
            return EntityMatch()
        best = min(fit.level for fit in fits)
        top = sorted((fit for fit in fits if fit.level == best), key=lambda fit: -fit.score)
        if len({fit.known.record for fit in top}) > 1 and not (
            best != _NAME_ONLY and top[0].score >= names.SAME and top[1].score < names.DUPLICATE
        ):
            return EntityMatch(problem=Problem(draft.row, "several_entities_fit"))
        return EntityMatch(top[0].known.record, unsure=best == _NAME_ONLY and top[0].known.record not in self.taken)

    def _candidates(self, draft: EntityDraft, texts: Sequence[str]) -> set[int]:
        """Whoever shares two words of a name, the day of birth or the registration; the likest of all where few are."""
        found: set[int] = set()
        for text in texts:
            words = names.tokens(text)
            counted: dict[int, int] = defaultdict(int)
            for token in words:
                for number in {number for key in token.keys for number in self._by_word.get(key, ())}:
                    counted[number] += 1
            found |= {number for number, hits in counted.items() if hits >= min(2, len(words))}
        begun = draft.begun.text if draft.begun else ""
        for fact in _facts(draft.kind, begun, draft.registration):
            found |= set(self._by_fact.get(fact, ()))
        if not found and 0 < len(self._register) < FEW:
            found = {number for text in texts[:3] for number, _ in self._register.best(text, 5, names.DUPLICATE)}
        return found

    def _fit(self, draft: EntityDraft, texts: Sequence[str], known: KnownEntity) -> _Fit | None:
        """None: another one. Whoever has another number on this very list is another one."""
        if not _kin(draft.kind, known.kind) or (draft.ids and any(name == self.list_name for name, _ in known.ids)):
            return None
        if draft.country and known.country and draft.country != known.country and draft.kind is not EntityKind.PERSON:
            return None
        score, alike = max(((_score(one, known.names), one) for one in texts), default=(0.0, ""))
        level, needed = self._level(draft, known, alike)
        if not level or score < needed:
            return None
        if level != _STRONG and score < names.DUPLICATE and not _every_word(alike, known.names):
            return None
        return _Fit(known, level, score)

    def _level(self, draft: EntityDraft, known: KnownEntity, alike: str) -> tuple[int, float]:
        """How strongly the rest speaks for it (1 strongest, 0 against), and how alike the names must then be."""
        if draft.kind is not EntityKind.PERSON:
            if draft.registration and known.registration:
                return (_STRONG, 0.0) if folded(draft.registration) == folded(known.registration) else (0, 0)
            numbers = set(_NUMBERS.findall(alike))
            same = any(numbers == set(_NUMBERS.findall(other)) for other in known.names)
            return (_MAYBE, names.SAME) if same else (0, 0)
        born = _dates(draft.begun, known.begun)
        if born is False:
            return 0, 0
        if born is True:
            return _BORN, _BORN_THAT_DAY
        posts = {(folded(one.post.position), folded(one.post.body)) for one in draft.posts}
        if posts & {(folded(position), folded(body)) for position, body in known.posts}:
            return _POST, _CONFIRMED
        if draft.begun and known.begun:
            return _MAYBE, _CONFIRMED
        if _whole(alike) and any(_whole(other) for other in known.names):
            return _WHOLE_NAME, 98.0
        return _NAME_ONLY, names.SAME


def _texts(draft: EntityDraft) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*(name.text for name in draft.names), *draft.aliases)))


def _kin(one: EntityKind, other: EntityKind) -> bool:
    """Lists differ on whether a body is a company; nobody takes a person for one."""
    return one is other or {one, other} <= BODIES


def _facts(kind: EntityKind, begun: str, registration: str) -> Iterator[str]:
    if kind is EntityKind.PERSON and begun and PartialDate.parse(begun).exact:
        yield f"born {begun}"
    if registration:
        yield f"registered {folded(registration)}"


def _dates(said: PartialDate | None, ours: str) -> bool | None:
    """True for one and the same day, False for days that cannot be one, None when nothing is settled."""
    if said is None or not ours:
        return None
    stood = PartialDate.parse(ours)
    if said.exact and stood.exact:
        return said.earliest == stood.earliest
    loose = said.approximate or stood.approximate
    return None if loose or (said.earliest <= stood.latest and stood.earliest <= said.latest) else False


def _score(text: str, others: Sequence[str]) -> float:
    return names.best_score(names.tokens(text), (names.tokens(other) for other in others))


def _every_word(text: str, others: Sequence[str]) -> bool:
    """Brothers share a surname and, if twins, a birthday."""
    words = names.tokens(text)
    return any(
        all(max((names.similarity(word, other) for other in theirs), default=0.0) >= _CLOSE_WORD for word in words)
        for theirs in map(names.tokens, others)
    )


def _whole(text: str) -> bool:
    """Given name, patronymic and surname, none of them an initial."""
    words: tuple[Token, ...] = names.tokens(text)
    return len(words) >= 3 and not any(word.initial for word in words)
