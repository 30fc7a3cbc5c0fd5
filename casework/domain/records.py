"""The kinds of sealed records, and for each section its type and the compartment it is sealed in."""

from enum import StrEnum

import msgspec

from casework.domain.actions import Action
from casework.domain.actors import AdvocacyActor
from casework.domain.designations import Designation
from casework.domain.entities import EntityProfile, Holdings, Posts, SourceNotes
from casework.domain.involvements import Evidence, Involvement
from casework.domain.policy import Compartment
from casework.domain.sections import SECTIONS, Section


class RecordKind(StrEnum):
    CASE = "case"
    ACTION = "action"
    ACTOR = "actor"
    ENTITY = "entity"
    DESIGNATION = "designation"
    INVOLVEMENT = "involvement"
    REFERENCE = "reference"
    REPORT = "report"
    IMPORT = "import"


MAIN: dict[RecordKind, Compartment] = {
    RecordKind.CASE: Compartment.CASE,
    RecordKind.ACTION: Compartment.ADVOCACY,
    RecordKind.ACTOR: Compartment.ADVOCACY,
    RecordKind.ENTITY: Compartment.ADVOCACY,
    RecordKind.DESIGNATION: Compartment.ADVOCACY,
    RecordKind.INVOLVEMENT: Compartment.ADVOCACY,
    RecordKind.REFERENCE: Compartment.CASE,
    RecordKind.REPORT: Compartment.CASE,
    RecordKind.IMPORT: Compartment.CASE,
}
"""Where a record's summary is sealed, and whatever is not said to lie elsewhere."""


class Withdrawn(Section, frozen=True, omit_defaults=True):
    """The record no longer stands: an import undone, a case entered twice. Its history stays."""

    withdrawn: bool = True
    reason: str = ""


class Numbered(Section, frozen=True, omit_defaults=True):
    """The case number; given once, when the record is made."""

    number: str = ""


class Sealing(msgspec.Struct, frozen=True):
    type: type[Section]
    compartment: Compartment


WITHDRAWN = "withdrawn"
NUMBER = "number"

_known: dict[tuple[RecordKind, str], Sealing] = {
    **{(RecordKind.CASE, str(name)): Sealing(spec.type, spec.compartment) for name, spec in SECTIONS.items()},
    (RecordKind.CASE, NUMBER): Sealing(Numbered, Compartment.CASE),
    (RecordKind.ACTION, "action"): Sealing(Action, Compartment.ADVOCACY),
    (RecordKind.ACTOR, "actor"): Sealing(AdvocacyActor, Compartment.ADVOCACY),
    (RecordKind.ENTITY, "profile"): Sealing(EntityProfile, Compartment.ADVOCACY),
    (RecordKind.ENTITY, "posts"): Sealing(Posts, Compartment.ADVOCACY),
    (RecordKind.ENTITY, "holdings"): Sealing(Holdings, Compartment.ADVOCACY),
    (RecordKind.ENTITY, "source_notes"): Sealing(SourceNotes, Compartment.SOURCES),
    (RecordKind.DESIGNATION, "designation"): Sealing(Designation, Compartment.ADVOCACY),
    (RecordKind.INVOLVEMENT, "involvement"): Sealing(Involvement, Compartment.ADVOCACY),
    (RecordKind.INVOLVEMENT, "evidence"): Sealing(Evidence, Compartment.SOURCES),
    **{(kind, WITHDRAWN): Sealing(Withdrawn, main) for kind, main in MAIN.items()},
}


def declare(kind: RecordKind, section: str, type_: type[Section], compartment: Compartment | None = None) -> None:
    """A section of a record other than a case, sealed in the record's main compartment unless said otherwise."""
    _known[kind, section] = Sealing(type_, compartment or MAIN[kind])


def sealing(kind: RecordKind, section: str) -> Sealing:
    """Raises KeyError for a section nobody declared."""
    return _known[kind, section]


def summarised(kind: RecordKind) -> tuple[str, ...]:
    """The sections that a record's summary is made of: those of its main compartment."""
    return tuple(section for (of, section), found in _known.items() if of == kind and found.compartment == MAIN[kind])
