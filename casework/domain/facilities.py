"""Places of custody as lists write them - "IK No 17 Shklov", "ИК № 17" - to the key of the reference list."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz.distance import OSA

from casework.domain.names import Token, tokens
from casework.domain.reference import Facility

_CLOSE = 0.8

_KINDS = {
    "kgb": [r"\bkgb\b", r"\bкгб\b", r"\bкдб\b", r"\bkdb\b"],
    "temporary": [
        r"\bivs\b", r"\bивс\b", r"\bічу\b", r"\bцип\b", r"\bцыіп\b", r"\btsip\b",
        "temporary (?:detention|holding)", "временного содержания", "часовага ўтрымання", "изоляции правонарушителей",
        "ізаляцыі правапарушальнікаў",
    ],
    "open": [r"\bи?уот\b", r"\bi?uot\b", "открытого типа", "адкрытага тыпу", "open[- ]type"],
    "settlement": [r"\bи?кп\b", r"\bikp\b", r"\bпкп\b", "поселени", "пасяленн", "settlement"],
    "sizo": [
        r"\bsizo\b", r"\bsiza\b", r"\bсизо\b", r"\bсіза\b", r"\bсізо\b", "pre[- ]?trial", "remand",
        r"investigat\w+ (?:isolat\w+|prison)", "detention (?:cent(?:er|re)|facility)", r"следственн\w+ изолятор",
        r"следч\w+ ізалятар",
    ],
    "prison": ["prison", "тюрьм", "тюрем", "турм", r"\bturma", "t[iy]urma", "jail"],
    "colony": [
        r"\b(?:ik|pk|pc)\b", r"\b(?:ик|пк|ік)\b", "colony", "колони", "калоні", "kaloni", "koloni",
    ],
}  # fmt: skip
"""In this order: a KGB prison is not a prison, a colony-settlement not a colony."""
_KIND = tuple((kind, re.compile("|".join(words), re.IGNORECASE)) for kind, words in _KINDS.items())
_NUMBER = re.compile(r"\d{1,3}")
_GLUED = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")
_NUMERO = re.compile(r"№|\b(?:no|nr|num(?:ber)?|n|номер|нумар)\b\.?(?=\s*\d)", re.IGNORECASE)
_FILLER = frozenset(
    {"ik", "pk", "no", "the", "of", "in", "at", "for", "and", "g", "gor", "city", "town", "oblast", "region"}
)
_WOMEN = re.compile(r"\bwom[ae]n|\bfemale|женск|жаноч", re.IGNORECASE)


class Places:
    """The reference list, prepared for matching. Build one per list; `match` answers the same for ever."""

    def __init__(self, facilities: Iterable[Facility]) -> None:
        self.facilities = tuple(facilities)
        self.by_key = {facility.key: facility for facility in self.facilities}
        self._also = [(facility, _phrases(facility.also)) for facility in self.facilities]
        self._towns = {facility.key: _phrases(facility.towns) for facility in self.facilities}
        self._titles = {
            _plain(text): facility.key
            for facility in self.facilities
            for text in (facility.key, facility.titles.en, facility.titles.be, facility.titles.ru)
            if text
        }
        self.match = lru_cache(maxsize=16384)(self._match)

    def _match(self, written: str) -> str | None:
        """The key, or None: unknown, or its number and its town name two different places."""
        plain = _plain(written)
        if plain in self._titles:
            return self._titles[plain]
        words = [token for token in tokens(plain) if token.plain not in _FILLER]
        kind, numbers = _kind(plain), [int(found) for found in _NUMBER.findall(plain)]
        if kind == "kgb":
            return self._only(facility for facility in self.facilities if facility.kind == "kgb")
        named = {facility.key for facility, phrases in self._also if _says(words, phrases)}
        there = {facility.key for facility in self.facilities if _says(words, self._towns[facility.key])}
        if numbers and kind:
            return self._numbered(kind, numbers[0], there | named)
        if named:
            return next(iter(named)) if len(named) == 1 else None
        if numbers and not kind:
            return self._only(f for f in self.facilities if f.number == numbers[0] and f.key in there)
        return self._placed(kind, there, bool(_WOMEN.search(plain)))

    def _numbered(self, kind: str, number: int, there: set[str]) -> str | None:
        found = [facility for facility in self.facilities if facility.kind == kind and facility.number == number]
        if not found and kind == "sizo":
            found = [f for f in self.facilities if f.kind == "prison" and f.number == number and f.key in there]
        if there and found and found[0].key not in there:
            return None
        return found[0].key if found else None

    def _placed(self, kind: str | None, there: set[str], women: bool) -> str | None:
        found = [self.by_key[key] for key in there if kind is None or self.by_key[key].kind == kind]
        if women:
            found = [facility for facility in found if facility.women]
        return self._only(found)

    @staticmethod
    def _only(found: Iterable[Facility]) -> str | None:
        keys = {facility.key for facility in found}
        return next(iter(keys)) if len(keys) == 1 else None


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFKC", _NUMERO.sub(" ", text)).casefold()
    return " ".join(re.sub(r"[^\w'’]+", " ", _GLUED.sub(" ", text)).split())


def _kind(plain: str) -> str | None:
    return next((kind for kind, words in _KIND if words.search(plain)), None)


def _phrases(written: Iterable[str]) -> list[tuple[Token, ...]]:
    return [found for found in (tokens(text) for text in written) if found]


def _says(words: list[Token], phrases: list[tuple[Token, ...]]) -> bool:
    return any(all(any(_alike(part, word) for word in words) for part in phrase) for phrase in phrases)


def _alike(one: Token, other: Token) -> bool:
    return any(
        a == b or (min(len(a), len(b)) > 4 and OSA.normalized_similarity(a, b) >= _CLOSE)
        for a in one.keys
        for b in other.keys
    )
