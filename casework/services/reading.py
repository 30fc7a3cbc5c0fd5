"""Reading sealed records: the newest version of sections, and their history."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

import msgspec

from casework.casebook import projection
from casework.casebook.summaries import Summary
from casework.domain import codec
from casework.domain.errors import NotAllowed, NotFound, Tampered
from casework.domain.policy import Compartment
from casework.domain.records import MAIN, RecordKind, sealing, summarised
from casework.services.actor import Actor
from casework.services.trail import Detail, Entry
from casework.store import records
from casework.store.records import Revision, Sealed
from casework.vault.keyring import Purpose, RecordKey
from casework.vault.place import Place


class Body(msgspec.Struct, frozen=True):
    """What a revision seals: the section, and who recorded it, when and why.

    `body` is the section itself where it is written, and bytes where it is read: its type comes with its name.
    """

    at: str
    by: str
    by_name: str
    reason: str
    body: Any


class _Opened(Body, frozen=True):
    body: msgspec.Raw


class Loaded(NamedTuple):
    """A section as it was recorded. `value` is of the section's type."""

    value: Any
    version: int
    at: str
    by: str
    reason: str = ""


_text = lru_cache(maxsize=1024)(str)
"""An id as a place names it: asked for with each section of the record and each of its keys."""


def key_place(record: str, compartment: Compartment) -> Place:
    return Place("record_key", record, "", 0, compartment)


def revision_place(record: str, section: str, version: int, compartment: Compartment) -> Place:
    return Place("revision", record, section, version, compartment)


class Reader:
    """Reads with one actor's keys. Sections of a compartment the actor does not hold are not loaded."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor
        self.entries: list[Entry] = []
        self._keys: dict[tuple[UUID, str], RecordKey] = {}
        self._wrapped: dict[tuple[UUID, str], bytes] = {}
        self._fetched: set[UUID] = set()

    def audit(self, event: str, subject: str = "", detail: Detail | None = None) -> None:
        self.entries.append(Entry(event, subject, detail or {}))

    def kind(self, record_id: UUID) -> RecordKind:
        """Raises NotFound."""
        found = records.kind_of(record_id)
        if found is None:
            raise NotFound("record")
        return RecordKind(found)

    def load(self, record_id: UUID, section: str) -> Loaded | None:
        """None when the section was never written. Raises NotFound, NotAllowed, Tampered."""
        kind = self.kind(record_id)
        self._must_hold(sealing(kind, section).compartment)
        return self.load_sections([record_id], [section], kind)[record_id].get(str(section))

    def load_all(self, record_id: UUID, sections: Iterable[str]) -> dict[str, Loaded]:
        """The newest version of each section that the actor holds the key of. Raises NotFound, Tampered."""
        kind = self.kind(record_id)
        wanted = [name for name in map(str, sections) if self.actor.keyring.holds(sealing(kind, name).compartment)]
        return self.load_sections([record_id], wanted, kind)[record_id]

    def load_many(
        self, record_ids: Sequence[UUID], section: str, kind: RecordKind = RecordKind.CASE
    ) -> dict[UUID, Loaded]:
        """One section of many records of one kind, in batches. Raises NotAllowed, Tampered."""
        name = str(section)
        found = self.load_sections(record_ids, [name], kind)
        return {record_id: loaded[name] for record_id, loaded in found.items() if name in loaded}

    def load_sections(
        self, record_ids: Sequence[UUID], sections: Iterable[str], kind: RecordKind = RecordKind.CASE
    ) -> dict[UUID, dict[str, Loaded]]:
        """Several sections of many records of one kind, in batches.

        Raises NotAllowed, and Tampered where a version is not the one that the record's summary names.
        """
        names = list(map(str, sections))
        self._fetch_keys(record_ids)
        found: dict[UUID, dict[str, Loaded]] = {record_id: {} for record_id in record_ids}
        for row in records.latest(record_ids, names):
            found[row.record_id][row.section] = self._open(kind, row)
        stand = {record_id: {name: one.version for name, one in some.items()} for record_id, some in found.items()}
        self._refuse_others(kind, stand, names, self._versions(kind, records.latest_summaries(record_ids)))
        return found

    def _versions(self, kind: RecordKind, summaries: list[tuple[UUID, int, bytes]]) -> dict[UUID, dict[str, int]]:
        """What each record's summary says of the versions of its sections. Raises Tampered."""
        held = self.actor.keyring.holds(MAIN[kind])
        opened = self._opened(kind, summaries) if held else []
        return {row[0]: projection.versions_of(data) for row, data in zip(summaries, opened, strict=False)}

    def _opened(self, kind: RecordKind, summaries: list[tuple[UUID, int, bytes]]) -> list[bytes]:
        main = MAIN[kind]
        places = ((records.summary_place(record_id, seq, main), sealed) for record_id, seq, sealed in summaries)
        return self.actor.keyring.open_many(Purpose.SUMMARY, places)

    def _refuse_others(
        self,
        kind: RecordKind,
        stand: Mapping[UUID, Mapping[str, int]],
        sections: Iterable[str],
        known: Mapping[UUID, Mapping[str, int]],
    ) -> None:
        """A whole old row put back opens well; the summary knows the version that should stand, and the other way."""
        names, counted = list(sections), frozenset(summarised(kind))
        for record_id, versions in stand.items() if self.actor.keyring.holds(MAIN[kind]) else ():
            said = known.get(record_id, {})
            for name in names:
                have, should = versions.get(name, 0), said.get(name, 0)
                if have < should:
                    raise Tampered(f"revision/{record_id}/{name}/{have}")
                if have > should and name in counted:
                    raise Tampered(f"summary/{record_id}")

    def summaries(self, record_ids: Sequence[UUID], kind: RecordKind) -> dict[UUID, Summary]:
        """What is listed of these records of one kind, as it stands; the bare one of whatever no longer does.

        Raises NotAllowed, Tampered.
        """
        self._must_hold(MAIN[kind])
        rows = records.latest_summaries(record_ids)
        opened = self._opened(kind, rows)
        return {row[0]: projection.read(kind, data) for row, data in zip(rows, opened, strict=True)}

    def load_versions(
        self, wanted: Iterable[tuple[UUID, str, int]], kind: RecordKind = RecordKind.CASE
    ) -> dict[tuple[UUID, str, int], Loaded]:
        """Given older versions of many sections, in batches."""
        keys = set(wanted)
        ids = list(dict.fromkeys(record_id for record_id, *_ in keys))
        self._fetch_keys(ids)
        rows = records.versions(ids, {section for _, section, _ in keys})
        return {
            key: self._open(kind, row) for row in rows if (key := (row.record_id, row.section, row.version)) in keys
        }

    def load_known(
        self, record_ids: Sequence[UUID], sections: Iterable[str], day: date, kind: RecordKind = RecordKind.CASE
    ) -> dict[UUID, dict[str, Loaded]]:
        """Several sections of many records as they had been recorded by the end of `day` (UTC), in batches."""
        after = (day + timedelta(days=1)).isoformat()
        names = list(map(str, sections))
        self._fetch_keys(record_ids)
        found: dict[UUID, dict[str, Loaded]] = {record_id: {} for record_id in record_ids}
        stand: dict[UUID, dict[str, int]] = {record_id: {} for record_id in record_ids}
        for row in sorted(records.versions(record_ids, names), key=lambda row: row.version):
            if row.version != stand[row.record_id].get(row.section, 0) + 1:
                raise Tampered(f"revision/{row.record_id}/{row.section}")
            stand[row.record_id][row.section] = row.version
            loaded = self._open(kind, row)
            if loaded.at < after:
                found[row.record_id][row.section] = loaded
        self._refuse_others(kind, stand, names, self._versions(kind, records.latest_summaries(record_ids)))
        return found

    def history(self, record_id: UUID, section: str) -> list[Loaded]:
        """Every version, oldest first. Raises NotFound, NotAllowed, Tampered for one that is missing."""
        return list(self.versions(record_id, section))

    def versions(self, record_id: UUID, section: str) -> Iterator[Loaded]:
        """The same, opened one by one."""
        kind, name = self.kind(record_id), str(section)
        self._must_hold(sealing(kind, name).compartment)
        rows = records.all_versions(record_id, name)
        if [row.version for row in rows] != list(range(1, len(rows) + 1)):
            raise Tampered(f"revision/{record_id}/{name}")
        known = self._versions(kind, records.latest_summaries([record_id]))
        self._refuse_others(kind, {record_id: {name: len(rows)}}, [name], known)
        for row in rows:
            yield self._open(kind, row)

    def all_of(self, kind: RecordKind, section: str) -> dict[UUID, Loaded]:
        """One section of every record of a kind of which there are few: reports, imports, reference lists."""
        return self.load_many(records.ids_of(kind.value), section, kind)

    def forget(self) -> None:
        """Keys of records that are done with: a long writing would keep those of everybody."""
        self._keys.clear()
        self._wrapped.clear()
        self._fetched.clear()

    def _fetch_keys(self, record_ids: Sequence[UUID]) -> None:
        wanted = [record_id for record_id in record_ids if record_id not in self._fetched]
        self._wrapped |= records.keys(wanted)
        self._fetched.update(wanted)

    def _key(self, record_id: UUID, compartment: Compartment) -> RecordKey:
        """Opened when first used: of most records one compartment alone is read."""
        at = (record_id, compartment)
        found = self._keys.get(at)
        if found is None:
            self._must_hold(compartment)
            self._fetch_keys([record_id])
            place = key_place(_text(record_id), compartment)
            if at not in self._wrapped:
                raise Tampered(str(place))
            found = self._keys[at] = self.actor.keyring.open_record_key(place, self._wrapped[at])
        return found

    def _must_hold(self, compartment: Compartment) -> None:
        if not self.actor.keyring.holds(compartment):
            raise NotAllowed("compartment not held")

    def _open(self, kind: RecordKind, row: Revision | Sealed) -> Loaded:
        spec = sealing(kind, row.section)
        place = revision_place(_text(row.record_id), row.section, row.version, spec.compartment)
        try:
            body = codec.decode(self._key(row.record_id, spec.compartment).open(place, row.sealed), _Opened)
            value = codec.decode(body.body, spec.type)
        except (msgspec.MsgspecError, ValueError):
            raise Tampered(str(place)) from None
        return Loaded(value, row.version, body.at, body.by_name, body.reason)
