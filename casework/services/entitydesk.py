"""Records as the rows of a list have changed them so far, a chunk at a time: what was read once is not read again.

In a dry run nothing is written, and a later row must still see what an earlier one did: then what a chunk has changed
is kept, encoded, until the end. Else it lies in the store by then, and is read again.
"""

from collections.abc import Iterable, Mapping
from typing import TypeVar
from uuid import UUID, uuid4, uuid5

from casework.domain import codec
from casework.domain.records import RecordKind, sealing
from casework.domain.sections import Section
from casework.services.planning import Creation, Saving
from casework.services.reading import Reader

S = TypeVar("S", bound=Section)
Place = tuple[UUID, str]


class Ids:
    """Ids of what a list makes: the same ones when a list that was broken off is taken up again."""

    def __init__(self, batch_id: str) -> None:
        self._batch = UUID(batch_id) if batch_id else uuid4()

    def of(self, *parts: object) -> UUID:
        return uuid5(self._batch, "/".join(map(str, parts)))


class Desk:
    """`open` reads what a chunk needs; `put` and `make` change it; `cleared` gives what is to be written."""

    def __init__(self, unit: Reader, *, keeps: bool) -> None:
        self.unit, self._keeps = unit, keeps
        self._kept: dict[Place, tuple[bytes, int]] = {}
        self._kinds: dict[UUID, RecordKind] = {}
        self._open: dict[Place, tuple[Section, int]] = {}
        self._changed: dict[Place, int] = {}
        self._made: dict[UUID, dict[str, Section]] = {}
        self._known_new: set[UUID] = set()

    def open(self, kind: RecordKind, wanted: Iterable[UUID], sections: Iterable[str]) -> None:
        """Reads what is not here yet, in batches. Raises NotAllowed, Tampered."""
        names = list(sections)
        ids = [record for record in dict.fromkeys(wanted) if record not in self._known_new]
        self._kinds.update(dict.fromkeys(ids, kind))
        new = [record for record in ids if any((record, name) not in self._open for name in names)]
        missing = [record for record in new if any((record, name) not in self._kept for name in names)]
        for record, found in self.unit.load_sections(missing, names, kind).items():
            for name, loaded in found.items():
                if (record, name) not in self._kept:
                    self._open.setdefault((record, name), (loaded.value, loaded.version))

    def get(self, record: UUID, section: str, default: S) -> S:
        """As it stands now, or the default where there is nothing."""
        found = self.find(record, section)
        return found if isinstance(found, type(default)) else default

    def find(self, record: UUID, section: str) -> Section | None:
        made = self._made.get(record)
        if made is not None:
            return made.get(section)
        at = (record, section)
        if at not in self._open and at in self._kept:
            data, version = self._kept[at]
            self._open[at] = codec.decode(data, sealing(self._kinds[record], section).type), version
        return self._open[at][0] if at in self._open else None

    def put(self, record: UUID, section: str, value: Section) -> None:
        if record in self._made:
            self._made[record][section] = value
            return
        self.find(record, section)
        at = (record, section)
        version = self._open[at][1] if at in self._open else 0
        self._changed.setdefault(at, version)
        self._open[at] = value, self._changed[at]

    def make(self, kind: RecordKind, sections: Mapping[str, Section], record: UUID) -> None:
        self._kinds[record] = kind
        self._made[record] = dict(sections)
        self._known_new.add(record)

    def cleared(self) -> tuple[list[Creation], list[Saving]]:
        """The new records and the new versions of this chunk; the desk is ready for the next one."""
        creations = [Creation(self._kinds[record], sections, record) for record, sections in self._made.items()]
        savings: list[Saving] = [(*at, self._open[at][0], seen) for at, seen in self._changed.items()]
        if self._keeps:
            for record, sections in self._made.items():
                self._kept.update(((record, name), (codec.encode(value), 1)) for name, value in sections.items())
            for at, seen in self._changed.items():
                self._kept[at] = codec.encode(self._open[at][0]), seen + 1
        else:
            self._known_new.clear()
        self._made, self._open, self._changed = {}, {}, {}
        return creations, savings
