"""Taking an import back: new cases withdrawn, changed sections as they stood, unless somebody edited since."""

from uuid import UUID

from casework.domain.errors import EditedSince
from casework.domain.importing import BatchWritten
from casework.domain.records import WITHDRAWN, RecordKind, Withdrawn, sealing
from casework.domain.sections import Section
from casework.services.ledger import Reader, Writer
from casework.store import records

REASON = "import undone"
Saving = tuple[UUID, str, Section, int]


def reverse(unit: Writer, written: BatchWritten) -> None:
    """Raises EditedSince naming every case that no longer holds what the import wrote."""
    made = [UUID(case) for case in written.created]
    versions = records.newest_versions([*made, *{UUID(found.case) for found in written.written}])
    edited = _edited_cases(unit, written, made) | _edited_sections(unit, written, versions)
    if edited:
        raise EditedSince(tuple(sorted(edited)))
    unit.save_many(
        [(case, WITHDRAWN, Withdrawn(reason=REASON), versions.get((case, WITHDRAWN), 0)) for case in made], REASON
    )
    unit.save_many(_as_before(unit, written, versions), REASON)


def _edited_cases(unit: Reader, written: BatchWritten, made: list[UUID]) -> set[str]:
    """New cases that changed since and do not read again as the import made them (a later import undone does)."""
    touched = [case for case, seq in records.last_changes(made).items() if seq > written.seq]
    sections = records.newest_versions(touched)
    now = unit.load_versions((case, section, version) for (case, section), version in sections.items())
    first = unit.load_versions((case, section, 1) for case, section in sections)
    late = {(revision.record_id, revision.section) for revision in records.first_after(touched, written.seq)}
    return {
        str(case)
        for (case, section, _), loaded in now.items()
        if loaded.value != (_empty(section) if (case, section) in late else first[case, section, 1].value)
    }


def _edited_sections(unit: Reader, written: BatchWritten, versions: dict[tuple[UUID, str], int]) -> set[str]:
    behind = [found for found in written.written if versions[UUID(found.case), found.section] != found.after]
    wrote = unit.load_versions((UUID(found.case), found.section, found.after) for found in behind)
    now = unit.load_versions(
        (UUID(found.case), found.section, versions[UUID(found.case), found.section]) for found in behind
    )
    values = {(case, section): loaded.value for (case, section, _), loaded in now.items()}
    return {str(case) for (case, section, _), loaded in wrote.items() if values[case, section] != loaded.value}


def _as_before(unit: Reader, written: BatchWritten, versions: dict[tuple[UUID, str], int]) -> list[Saving]:
    """Each section as it stood before the import, to be saved as a new version."""
    before = unit.load_versions((UUID(found.case), found.section, found.before) for found in written.written)
    savings: list[Saving] = []
    for found in written.written:
        case = UUID(found.case)
        stood = before.get((case, found.section, found.before))
        value = stood.value if stood else _empty(found.section)
        savings.append((case, found.section, value, versions[case, found.section]))
    return savings


def _empty(section: str) -> Section:
    return sealing(RecordKind.CASE, section).type()
