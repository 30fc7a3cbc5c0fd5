"""Dates and numbers in the reader's language. An approximate date is said in words, never rounded in silence."""

from datetime import date, datetime

from flask import Flask
from flask_babel import format_date, format_datetime, format_decimal, gettext
from markupsafe import Markup

from casework.domain.dates import PartialDate
from casework.services import clock


def add_dates(app: Flask) -> None:
    app.jinja_env.globals["today"] = clock.today
    app.jinja_env.filters.update(when=when, day=day, moment=moment, number=number, when_tag=when_tag)


def when(value: PartialDate | date | None) -> str:
    """`4 March 2024`, `March 2024`, `about 2024`, `2024 (uncertain)`; empty for no date."""
    if value is None:
        return ""
    if isinstance(value, date):
        return day(value)
    return _marked(value.text, _bare(value))


def when_tag(value: PartialDate | date) -> Markup:
    """The same words inside <time>, with the machine's form for what is exact enough to have one."""
    text = value.isoformat() if isinstance(value, date) else value.text.strip("~?%").replace("-XX", "")
    return Markup('<time datetime="{}">{}</time>').format(text, when(value))


def day(value: date) -> str:
    return str(format_date(value, "d MMMM y"))


def moment(value: datetime | str) -> str:
    """A point in time, in the organisation's time zone."""
    stamp = datetime.fromisoformat(value) if isinstance(value, str) else value
    return str(format_datetime(stamp, "d MMM y, HH:mm"))


def hour(value: datetime) -> str:
    return str(format_datetime(value, "HH:mm"))


def number(value: int) -> str:
    """With the thousands apart; below a thousand every language writes the same."""
    return str(value) if 0 <= value < 1000 else str(format_decimal(value))


def _bare(value: PartialDate) -> str:
    if value.earliest == value.latest:
        return day(value.earliest)
    if (value.earliest.year, value.earliest.month) == (value.latest.year, value.latest.month):
        return str(format_date(value.earliest, "LLLL y"))
    return str(value.earliest.year)


def _marked(text: str, bare: str) -> str:
    if text.endswith("%"):
        return str(gettext("about %(date)s, uncertain", date=bare))
    if text.startswith("~"):
        return str(gettext("about %(date)s", date=bare))
    if text.endswith("~"):
        return str(gettext("about %(date)s", date=bare))
    if text.endswith("?"):
        return str(gettext("%(date)s (uncertain)", date=bare))
    return bare
