"""The file of one person: make it, open it, change a section, record a status, read its history."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from casework.domain import validation
from casework.domain.errors import NotFound
from casework.domain.policy import Permission
from casework.domain.records import NUMBER, WITHDRAWN, RecordKind
from casework.domain.sections import SECTIONS, Section, SectionName, StatusTimeline
from casework.domain.status import StatusEntry
from casework.services import clock, ledger
from casework.services.actor import Actor, require
from casework.services.reading import Loaded, Reader
from casework.store import records


@dataclass(frozen=True, slots=True)
class OpenCase:
    """The sections this actor may read; one that was never written is absent."""

    id: UUID
    number: str
    sections: Mapping[SectionName, Loaded]

    @property
    def status(self) -> Loaded | None:
        return self.sections.get(SectionName.STATUS)

    def values(self) -> dict[SectionName, Any]:
        return {name: loaded.value for name, loaded in self.sections.items()}


def empty(section: SectionName) -> Section:
    return SECTIONS[section].type()


def create(actor: Actor, sections: Mapping[SectionName, Section], reason: str = "") -> UUID:
    """A new case; sections left empty are not written. Raises NotAllowed, Invalid."""
    require(actor, Permission.CASE_WRITE)
    written = {name: value for name, value in sections.items() if value != empty(name)}
    for name in written:
        require(actor, SECTIONS[name].write)
    now = validation.Now(clock.today())
    validation.check(sections.get(SectionName.IDENTITY, empty(SectionName.IDENTITY)), now)
    for value in written.values():
        validation.check(value, now)
    validation.check_together(written)
    with ledger.writing(actor) as unit:
        case_id = unit.create(RecordKind.CASE, {str(name): value for name, value in written.items()}, reason)
        unit.audit("case.created", str(case_id), {"sections": len(written)})
    return case_id


def open_case(actor: Actor, case_id: UUID) -> OpenCase:
    """Raises NotAllowed, NotFound (also for a case that was withdrawn), Tampered."""
    require(actor, Permission.CASE_READ, str(case_id))
    readable = [name for name, spec in SECTIONS.items() if actor.may(spec.read)]
    with ledger.reading(actor) as unit:
        loaded = _standing(unit, case_id, [*readable, NUMBER, WITHDRAWN])
        unit.audit("case.read", str(case_id))
    number = loaded.get(NUMBER)
    found = {name: loaded[name] for name in readable if name in loaded}
    return OpenCase(case_id, number.value.number if number else "", found)


def save_section(actor: Actor, case_id: UUID, section: SectionName, value: Section, seen: int, reason: str = "") -> int:
    """The new version. Raises NotAllowed, NotFound, Invalid, Conflict (holds the other version)."""
    require(actor, SECTIONS[section].write, str(case_id))
    with ledger.writing(actor) as unit:
        current = _standing(unit, case_id, {SectionName.IDENTITY, SectionName.STATUS, section, WITHDRAWN})
        values = {SectionName(name): loaded.value for name, loaded in current.items()}
        before = [values[section]] if section in values else []
        validation.check(value, validation.Now.over(clock.today(), *before))
        validation.check_together(values | {section: value})
        version = unit.save(case_id, section, value, seen, reason)
        unit.audit("case.changed", str(case_id), {"section": section.value, "version": version})
    return version


def change_status(actor: Actor, case_id: UUID, entry: StatusEntry, seen: int, reason: str = "") -> int:
    """Add a line to the timeline, in its place; refuse if someone saved after version `seen`.

    Raises NotAllowed, NotFound, Invalid, Conflict (holds the other version).
    """
    require(actor, Permission.CASE_WRITE, str(case_id))
    with ledger.writing(actor) as unit:
        current = _standing(unit, case_id, [SectionName.IDENTITY, SectionName.STATUS, WITHDRAWN])
        stands = current.get(SectionName.STATUS)
        before = stands.value if stands else StatusTimeline()
        changed = StatusTimeline(validation.inserted(before.entries, entry))
        validation.timeline(changed.entries, validation.Now.over(clock.today(), before))
        values = {SectionName(name): loaded.value for name, loaded in current.items()}
        validation.check_together(values | {SectionName.STATUS: changed})
        version = unit.save(case_id, SectionName.STATUS, changed, seen, reason)
        unit.audit("case.status_changed", str(case_id), {"version": version})
    return version


def history(actor: Actor, case_id: UUID, section: SectionName) -> list[Loaded]:
    """Every version of a section, oldest first. Raises NotAllowed, NotFound, Tampered."""
    require(actor, SECTIONS[section].read, str(case_id))
    with ledger.reading(actor) as unit:
        _standing(unit, case_id, [WITHDRAWN])
        found = unit.history(case_id, section)
        unit.audit("case.history_read", str(case_id), {"section": section.value})
    return found


def must_exist(actor: Actor, case_ids: Sequence[UUID]) -> None:
    """Raises NotFound when one of them is no case."""
    require(actor, Permission.CASE_READ)
    kinds = records.kinds_of(case_ids)
    if any(kinds.get(case_id) != RecordKind.CASE for case_id in case_ids):
        raise NotFound("case")


def _standing(unit: Reader, case_id: UUID, sections: Iterable[str]) -> dict[Any, Loaded]:
    """The named sections of a case that still stands."""
    if unit.kind(case_id) is not RecordKind.CASE:
        raise NotFound("case")
    loaded: dict[Any, Loaded] = dict(unit.load_all(case_id, sections))
    gone = loaded.pop(WITHDRAWN, None)
    if gone is not None and gone.value.withdrawn:
        raise NotFound("case")
    return loaded
