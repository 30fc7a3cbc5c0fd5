"""The organisation's reference lists: articles, facilities, programmes; seeded from what ships, its own to edit."""

import re
from uuid import UUID

from casework.domain.errors import Invalid
from casework.domain.policy import Permission
from casework.domain.records import RecordKind, declare
from casework.domain.reference import (
    Article,
    ArticleList,
    Facility,
    FacilityList,
    Programme,
    ProgrammeList,
    ReferenceList,
    shipped,
)
from casework.services import ledger
from casework.services.actor import Actor, require
from casework.services.ledger import Reader, Writer

ARTICLES = "articles"
FACILITIES = "facilities"
PROGRAMMES = "programmes"
AUTHORITY = re.compile("[A-Z]{2,8}")
"""The code of who lists: a country's, or a union's."""

declare(RecordKind.REFERENCE, ARTICLES, ArticleList)
declare(RecordKind.REFERENCE, FACILITIES, FacilityList)
declare(RecordKind.REFERENCE, PROGRAMMES, ProgrammeList)


def lists(actor: Actor) -> ReferenceList:
    """Every role that may read cases may read them. Raises NotAllowed."""
    require(actor, Permission.CASE_READ)
    with ledger.reading(actor) as unit:
        return known(unit)


def known(unit: Reader) -> ReferenceList:
    """What stands now, or what ships while nothing was ever changed."""
    articles = unit.all_of(RecordKind.REFERENCE, ARTICLES)
    facilities = unit.all_of(RecordKind.REFERENCE, FACILITIES)
    programmes = unit.all_of(RecordKind.REFERENCE, PROGRAMMES)
    return ReferenceList(
        next((found.value.entries for found in articles.values()), shipped().articles),
        next((found.value.entries for found in facilities.values()), shipped().facilities),
        next((found.value.entries for found in programmes.values()), shipped().programmes),
    )


def seed(unit: Writer) -> None:
    """The organisation's own copy of what ships, list by list: a later version may ship one more."""
    for section, entries in (
        (ARTICLES, ArticleList(shipped().articles)),
        (FACILITIES, FacilityList(shipped().facilities)),
        (PROGRAMMES, ProgrammeList(shipped().programmes)),
    ):
        if not unit.all_of(RecordKind.REFERENCE, section):
            unit.create(RecordKind.REFERENCE, {section: entries})


def save_article(actor: Actor, article: Article) -> None:
    """Adds it, or replaces the entry of the same key and beginning. Raises NotAllowed, Invalid."""
    require(actor, Permission.REFERENCE_WRITE)
    if not article.key.strip() or not article.key[0].isdigit():
        raise Invalid("key", "article_key")
    _seeded(actor)
    with ledger.writing(actor) as unit:
        record, version, entries = _standing(unit, ARTICLES)
        same = (article.key, article.valid_from)
        kept = tuple(one for one in entries if (one.key, one.valid_from) != same)
        unit.save(record, ARTICLES, ArticleList(tuple(sorted((*kept, article), key=_in_order))), version)
        unit.audit("reference.changed", detail={"list": ARTICLES, "key": article.key})


def save_facility(actor: Actor, facility: Facility) -> None:
    """Adds it, or replaces the entry of the same key. Raises NotAllowed, Invalid."""
    require(actor, Permission.REFERENCE_WRITE)
    if not facility.key.strip():
        raise Invalid("key", "facility_key")
    _seeded(actor)
    with ledger.writing(actor) as unit:
        record, version, entries = _standing(unit, FACILITIES)
        kept = tuple(one for one in entries if one.key != facility.key)
        unit.save(record, FACILITIES, FacilityList((*kept, facility)), version)
        unit.audit("reference.changed", detail={"list": FACILITIES, "key": facility.key})


def save_programme(actor: Actor, programme: Programme) -> None:
    """Adds it, or replaces the entry of the same key in its place. Raises NotAllowed, Invalid."""
    require(actor, Permission.REFERENCE_WRITE)
    if not programme.key.strip():
        raise Invalid("key", "needed")
    if not AUTHORITY.fullmatch(programme.authority):
        raise Invalid("authority", "authority_code")
    _seeded(actor)
    with ledger.writing(actor) as unit:
        record, version, entries = _standing(unit, PROGRAMMES)
        kept = {one.key: one for one in entries} | {programme.key: programme}
        unit.save(record, PROGRAMMES, ProgrammeList(tuple(kept.values())), version)
        unit.audit("reference.changed", detail={"list": PROGRAMMES, "key": programme.key})


def _seeded(actor: Actor) -> None:
    """A change of its own: a record is made and changed in two places of the order."""
    with ledger.writing(actor) as unit:
        seed(unit)


def _standing(unit: Writer, section: str) -> tuple[UUID, int, tuple]:  # type: ignore[type-arg]
    record, loaded = next(iter(unit.all_of(RecordKind.REFERENCE, section).items()))
    return record, loaded.version, loaded.value.entries


def _in_order(article: Article) -> tuple[int, int]:
    base, _, small = article.key.partition("-")
    return int(base) if base.isdigit() else 9999, int(small) if small.isdigit() else 0
