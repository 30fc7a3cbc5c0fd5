"""Who lists, and under what: the names that lists use to the codes and programme keys of the reference list."""

import re
from collections.abc import Sequence
from functools import lru_cache

from casework.domain.reference import Programme

_NAMES = {
    "EU": "eu|european union|council of the european union|council of the eu|european council|european commission"
    "|european external action service|eeas|ес|европейский союз|евросоюз|совет европейского союза|совет ес"
    "|еўрапейскі саюз|еўрасаюз|савет еўрапейскага саюза",
    "US": "us|usa|u s|united states|united states of america|ofac|office of foreign assets control|us treasury"
    "|department of the treasury|us department of state|сша|соединенные штаты|соединенные штаты америки"
    "|минфин сша|зша|злучаныя штаты|злучаныя штаты амерыкі",
    "GB": "gb|uk|u k|united kingdom|great britain|ofsi|office of financial sanctions implementation|hm treasury|hmt"
    "|fcdo|foreign commonwealth and development office|foreign commonwealth development office|великобритания"
    "|соединенное королевство|вялікабрытанія|злучанае каралеўства",
    "CA": "ca|canada|global affairs canada|gac|канада",
    "CH": "ch|switzerland|seco|state secretariat for economic affairs|swiss state secretariat for economic affairs"
    "|federal department of economic affairs|швейцария|швейцарыя",
    "UA": "ua|ukraine|national security and defense council|national security and defence council|nsdc|snbo|украина"
    "|украіна",
    "AU": "au|australia|department of foreign affairs and trade|dfat|австралия|аўстралія",
    "NZ": "nz|new zealand|новая зеландия|новая зеландыя",
    "JP": "jp|japan|ministry of finance japan|япония|японія",
    "NO": "norway|норвегия|нарвегія",
}  # fmt: skip
_CODES = {name: code for code, names in _NAMES.items() for name in names.split("|")}
_PHRASES = tuple(sorted((name for name in _CODES if len(name) > 3), key=len, reverse=True))
_NUMBER = re.compile(r"\d{3,5}/\d{2,5}|\d{2,4}/\d{3,5}|\b\d{5}\b")


@lru_cache(maxsize=4096)
def code(text: str) -> str:
    """The code of an authority, two letters as they stand; empty for a name we do not know."""
    plain = " ".join(re.sub(r"[^\w]+|_", " ", text.casefold().replace("ё", "е")).split())
    if plain in _CODES:
        return _CODES[plain]
    if re.fullmatch("[A-Z]{2}", text.strip()):
        return text.strip()
    words = f" {plain} "
    return next((_CODES[name] for name in _PHRASES if f" {name} " in words), "")


def programme(text: str, authority: str, known: Sequence[Programme]) -> Programme | None:
    """By its key, with or without the authority before it; else by its title, or by the act it rests on."""
    wanted = text.strip().casefold()
    if not wanted:
        return None
    theirs = [one for one in known if not authority or one.authority == authority]
    for one in theirs:
        titles = (one.titles.en.casefold(), one.titles.be.casefold(), one.titles.ru.casefold())
        if wanted in (*titles, one.key.casefold(), one.key.casefold().removeprefix(f"{one.authority.casefold()}-")):
            return one
    acts = set(_NUMBER.findall(text))
    resting = [one for one in theirs if acts & set(_NUMBER.findall(one.legal_basis))]
    return resting[0] if len({one.key for one in resting}) == 1 else None
