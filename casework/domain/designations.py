"""Sanctions listings: an authority lists an entity under a programme on a day. Delistings are kept.

What cannot be is refused with Invalid(field, code). With partial dates only what is certain counts: a rule
that could hold is taken to hold.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from casework.domain.dates import PartialDate
from casework.domain.entities import ASSETS, EntityKind, EntityProfile
from casework.domain.errors import Invalid
from casework.domain.reference import Programme
from casework.domain.sections import ExternalId, Section

TEXTS = ("number", "reason", "provisions", "link", "note", "delisting_reason")
LONGEST = 20_000


class Designation(Section, frozen=True, omit_defaults=True):
    """`programme` is a key of the reference list, which names the authority; `authority` is its code (`EU`, `US`).

    In force from `listed_on` until the day before `delisted_on`. `action` is the advocacy action it came with.
    """

    entity: str
    authority: str
    programme: str = ""
    number: str = ""
    listed_on: PartialDate | None = None
    delisted_on: PartialDate | None = None
    reason: str = ""
    provisions: str = ""
    link: str = ""
    action: str = ""
    external_ids: tuple[ExternalId, ...] = ()
    note: str = ""
    delisting_reason: str = ""


def check(listing: Designation, profile: EntityProfile, programmes: Sequence[Programme], today: date) -> None:
    """One listing by itself: its programme, its days, and the life of what is listed. Raises Invalid."""
    _check_programme(listing, programmes)
    _check_days(listing, today)
    _check_life(listing, profile)
    for name in TEXTS:
        if len(getattr(listing, name)) > LONGEST:
            raise Invalid(name, "too_long")


def check_alone(listing: Designation, others: Iterable[tuple[str, Designation]]) -> None:
    """No two listings of one entity under one programme are in force at once; `others` come with their ids.

    Raises Invalid("entity", "listed_already") with the id and the day of the one that stands. After a delisting
    a new listing is another listing.
    """
    for record, other in others:
        same = (other.entity, other.authority, other.programme) == (
            listing.entity,
            listing.authority,
            listing.programme,
        )
        if (
            same
            and _surely_before(other.listed_on, listing.delisted_on)
            and (_surely_before(listing.listed_on, other.delisted_on))
        ):
            since = other.listed_on.text if other.listed_on else ""
            raise Invalid("entity", "listed_already", listing=record, since=since, programme=other.programme)


def force(listing: Designation, on: date) -> tuple[bool, bool]:
    """Whether it is in force on a day, certainly and possibly. One without a day has always been there."""
    start, end = listing.listed_on, listing.delisted_on
    certain = (start is None or start.latest <= on) and (end is None or on < end.earliest)
    return certain, (start is None or start.earliest <= on) and (end is None or on < end.latest)


def ended_before(listing: Designation, profile: EntityProfile) -> bool:
    """Whether what is listed had surely ended by then: worth a word, and no more, for what is no person."""
    return (
        profile.ended is not None
        and listing.listed_on is not None
        and (profile.ended.latest < listing.listed_on.earliest)
    )


def _check_programme(listing: Designation, programmes: Sequence[Programme]) -> None:
    known = sorted({one.authority for one in programmes})
    if listing.authority not in known:
        raise Invalid("authority", "unknown_authority", known=", ".join(known))
    if not listing.programme:
        return
    found = next((one for one in programmes if one.key == listing.programme), None)
    if found is None:
        raise Invalid("programme", "unknown_programme")
    if found.authority != listing.authority:
        raise Invalid("programme", "other_authority", authority=found.authority)
    day = listing.listed_on
    if day is None:
        return
    if found.valid_from is not None and day.latest < found.valid_from.earliest:
        raise Invalid("programme", "programme_not_yet")
    if found.valid_until is not None and found.valid_until.latest < day.earliest:
        raise Invalid("programme", "programme_over")


def _check_days(listing: Designation, today: date) -> None:
    for name in ("listed_on", "delisted_on"):
        day: PartialDate | None = getattr(listing, name)
        if day is not None and day.earliest > today:
            raise Invalid(name, "future")
    if listing.delisted_on is None:
        return
    if listing.listed_on is None:
        raise Invalid("delisted_on", "delisted_without_listing")
    if listing.delisted_on.latest < listing.listed_on.earliest:
        raise Invalid("delisted_on", "delisted_before_listing")


def _check_life(listing: Designation, profile: EntityProfile) -> None:
    day = listing.listed_on
    if day is None:
        return
    if profile.begun is not None and day.latest < profile.begun.earliest:
        raise Invalid("listed_on", _BEGINNINGS.get(profile.kind, "before_founding"))
    if profile.kind is EntityKind.PERSON and ended_before(listing, profile):
        raise Invalid("listed_on", "listed_after_death")


_BEGINNINGS: Mapping[EntityKind, str] = {
    EntityKind.PERSON: "before_birth",
    **dict.fromkeys(ASSETS, "before_building"),
}


def _surely_before(start: PartialDate | None, end: PartialDate | None) -> bool:
    """A listing without a day has always been there; one that was never ended lasts."""
    if start is None or end is None:
        return True
    return start.latest < end.earliest
