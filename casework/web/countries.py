"""Countries by their ISO 3166 codes, named in the reader's language."""

from functools import cache

from babel import Locale
from flask import Flask

from casework.web.i18n import language


def add_countries(app: Flask) -> None:
    app.jinja_env.filters["country"] = name


def known() -> dict[str, str]:
    """Code to name, in the order of the names."""
    return dict(_named(language()))


def name(code: str) -> str:
    """The code itself for what is no country."""
    return known().get(code, code)


@cache
def _named(code: str) -> tuple[tuple[str, str], ...]:
    """CLDR has regions and the unknown beside countries: those have no code of two letters, or one of its own."""
    found = {key: text for key, text in Locale(code).territories.items() if len(key) == 2 and key.isalpha()}
    return tuple(sorted(((key, text) for key, text in found.items() if key not in _NONE), key=lambda one: one[1]))


_NONE = frozenset({"EU", "EZ", "UN", "ZZ", "XA", "XB", "QO", "AC", "CP", "DG", "EA", "IC", "TA", "CQ"})
