"""What pages about officials, entities and assets share: names, posts and kinds arranged for reading."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Flask
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from casework.casebook.holdings import posts_of
from casework.casebook.summaries import EntitySummary
from casework.domain.dates import PartialDate
from casework.domain.entities import ASSETS, EntityKind, EntityProfile, Post
from casework.domain.officials import BODIES, certain, held_on
from casework.services.officials import HOLDINGS, POSTS, PROFILE, OpenEntity
from casework.web.countries import country
from casework.web.dates import when
from casework.web.i18n import language
from casework.web.labels import label

TITLES = {PROFILE: _("Who it is"), POSTS: _("Posts"), HOLDINGS: _("Holdings")}
SCRIPTS = {"be": "be", "ru": "ru"}


@dataclass(frozen=True, slots=True)
class Stay:
    """A post on a page. `body` is its record's page, if it is on file and still stands."""

    post: Post
    held: bool
    body: str = ""


def add_names(app: Flask) -> None:
    app.jinja_env.filters.update(entity_name=title, period=period)
    app.jinja_env.globals["kind_label"] = lambda kind: label(EntityKind(kind))


def title(one: EntitySummary | EntityProfile | None) -> str:
    """The name in the reader's own script, else the first; an asset without a name by its registration."""
    if one is None:
        return str(gettext("withdrawn record"))
    pairs = [_pair(each) for each in one.names]
    own = SCRIPTS.get(language(), "la")
    found = next((text for script, text in pairs if script == own), pairs[0][1] if pairs else "")
    return found or one.registration or next(iter(one.aliases), "")


def others(one: EntitySummary | EntityProfile) -> list[tuple[str, str]]:
    """The spellings the heading does not show: (script, text)."""
    shown = title(one)
    return [pair for pair in map(_pair, one.names) if pair[1] != shown]


def _pair(each: Any) -> tuple[str, str]:
    return each if isinstance(each, tuple) else (each.script.value, each.text)


def period(one: Any) -> str:
    """`since 2015`, `2010 – 2015`, `until 2015`; empty when nothing is known."""
    if one.since and one.until:
        return f"{when(one.since)} – {when(one.until)}"
    if one.since:
        return str(gettext("since %(date)s", date=when(one.since)))
    return str(gettext("until %(date)s", date=when(one.until))) if one.until else ""


def latest_post(summary: EntitySummary) -> Post | None:
    """The one that began last; of those without a date the last written."""
    posts = posts_of(summary)
    return max(posts, key=lambda post: post.since.earliest.toordinal() if post.since else 0, default=None)


def stays(posts: Iterable[Post], day: PartialDate, bodies: dict[str, str]) -> list[Stay]:
    """The latest first; `held` on that day as far as is certain."""
    found = [Stay(post, surely(post, day), bodies.get(post.entity, "")) for post in posts]
    return sorted(found, key=lambda one: one.post.since.text if one.post.since else "", reverse=True)


def surely(post: Any, day: PartialDate) -> bool:
    span = certain(post.since, post.until)
    return span is not None and span[0] <= day.earliest and day.latest < span[1]


def posts_on(summary: EntitySummary | None, day: PartialDate | None) -> list[Post]:
    """The posts an official may have held on a day: those without a date only where no dated one answers."""
    if summary is None or day is None:
        return []
    posts = [post for post in posts_of(summary) if held_on(post.since, post.until, day)]
    return [post for post in posts if post.since or post.until] or posts


def rows(found: OpenEntity, change: str) -> list[tuple[str, str, str, str]]:
    """(term, text, address of the form, what the link changes); no address for who may not change."""
    one = found.profile
    person, asset = one.kind is EntityKind.PERSON, one.kind in ASSETS
    shown = [
        (gettext("Kind"), label(one.kind), True),
        (gettext("Other names"), "; ".join(one.aliases), True),
        (gettext("Sex"), label(one.sex), person),
        (gettext("Registration"), one.registration, asset or bool(one.registration)),
        (gettext("Type and model"), ", ".join(filter(None, (one.type, one.model))), asset),
        (_begun(one.kind), when(one.begun), True),
        (_ended(one.kind), when(one.ended), one.ended is not None),
        (gettext("Country"), country(one.country), True),
        (gettext("Other numbers"), "; ".join(one.identifiers), not person),
        (gettext("Description"), one.description, True),
        (gettext("Note"), one.note, bool(one.note)),
    ]
    return [(term, text, change, term.lower()) for term, text, has in shown if has]


def _begun(kind: EntityKind) -> str:
    if kind is EntityKind.PERSON:
        return str(gettext("Born"))
    return str(gettext("Built") if kind in ASSETS else gettext("Founded"))


def _ended(kind: EntityKind) -> str:
    if kind is EntityKind.PERSON:
        return str(gettext("Died"))
    return str(gettext("Out of use since") if kind in ASSETS else gettext("Dissolved"))


def is_body(kind: EntityKind) -> bool:
    return kind in BODIES


def ids(texts: Sequence[str]) -> list[UUID]:
    return [UUID(text) for text in texts if text]
