"""Partial dates: the EDTF (ISO 8601-2) subset that real files need. A partial date is an interval."""

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache

EDTF = re.compile(r"(?P<approx>~?)(?P<y>\d{4})(?:-(?P<m>\d\d|XX))?(?:-(?P<d>\d\d|XX))?(?P<unsure>[?~%]?)")


class PartialDate:
    """`2021-03-04`, `2021-03`, `2021-03-XX`, `2021`, `~2021-03`, `2021?`.

    `earliest` and `latest` bound the day. An approximate or uncertain date keeps the bounds of what
    is written: the mark is shown, never widened in silence.
    """

    __slots__ = ("earliest", "exact", "latest", "text")

    def __init__(self, text: str, earliest: date, latest: date) -> None:
        self.text = text
        self.earliest = earliest
        self.latest = latest
        self.exact = earliest == latest and not self.approximate

    @staticmethod
    def parse(text: str) -> "PartialDate":
        """Raises ValueError for anything that is no date."""
        return _parse(text.strip())

    @staticmethod
    def of(day: date) -> "PartialDate":
        return PartialDate(day.isoformat(), day, day)

    @property
    def approximate(self) -> bool:
        return self.text[:1] == "~" or self.text[-1:] in "?~%"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PartialDate) and self.text == other.text

    def __hash__(self) -> int:
        return hash(self.text)

    def __repr__(self) -> str:
        return "PartialDate(…)"

    def __str__(self) -> str:
        return self.text


@lru_cache(maxsize=65536)
def _parse(text: str) -> PartialDate:
    found = EDTF.fullmatch(text)
    if not found:
        raise ValueError("not a date")
    year = int(found["y"])
    if not 1800 <= year <= 2200:
        raise ValueError("year out of range")
    month, day = found["m"], found["d"]
    if month in (None, "XX"):
        if day not in (None, "XX"):
            raise ValueError("a day without a month")
        return PartialDate(text, date(year, 1, 1), date(year, 12, 31))
    if day in (None, "XX"):
        return PartialDate(text, date(year, int(month), 1), date(year, int(month), monthrange(year, int(month))[1]))
    exact = date(year, int(month), int(day))
    return PartialDate(text, exact, exact)
