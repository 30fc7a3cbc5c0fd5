"""Dates as lists write them - ISO, `17.12.2024`, `03/2021`, "5 мая 2021", "FALSE" - to partial dates."""

import re
import unicodedata
from functools import lru_cache

from casework.domain.dates import EDTF, PartialDate


class ImpossibleDate(ValueError):
    """It has the shape of a date, but there is no such day. Carries no value: the caller knows the cell."""


class NotADate(ValueError):
    """It is no date at all."""


NOTHING = frozenset(
    {"", "false", "-", "--", "–", "—", "n/a", "na", "none", "null", "unknown", "нет", "няма", "?", "неизвестно",
     "невядома", "0", "nan", "not known", "не известно"}
)  # fmt: skip

_MONTH_STEMS = (
    "jan|янв|студз", "feb|фев|лют", "mar|мар(?!ов)|сак", "apr|апр|крас", "may|ма[йя]|тра[вў]", "jun|июн|чэрв",
    "jul|июл|ліп", "aug|авг|жнів", "sep|сен|верас", "oct|окт|кастр", "nov|ноя|лістап", "dec|дек|снеж",
)  # fmt: skip
_MONTHS = tuple(re.compile(rf"(?:{stems})\w*\.?", re.IGNORECASE) for stems in _MONTH_STEMS)
_WHOLE_DAY = re.compile("[12][0-9]{3}-[0-9]{2}-[0-9]{2}")
"""As most lists write most dates: nothing about it needs to be found out."""
_ISO = re.compile(r"(\d{4})[-./](\d{1,2})(?:[-./](\d{1,2}))?(?:[tT\s]\d{1,2}:\d\d.*)?")
_DAY_FIRST = re.compile(r"(\d{1,2})\s*[-./]\s*(\d{1,2})\s*[-./]\s*(\d{4}|\d\d)(?:\s+\d{1,2}:\d\d.*)?")
_MONTH_YEAR = re.compile(r"(\d{1,2})\s*[-./]\s*(\d{4})")
_YEAR_MARK = re.compile(r"\s*(?:г|год|года|г\.р|year|р)?\.?\s*$")
_ABOUT = re.compile(r"^(?:c\.|ca\.?|circa|about|около|примерно|каля|прыкладна|~)\s*")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b|\b(?:of|the|года|год|г)\b\.?|,")
_EARLIEST, _LATEST = 1880, 2100
_PIVOT = 40
"""Two digits below this are of our century: nobody born before 1940 is written that way in these lists."""


def parse(text: str) -> PartialDate | None:
    """None for an empty cell (also `FALSE`); raises ImpossibleDate or NotADate."""
    return _parse(text.strip())


@lru_cache(maxsize=65536)
def _parse(text: str) -> PartialDate | None:
    if _WHOLE_DAY.fullmatch(text):
        return _edtf(text)
    plain = unicodedata.normalize("NFKC", text).strip().casefold()
    if plain in NOTHING:
        return None
    about = _ABOUT.match(plain)
    if about:
        plain = plain[about.end() :]
    if EDTF.fullmatch(plain.upper()) and not plain.isdigit():
        return _made(_edtf(plain.upper()), bool(about))
    numbers = _numeric(plain) or _named(plain)
    if numbers is None:
        raise NotADate
    return _made(_day(*numbers), bool(about))


def _numeric(plain: str) -> tuple[int, int | None, int | None] | None:
    if found := _ISO.fullmatch(plain):
        return int(found[1]), int(found[2]), int(found[3]) if found[3] else None
    plain = _YEAR_MARK.sub("", plain)
    if found := _DAY_FIRST.fullmatch(plain):
        return _century(found[3]), int(found[2]), int(found[1])
    if found := _MONTH_YEAR.fullmatch(plain):
        return int(found[2]), int(found[1]), None
    if re.fullmatch(r"\d{4}", plain):
        return int(plain), None, None
    if re.fullmatch(r"\d{8}", plain):
        return int(plain[:4]), int(plain[4:6]), int(plain[6:])
    return None


def _named(plain: str) -> tuple[int, int | None, int | None] | None:
    words = _ORDINAL.sub(" ", plain).split()
    if not 2 <= len(words) <= 3:
        return None
    month = next((n for n, name in enumerate(_MONTHS, 1) for word in words if name.fullmatch(word)), None)
    numbers = [word for word in words if word.isdigit()]
    years = [number for number in numbers if len(number) == 4]
    days = [number for number in numbers if len(number) <= 2]
    if month is None or len(years) != 1 or len(numbers) != len(words) - 1:
        return None
    return int(years[0]), month, int(days[0]) if days else None


def _century(year: str) -> int:
    if len(year) == 4:
        return int(year)
    return 2000 + int(year) if int(year) < _PIVOT else 1900 + int(year)


def _edtf(text: str) -> PartialDate:
    try:
        found = PartialDate.parse(text)
    except ValueError:
        raise ImpossibleDate from None
    return _plausible(found)


def _day(year: int, month: int | None, day: int | None) -> PartialDate:
    text = f"{year:04d}" + (f"-{month:02d}" if month is not None else "") + (f"-{day:02d}" if day is not None else "")
    return _edtf(text)


def _plausible(found: PartialDate) -> PartialDate:
    if not _EARLIEST <= found.earliest.year <= _LATEST:
        raise ImpossibleDate
    return found


def _made(found: PartialDate, about: bool) -> PartialDate:
    return PartialDate.parse("~" + found.text) if about and found.text[0] != "~" else found
