"""An advocacy statement: what it is made from, and what it says in the end, word for word."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

import msgspec

from casework.domain.actions import ActionKind
from casework.domain.consent import Audience
from casework.domain.dates import PartialDate
from casework.domain.sections import Charge, ConsentRecord, PersonName, Recognition, Section, Sentence, Sex
from casework.domain.status import Status


class Language(StrEnum):
    EN = "en"
    BE = "be"
    RU = "ru"


class Format(StrEnum):
    DOCX = "docx"
    XLSX = "xlsx"


class StatementRequest(Section, frozen=True, omit_defaults=True):
    """What was asked for. `query` holds further filters of the population as the case list writes them,
    `population` says them in words for the reader."""

    as_of: date
    known_at: date | None = None
    audience: Audience = Audience.PUBLIC
    language: Language = Language.EN
    title: str = ""
    occasion: str = ""
    context: str = ""
    ask: str = ""
    query: str = ""
    population: str = ""
    small_counts_approved: bool = False
    formats: tuple[Format, ...] = (Format.DOCX, Format.XLSX)


class PersonFacts(msgspec.Struct, frozen=True, omit_defaults=True):
    """One person as the casebook knew them for the asked dates, with the consent in force now."""

    case: str
    number: str = ""
    names: tuple[PersonName, ...] = ()
    sex: Sex = Sex.UNKNOWN
    birth: PartialDate | None = None
    region: str = ""
    profile: tuple[str, ...] = ()
    description: str = ""
    recognition: Recognition = Recognition.UNKNOWN
    status: Status = Status.UNKNOWN
    since: PartialDate | None = None
    detained: PartialDate | None = None
    facility: str = ""
    charges: tuple[Charge, ...] = ()
    sentence: Sentence | None = None
    consent: ConsentRecord | None = None


class ActionFacts(msgspec.Struct, frozen=True, omit_defaults=True):
    """One advocacy action that touched the population; `cases` are those named in it, empty if it covered all."""

    kind: ActionKind
    date: PartialDate
    title: str = ""
    actors: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    link: str = ""
    outcome: str = ""
    cases: tuple[str, ...] = ()
    covered: int = 0


class StatementInputs(msgspec.Struct, frozen=True):
    """Everything a statement is made from: the same inputs give the same document."""

    request: StatementRequest
    organisation: str
    produced_on: date
    people: tuple[PersonFacts, ...]
    uncertain: tuple[PersonFacts, ...] = ()
    deaths: tuple[PersonFacts, ...] = ()
    actions: tuple[ActionFacts, ...] = ()
    facilities: Mapping[str, str] = {}
    articles: Mapping[str, str] = {}


class Figure(msgspec.Struct, frozen=True):
    """A number never stands alone: what it counts, of which day, known when, from where, and how unsure."""

    label: str
    value: str
    uncertain: str
    definition: str
    as_of: str
    known_at: str
    source: str


class Grid(msgspec.Struct, frozen=True):
    title: str
    intro: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


class StatementContent(Section, frozen=True):
    """The finished text in one language. A document is drawn from this and nothing else."""

    language: Language
    audience: Audience
    words: dict[str, str]
    organisation: str
    title: str
    occasion: str
    marking: str
    basis: tuple[tuple[str, str], ...]
    context: tuple[str, ...]
    figures: tuple[Figure, ...]
    tables: tuple[Grid, ...]
    deaths: Grid
    ask: tuple[str, ...]
    done: Grid
    annexes: tuple[Grid, ...]
    method: tuple[str, ...]


class KeptFile(msgspec.Struct, frozen=True):
    format: Format
    sha256: str
    size: int
    file: str


class Publication(msgspec.Struct, frozen=True):
    """Where and when it appeared, and the advocacy action that says so."""

    on: PartialDate
    link: str
    action: str


class Report(Section, frozen=True, omit_defaults=True):
    """A report as it was made: inputs, data hash and the audit head it was made at."""

    request: StatementRequest
    produced_on: date
    produced_by: str
    people: int
    uncertain: int
    data_hash: str
    audit_head: str
    named: tuple[str, ...] = ()
    files: tuple[KeptFile, ...] = ()
    published: Publication | None = None
