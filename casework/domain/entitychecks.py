"""What a list says of officials and entities that cannot be: the row is refused with its reason, the rest goes in."""

from datetime import date

from casework.domain.dates import PartialDate
from casework.domain.designations import Designation
from casework.domain.entities import ASSETS, EntityProfile, Post
from casework.domain.entitydrafts import ListingDraft
from casework.domain.importing import Problem


def profile(value: EntityProfile, row: int, today: date) -> Problem | None:
    if value.begun and value.ended and value.ended.latest < value.begun.earliest:
        return Problem(row, "ended_before_begun", value=value.ended.text)
    if value.begun and value.begun.earliest > today:
        return Problem(row, "day_to_come", value=value.begun.text)
    return None


def posts(said: list[Post], row: int, today: date) -> Problem | None:
    for post in said:
        if post.since and post.until and post.until.latest < post.since.earliest:
            return Problem(row, "post_ended_before_begun", value=post.position)
        if post.since and post.since.earliest > today:
            return Problem(row, "day_to_come", value=post.since.text)
    return None


def tie(since: PartialDate | None, until: PartialDate | None, row: int) -> Problem | None:
    if since and until and until.latest < since.earliest:
        return Problem(row, "tie_ended_before_begun", value=until.text)
    return None


def listing(said: ListingDraft, row: int) -> Problem | None:
    """By itself, before anybody asks which listing it is."""
    if not said.authority:
        return Problem(row, "no_authority")
    if said.listed and said.delisted and said.delisted.latest < said.listed.earliest:
        return Problem(row, "delisted_before_listed", value=said.delisted.text)
    return None


def designation(value: Designation, of: EntityProfile, row: int, today: date) -> Problem | None:
    """As it would stand: what is said now and what stood before."""
    day, gone = value.listed_on, value.delisted_on
    if gone and day is None:
        return Problem(row, "delisted_without_listing", value=gone.text)
    if gone and day and gone.latest < day.earliest:
        return Problem(row, "delisted_before_listed", value=gone.text)
    for one in (day, gone):
        if one and one.earliest > today:
            return Problem(row, "day_to_come", value=one.text)
    if day and of.begun and day.latest < of.begun.earliest:
        return Problem(row, "listed_before_existed", value=day.text)
    return None


def involved(of: EntityProfile, on: PartialDate | None, row: int) -> Problem | None:
    """An asset takes part in nothing; somebody only in what happens in their lifetime."""
    if of.kind in ASSETS:
        return Problem(row, "asset_involved")
    if on and of.begun and on.latest < of.begun.earliest:
        return Problem(row, "involved_before_birth", value=on.text)
    return None
