"""What a word may begin with: the letters an initial standing for it could be, in any script's reading.

Finer than the first sound of a key (А, О, Е and Я differ) and wider where Latin is: a lone `Y` or `J`
may be Я, Е, Ю or Й; `C` may be Ц, К or Ч; `Ch` Ч, Х or Ш.
"""

import re

from casework.domain.folding import without_marks

LETTERS = "аоеяиувгхкзжсштцчдбпфлмнр?"
"""One of each: е, ё, э · и, і, ы, й · у, ў, ю · ш, щ. The question mark stands for all that is none of these."""

_CYRILLIC = dict.fromkeys(LETTERS[:-1]) | {
    "ё": "е", "э": "е", "є": "е", "і": "и", "й": "и", "ї": "и", "ы": "и", "ю": "у", "ў": "у", "ґ": "г", "щ": "ш",
    "ѳ": "ф", "ѕ": "с",
}  # fmt: skip
_LATIN = {
    "a": "а", "o": "о", "e": "е", "i": "и", "u": "у", "v": "в", "w": "ву", "h": "гх", "g": "г", "k": "к", "z": "з",
    "s": "с", "t": "т", "c": "цкч", "d": "д", "b": "б", "p": "п", "f": "ф", "l": "л", "m": "м", "n": "н", "r": "р",
    "q": "к", "x": "хк", "j": "иж", "y": "и", "ł": "л", "č": "ч", "š": "ш", "ž": "ж", "ż": "ж", "ŭ": "у",
    "ya": "я", "ja": "яж", "ia": "я", "ye": "е", "je": "еж", "ie": "е", "yo": "е", "jo": "еж", "io": "еи",
    "yu": "у", "ju": "уж", "iu": "у", "you": "у", "iou": "у", "jou": "уж",
    "shch": "ш", "szcz": "ш", "šč": "ш", "chtch": "ш", "schtsch": "ш", "sh": "ш", "sz": "ш", "sch": "шж",
    "tch": "ч", "tsch": "ч", "cz": "ч", "ch": "чхш", "zh": "ж", "kh": "х", "gh": "г", "ts": "ц", "tz": "ц",
    "ph": "ф", "th": "тф", "dj": "дж",
}  # fmt: skip
_ALONE = {"i": "иеяу", "y": "иеяу", "j": "иеяуж", "s": "сш", "z": "зжц"}
_ONE_LETTER = frozenset(_LATIN) | {"дз", "дж"}


def mask(letters: str) -> int:
    return sum(1 << LETTERS.index(letter) for letter in set(letters))


_MASKS = {written: mask(letter or written) for written, letter in (_LATIN | _CYRILLIC).items()}
_MASKS_ALONE = {written: mask(letters) for written, letters in _ALONE.items()}
_OTHER = mask("?")
_BEGINNING = re.compile("|".join(sorted(_MASKS, key=len, reverse=True)))
_SPELT_ALIKE = tuple(mask(pair) for pair in ("ао", "ея", "тц", "зж", "сш", "гх"))


def begins(word: str) -> int:
    """Letters (bits) that a repaired, casefolded word may begin with."""
    found = _BEGINNING.match(word) or _BEGINNING.match(without_marks(word))
    return _MASKS_ALONE.get(word) or (_MASKS[found[0]] if found else _OTHER)


def widened(letters: int) -> int:
    """Letters that become one another between spellings: Алегавіч is Олегович. No need where the name is known."""
    for pair in _SPELT_ALIKE:
        if letters & pair:
            letters |= pair
    return letters


def alone(word: str) -> bool:
    """Is it an initial: one letter, or the several that write one letter (`Ya`, `Kh`, `Shch`, Дз)?"""
    return len(word) == 1 or word in _ONE_LETTER
