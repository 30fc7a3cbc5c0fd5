"""A written part of an import reversed: new records withdrawn, changed sections as they stood, and what bars it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from casework.casebook import leaning
from casework.casebook.index import Index
from casework.domain.errors import EditedSince
from casework.domain.importing import BatchWritten
from casework.domain.records import WITHDRAWN, RecordKind, Withdrawn, sealing
from casework.domain.sections import Section
from casework.services.ledger import Loaded, Reader, Writer
from casework.store import records

REASON = "import undone"
Saving = tuple[UUID, str, Section, int]
Version = tuple[UUID, str, int]
Sections = Mapping[tuple[UUID, str], int]
"""(record, section) to a version."""
Kinds = Mapping[UUID, str]
"""Each record's kind says how its sections are sealed, and what an empty one is."""


def refuse_lost_work(
    unit: Reader,
    index: Index,
    parts: Sequence[BatchWritten],
    earlier: Sequence[BatchWritten] = (),
    *,
    amid: bool = False,
) -> None:
    """Raises EditedSince naming every record that no longer holds what these parts wrote, and every one that was tied
    since to what they made. After them nothing stands of the import, before them `earlier`; the oldest comes first."""
    edited: dict[str, str] = {}
    later: dict[tuple[UUID, str], int] = {}
    for part in reversed(parts):
        edited |= _edited(unit, part, later)
        later = _wrote(part) | later
        unit.forget()
    tied = _tied(index, parts, earlier)
    if edited or tied:
        raise EditedSince(edited, tied, amid=amid)


def reverse(unit: Writer, part: BatchWritten) -> None:
    """The newest part that stands, once it is known that nobody's work is lost."""
    made = [UUID(record) for record in part.created]
    touched = [*made, *{UUID(found.record) for found in part.written}]
    versions, kinds = records.newest_versions(touched), records.kinds_of(touched)
    unit.save_many(
        [(record, WITHDRAWN, Withdrawn(reason=REASON), versions.get((record, WITHDRAWN), 0)) for record in made],
        REASON,
    )
    unit.save_many(_as_before(unit, part, versions, kinds), REASON)
    unit.forget()


def _tied(index: Index, parts: Sequence[BatchWritten], earlier: Sequence[BatchWritten]) -> dict[str, str]:
    """What others made or wrote: taken back, the records that it names would leave it void."""
    found = list(leaning.on(index, [UUID(record) for part in parts for record in part.created]))
    if not found:
        return {}
    made = {record for part in (*earlier, *parts) for record in part.created}
    ours = {(one.record, one.section) for part in (*earlier, *parts) for one in part.written}
    leaned = ((str(one.record), one.kind.value, one.section) for one in found)
    return {record: kind for record, kind, section in leaned if record not in made and (record, section) not in ours}


def _edited(unit: Reader, part: BatchWritten, later: Sections) -> dict[str, str]:
    """Sections that changed since and do not read again as the import last wrote them (a later import undone does).

    `later` are the versions that later parts of the same import wrote.
    """
    own = _wrote(part)
    made = [UUID(record) for record in part.created]
    changed = {record for record, seq in records.last_changes(made).items() if seq > part.seq}
    stands = records.newest_versions([*changed, *({record for record, _ in own} - changed)])
    late = {(found.record_id, found.section) for found in records.first_after(list(changed), part.seq)}
    wrote = {
        at: later.get(at) or own.get(at) or (0 if at in late else 1) for at in stands if at in own or at[0] in changed
    }
    behind = {at: version for at, version in wrote.items() if version != stands[at]}
    kinds = records.kinds_of(list({record for record, _ in behind}))
    now = _load(unit, ((*at, stands[at]) for at in behind), kinds)
    then = _load(unit, ((*at, version) for at, version in behind.items()), kinds)
    return {
        str(record): kinds[record]
        for (record, section), version in behind.items()
        if now[record, section, stands[record, section]].value
        != (then[record, section, version].value if version else _empty(kinds[record], section))
    }


def _wrote(part: BatchWritten) -> dict[tuple[UUID, str], int]:
    """Where the part wrote a section twice, the last of them counts."""
    return {(UUID(found.record), found.section): found.after for found in part.written}


def _as_before(unit: Reader, part: BatchWritten, versions: Sections, kinds: Kinds) -> list[Saving]:
    """Each section as it stood before the import, to be saved as a new version."""
    first: dict[tuple[UUID, str], int] = {}
    for found in part.written:
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
