"""What cannot be of officials, entities and assets."""

from datetime import date

import pytest

from casework.domain import officials
from casework.domain.entities import EntityKind, EntityProfile, Holdings, Posts
from casework.domain.errors import Invalid
from casework.domain.involvements import Involvement, InvolvementRole
from casework.domain.sections import Sex
from casework.domain.validation import Now
from tests.casefiles import day
from tests.officials import aircraft, company, court, entity, official, owns, post

NOW = Now(date(2024, 8, 9))


def refusal(check: object, *arguments: object) -> Invalid:
    with pytest.raises(Invalid) as refused:
        check(*arguments)  # type: ignore[operator]
    return refused.value


@pytest.mark.parametrize(
    "found",
    [official(), official(born="1970", ended="2023-05"), company(), court(country="BY"), aircraft(type="Boeing")],
    ids=["person", "died", "company", "body", "asset without a name"],
)
def test_what_is_usual_is_accepted(found: EntityProfile) -> None:
    officials.profile(found, NOW)


@pytest.mark.parametrize(
    ("found", "field", "code"),
    [
        (EntityProfile(EntityKind.PERSON), "names", "no_name"),
        (official(" "), "names", "no_name"),
        (EntityProfile(EntityKind.COMPANY, registration="1"), "names", "no_name"),
        (EntityProfile(EntityKind.VESSEL), "names", "name_or_registration"),
        (official(registration="EW-1"), "registration", "person_registered"),
        (official(model="737"), "registration", "person_registered"),
        (company(sex=Sex.MALE), "sex", "only_persons"),
        (official(born="1980", ended="1979"), "ended", "date_order"),
        (official(born="2030"), "begun", "future"),
        (official(country="Belarus"), "country", "not_a_country"),
        (official("x" * 301), "names", "too_long"),
    ],
)
def test_a_profile_that_cannot_be_is_refused(found: EntityProfile, field: str, code: str) -> None:
    refused = refusal(officials.profile, found, NOW)
    assert (refused.field, refused.code) == (field, code)


def posts(*entries: object) -> tuple[Posts, EntityKind, Now]:
    return Posts(tuple(entries)), EntityKind.PERSON, NOW  # type: ignore[arg-type]


def test_posts_one_after_another_are_accepted_also_on_the_day_of_change() -> None:
    officials.posts(*posts(post("Judge", "2010-01-01", "2015-03-02"), post("Chair", "2015-03-02")))


def test_posts_that_overlap_are_refused_and_both_are_named() -> None:
    refused = refusal(
        officials.posts, *posts(post("Judge", "2010", "2020-05", body="Court A"), post("Chair", "2015-03"))
    )
    assert (refused.code, refused.values) == ("posts_overlap", {"row": "1", "one": "Judge, Court A", "other": "Chair"})


def test_posts_that_overlap_are_accepted_when_one_is_held_beside_the_other() -> None:
    officials.posts(*posts(post("Judge", "2010", "2020-05"), post("Chair", "2015-03", beside=True)))


def test_two_posts_that_both_last_overlap() -> None:
    assert refusal(officials.posts, *posts(post("Judge", "2010"), post("Chair", "2015"))).code == "posts_overlap"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (post("Judge", "2010", "2015"), post("Chair", "2015")),
        (post("Judge", "", "2020"), post("Chair", "2015", "2016")),
        (post("Judge"), post("Chair")),
        (post("Judge", "~2010", "2020"), post("Chair", "2015", "2016")),
    ],
    ids=["within one year", "begun nobody knows when", "no dates", "about"],
)
def test_partial_dates_overlap_only_when_it_is_certain(one: object, other: object) -> None:
    officials.posts(*posts(one, other))


@pytest.mark.parametrize("beside", [False, True])
def test_the_same_post_twice_at_one_time_is_always_refused(beside: bool) -> None:
    one = post("Judge", "2010", "2020", body="Court  A")
    other = post("JUDGE", "2015", body="court a", beside=beside)
    assert refusal(officials.posts, *posts(one, other)).code == "same_post"
    assert refusal(officials.posts, *posts(post("Judge"), post("judge", beside=beside))).code == "same_post"


def test_the_same_post_again_later_is_accepted() -> None:
    officials.posts(*posts(post("Judge", "2010", "2012"), post("Judge", "2015")))


@pytest.mark.parametrize(
    ("found", "field", "code"),
    [
        (post(" "), "position", "needed"),
        (post("Judge", "2015", "2014"), "until", "date_order"),
        (post("Judge", "2025"), "since", "future"),
    ],
)
def test_a_post_that_cannot_be_is_refused(found: object, field: str, code: str) -> None:
    refused = refusal(officials.posts, *posts(found))
    assert (refused.field, refused.code) == (field, code)


def test_only_persons_hold_posts_and_assets_hold_nothing() -> None:
    held = Posts((post(),))
    assert refusal(officials.together, company(), held, Holdings(), NOW).code == "only_persons_hold_posts"
    assert refusal(officials.together, aircraft(), Posts(), Holdings((owns("x"),)), NOW).code == "assets_hold_nothing"
    officials.together(official(), held, Holdings((owns("x"),)), NOW)


@pytest.mark.parametrize(
    ("on", "code"),
    [("1969", "before_birth"), ("2023-06", "after_end"), ("2025", "future")],
)
def test_an_involvement_outside_the_officials_lifetime_is_refused(on: str, code: str) -> None:
    part = Involvement("e", "c", InvolvementRole.JUDGED, on=day(on))
    assert refusal(officials.involvement, part, official(born="1970", ended="2023-05-31"), NOW).code == code


@pytest.mark.parametrize("on", ["1970", "1990-05-01", "2023-05"])
def test_an_involvement_that_may_lie_within_the_lifetime_is_accepted(on: str) -> None:
    part = Involvement("e", "c", InvolvementRole.JUDGED, on=day(on))
    officials.involvement(part, official(born="1970-06", ended="2023-05-31"), NOW)


def test_an_aircraft_has_no_part_in_a_case() -> None:
    part = Involvement("e", "c", InvolvementRole.OTHER)
    assert refusal(officials.involvement, part, entity(EntityKind.AIRCRAFT, "x"), NOW).code == "asset_involved"
