"""The sections of a case: each is one typed structure, the unit of form, permission, sealing and history."""

from enum import IntEnum, StrEnum

import msgspec

from casework.domain.dates import PartialDate
from casework.domain.policy import Compartment, Permission
from casework.domain.status import StatusEntry


class Sex(StrEnum):
    FEMALE = "female"
    MALE = "male"
    OTHER = "other"
    UNKNOWN = "unknown"


class Script(StrEnum):
    """How a name is written: in Belarusian, in Russian, or in Latin letters."""

    BE = "be"
    RU = "ru"
    LATIN = "la"


class Recognition(StrEnum):
    RECOGNISED = "recognised"
    NOT_RECOGNISED = "not_recognised"
    WITHDRAWN = "withdrawn"
    UNKNOWN = "unknown"


class Consent(IntEnum):
    COUNTS_ONLY = 0
    CONFIDENTIAL = 1
    ANONYMISED = 2
    NAME_AND_FACTS = 3
    FULL_PROFILE = 4


class Regime(StrEnum):
    GENERAL = "general"
    REINFORCED = "reinforced"
    STRICT = "strict"
    SPECIAL = "special"
    PRISON = "prison"
    SETTLEMENT = "settlement"
    NOT_STATED = "not_stated"


class Stage(StrEnum):
    SUSPECT = "suspect"
    ACCUSED = "accused"
    ON_TRIAL = "on_trial"
    CONVICTED_APPEAL = "convicted_appeal"
    CONVICTED_FINAL = "convicted_final"
    CLOSED = "closed"


class PenaltyKind(StrEnum):
    IMPRISONMENT = "imprisonment"
    RESTRICTION_OPEN = "restriction_open"
    RESTRICTION_HOME = "restriction_home"
    FINE = "fine"
    OTHER = "other"


class Section(msgspec.Struct, frozen=True, omit_defaults=True):
    """Base of all sections. Unknown keys of a newer version are refused, never dropped."""


class PersonName(msgspec.Struct, frozen=True, omit_defaults=True):
    script: Script
    text: str


class ExternalId(msgspec.Struct, frozen=True, omit_defaults=True):
    """The number of this person on somebody else's list."""

    list_name: str
    value: str


class Identity(Section, frozen=True, omit_defaults=True):
    names: tuple[PersonName, ...] = ()
    aliases: tuple[str, ...] = ()
    sex: Sex = Sex.UNKNOWN
    birth: PartialDate | None = None
    profile: tuple[str, ...] = ()
    region: str = ""
    description: str = ""
    recognition: Recognition = Recognition.UNKNOWN
    recognised_on: PartialDate | None = None
    external_ids: tuple[ExternalId, ...] = ()
    links: tuple[str, ...] = ()


class StatusTimeline(Section, frozen=True, omit_defaults=True):
    entries: tuple[StatusEntry, ...] = ()


class CustodyPeriod(msgspec.Struct, frozen=True, omit_defaults=True):
    """One stay in one facility. `facility` is a key of the reference list; `as_written` is the source's spelling."""

    facility: str
    since: PartialDate | None = None
    until: PartialDate | None = None
    as_written: str = ""
    note: str = ""


class Custody(Section, frozen=True, omit_defaults=True):
    periods: tuple[CustodyPeriod, ...] = ()


class Charge(msgspec.Struct, frozen=True, omit_defaults=True):
    """`article` is a key of the reference list such as `342` or `361-4`; `part` may be empty."""

    article: str
    part: str = ""


class Sentence(msgspec.Struct, frozen=True, omit_defaults=True):
    kind: PenaltyKind = PenaltyKind.IMPRISONMENT
    months: int | None = None
    days: int | None = None
    regime: Regime = Regime.NOT_STATED
    as_written: str = ""
    starts: PartialDate | None = None
    ends: PartialDate | None = None


class Prosecution(msgspec.Struct, frozen=True, omit_defaults=True):
    stage: Stage = Stage.ACCUSED
    charges: tuple[Charge, ...] = ()
    court: str = ""
    judges: tuple[str, ...] = ()
    verdict_on: PartialDate | None = None
    appeal_on: PartialDate | None = None
    sentence: Sentence | None = None
    note: str = ""


class Legal(Section, frozen=True, omit_defaults=True):
    prosecutions: tuple[Prosecution, ...] = ()
    extremist_list: bool = False
    terrorist_list: bool = False
    extremism_register: bool = False


class ConsentTopic(StrEnum):
    NAME = "name"
    PHOTO = "photo"
    HEALTH = "health"
    FAMILY = "family"
    ADDRESS = "address"


class ConsentRecord(Section, frozen=True, omit_defaults=True):
    """Default: nothing may be said but the count. Checked again at every export."""

    level: Consent = Consent.COUNTS_ONLY
    given_by: str = ""
    relationship: str = ""
    channel: str = ""
    given_on: PartialDate | None = None
    expires_on: PartialDate | None = None
    withdrawn_on: PartialDate | None = None
    topics: tuple[ConsentTopic, ...] = ()
    note: str = ""


class ImportNote(msgspec.Struct, frozen=True, omit_defaults=True):
    """A cell of a list that could not be understood, kept word for word."""

    column: str
    value: str
    reason: str
    batch: str = ""


class SourceRow(msgspec.Struct, frozen=True, omit_defaults=True):
    """A row of a list that fed this case: file, row number and every cell as it stood."""

    batch: str
    list_name: str
    row: int
    cells: tuple[tuple[str, str], ...] = ()


class Claim(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a list says against what is on file, where both were to be kept. `field` as an import names it."""

    section: str
    field: str
    ours: str
    theirs: str
    list_name: str
    row: int = 0
    batch: str = ""


class Sources(Section, frozen=True, omit_defaults=True):
    notes: tuple[ImportNote, ...] = ()
    rows: tuple[SourceRow, ...] = ()
    claims: tuple[Claim, ...] = ()


class SectionName(StrEnum):
    IDENTITY = "identity"
    STATUS = "status"
    CUSTODY = "custody"
    LEGAL = "legal"
    CONSENT = "consent"
    SOURCES = "sources"


class SectionSpec(msgspec.Struct, frozen=True):
    type: type[Section]
    compartment: Compartment
    read: Permission
    write: Permission


SECTIONS: dict[SectionName, SectionSpec] = {
    SectionName.IDENTITY: SectionSpec(Identity, Compartment.CASE, Permission.CASE_READ, Permission.CASE_WRITE),
    SectionName.STATUS: SectionSpec(StatusTimeline, Compartment.CASE, Permission.CASE_READ, Permission.CASE_WRITE),
    SectionName.CUSTODY: SectionSpec(Custody, Compartment.CASE, Permission.CASE_READ, Permission.CASE_WRITE),
    SectionName.LEGAL: SectionSpec(Legal, Compartment.CASE, Permission.CASE_READ, Permission.CASE_WRITE),
    SectionName.CONSENT: SectionSpec(ConsentRecord, Compartment.CASE, Permission.CASE_READ, Permission.CASE_WRITE),
    SectionName.SOURCES: SectionSpec(Sources, Compartment.SOURCES, Permission.SOURCES_READ, Permission.SOURCES_WRITE),
}
"""A new section is a line here, a type above and a form: no migration."""
