"""From sealed summaries to an index: opened in a stream, added up against the sealed heads, damage named."""

import json
from collections.abc import Iterable, Iterator
from uuid import UUID

import msgspec

from casework.casebook.index import Index
from casework.casebook.numbers import Change
from casework.casebook.projection import read
from casework.casebook.summaries import TYPES, Summary
from casework.domain.errors import Tampered
from casework.domain.policy import Compartment
from casework.domain.records import MAIN, RecordKind
from casework.store import changes, heads, records
from casework.vault.keyring import Keyring, Purpose

_LISTED = frozenset(kind.value for kind in TYPES)
_GONE = Summary({}, "", standing=False)


def readable(keyring: Keyring) -> frozenset[str]:
    """The compartments of the index that these keys open."""
    return frozenset(name.value for name in set(MAIN.values()) if keyring.holds(name))


class Gatherer:
    """Brings an index from one change to a later one."""

    def __init__(self, keyring: Keyring, index: Index) -> None:
        self.keyring = keyring
        self.index = index
        self.open = readable(keyring)
        self.totals: dict[str, int] = {name: int(total) for name, total in _kept(index, "totals").items()}
        self.damaged: dict[str, str] = _kept(index, "damaged")

    def bring(self, until: int) -> int:
        """Returns how many records changed. What is damaged leaves the index and is named in it."""
        with self.index.reading():
            since = int(self.index.meta("seq", 0))
            taken = self.index.take(self._changes(since, until))
            self.index.set_meta("seq", until)
            self.index.set_meta("open", json.dumps(sorted(self.open)))
            self.index.set_meta("totals", json.dumps({name: str(total) for name, total in self.totals.items()}))
            self.index.set_meta("damaged", json.dumps(self.damaged))
            return taken

    def _changes(self, since: int, until: int) -> Iterator[Change]:
        for rows in changes.newest(since, until):
            mine = [row for row in rows if row[3] in self.open]
            self._add_up(mine, since)
            yield from self._opened(mine)

    def _opened(self, rows: Iterable[changes.Row]) -> Iterator[Change]:
        for record, kind, seq, compartment, sealed in rows:
            self.damaged.pop(str(record), None)
            try:
                place = records.summary_place(record, seq, Compartment(compartment))
                summary = read(RecordKind(kind), self.keyring.open(Purpose.SUMMARY, place, sealed))
            except (Tampered, msgspec.MsgspecError, ValueError):
                self.damaged[str(record)] = f"summary/{record}/{seq}"
                summary = _GONE
            if kind in _LISTED:
                yield record, summary

    def _add_up(self, rows: list[changes.Row], since: int) -> None:
        """The same sum the writers keep, moved by what came and what it took the place of."""
        gone = changes.before([row[0] for row in rows], since) if since else ()
        for record, seq, compartment, sealed in gone:
            self._move(compartment, (record, seq, sealed), -1)
        for record, _, seq, compartment, sealed in rows:
            self._move(compartment, (record, seq, sealed), 1)

    def _move(self, compartment: str, row: tuple[UUID, int, bytes], sign: int) -> None:
        weight = heads.total(self.keyring, Compartment(compartment), [row])
        self.totals[compartment] = (self.totals.get(compartment, 0) + sign * weight) % heads.SPACE

    def missing(self, until: int) -> list[str]:
        """Heads that do not add up: a summary was taken away, or an older one put back, behind the ledger's back.

        A head that has moved on meanwhile is left for the next look.
        """
        found = changes.heads()
        return [f"head/{name}" for name in sorted(self.open) if not self._adds_up(name, found.get(name), until)]

    def _adds_up(self, name: str, head: records.Head | None, until: int) -> bool:
        if head is None:
            return self.totals.get(name, 0) == 0
        if head.seq > until:
            return True
        try:
            return heads.read(self.keyring, Compartment(name), head) == self.totals.get(name, 0)
        except Tampered:
            return False


def _kept(index: Index, name: str) -> dict[str, str]:
    found: dict[str, str] = json.loads(index.meta(name, "{}"))
    return found
