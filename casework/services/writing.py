"""Writing sealed records: new versions of sections, the summaries and the sum over them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import count
from typing import Any
from uuid import UUID, uuid4

from casework.casebook import projection, shelf
from casework.casebook.index import Index
from casework.domain import codec
from casework.domain.errors import Conflict
from casework.domain.policy import Compartment
from casework.domain.records import MAIN, NUMBER, WITHDRAWN, Numbered, RecordKind, Sealing, sealing, summarised
from casework.domain.sections import Section
from casework.services import clock
from casework.services.actor import Actor
from casework.services.reading import Body, Loaded, Reader, key_place, revision_place
from casework.store import heads, records
from casework.store.database import db
from casework.vault.keyring import Purpose, RecordKey
from casework.vault.place import Place

Saving = tuple[UUID, str, Section, int]
"""Record, section, new value, version that was seen (0 where the section was empty)."""
Rows = list[tuple[Any, ...]]
"""Values in the order of their table's columns."""
NONE: Mapping[str, int] = {}


class Writer(Reader):
    """Writes inside `ledger.writing`. Rows are collected and go to the database together."""

    def __init__(self, actor: Actor) -> None:
        super().__init__(actor)
        self.at = clock.now().isoformat(timespec="microseconds")
        self._by = str(actor.user_id)
        self._seq = 0

    @property
    def seq(self) -> int:
        """This transaction's change; taken with the first record that is written."""
        if not self._seq:
            self._seq = records.last_seq() + 1
            stamp = codec.encode({"at": self.at, "by": self._by})
            sealed = self.actor.keyring.seal(Purpose.CHANGE, records.change_place(self._seq), stamp)
            records.add(records.Change, [(self._seq, sealed)])
        return self._seq

    def book(self) -> Index:
        """The casebook for a check before the first writing: nobody can come between the two. Raises NotAllowed."""
        if self._seq:
            raise RuntimeError("something is written already")
        return shelf.settled(self.actor)

    def create(self, kind: RecordKind, sections: Mapping[str, Section], reason: str = "") -> UUID:
        return self.create_many(kind, [sections], reason)[0]

    def create_many(
        self, kind: RecordKind, many: Iterable[Mapping[str, Section]], reason: str = "", ids: Iterable[UUID] = ()
    ) -> list[UUID]:
        """New records, each with a key of its own per compartment; one statement per table.

        A case gets its number here: writers come one after another, and records are never taken away.
        `ids` are for whoever must name a record before it is made.
        """
        chosen = iter(ids)
        numbers = count(records.how_many(kind.value) + 1)
        made: Rows = []
        keys: Rows = []
        revisions: Rows = []
        summaries: dict[UUID, bytes] = {}
        for sections in many:
            record_id, seq = next(chosen, None) or uuid4(), self.seq
            self._fetched.add(record_id)  # its keys are made here: nothing of it is in the store yet
            named = {str(name): value for name, value in sections.items()}
            if kind is RecordKind.CASE:
                named[NUMBER] = Numbered(f"CW-{next(numbers):06}")
            made.append((record_id, kind.value))
            own = self._new_keys(record_id, {_spec(kind, name).compartment for name in named} | {MAIN[kind]})
            keys += [(record_id, str(compartment), key.epoch, wrapped) for compartment, (key, wrapped) in own.items()]
            text = str(record_id)
            for name, value in named.items():
                compartment = _spec(kind, name).compartment
                sealed = self._sealed(own[compartment][0], revision_place(text, name, 1, compartment), value, reason)
                revisions.append((record_id, name, 1, str(compartment), seq, sealed))
            summaries[record_id] = self._summary(kind, {name: (value, 1) for name, value in named.items()})
        if made:
            records.add(records.Record, made)
            records.add(records.RecordKeyRow, keys)
            records.add(records.Revision, revisions)
            self._add_summaries(kind, summaries, [])
        return [record_id for record_id, _ in made]

    def save(self, record_id: UUID, section: str, value: Section, seen: int, reason: str = "") -> int:
        """The new version. Raises Conflict, NotFound, NotAllowed, Tampered."""
        return self.save_many([(record_id, section, value, seen)], reason)[0]

    def save_many(self, savings: Sequence[Saving], reason: str = "") -> list[int]:
        """One new version of each; several sections of one record may be saved together."""
        by_kind: dict[RecordKind, list[Saving]] = defaultdict(list)
        ids = list(dict.fromkeys(record_id for record_id, *_ in savings))
        kinds = records.kinds_of(ids)
        for record_id, section, value, seen in savings:
            kind = RecordKind(kinds[record_id]) if record_id in kinds else self.kind(record_id)
            by_kind[kind].append((record_id, str(section), value, seen))
        for kind, some in by_kind.items():
            self._save_some(kind, some, reason)
        return [seen + 1 for *_, seen in savings]

    def _save_some(self, kind: RecordKind, savings: list[Saving], reason: str) -> None:
        """Raises Tampered where what stands is not what the summary names: nothing is written over it."""
        ids = list(dict.fromkeys(record_id for record_id, *_ in savings))
        before = records.latest_summaries(ids)
        versions = self._versions(kind, before)
        current = self._current(kind, ids, {section for _, section, *_ in savings}, versions)
        revisions: Rows = []
        for record_id, section, value, seen in savings:
            _refuse_stale(record_id, section, seen, current[record_id].get(section))
            self._make_key(kind, record_id, section)
            compartment = _spec(kind, section).compartment
            place = revision_place(str(record_id), section, seen + 1, compartment)
            sealed = self._sealed(self._key(record_id, compartment), place, value, reason)
            revisions.append((record_id, section, seen + 1, str(compartment), self.seq, sealed))
            current[record_id][section] = Loaded(value, seen + 1, self.at, self.actor.name)
        records.add(records.Revision, revisions)
        made = {each: self._resummarise(kind, current[each], versions.get(each, {})) for each in ids}
        self._add_summaries(kind, made, before)

    def _current(
        self, kind: RecordKind, ids: list[UUID], sections: set[str], known: Mapping[UUID, Mapping[str, int]]
    ) -> dict[UUID, dict[str, Loaded]]:
        """What stands now: the sections to be saved and those the summary is made of, in one read per batch."""
        self._fetch_keys(ids)
        names = sections | set(summarised(kind))
        found: dict[UUID, dict[str, Loaded]] = {record_id: {} for record_id in ids}
        for row in records.latest(ids, names):
            found[row.record_id][row.section] = self._open(kind, row)
        stand = {record_id: {name: one.version for name, one in some.items()} for record_id, some in found.items()}
        self._refuse_others(kind, stand, names, known)
        return found

    def _make_key(self, kind: RecordKind, record_id: UUID, section: str) -> None:
        """The first section of a record in a compartment makes the record's key there."""
        compartment = sealing(kind, section).compartment
        at = (record_id, compartment)
        if at not in self._keys and at not in self._wrapped:
            ((key, wrapped),) = self._new_keys(record_id, {compartment}).values()
            records.add(records.RecordKeyRow, [(record_id, str(compartment), key.epoch, wrapped)])

    def _new_keys(self, record_id: UUID, compartments: set[Compartment]) -> dict[Compartment, tuple[RecordKey, bytes]]:
        """A key of the record in each compartment, with its wrapped form."""
        text = str(record_id)
        made = {one: self.actor.keyring.new_record_key(key_place(text, one)) for one in sorted(compartments)}
        for compartment, (key, _) in made.items():
            self._keys[record_id, compartment] = key
        return made

    def _sealed(self, key: RecordKey, place: Place, value: Section, reason: str) -> bytes:
        return key.seal(place, codec.encode(Body(self.at, self._by, self.actor.name, reason, value)))

    def _resummarise(self, kind: RecordKind, current: Mapping[str, Loaded], before: Mapping[str, int]) -> bytes:
        """Sections that were not read now keep the version they had."""
        return self._summary(kind, {name: (found.value, found.version) for name, found in current.items()}, before)

    def _summary(
        self, kind: RecordKind, sections: Mapping[str, tuple[Section, int]], before: Mapping[str, int] = NONE
    ) -> bytes:
        """Only what lies in the record's main compartment; the versions of all, so that an old row shows."""
        main = MAIN[kind]
        values = {name: value for name, (value, _) in sections.items() if _spec(kind, name).compartment == main}
        withdrawn = values.pop(WITHDRAWN, None)
        versions = {**before, **{name: version for name, (_, version) in sections.items()}}
        standing = not getattr(withdrawn, "withdrawn", False)
        return projection.summarise(kind, values if standing else {}, versions, self.at)

    def _add_summaries(self, kind: RecordKind, made: Mapping[UUID, bytes], before: list[heads.Row]) -> None:
        """One summary a record and change: a second saving in the same transaction takes the place of the first."""
        main, keyring, seq = MAIN[kind], self.actor.keyring, self.seq
        come: list[heads.Row] = []
        for record_id, plaintext in made.items():
            sealed = keyring.seal(Purpose.SUMMARY, records.summary_place(record_id, seq, main), plaintext)
            come.append((record_id, seq, sealed))
        records.drop_summaries([record_id for record_id, at, _ in before if at == seq], seq)
        records.add(records.Summary, [(record_id, seq, str(main), sealed) for record_id, seq, sealed in come])
        heads.advance(keyring, main, seq, gone=before, come=come)

    def finish(self) -> None:
        """Everything is in the transaction when this returns."""
        db.session.flush()


@cache
def _spec(kind: RecordKind, section: str) -> Sealing:
    """Declared once, when modules are read; asked for with every section that is written."""
    return sealing(kind, section)


def _refuse_stale(record_id: UUID, section: str, seen: int, stands: Loaded | None) -> None:
    version = stands.version if stands else 0
    if version == seen:
        return
    if stands is None:
        raise Conflict(section, 0, None, "", "", str(record_id))
    raise Conflict(section, version, stands.value, stands.by, stands.at, str(record_id))
