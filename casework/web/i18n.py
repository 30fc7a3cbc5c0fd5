"""Three languages by cookie. Catalogues are read from their .po text, so a clean clone needs no build step."""

from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask import Flask, Response, current_app, redirect, request, url_for
from flask_babel import Babel, Domain, get_locale
from werkzeug.wrappers import Response as AnyResponse

LANGUAGES = {"en": "English", "be": "Беларуская", "ru": "Русский"}
"""Each named in its own language."""
COOKIE = "lang"
YEAR = 365 * 24 * 3600
CATALOGUES = Path(__file__).resolve().parent.parent / "translations"


class TextCatalogue(Domain):
    """Flask-Babel's message domain over .po files, compiled once per process into memory."""

    def get_translations(self) -> NullTranslations:
        found = get_locale()
        return catalogue(found.language if found else "en")


class Languages(Babel):
    @property
    def domain_instance(self) -> Domain:
        return TextCatalogue()


@cache
def catalogue(language: str) -> NullTranslations:
    source = CATALOGUES / language / "LC_MESSAGES" / "messages.po"
    if not source.exists():
        return NullTranslations()
    compiled = BytesIO()
    with source.open("rb") as text:
        write_mo(compiled, read_po(text, locale=language))
    compiled.seek(0)
    return Translations(compiled)


def add_languages(app: Flask) -> None:
    Languages(
        app,
        locale_selector=locale,
        default_locale=app.config["CASEWORK"].language,
        default_timezone=app.config["CASEWORK"].timezone,
    )
    app.before_request(_switch)
    app.jinja_env.globals.update(languages=LANGUAGES, language=language, language_link=language_link)


def language() -> str:
    """The cookie's choice, else what the browser prefers, else the organisation's default."""
    chosen = request.cookies.get(COOKIE, "")
    if chosen in LANGUAGES:
        return chosen
    default: str = current_app.config["CASEWORK"].language
    return request.accept_languages.best_match(LANGUAGES, default) or default


def locale() -> str:
    """Dates in English go by day, month, year."""
    code = language()
    return "en_GB" if code == "en" else code


def language_link(code: str) -> str:
    """This page in another language; a page that answers a POST leads back to its own GET."""
    arguments = request.args.to_dict(flat=False) | (request.view_args or {}) | {"lang": code}
    if not request.endpoint:
        return "/?lang=" + code
    return url_for(request.endpoint, **arguments)


def _switch() -> AnyResponse | None:
    chosen = request.args.get("lang")
    if chosen is None or request.method != "GET":
        return None
    rest = request.args.to_dict(flat=False)
    rest.pop("lang")
    endpoint = request.endpoint if request.endpoint and request.endpoint != "static" else None
    target = url_for(endpoint, **rest | (request.view_args or {})) if endpoint else "/"
    response: Response = current_app.make_response(redirect(target, 303))
    if chosen in LANGUAGES:
        secure = current_app.config["CASEWORK"].cookie_secure
        response.set_cookie(COOKIE, chosen, max_age=YEAR, httponly=True, samesite="Lax", secure=secure)
    return response
