"""Whom a document may name, and what it may say: the whole table, person by person and fact by fact."""

from datetime import date
from typing import Any

import pytest

from casework.domain.consent import BASIC, PROFILE, Appearance, Audience, Fact, appearance, facts, level_on
from casework.domain.dates import PartialDate
from casework.domain.sections import Consent, ConsentRecord, ConsentTopic

DAY = date(2026, 11, 23)
INTERNAL, CONFIDENTIAL, PUBLIC = Audience.INTERNAL, Audience.CONFIDENTIAL, Audience.PUBLIC
NAMED, ANONYMISED, COUNTED = Appearance.NAMED, Appearance.ANONYMISED, Appearance.COUNTED
Topic = ConsentTopic


def given(level: int, *topics: ConsentTopic, **dates: str) -> ConsentRecord:
    """Consent to the name alone unless topics are given."""
    more: dict[str, Any] = {key: PartialDate.parse(text) for key, text in dates.items()}
    return ConsentRecord(level=Consent(level), topics=topics or (Topic.NAME,), **more)


@pytest.mark.parametrize(
    ("audience", "level", "expected"),
    [
        (PUBLIC, 0, COUNTED), (PUBLIC, 1, COUNTED), (PUBLIC, 2, ANONYMISED), (PUBLIC, 3, NAMED), (PUBLIC, 4, NAMED),
        (CONFIDENTIAL, 0, COUNTED), (CONFIDENTIAL, 1, NAMED), (CONFIDENTIAL, 2, NAMED), (CONFIDENTIAL, 3, NAMED),
        (CONFIDENTIAL, 4, NAMED), (INTERNAL, 0, NAMED), (INTERNAL, 4, NAMED),
    ],
)  # fmt: skip
def test_the_level_decides_whether_a_person_is_named(audience: Audience, level: int, expected: Appearance) -> None:
    assert appearance(given(level), audience, DAY) is expected


@pytest.mark.parametrize(
    ("audience", "level", "expected"),
    [
        (PUBLIC, 0, frozenset()), (PUBLIC, 1, frozenset()), (PUBLIC, 2, frozenset()), (PUBLIC, 3, BASIC),
        (PUBLIC, 4, PROFILE), (CONFIDENTIAL, 0, frozenset()), (CONFIDENTIAL, 1, PROFILE),
        (INTERNAL, 0, frozenset(Fact)),
    ],
)  # fmt: skip
def test_the_level_decides_each_fact(audience: Audience, level: int, expected: frozenset[Fact]) -> None:
    assert facts(given(level), audience, DAY) == expected


def test_without_a_consent_record_a_person_is_only_counted() -> None:
    assert appearance(None, PUBLIC, DAY) is COUNTED
    assert appearance(None, CONFIDENTIAL, DAY) is COUNTED


@pytest.mark.parametrize(
    ("fact", "topic"),
    [
        (Fact.HEALTH, Topic.HEALTH), (Fact.FAMILY, Topic.FAMILY), (Fact.ADDRESS, Topic.ADDRESS),
        (Fact.PHOTO, Topic.PHOTO),
    ],
)  # fmt: skip
def test_a_sensitive_fact_needs_its_topic_and_in_public_the_full_profile(fact: Fact, topic: ConsentTopic) -> None:
    assert fact not in facts(given(4), PUBLIC, DAY)
    assert fact not in facts(given(3, Topic.NAME, topic), PUBLIC, DAY)
    assert fact in facts(given(4, Topic.NAME, topic), PUBLIC, DAY)
    assert fact not in facts(given(1), CONFIDENTIAL, DAY)
    assert fact in facts(given(1, Topic.NAME, topic), CONFIDENTIAL, DAY)


def test_topics_without_the_name_leave_a_person_unnamed() -> None:
    assert appearance(given(4, Topic.PHOTO), PUBLIC, DAY) is ANONYMISED
    assert facts(given(4, Topic.PHOTO), PUBLIC, DAY) == frozenset()


def test_where_no_topic_is_recorded_nobody_is_named_in_public() -> None:
    silent = ConsentRecord(level=Consent.FULL_PROFILE)
    assert appearance(silent, PUBLIC, DAY) is ANONYMISED
    assert appearance(ConsentRecord(level=Consent.CONFIDENTIAL), CONFIDENTIAL, DAY) is NAMED


@pytest.mark.parametrize("field", ["withdrawn_on", "expires_on"])
@pytest.mark.parametrize("when", ["2026-11-23", "2026-11", "2026", "2020-01-01"])
def test_consent_ends_on_the_first_possible_day_of_its_end(field: str, when: str) -> None:
    assert level_on(given(4, **{field: when}), DAY) is Consent.COUNTS_ONLY


@pytest.mark.parametrize("field", ["withdrawn_on", "expires_on"])
def test_consent_holds_until_its_end(field: str) -> None:
    assert level_on(given(4, **{field: "2026-11-24"}), DAY) is Consent.FULL_PROFILE


def test_consent_given_later_does_not_hold_yet() -> None:
    assert level_on(given(3, given_on="2026-11-24"), DAY) is Consent.COUNTS_ONLY
    assert level_on(given(3, given_on="2026-11-23"), DAY) is Consent.NAME_AND_FACTS


@pytest.mark.parametrize(("birth", "expected"), [("2008-11-24", COUNTED), ("2008-11-23", NAMED), ("2008", COUNTED)])
def test_a_child_is_never_named_in_public(birth: str, expected: Appearance) -> None:
    assert appearance(given(4), PUBLIC, DAY, PartialDate.parse(birth)) is expected


def test_a_child_born_on_a_leap_day_comes_of_age() -> None:
    leap = PartialDate.parse("2008-02-29")
    assert appearance(given(4), PUBLIC, date(2026, 2, 27), leap) is COUNTED
    assert appearance(given(4), PUBLIC, date(2026, 3, 1), leap) is NAMED
