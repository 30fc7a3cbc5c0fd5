"""The dossier of an official: what it is made from, and what it says in the end, word for word."""

from collections.abc import Mapping
from datetime import date

import msgspec

from casework.domain.consent import Audience
from casework.domain.dates import PartialDate
from casework.domain.designations import Designation
from casework.domain.entities import EntityProfile, Post
from casework.domain.involvements import Credibility, Degree, InvolvementRole, Reliability
from casework.domain.sections import Section
from casework.domain.statement import Grid, Language, PersonFacts

IN_CUSTODY = frozenset({InvolvementRole.ILL_TREATED, InvolvementRole.GUARDED})
"""Parts that say what happened in a place of custody: they may point to who told us, and are never public."""


class DossierRequest(msgspec.Struct, frozen=True):
    entity: str
    as_of: date
    audience: Audience = Audience.PUBLIC
    language: Language = Language.EN


class ActFacts(msgspec.Struct, frozen=True, omit_defaults=True):
    """The official's part in one case. `source` and `evidence` are there only for an internal document, drawn by
    somebody who may read sources; `on_file` says that there is evidence, without saying it."""

    case: str
    role: InvolvementRole
    degree: Degree = Degree.NOT_KNOWN
    on: PartialDate | None = None
    act: str = ""
    basis: str = ""
    link: str = ""
    reliability: Reliability = Reliability.F
    credibility: Credibility = Credibility.CANNOT_JUDGE
    on_file: bool = False
    source: str = ""
    evidence: str = ""


class DossierInputs(msgspec.Struct, frozen=True):
    """Everything a dossier is made from: the same inputs give the same document. `people` are by their case."""

    request: DossierRequest
    organisation: str
    produced_on: date
    profile: EntityProfile
    posts: tuple[Post, ...] = ()
    acts: tuple[ActFacts, ...] = ()
    people: Mapping[str, PersonFacts] = {}
    listings: tuple[Designation, ...] = ()
    programmes: Mapping[str, str] = {}
    authorities: tuple[str, ...] = ()
    facilities: Mapping[str, str] = {}


class DossierContent(Section, frozen=True):
    """The finished text in one language. A document is drawn from this and nothing else."""

    language: Language
    audience: Audience
    words: dict[str, str]
    organisation: str
    title: str
    marking: str
    basis: tuple[tuple[str, str], ...]
    identity: tuple[tuple[str, str], ...]
    tables: tuple[Grid, ...]
    annexes: tuple[Grid, ...]
    method: tuple[str, ...]
