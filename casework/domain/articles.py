"""Articles as lists write them - "art. p. 1 361-1 of the Criminal Code", "ч.1 ст.342 УК" - to charges.

English, Belarusian and Russian, part before or after its article, several parts or articles in one
phrase. What is no citation is handed back as `leftover`, and a reading that needed a guess as a doubt.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import msgspec

from casework.domain.sections import Charge

LOWEST_ARTICLE = 14
"""Below this a bare number is a part: parts end at 9, and the first chargeable article is well above."""


@dataclass(frozen=True, slots=True)
class Found:
    charges: tuple[Charge, ...] = ()
    unknown: tuple[str, ...] = ()
    """Articles that are not on the reference list, as charged."""
    doubts: tuple[str, ...] = ()
    """Readings that were chosen among two, as written."""
    leftover: str = ""


class _Mark(msgspec.Struct, frozen=True, gc=False):
    kind: str
    text: str


_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_SUPERSCRIPT = re.compile("(?<=[0-9])-?([⁰¹²³⁴⁵⁶⁷⁸⁹]+)")
_GLUED = re.compile(r"(?<=[0-9])(?=[^\W\d_])")
_MARKS = re.compile(
    r"""
      (?P<number>(?<![\d-])\d{1,4}(?:\s?[-‐‑‒–—.^/]\s?\d{1,2}(?!\d))?)
    | (?P<bracket>\(\s*\d(?:\s*[,;и&-]\s*\d)*\s*\))
    | (?P<joint>[,;/&+\n])
    | (?P<blank>[\s."'«»:-]+|[()\[\]])
    | (?P<sign>§)
    | (?i:(?P<part>\b(?:часть|частью|части|частями|частей|частка|часткай|часткі|часткамі|ч\.?\s*ч\.?|ч|parts?
          |para(?:graph)?s?|pts?|pp|p)(?![^\W\d_])\.?)
    | (?P<clause>\b(?:п\.?\s*п\.?|п|пункт\w*|cl|clauses?)(?![^\W\d_])\.?)
    | (?P<article>\b(?:articles?|arts?|стат(?:ья|ьи|ье|ью|ей|ьям|ьями|ьях)|ст\.?\s*ст\.?|ст|артыкул\w*|арт)
          (?![^\W\d_])\.?)
    | (?P<filler>\b(?:of|the|under|criminal|penal|code|cc|republic|belarus|rb|на|по|па|ук|уголовн\w+|кодекс\w*|кодэкс\w*
          |кк|крымінальн\w+|рб|республик\w+|рэспублік\w+|беларус\w*|белорус\w*)\b\.?)
    | (?P<and>\b(?:and|и|і|ды|also|также|таксама)\b))
    | (?P<other>\w+|.)
    """,
    re.VERBOSE,
)
"""What is told by its first character comes first: hardly a mark is tried as each of the words."""
_ADMINISTRATIVE = re.compile(r"коап|каап|administrative|административн|адміністрацыйн", re.IGNORECASE)
_HYPHENS = re.compile(r"\s?[-‐‑‒–—^/]\s?")


@lru_cache(maxsize=16384)
def read(text: str, known: frozenset[str]) -> Found:
    """Charges in the order written, each once. `known` is the reference list's keys: it settles `342-1`."""
    if not text.strip():
        return Found()
    if _ADMINISTRATIVE.search(text):
        return Found(leftover=text.strip())
    raised = _SUPERSCRIPT.sub(lambda found: "-" + found[1].translate(_RAISED), text)
    marks, leftover = _marks(_GLUED.sub(" ", unicodedata.normalize("NFKC", raised)))
    reader = _Reader(known)
    for group in _groups(marks):
        reader.take(group)
    return reader.found(leftover)


def _marks(text: str) -> tuple[list[_Mark], str]:
    marks: list[_Mark] = []
    leftover: list[str] = []
    clause = False
    for found in _MARKS.finditer(text):
        kind = "joint" if found.lastgroup == "and" else found.lastgroup or "other"
        if kind == "other":
            leftover.append(found[0])
        elif kind == "clause":
            clause = True
            leftover.append(found[0])
        elif kind == "number" and clause:
            clause = False
            leftover.append(found[0])
        elif kind not in ("blank", "filler"):
            marks.append(_Mark(kind, found[0]))
    return _parts_gathered(marks, leftover), " ".join(leftover).strip()


def _parts_gathered(marks: list[_Mark], leftover: list[str]) -> list[_Mark]:
    """Part words with their numbers become one mark `parts`; article words go; numbers become `article`."""
    found: list[_Mark] = []
    index = 0
    while index < len(marks):
        mark = marks[index]
        index += 1
        if mark.kind == "bracket":
            found.append(_Mark("parts", mark.text))
        elif mark.kind == "part":
            numbers, index = _part_numbers(marks, index)
            if numbers:
                found.append(_Mark("parts", ",".join(numbers)))
        elif mark.kind == "number":
            if _is_part(mark.text):
                leftover.append(mark.text)
            else:
                found.append(_Mark("article", mark.text))
        elif mark.kind == "joint":
            found.append(mark)
    return found


def _part_numbers(marks: list[_Mark], index: int) -> tuple[list[str], int]:
    numbers: list[str] = []
    while index < len(marks):
        if marks[index].kind == "number" and _is_part(marks[index].text):
            numbers.append(marks[index].text)
            index += 1
        elif (
            numbers
            and marks[index].kind == "joint"
            and index + 1 < len(marks)
            and marks[index + 1].kind == "number"
            and _is_part(marks[index + 1].text)
        ):
            index += 1
        else:
            break
    return numbers, index


@lru_cache(maxsize=4096)
def _is_part(text: str) -> bool:
    return all(int(number) < LOWEST_ARTICLE for number in re.findall(r"\d+", text))


def _groups(marks: list[_Mark]) -> list[list[_Mark]]:
    groups: list[list[_Mark]] = [[]]
    for mark in marks:
        if mark.kind == "joint":
            groups.append([])
        else:
            groups[-1].append(mark)
    return [group for group in groups if group]


class _Reader:
    """Joins parts to articles: forward where a phrase begins with its part, backward where it ends with it."""

    def __init__(self, known: frozenset[str]) -> None:
        self.known = known
        self.cited: list[tuple[str, list[str]]] = []
        self.pending: list[str] = []
        self.doubts: dict[str, None] = {}

    def take(self, group: list[_Mark]) -> None:
        forward = group[0].kind == "parts" and any(mark.kind == "article" for mark in group)
        for index, mark in enumerate(group):
            if mark.kind == "article":
                self._article(mark.text)
                continue
            parts = _expanded(mark.text)
            ahead = any(later.kind == "article" for later in group[index:])
            if (forward and ahead) or not self.cited:
                self.pending.extend(parts)
            else:
                self.cited[-1][1].extend(parts)

    def _article(self, written: str) -> None:
        key, part = self._key(written)
        parts, self.pending = self.pending + ([part] if part else []), []
        self.cited.append((key, parts))

    def _key(self, written: str) -> tuple[str, str]:
        """`342-1` is article 342-1 if the list has it, part 1 of 342 if it has only that, else as written."""
        base, _, small = _HYPHENS.sub("-", written).replace(".", "-").partition("-")
        key = f"{base}-{small}" if small else base
        if not small or key in self.known or base not in self.known:
            return key, ""
        if "." not in written:
            self.doubts.setdefault(written)
        return base, small

    def found(self, leftover: str) -> Found:
        charges: dict[Charge, None] = {}
        for article, parts in self.cited:
            for part in parts or [""]:
                charges.setdefault(Charge(article, part))
        unknown = dict.fromkeys(article for article, _ in self.cited if article not in self.known)
        if self.pending:
            leftover = f"{leftover} {', '.join(self.pending)}".strip()
        return Found(tuple(charges), tuple(unknown), tuple(self.doubts), leftover)


def _expanded(text: str) -> list[str]:
    """`1-3` is parts 1, 2 and 3."""
    found: list[str] = []
    for piece in re.findall(r"\d+(?:\s*[-‐‑‒–—]\s*\d+)?", text):
        ends = [int(number) for number in re.findall(r"\d+", piece)]
        found.extend(str(number) for number in range(ends[0], ends[-1] + 1))
    return found
