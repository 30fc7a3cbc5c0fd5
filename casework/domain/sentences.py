"""Sentences as lists write them - "4 1/2 years", "19 months", "2 года 6 месяцев" - to kind, length and regime."""

import re
import unicodedata
from functools import lru_cache

from casework.domain.sections import PenaltyKind, Regime, Sentence

_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "один": 1, "два": 2, "три": 3, "четыре": 4, "пять": 5, "шесть": 6, "семь": 7,
    "восемь": 8, "девять": 9, "десять": 10, "адзін": 1, "тры": 3, "чатыры": 4, "пяць": 5, "шэсць": 6, "сем": 7,
    "восем": 8, "дзевяць": 9, "дзесяць": 10,
}  # fmt: skip
_YEARS = r"(?:years?|yrs?|y|лет|года?|годы|годоў|гадоў|гады|гадо|г|л)"
_MONTHS = r"(?:months?|mos?|m|месяц(?:а|ев|аў|ы)?|мес|м)"
_DAYS = r"(?:days?|d|дн(?:я|ей|і|ёў)|день|дзён|дні|сут(?:ки|ок|ак)|содняў)"
_NUMBER = r"(?P<n>\d+(?:[.,]\d+)?)(?:\s*(?:and\s+)?(?P<half>1/2|½|a half|с половиной|з паловай))?"
_UNIT = {
    unit: re.compile(rf"{_NUMBER}[\s-]*{word}(?![^\W\d_])\.?", re.IGNORECASE)
    for unit, word in (("years", _YEARS), ("months", _MONTHS), ("days", _DAYS))
}
_HALF_AGAIN = re.compile(r"(?:полтора|паўтара)\s+год[ау]", re.IGNORECASE)
_HALF_YEAR = re.compile(r"\b(?:half a year|полгода|паўгода)\b", re.IGNORECASE)
_WORD = re.compile(r"\b(" + "|".join(_WORDS) + r")\b", re.IGNORECASE)
_MONEY = re.compile(
    r"\d[\d\s.,]*\s*(?:base (?:units?|values?)|basic (?:units?|values?)|rubl\w*|byn|usd|eur|б\.?\s?в\.?"
    r"|базов\w+ величин\w*|базав\w+ велічын\w*|руб\w*)",
    re.IGNORECASE,
)

_KINDS = {
    PenaltyKind.RESTRICTION_HOME: [
        "home (?:khimiya|restriction|confinement)", "without (?:referral|sending|placement)", "house restriction",
        r"домашн\w+ хими", r"хатн\w+ хімі", "без направления", "без накіравання",
    ],
    PenaltyKind.RESTRICTION_OPEN: [
        "restriction of (?:liberty|freedom)", "restricted freedom", "limitation of freedom", "open[- ]type", "khimiya",
        r"ограничени\w+ свободы", r"абмежаванн\w+ волі", "хими[яиею]", "хімі[яію]",
    ],
    PenaltyKind.IMPRISONMENT: [
        "imprison", "deprivation of (?:liberty|freedom)", "prison", "colony", "jail", "life sentence", "л/с",
        r"лишени\w+ свободы", r"пазбаўленн\w+ волі", "колони", "калоні", "пожизнен", "пажыццёв",
    ],
    PenaltyKind.OTHER: [
        r"\barrest\b", r"\bарышт", r"\bарест", "community service", r"общественн\w+ работ", "correctional labou?r",
        r"исправительн\w+ работ", "psychiatric", r"принудительн\w+ лечени", r"прымусов\w+ лячэнн", "suspended",
        "условно", "death penalty",
    ],
    PenaltyKind.FINE: [r"\bfine[ds]?\b", "штраф", "base units?", r"базов\w+ величин", r"базав\w+ велічын"],
}  # fmt: skip
"""In this order: the first that is named is the kind."""
_KIND = tuple((kind, re.compile("|".join(words), re.IGNORECASE)) for kind, words in _KINDS.items())
_REGIMES = {
    Regime.GENERAL: ["general", "общ(?:его|ий|ем)", "агульн"],
    Regime.REINFORCED: ["reinforced", "enhanced", "medium", "усиленн", "узмоцнен"],
    Regime.STRICT: [r"\bstrict", "maximum", "строг"],
    Regime.SPECIAL: ["special", "особ(?:ого|ый|ом)", "асаблів"],
    Regime.PRISON: ["prison regime", r"тюремн\w+ режим", r"турэмн\w+ рэжым"],
    Regime.SETTLEMENT: ["settlement", "поселени", "пасяленн"],
}
_REGIME = tuple((regime, re.compile("|".join(words), re.IGNORECASE)) for regime, words in _REGIMES.items())

BEYOND = 10_000
"""A slip of the keyboard, and no length: what is written is kept as it stands."""


@lru_cache(maxsize=16384)
def read(text: str, penalty: str = "") -> Sentence | None:
    """`penalty` is the list's separate word for the kind, if it has one. None when nothing was understood."""
    written = text.strip()
    plain = unicodedata.normalize("NFKC", written.replace("½", " 1/2")).replace("⁄", "/").casefold()
    plain = re.sub(r"(\d)(?=1/2)", r"\1 ", plain)
    months, days = _length(_WORD.sub(lambda found: str(_WORDS[found[1].casefold()]), _MONEY.sub(" fine ", plain)))
    kind = _kind(plain) or _kind(penalty.casefold())
    if kind is PenaltyKind.FINE and months:
        kind = _kind(penalty.casefold()) or PenaltyKind.IMPRISONMENT
    if months is None and days is None and kind is None:
        return None
    return Sentence(
        kind=kind or (PenaltyKind.OTHER if months is None else PenaltyKind.IMPRISONMENT),
        months=months,
        days=days,
        regime=_regime(plain),
        as_written=written,
    )


def _length(text: str) -> tuple[int | None, int | None]:
    found = {unit: _amount(pattern, text) for unit, pattern in _UNIT.items()}
    half = 18 if _HALF_AGAIN.search(text) else 6 if _HALF_YEAR.search(text) else None
    if found["years"] is None and found["months"] is None and half is None:
        return None, None if found["days"] is None else round(found["days"])
    months = (found["years"] or 0) * 12 + (found["months"] or 0) + (half or 0)
    return round(months), None if found["days"] is None else round(found["days"])


def _amount(pattern: re.Pattern[str], text: str) -> float | None:
    found = pattern.search(text)
    if not found:
        return None
    amount = float(found["n"].replace(",", ".")) + (0.5 if found["half"] else 0)
    return amount if amount < BEYOND else None


def _kind(text: str) -> PenaltyKind | None:
    return next((kind for kind, words in _KIND if words.search(text)), None)


def _regime(text: str) -> Regime:
    return next((regime for regime, words in _REGIME if words.search(text)), Regime.NOT_STATED)
