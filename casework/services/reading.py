"""Reading sealed records: the newest version of sections, and their history."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

import msgspec

from casework.casebook import projection
from casework.domain import codec
from casework.domain.errors import NotAllowed, NotFound, Tampered
from casework.domain.policy import Compartment
from casework.domain.records import MAIN, RecordKind, sealing
from casework.services.actor import Actor
from casework.services.trail import Detail, Entry
from casework.store import records
from casework.store.records import Revision
from casework.vault.keyring import Purpose, RecordKey
from casework.vault.place import Place


class Body(msgspec.Struct, frozen=True):
    """What a revision seals: the section, and who recorded it, when and why."""

    at: str
    by: str
    by_name: str
    reason: str
    body: msgspec.Raw


class Loaded(NamedTuple):
    """A section as it was recorded. `value` is of the section's type."""

    value: Any
    version: int
    at: str
    by: str
    reason: str = ""


def key_place(record_id: UUID, compartment: Compartment) -> Place:
    return Place("record_key", str(record_id), "", 0, compartment)


def revision_place(record_id: UUID, section: str, version: int, compartment: Compartment) -> Place:
    return Place("revision", str(record_id), section, version, compartment)


class Reader:
    """Reads with one actor's keys. Sections of a compartment the actor does not hold are not loaded."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor
        self.entries: list[Entry] = []
        self._keys: dict[tuple[UUID, str], RecordKey] = {}

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
        compartment = sealing(self.kind(record_id), section).compartment
        if not self.actor.keyring.holds(compartment):
            raise NotAllowed("compartment not held")
        return self.load_all(record_id, [section]).get(section)

    def load_all(self, record_id: UUID, sections: Iterable[str]) -> dict[str, Loaded]:
        """The newest version of each section that the actor holds the key of.

        Raises NotFound, and Tampered when a version is older than the one the summary names.
        """
        kind = self.kind(record_id)
        wanted = [name for name in map(str, sections) if self.actor.keyring.holds(sealing(kind, name).compartment)]
        found = {row.section: self._open(kind, row) for row in records.latest([record_id], wanted)}
        self._refuse_older(record_id, kind, found, wanted)
        return found

    def _refuse_older(self, record_id: UUID, kind: RecordKind, found: dict[str, Loaded], wanted: list[str]) -> None:
        """A whole old row put back opens well; the summary knows the version that should be there."""
        versions = self._versions(record_id, kind)
        for section in wanted:
            have = found[section].version if section in found else 0
            if versions.get(section, 0) > have:
                raise Tampered(f"revision/{record_id}/{section}/{have}")

    def _versions(self, record_id: UUID, kind: RecordKind) -> dict[str, int]:
        row = records.latest_summary(record_id)
        if row is None or not self.actor.keyring.holds(MAIN[kind]):
            return {}
        place = records.summary_place(record_id, row.seq, MAIN[kind])
        return projection.versions_of(self.actor.keyring.open(Purpose.SUMMARY, place, row.sealed))

    def load_many(
        self, record_ids: Sequence[UUID], section: str, kind: RecordKind = RecordKind.CASE
    ) -> dict[UUID, Loaded]:
        """One section of many records of one kind, in batches."""
        self._fetch_keys(record_ids)
        return {row.record_id: self._open(kind, row) for row in records.latest(record_ids, [section])}

    def load_sections(
        self, record_ids: Sequence[UUID], sections: Iterable[str], kind: RecordKind = RecordKind.CASE
    ) -> dict[UUID, dict[str, Loaded]]:
        """Several sections of many records of one kind, in batches."""
        self._fetch_keys(record_ids)
        found: dict[UUID, dict[str, Loaded]] = {record_id: {} for record_id in record_ids}
        for row in records.latest(record_ids, map(str, sections)):
            found[row.record_id][row.section] = self._open(kind, row)
        return found

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
        self._fetch_keys(record_ids)
        found: dict[UUID, dict[str, Loaded]] = {record_id: {} for record_id in record_ids}
        for row in sorted(records.versions(record_ids, set(map(str, sections))), key=lambda row: row.version):
            loaded = self._open(kind, row)
            if loaded.at < after:
                found[row.record_id][row.section] = loaded
        return found

    def history(self, record_id: UUID, section: str) -> list[Loaded]:
        """Every version, oldest first. Raises NotFound, NotAllowed, Tampered for a gap."""
        kind = self.kind(record_id)
        rows = records.all_versions(record_id, section)
        if [row.version for row in rows] != list(range(1, len(rows) + 1)):
            raise Tampered(f"revision/{record_id}/{section}")
        return [self._open(kind, row) for row in rows]

    def all_of(self, kind: RecordKind, section: str) -> dict[UUID, Loaded]:
        """One section of every record of a kind of which there are few: reports, imports, reference lists."""
        return self.load_many(records.ids_of(kind.value), section, kind)

    def _fetch_keys(self, record_ids: Sequence[UUID]) -> None:
        for (record_id, name), wrapped in records.keys(record_ids).items():
            compartment = Compartment(name)
            if self.actor.keyring.holds(compartment):
                place = key_place(record_id, compartment)
                self._keys[record_id, name] = self.actor.keyring.open_record_key(place, wrapped)

    def _key(self, record_id: UUID, compartment: Compartment) -> RecordKey:
        if (record_id, compartment.value) not in self._keys:
            self._fetch_keys([record_id])
        try:
            return self._keys[record_id, compartment.value]
        except KeyError:
            raise Tampered(f"record_key/{record_id}/{compartment}") from None

    def _open(self, kind: RecordKind, row: Revision) -> Loaded:
        spec = sealing(kind, row.section)
        place = revision_place(row.record_id, row.section, row.version, spec.compartment)
        try:
            body = codec.decode(self._key(row.record_id, spec.compartment).open(place, row.sealed), Body)
            value = codec.decode(bytes(body.body), spec.type)
        except (msgspec.MsgspecError, ValueError):
            raise Tampered(str(place)) from None
        return Loaded(value, row.version, body.at, body.by_name, body.reason)
