"""The reference lists in the reader's language, read once a request."""

from flask import Flask, g

from casework.domain.reference import Titles
from casework.services import reference
from casework.web.casepage import Names
from casework.web.i18n import language


def add_names(app: Flask) -> None:
    app.jinja_env.filters.update(in_language=title, any_language=any_title)


def known() -> Names:
    """Titles by key: facilities by their name, articles by number and title."""
    if "reference_names" not in g:
        lists = reference.lists(g.actor)
        g.reference_names = Names(
            facilities={one.key: title(one.titles) or one.key for one in lists.facilities},
            articles={one.key: title(one.titles) for one in lists.articles},
        )
    found: Names = g.reference_names
    return found


def title(titles: Titles) -> str:
    """In the reader's language, else in English."""
    code = language()
    return (titles.be if code == "be" else titles.ru if code == "ru" else titles.en) or titles.en


def any_title(titles: Titles) -> str:
    """In the reader's language, else in English, else in whichever there is."""
    return title(titles) or titles.be or titles.ru
