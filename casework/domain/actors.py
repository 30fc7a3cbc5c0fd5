"""Who raises cases: governments, parliaments and their members, the European Union, UN bodies, NGOs, media."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from enum import StrEnum

from casework.domain import folding
from casework.domain.countries import COUNTRIES
from casework.domain.errors import Invalid
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
NEED_COUNTRY = frozenset({ActorKind.GOVERNMENT, ActorKind.PARLIAMENTARIAN})
"""A parliament may be one of several states."""
NO_COUNTRY = frozenset({ActorKind.EUROPEAN_UNION, ActorKind.UN_BODY, ActorKind.REGIONAL_BODY})
LONGEST_NAME = 300
MOST_ALIASES = 50

_WORDS = re.compile(r"\w+")
_APOSTROPHES = re.compile("['’ʼ`´‘]")


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

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every name it goes by, in any language."""
        return tuple(filter(None, (self.names.en, self.names.be, self.names.ru, *self.aliases)))


def folded(name: str) -> str:
    """What two ways to write one name share: case, marks, look-alike letters and a leading article set aside.

    Unlike names of people, names of bodies are not compared by sound: Austria is not Ostria.
    """
    text = _APOSTROPHES.sub("", unicodedata.normalize("NFKC", name))
    cyrillic = folding.mostly_cyrillic(text)
    words = [folding.repaired(word, cyrillic).casefold().replace("ё", "е") for word in _WORDS.findall(text)]
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def folds(names: Iterable[str]) -> frozenset[str]:
    return frozenset(filter(None, map(folded, names)))


def faults(actor: AdvocacyActor, recorded_country: str = "") -> Iterator[Invalid]:
    """What cannot be, field by field. A country that was recorded before bars no other change."""
    if not folds(actor.spellings):
        yield Invalid("en", "no_name")
    if len(actor.aliases) > MOST_ALIASES:
        yield Invalid("aliases", "too_many")
    if any(len(name) > LONGEST_NAME for name in actor.spellings):
        yield Invalid("aliases", "too_long")
    if actor.country and actor.country not in COUNTRIES and actor.country != recorded_country:
        yield Invalid("country", "unknown_country")
    if actor.kind in NEED_COUNTRY and not actor.country:
        yield Invalid("country", "country_needed")
    if actor.kind in NO_COUNTRY and actor.country:
        yield Invalid("country", "no_country")
    if actor.member_of and actor.kind is not ActorKind.PARLIAMENTARIAN:
        yield Invalid("member_of", "not_a_parliamentarian")
