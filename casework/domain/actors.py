"""Who raises cases: governments, parliaments and their members, the European Union, UN bodies, NGOs, media."""

from enum import StrEnum

from casework.domain.reference import Titles
from casework.domain.sections import Section


class ActorKind(StrEnum):
    GOVERNMENT = "government"
    PARLIAMENT = "parliament"
    PARLIAMENTARIAN = "parliamentarian"
    EUROPEAN_UNION = "european_union"
    UN_BODY = "un_body"
    REGIONAL_BODY = "regional_body"
    NGO = "ngo"
    MEDIA = "media"
    OTHER = "other"


STATES = frozenset({ActorKind.GOVERNMENT, ActorKind.PARLIAMENT, ActorKind.PARLIAMENTARIAN})
"""Kinds that speak for a state: counted under their country."""


class AdvocacyActor(Section, frozen=True, omit_defaults=True):
    """`country` is an ISO 3166 code of two letters, empty for bodies of no one state; `member_of` is another
    actor's record (the parliament of one of its members)."""

    kind: ActorKind
    names: Titles
    aliases: tuple[str, ...] = ()
    country: str = ""
    member_of: str = ""
    link: str = ""
    note: str = ""
