"""Whom may a document name, and what may it say of them: one rule, asked for every person at every export.

Consent is always the one in force on the day the document is made, also when its figures are about
an earlier day or about what was known then: who has withdrawn since must not be named again.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from casework.domain.dates import PartialDate
from casework.domain.sections import Consent, ConsentRecord, ConsentTopic


class Audience(StrEnum):
    INTERNAL = "internal"
    CONFIDENTIAL = "confidential"
    PUBLIC = "public"


class Fact(StrEnum):
    """What a document can say about one person."""

    NAME = "name"
    SEX = "sex"
    BIRTH_YEAR = "birth_year"
    BIRTH = "birth"
    STATUS = "status"
    DETAINED = "detained"
    FACILITY = "facility"
    CHARGES = "charges"
    SENTENCE = "sentence"
    RECOGNITION = "recognition"
    REGION = "region"
    PROFILE = "profile"
    DESCRIPTION = "description"
    PHOTO = "photo"
    HEALTH = "health"
    FAMILY = "family"
    ADDRESS = "address"


class Appearance(StrEnum):
    NAMED = "named"
    ANONYMISED = "anonymised"
    COUNTED = "counted"


BASIC = frozenset(
    {
        Fact.NAME, Fact.SEX, Fact.BIRTH_YEAR, Fact.STATUS, Fact.DETAINED, Fact.FACILITY, Fact.CHARGES,
        Fact.SENTENCE, Fact.RECOGNITION,
    }
)  # fmt: skip
PROFILE = BASIC | {Fact.BIRTH, Fact.REGION, Fact.PROFILE, Fact.DESCRIPTION}
BY_TOPIC: Mapping[Fact, ConsentTopic] = {
    Fact.PHOTO: ConsentTopic.PHOTO,
    Fact.HEALTH: ConsentTopic.HEALTH,
    Fact.FAMILY: ConsentTopic.FAMILY,
    Fact.ADDRESS: ConsentTopic.ADDRESS,
}
"""Said only where consent names the topic; a level alone never opens these."""

GRANTED: Mapping[tuple[Audience, Consent], frozenset[Fact]] = {
    (Audience.CONFIDENTIAL, Consent.CONFIDENTIAL): PROFILE,
    (Audience.CONFIDENTIAL, Consent.ANONYMISED): PROFILE,
    (Audience.CONFIDENTIAL, Consent.NAME_AND_FACTS): PROFILE,
    (Audience.CONFIDENTIAL, Consent.FULL_PROFILE): PROFILE,
    (Audience.PUBLIC, Consent.NAME_AND_FACTS): BASIC,
    (Audience.PUBLIC, Consent.FULL_PROFILE): PROFILE,
}
"""Facts a level opens to an audience; what is not listed opens nothing."""

EVERY_FACT = frozenset(Fact)
FULL_AGE = 18


def level_on(consent: ConsentRecord | None, day: date) -> Consent:
    """The level in force on `day`; a partial date ends consent on its first possible day."""
    if consent is None:
        return Consent.COUNTS_ONLY
    if consent.withdrawn_on is not None and consent.withdrawn_on.earliest <= day:
        return Consent.COUNTS_ONLY
    if consent.expires_on is not None and consent.expires_on.earliest <= day:
        return Consent.COUNTS_ONLY
    if consent.given_on is not None and consent.given_on.earliest > day:
        return Consent.COUNTS_ONLY
    return consent.level


def may_be_minor(birth: PartialDate | None, day: date) -> bool:
    """Under full age on `day`, as far as the birth date tells: the later end of a partial date counts."""
    if birth is None:
        return False
    born = birth.latest
    return day < date(born.year + FULL_AGE, born.month, min(born.day, 28) if born.month == 2 else born.day)


def facts(
    consent: ConsentRecord | None, audience: Audience, day: date, birth: PartialDate | None = None
) -> frozenset[Fact]:
    """What a document for `audience`, made on `day`, may say of this person. Empty: only count them.

    In public the name needs the topic `name`; in confidence it needs it where any topic is recorded.
    Photo, health, family and address need their own topic always, and in public the full-profile
    level as well. A child is never named in public.
    """
    if audience is Audience.INTERNAL:
        return EVERY_FACT
    level = level_on(consent, day)
    granted = GRANTED.get((audience, level), frozenset())
    if consent is None or not granted:
        return frozenset()
    if audience is Audience.PUBLIC and may_be_minor(birth, day):
        return frozenset()
    scoped = audience is Audience.PUBLIC or bool(consent.topics)
    if scoped and ConsentTopic.NAME not in consent.topics:
        return frozenset()
    if audience is Audience.PUBLIC and level < Consent.FULL_PROFILE:
        return granted
    return granted | {fact for fact, topic in BY_TOPIC.items() if topic in consent.topics}


def appearance(
    consent: ConsentRecord | None, audience: Audience, day: date, birth: PartialDate | None = None
) -> Appearance:
    """Named, as a row without a name, or inside a count only."""
    if Fact.NAME in facts(consent, audience, day, birth):
        return Appearance.NAMED
    level = level_on(consent, day)
    if audience is Audience.CONFIDENTIAL and level >= Consent.CONFIDENTIAL:
        return Appearance.ANONYMISED
    if audience is Audience.PUBLIC and level >= Consent.ANONYMISED and not may_be_minor(birth, day):
        return Appearance.ANONYMISED
    return Appearance.COUNTED
