"""Names as lists write them to names by script: look-alike letters put right, the first of a script is the name."""

import re
from collections.abc import Iterable

from casework.domain import folding, names
from casework.domain.entities import EntityKind
from casework.domain.folding import repaired
from casework.domain.sections import PersonName, Script
from casework.domain.validation import LONGEST_NAME
from casework.imports import cells

_LETTERS = re.compile(r"[^\W\d_]+")
_NUMBERS = re.compile(r"\d+")
_LATIN = re.compile("[A-Za-z]")
_CYRILLIC = re.compile("[\u0400-\u052f]")


def put_right(text: str) -> str:
    """Only in a word that mixes alphabets: a whole word may well be of another one than its neighbours."""
    if not (_LATIN.search(text) and _CYRILLIC.search(text)):
        return text
    mostly = folding.mostly_cyrillic(text)
    return _LETTERS.sub(lambda word: repaired(word[0], mostly) if _mixed(word[0]) else word[0], text)


def _mixed(word: str) -> bool:
    return bool(_LATIN.search(word) and _CYRILLIC.search(word))


def by_script(
    texts: Iterable[str], kind: EntityKind, cyrillic: Script = Script.RU
) -> tuple[tuple[PersonName, ...], tuple[str, ...], tuple[str, ...]]:
    """Names, aliases, and what is no name or too long for one."""
    kept: dict[Script, PersonName] = {}
    aliases: list[str] = []
    rest: list[str] = []
    seen: set[tuple[str, ...]] = set()
    several = tuple(dict.fromkeys(texts))
    written = [(text, _written(text, kind, cyrillic)) for text in several]
    free = _free(cyrillic, [name for _, name in written if name and _sure(name.text)])
    for text, name in written:
        if name is None:
            rest.append(text)
            continue
        spelling = _spelling(name.text) if len(several) > 1 else ()
        if spelling in seen:
            continue
        seen.add(spelling)
        script = name.script if _sure(name.text) else free
        if script in kept:
            aliases.append(name.text)
        else:
            kept[script] = PersonName(script, name.text)
    return tuple(kept.values()), tuple(aliases), tuple(rest)


def _sure(text: str) -> bool:
    """Whether its letters settle the language: `Генадзь` could be Russian for all its letters tell."""
    return cells.script_of(text, Script.BE) is cells.script_of(text, Script.RU)


def _free(cyrillic: Script, sure: list[PersonName]) -> Script:
    """The script of Cyrillic that could be either: the one that no other name of the same entity surely is in."""
    taken = {name.script for name in sure}
    other = Script.BE if cyrillic is Script.RU else Script.RU
    return other if cyrillic in taken and other not in taken else cyrillic


def _spelling(text: str) -> tuple[str, ...]:
    """One name however its words are ordered and whichever letters are capitals; numbers tell bodies apart."""
    words = sorted(token.plain for token in names.tokens(text))
    return (str(folding.mostly_cyrillic(text)), *words, *_NUMBERS.findall(text))


def _written(text: str, kind: EntityKind, cyrillic: Script) -> PersonName | None:
    """`SURNAME, Given` is turned for people only: a comma in a body's name stays."""
    text = put_right(" ".join(text.split())).strip(" ,;")
    if not text or len(text) > LONGEST_NAME or not any(map(str.isalnum, text)):
        return None
    if kind is EntityKind.PERSON and text.count(",") == 1:
        surname, _, given = text.partition(",")
        text = f"{given.strip()} {surname.strip()}"
    return PersonName(cells.script_of(text, cyrillic), text)
