"""Countries as lists write them - `by`, `BLR`, "Belarus", "Беларусь", "BELARUS (BY)" - to ISO 3166 codes of two
letters. The names are those of Unicode's CLDR.
"""

import re
from functools import cache, lru_cache

from babel import Locale
from babel.core import get_global

_LANGUAGES = ("en", "be", "ru", "de", "fr")
_SAID_OTHERWISE = {
    "republic of belarus": "BY", "республика беларусь": "BY", "рэспубліка беларусь": "BY", "белоруссия": "BY",
    "рб": "BY", "russian federation": "RU", "российская федерация": "RU", "рф": "RU", "usa": "US", "uk": "GB",
    "сша": "US", "зша": "US", "england": "GB", "czech republic": "CZ", "turkey": "TR", "moldova": "MD",
}  # fmt: skip
_NO_COUNTRIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})
_CODE = re.compile("[A-Za-z]{2,3}")


@lru_cache(maxsize=4096)
def code(text: str) -> str:
    """Empty for what is no country we know."""
    plain = " ".join(re.sub(r"\(.*?\)", " ", text).casefold().replace("ё", "е").split()).strip(" .,")
    if plain in _SAID_OTHERWISE:
        return _SAID_OTHERWISE[plain]
    if _CODE.fullmatch(plain):
        upper = plain.upper()
        found = upper if len(upper) == 2 else _three_letters().get(upper, "")
        return found if found in _codes() else ""
    return _names().get(plain, "")


@cache
def _codes() -> frozenset[str]:
    return (
        frozenset(key for key in map(str, Locale("en").territories) if len(key) == 2 and key.isalpha()) - _NO_COUNTRIES
    )


@cache
def _three_letters() -> dict[str, str]:
    aliases = get_global("territory_aliases")
    return {str(old): str(new[0]) for old, new in aliases.items() if len(old) == 3 and old.isalpha() and len(new) == 1}


@cache
def _names() -> dict[str, str]:
    found: dict[str, str] = {}
    for language in _LANGUAGES:
        for key, name in Locale(language).territories.items():
            if key in _codes():
                found.setdefault(name.casefold().replace("ё", "е"), key)
    return found
