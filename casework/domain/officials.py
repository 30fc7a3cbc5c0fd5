"""What cannot be of officials, entities and assets: a person with a registration, two posts at one time.

What one of them owns has its rules in `ownership`. A partial date counts only as far as it is certain.
"""

import re
from collections.abc import Sequence
from datetime import date
from itertools import combinations

from casework.domain.dates import PartialDate
from casework.domain.entities import ASSETS, EntityKind, EntityProfile, Holdings, Post, Posts
from casework.domain.errors import Invalid
from casework.domain.involvements import Evidence, Involvement
from casework.domain.sections import Sex
from casework.domain.validation import LONGEST_NAME, MOST_ROWS, Now, not_future, ordered, short

BODIES = frozenset({EntityKind.ORGANISATION, EntityKind.COMPANY, EntityKind.PUBLIC_BODY})
"""What a post can be at."""
_COUNTRY = re.compile("[A-Z]{2}")


def folded(text: str) -> str:
    """For comparing what was typed: capitals and spaces apart."""
    return " ".join(text.casefold().split())


def profile(value: EntityProfile, now: Now) -> None:
    """Raises Invalid."""
    asset, person = value.kind in ASSETS, value.kind is EntityKind.PERSON
    named = any(name.text.strip() for name in value.names)
    if not named and not (asset and value.registration.strip()):
        raise Invalid("names", "name_or_registration" if asset else "no_name")
    if person and (value.registration or value.type or value.model):
        raise Invalid("registration", "person_registered")
    if not person and value.sex is not Sex.UNKNOWN:
        raise Invalid("sex", "only_persons")
    if value.country and not _COUNTRY.fullmatch(value.country):
        raise Invalid("country", "not_a_country")
    not_future("begun", value.begun, now)
    not_future("ended", value.ended, now)
    ordered("ended", value.begun, value.ended)
    for name in (*(each.text for each in value.names), *value.aliases, *value.identifiers):
        short("names", name, LONGEST_NAME)
    short("description", value.description)
    short("note", value.note)


def posts(value: Posts, kind: EntityKind, now: Now) -> None:
    """Raises Invalid; `row` in its values counts the entries from 0."""
    if value.entries and kind is not EntityKind.PERSON:
        raise Invalid("entries", "only_persons_hold_posts")
    if len(value.entries) > MOST_ROWS:
        raise Invalid("entries", "too_many")
    for at, post in enumerate(value.entries):
        if not post.position.strip():
            raise Invalid("position", "needed", row=str(at))
        if post.since and post.since.earliest > now.today and post.since.text not in now.recorded:
            raise Invalid("since", "future", row=str(at))
        if post.since and post.until and post.until.latest < post.since.earliest:
            raise Invalid("until", "date_order", row=str(at))
        short("position", post.position, LONGEST_NAME)
        short("body", post.body, LONGEST_NAME)
        short("source", post.source, LONGEST_NAME)
    _no_overlap(value.entries)


def _no_overlap(entries: Sequence[Post]) -> None:
    """The same post twice at one time cannot be; another one beside it must be said."""
    for (_, one), (at, other) in combinations(enumerate(entries), 2):
        same = _place(one) == _place(other)
        if same and (one.since, one.until) == (other.since, other.until):
            raise Invalid("since", "same_post", row=str(at), one=title(one))
        if not overlap(certain(one.since, one.until), certain(other.since, other.until)):
            continue
        if same:
            raise Invalid("since", "same_post", row=str(at), one=title(one))
        if not one.beside and not other.beside:
            raise Invalid("since", "posts_overlap", row=str(at), one=title(one), other=title(other))


def _place(post: Post) -> tuple[str, str]:
    return folded(post.position), post.entity or folded(post.body)


def title(post: Post) -> str:
    """A post in one line, as its holder's language has it."""
    return f"{post.position}, {post.body}" if post.body else post.position


def certain(since: PartialDate | None, until: PartialDate | None) -> tuple[date, date] | None:
    """The days on which it surely held, the last one excluded; None when no day is sure.

    What has begun and has no end lasts. What began nobody knows when, or about some day, is sure of no day.
    """
    if since is None or since.approximate or (until is not None and until.approximate):
        return None
    end = until.earliest if until else date.max
    return (since.latest, end) if since.latest < end else None


def overlap(one: tuple[date, date] | None, other: tuple[date, date] | None) -> bool:
    return one is not None and other is not None and max(one[0], other[0]) < min(one[1], other[1])


def held_on(since: PartialDate | None, until: PartialDate | None, day: PartialDate) -> bool:
    """Whether it may have held on that day, as far as the dates tell."""
    return (since is None or since.earliest <= day.latest) and (until is None or day.earliest <= until.latest)


def together(of: EntityProfile, held: Posts, holdings: Holdings, now: Now) -> None:
    """What the sections say must be able to be true at once. Raises Invalid."""
    posts(held, of.kind, now)
    if holdings.entries and of.kind in ASSETS:
        raise Invalid("entries", "assets_hold_nothing")


def involvement(value: Involvement, of: EntityProfile, now: Now) -> None:
    """Somebody takes part in what happens in their lifetime only. Raises Invalid."""
    if of.kind in ASSETS:
        raise Invalid("entity", "asset_involved")
    not_future("on", value.on, now)
    lived(value.on, of)
    short("act", value.act)
    short("basis", value.basis)


def lived(on: PartialDate | None, of: EntityProfile) -> None:
    """Raises Invalid for a day that is surely before the beginning or after the end."""
    if on and of.begun and on.latest < of.begun.earliest:
        raise Invalid("on", "before_birth")
    if on and of.ended and on.earliest > of.ended.latest:
        raise Invalid("on", "after_end")


def evidence(value: Evidence) -> None:
    """Raises Invalid."""
    short("source", value.source, LONGEST_NAME)
    short("text", value.text)
