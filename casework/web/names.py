"""The reference lists in the reader's language, read once a request."""

from flask import Flask, g

from casework.casebook.listings import Entity
from casework.domain.reference import Titles
from casework.domain.sections import Script
from casework.services import reference
from casework.web.casepage import Names
from casework.web.i18n import language


def add_names(app: Flask) -> None:
    app.jinja_env.filters.update(in_language=title, any_language=any_title, called=called)


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


def called(entity: Entity) -> str:
    """An official, an entity or an asset: the name in the reader's script first, else whatever there is."""
    order = {"be": (Script.BE, Script.RU), "ru": (Script.RU, Script.BE)}.get(language(), (Script.LATIN, Script.BE))
    ranked = sorted(entity.names, key=lambda name: order.index(name.script) if name.script in order else len(order))
    return (
        next((name.text for name in ranked), "")
        or next(iter(entity.aliases), "")
        or (entity.registration or str(entity.id)[:8])
    )


def title(titles: Titles) -> str:
    """In the reader's language, else in English."""
    code = language()
    return (titles.be if code == "be" else titles.ru if code == "ru" else titles.en) or titles.en


def any_title(titles: Titles) -> str:
    """In the reader's language, else in English, else in whichever there is."""
    return title(titles) or titles.be or titles.ru
