"""Officials, entities and assets, modelled after FollowTheMoney: who they are, posts over time, holdings.

One kind of record for all, because each of them can be designated, own and be owned. An *official* is a person.
"""

from enum import StrEnum

import msgspec

from casework.domain.dates import PartialDate
from casework.domain.sections import ExternalId, PersonName, Section, Sex


class EntityKind(StrEnum):
    PERSON = "person"
    ORGANISATION = "organisation"
    COMPANY = "company"
    PUBLIC_BODY = "public_body"
    AIRCRAFT = "aircraft"
    VESSEL = "vessel"


ASSETS = frozenset({EntityKind.AIRCRAFT, EntityKind.VESSEL})


class EntityProfile(Section, frozen=True, omit_defaults=True):
    """`begun` is the birth of a person, the founding of an entity, the building of an asset; `ended` its end.

    `country` is an ISO 3166 code. Registration, type and model are those of an aircraft or a vessel;
    `identifiers` are whatever else a list gives as a number (tax, register, passport withheld).
    """

    kind: EntityKind
    names: tuple[PersonName, ...] = ()
    aliases: tuple[str, ...] = ()
    sex: Sex = Sex.UNKNOWN
    begun: PartialDate | None = None
    ended: PartialDate | None = None
    country: str = ""
    registration: str = ""
    type: str = ""
    model: str = ""
    identifiers: tuple[str, ...] = ()
    external_ids: tuple[ExternalId, ...] = ()
    links: tuple[str, ...] = ()
    description: str = ""
    note: str = ""


class Post(msgspec.Struct, frozen=True, omit_defaults=True):
    """A stay in office: the `position`, at a body (`entity` is its record, if it is on file).

    `beside` says that it was held beside another post at that time; without it, overlapping posts are refused.
    """

    position: str
    body: str = ""
    entity: str = ""
    since: PartialDate | None = None
    until: PartialDate | None = None
    beside: bool = False
    source: str = ""


class Posts(Section, frozen=True, omit_defaults=True):
    entries: tuple[Post, ...] = ()


class HoldingKind(StrEnum):
    OWNER = "owner"
    DIRECTOR = "director"
    OPERATOR = "operator"


class Holding(msgspec.Struct, frozen=True, omit_defaults=True):
    """What this entity owns, directs or operates: `of` is another entity's record."""

    kind: HoldingKind
    of: str
    share: str = ""
    since: PartialDate | None = None
    until: PartialDate | None = None
    source: str = ""


class Holdings(Section, frozen=True, omit_defaults=True):
    entries: tuple[Holding, ...] = ()


class SourceNotes(Section, frozen=True, omit_defaults=True):
    """What a list said that has no place here, word for word: (list, field, value). Never in a document."""

    entries: tuple[tuple[str, str, str], ...] = ()
