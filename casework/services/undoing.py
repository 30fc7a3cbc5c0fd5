"""Taking an import back: new records withdrawn, changed sections as they stood, unless somebody edited since."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from casework.casebook import leaning
from casework.domain.errors import EditedSince
from casework.domain.importing import BatchWritten
from casework.domain.records import WITHDRAWN, RecordKind, Withdrawn, sealing
from casework.domain.sections import Section
from casework.services.ledger import Loaded, Reader, Writer
from casework.store import records

REASON = "import undone"
Saving = tuple[UUID, str, Section, int]
Version = tuple[UUID, str, int]
Kinds = Mapping[UUID, str]
"""Each record's kind says how its sections are sealed, and what an empty one is."""


def reverse(unit: Writer, parts: Sequence[BatchWritten]) -> None:
    """The newest part first, so that each finds what it wrote. Raises EditedSince naming every record that no longer
    holds what the import wrote, and every one that was tied since to what it made."""
    edited = _tied_since(unit, parts)
    for written in reversed(parts):
        edited |= _reverse(unit, written, look_only=bool(edited))
        unit.forget()
    if edited:
        named = tuple(sorted(edited))
        raise EditedSince(named, tuple(edited[record] for record in named))


def _tied_since(unit: Writer, parts: Sequence[BatchWritten]) -> dict[str, str]:
    """Parts in cases, listings, holdings and posts of others: taken back, what they are about would leave them void."""
    made = {UUID(record) for part in parts for record in part.created}
    ours = {(UUID(found.record), found.section) for part in parts for found in part.written}
    found = leaning.on(unit.book(), made)
    return {
        str(one.record): one.kind.value
        for one in found
        if one.record not in made and (one.record, one.section) not in ours
    }


def _reverse(unit: Writer, written: BatchWritten, *, look_only: bool) -> dict[str, str]:
    """The records that were edited since, with their kinds; where there is none, the part is taken back."""
    made = [UUID(record) for record in written.created]
    touched = [*made, *{UUID(found.record) for found in written.written}]
    versions, kinds = records.newest_versions(touched), records.kinds_of(touched)
    edited = _edited_records(unit, written, made, kinds) | _edited_sections(unit, written, versions, kinds)
    if not edited and not look_only:
        unit.save_many(
            [(record, WITHDRAWN, Withdrawn(reason=REASON), versions.get((record, WITHDRAWN), 0)) for record in made],
            REASON,
        )
        unit.save_many(_as_before(unit, written, versions, kinds), REASON)
    return {record: kinds[UUID(record)] for record in edited}


def _edited_records(unit: Reader, written: BatchWritten, made: list[UUID], kinds: Kinds) -> set[str]:
    """New records that changed since and do not read again as the import made them (a later import undone does)."""
    touched = [record for record, seq in records.last_changes(made).items() if seq > written.seq]
    ours = {(UUID(found.record), found.section): found.after for found in written.written}
    sections = {at: version for at, version in records.newest_versions(touched).items() if ours.get(at) != version}
    now = _load(unit, ((record, section, version) for (record, section), version in sections.items()), kinds)
    first = _load(unit, ((record, section, 1) for record, section in sections), kinds)
    late = {(revision.record_id, revision.section) for revision in records.first_after(touched, written.seq)}
    return {
        str(record)
        for (record, section, _), loaded in now.items()
        if loaded.value
        != (_empty(kinds[record], section) if (record, section) in late else first[record, section, 1].value)
    }


def _edited_sections(
    unit: Reader, written: BatchWritten, versions: dict[tuple[UUID, str], int], kinds: Kinds
) -> set[str]:
    """Where the import wrote a section twice, the last of them counts."""
    last = {(UUID(found.record), found.section): found.after for found in written.written}
    behind = {at: after for at, after in last.items() if versions[at] != after}
    wrote = _load(unit, ((*at, after) for at, after in behind.items()), kinds)
    now = _load(unit, ((*at, versions[at]) for at in behind), kinds)
    values = {(record, section): loaded.value for (record, section, _), loaded in now.items()}
    return {str(record) for (record, section, _), loaded in wrote.items() if values[record, section] != loaded.value}


def _as_before(
    unit: Reader, written: BatchWritten, versions: dict[tuple[UUID, str], int], kinds: Kinds
) -> list[Saving]:
    """Each section as it stood before the import, to be saved as a new version."""
    first: dict[tuple[UUID, str], int] = {}
    for found in written.written:
        first.setdefault((UUID(found.record), found.section), found.before)
    before = _load(unit, ((*at, version) for at, version in first.items()), kinds)
    savings: list[Saving] = []
    for (record, section), version in first.items():
        stood = before.get((record, section, version))
        value = stood.value if stood else _empty(kinds[record], section)
        savings.append((record, section, value, versions[record, section]))
    return savings


def _load(unit: Reader, wanted: Iterable[Version], kinds: Kinds) -> dict[Version, Loaded]:
    """Given versions of records of several kinds, a read for each kind."""
    by_kind: dict[str, list[Version]] = defaultdict(list)
    for one in wanted:
        by_kind[kinds[one[0]]].append(one)
    found: dict[Version, Loaded] = {}
    for kind, some in by_kind.items():
        found |= unit.load_versions(some, RecordKind(kind))
    return found


def _empty(kind: str, section: str) -> Section:
    return sealing(RecordKind(kind), section).type()
