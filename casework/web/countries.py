"""States in the reader's language: chosen from a list, never typed."""

from flask import Flask
from flask_babel import get_locale

from casework.domain.countries import COUNTRIES


def add_countries(app: Flask) -> None:
    app.jinja_env.filters["country"] = country


def known() -> dict[str, str]:
    """Code to name, by name."""
    return dict(sorted(((code, country(code)) for code in COUNTRIES), key=lambda pair: pair[1].casefold()))


def country(code: str) -> str:
    """The name of a state; the code itself where the language has none."""
    locale = get_locale()
    return str(locale.territories.get(code, code)) if locale else code
