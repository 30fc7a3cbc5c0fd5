"""One word of a name, in any script and spelling, to the keys under which its other spellings also fall.

A key keeps what every transliteration agrees on. Merged on purpose: а/о/е/э/я/ё (akanne and its
Russian spelling), и/і/ы/й/j/y, у/ў/в/w, г/ґ/х/h/g, т/ц/ч/c, с/ш/щ, з/ж, дз/д. Glides, soft signs,
apostrophes and doubled letters go. Latin spelling is ambiguous (`ch` is ч in English, х in Łacinka,
ш in the French of old passports), so a Latin word may have up to three keys, one per reading.
"""

import re
import unicodedata

from anyascii import anyascii

_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "h", "ґ": "h", "д": "d", "е": "a", "ё": "a", "є": "a", "ж": "z", "з": "z",
    "и": "i", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "a", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ў": "u", "ф": "f", "х": "h", "ц": "t", "ч": "t", "ш": "s", "щ": "s", "ъ": "",
    "ы": "i", "ь": "", "э": "a", "ю": "u", "я": "a", "ј": "i", "ѳ": "f", "ѣ": "a", "ѵ": "i", "ѕ": "s",
    "дз": "d", "дж": "dz", "шч": "s", "кс": "ks",
}  # fmt: skip

_LATIN = {
    "a": "a", "b": "b", "d": "d", "e": "a", "f": "f", "g": "h", "h": "h", "i": "i", "j": "i", "k": "k", "l": "l",
    "m": "m", "n": "n", "o": "a", "p": "p", "q": "k", "r": "r", "s": "s", "t": "t", "u": "u", "v": "v", "w": "v",
    "x": "ks", "y": "i", "z": "z", "c": "t", "ł": "l", "č": "t", "š": "s", "ž": "z", "ż": "z", "ŭ": "u", "ą": "an",
    "ę": "an", "đ": "d", "ı": "i", "æ": "a", "ø": "a", "ß": "s",
    "schtsch": "s", "shtch": "s", "shch": "s", "szcz": "s", "stsch": "s", "šč": "s", "chtch": "s", "shh": "s",
    "tsch": "t", "tsh": "t", "tch": "t", "cz": "t", "ch": "t", "ts": "t", "tz": "t", "sch": "s", "sh": "s", "sz": "s",
    "dzh": "dz", "dž": "dz", "dż": "dz", "dj": "dz", "dz": "d", "zh": "z", "kh": "h", "gh": "h", "ph": "f", "th": "t",
}  # fmt: skip

_SLAVIC = _LATIN | {"ch": "h"}
_ENGLISH = {key: value for key, value in _LATIN.items() if key != "chtch"} | {
    "ca": "ka", "co": "ka", "cu": "ku", "cl": "kl", "cr": "kr", "ct": "kt", "ck": "k",
}  # fmt: skip
_FRENCH = _ENGLISH | {
    "chtch": "s", "ch": "s", "ou": "u", "j": "z", "dj": "dz", "gue": "ha", "gui": "hi", "tch": "t",
}  # fmt: skip
_SCHOLARLY = _SLAVIC | {"x": "h"}
_GERMAN = _LATIN | {"z": "t", "v": "f", "w": "v", "ch": "h", "dsch": "dz"}


def _pattern(table: dict[str, str]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, table), key=len, reverse=True)))


_READ_CYRILLIC = (_pattern(_CYRILLIC), _CYRILLIC)
_READ_SLAVIC = (_pattern(_SLAVIC), _SLAVIC)
_READ_ENGLISH = (_pattern(_ENGLISH), _ENGLISH)
_READ_FRENCH = (_pattern(_FRENCH), _FRENCH)
_READ_X = (_pattern(_SCHOLARLY), _SCHOLARLY)
_READ_GERMAN = (_pattern(_GERMAN), _GERMAN)

_MARKS_OF_SLAVIC = re.compile("[čšžćśźńłŭżąęĺ]|sz|cz(?!e?c)")
_MARKS_OF_ENGLISH = re.compile("sh|zh|kh|ts|y[aeou]|[aeiou]ch$|v[iy]ch$|dzi")
_MARKS_OF_FRENCH = re.compile("ou(?!$)|tch|ch|^j|gu[ei]|j[eoi]|ine$|dre$")
_MARKS_OF_GERMAN = re.compile("sch|w")
_NOT_OF_GERMAN = re.compile("[čšžŭł]|sh|zh|kh|sz|[^s]cz|rz|v|[^aou]y")
_OFF = re.compile("(?<=[oe])ff?$")
_MUTE_E = re.compile("(?<=in|dr)e$")

_TO_CYRILLIC = str.maketrans("AaBCcEeHIiKkMOoPpTXxYy03gunmtbhr", "АаВСсЕеНІіКкМОоРрТХхУуозгипмтьнг")
_TO_LATIN = str.maketrans("АаВСсЕеНІіКкМОоРрТХхУуЅѕЈјԁһӏԛԝ01", "AaBCcEeHIiKkMOoPpTXxYySsJjdhlqwol")
_GREEK = str.maketrans("ΑαΒΕΖΗΙιΚκΜΝνΟοΡρΤτΥυΧχγ", "AaBEZHIiKkMNvOoPpTtYuXxy")
_LOOKALIKE = frozenset("AaBCcEeHIiKkMOoPpTXxYy")
_LOOKALIKE_CYRILLIC = frozenset("АаВСсЕеНІіКкМОоРрТХхУуЅѕЈјԁһӏԛԝ")
_CYRILLIC_LETTER = re.compile("[\u0400-\u052f]")
_LATIN_LETTER = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")


def repaired(word: str, mostly_cyrillic: bool) -> str:
    """Look-alike letters of the other script put right.

    A letter that exists in one script only decides; between two such, the more; where every letter
    could be either, the rest of the name (`mostly_cyrillic`).
    """
    word = word.translate(_GREEK) if any("\u0370" <= letter < "\u0400" for letter in word) else word
    cyrillic, latin = _CYRILLIC_LETTER.findall(word), _LATIN_LETTER.findall(word)
    if not latin and not cyrillic:
        return word
    certain = _certain(cyrillic, latin)
    if certain == 0:
        decided = mostly_cyrillic if (cyrillic and latin) or not set(latin) - _LOOKALIKE else bool(cyrillic)
    else:
        decided = certain > 0
    return word.translate(_TO_CYRILLIC if decided else _TO_LATIN)


def mostly_cyrillic(text: str) -> bool:
    """By the letters that look like none of the other script; where there is no such letter, by all."""
    cyrillic, latin = _CYRILLIC_LETTER.findall(text), _LATIN_LETTER.findall(text)
    return bool(cyrillic) and (_certain(cyrillic, latin) or len(cyrillic) - len(latin)) >= 0


def _certain(cyrillic: list[str], latin: list[str]) -> int:
    """More than nothing for Cyrillic, less for Latin."""
    only_latin = sum(letter not in _LOOKALIKE for letter in latin)
    return sum(letter not in _LOOKALIKE_CYRILLIC for letter in cyrillic) - only_latin


def keys(word: str) -> tuple[str, ...]:
    """The keys of one repaired, casefolded word; the first is the likeliest reading."""
    if _CYRILLIC_LETTER.search(word):
        return (_settled(_read(unicodedata.normalize("NFC", word), _READ_CYRILLIC)),)
    if not _LATIN_LETTER.search(word):
        word = anyascii(word).casefold()
    plain = _OFF.sub("v", without_marks(word))
    found: dict[str, None] = {}
    for reading in _readings(word):
        found.setdefault(_settled(_read(_MUTE_E.sub("", plain) if reading is _READ_FRENCH else plain, reading)))
    return tuple(key for key in found if key) or ("",)


def _readings(word: str) -> list[tuple[re.Pattern[str], dict[str, str]]]:
    if _MARKS_OF_SLAVIC.search(word):
        return [_READ_SLAVIC, _READ_X] if "x" in word else [_READ_SLAVIC]
    if _MARKS_OF_ENGLISH.search(word):
        found = [_READ_ENGLISH]
    else:
        found = [_READ_ENGLISH, _READ_SLAVIC] if "c" in word else [_READ_ENGLISH]
    if _MARKS_OF_FRENCH.search(word) and not re.search("sh|zh|w|y[aeou]|v[iy]ch$", word):
        found.append(_READ_FRENCH)
    if "x" in word:
        found.append(_READ_X)
    if _MARKS_OF_GERMAN.search(word) and not _NOT_OF_GERMAN.search(word):
        found.append(_READ_GERMAN)
    return found


def _read(word: str, reading: tuple[re.Pattern[str], dict[str, str]]) -> str:
    pattern, table = reading
    return "".join(table[found] for found in pattern.findall(word))


_KEPT = frozenset("čšžżŭłąęđ")


def without_marks(word: str) -> str:
    """Diacritics off, except where the letter sounds otherwise with it."""
    if word.isascii():
        return word
    composed = unicodedata.normalize("NFC", word)
    kept = []
    for letter in composed:
        if letter.isascii() or letter in _KEPT:
            kept.append(letter)
            continue
        kept.append("".join(c for c in unicodedata.normalize("NFD", letter) if not unicodedata.combining(c)))
    return "".join(kept)


_GLIDE = re.compile("i+(?=[aiu])")
_DOUBLED = re.compile(r"(.)\1+")


def _settled(sounds: str) -> str:
    sounds = _DOUBLED.sub(r"\1", _GLIDE.sub("", sounds).replace("u", "v"))
    return sounds[:-1] if len(sounds) > 2 and sounds[-1] == "i" else sounds
