"""The reference lists in the reader's language, read once a request."""

from flask import g

from casework.services import reference
from casework.web.casepage import Names
from casework.web.i18n import language


def known() -> Names:
    """Titles by key: facilities by their name, articles by number and title."""
    if "reference_names" not in g:
        lists = reference.lists(g.actor)
        code = language()
        g.reference_names = Names(
            facilities={one.key: _title(one.titles, code) or one.key for one in lists.facilities},
            articles={one.key: _title(one.titles, code) for one in lists.articles},
        )
    found: Names = g.reference_names
    return found


def _title(titles: object, code: str) -> str:
    return getattr(titles, code, "") or getattr(titles, "en", "")
