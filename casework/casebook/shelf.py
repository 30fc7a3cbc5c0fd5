"""Where a process keeps its casebook: opened with somebody's keys, fresh at every use, gone when nobody is signed in.

The index is shared by the threads of a worker; several workers each have their own and follow the order of
changes, so that what one has saved the next request in another finds.
"""

import json
from collections import OrderedDict
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Event, RLock, Thread
from typing import Any, Protocol
from weakref import ref

import msgspec
from sqlalchemy.exc import SQLAlchemyError

from casework.casebook import snapshot
from casework.casebook.gathering import Gatherer, readable
from casework.casebook.index import Index
from casework.domain import names
from casework.domain.errors import NotAllowed
from casework.domain.policy import Compartment
from casework.store import changes, records, settings
from casework.vault.keyring import Keyring, Purpose

OFTEN = 500
"""Records changed since the last snapshot before the next one is kept."""
PAST = 2
"""Days in the past whose casebook is kept ready."""
SWEEP = 60.0
"""Seconds between two looks at whether anybody is still signed in."""


class Holder(Protocol):
    """An actor, as far as the shelf cares."""

    @property
    def keyring(self) -> Keyring: ...


class Shelf:
    def __init__(self) -> None:
        self._lock = RLock()
        self._index: Index | None = None
        self._past: OrderedDict[int, Index] = OrderedDict()
        self._unkept = 0
        self._used = Event()
        self._told: set[str] = set()
        self.sweeper: Thread | None = None
        self.faults: tuple[str, ...] = ()

    def current(self, keyring: Keyring, folder: Path, settled: bool = False) -> Index:
        """As of the newest committed change. Raises NotAllowed without the keys of the cases.

        Inside a transaction of one's own: as of before it, for it may still be rolled back. `settled` says
        that it has written nothing yet: what stands then is committed.
        """
        if not keyring.holds(Compartment.CASE):
            raise NotAllowed("compartment not held")
        self._used.set()
        with self._lock:
            if changes.writing() and not settled:
                return self._index or self._opened(keyring, folder, changes.last())
            newest = changes.last()
            index = self._suitable(keyring, newest) or self._opened(keyring, folder, newest)
            if index.meta("seq") < newest:
                index = self._brought(keyring, index, newest)
            self._index = index
            if self._unkept >= OFTEN:
                self._keep(keyring, folder, index)
            return index

    def _suitable(self, keyring: Keyring, newest: int) -> Index | None:
        """Not one filled by somebody with fewer keys, nor of a database that has been put back."""
        index = self._index
        if index is None or index.meta("seq") > newest:
            return None
        return index if readable(keyring) <= set(json.loads(index.meta("open"))) else None

    def _opened(self, keyring: Keyring, folder: Path, newest: int) -> Index:
        index = snapshot.load(folder, keyring, newest)
        if index is None or not readable(keyring) <= set(json.loads(index.meta("open"))):
            return self._rebuilt(keyring, newest)
        if index.meta("seq") == newest and Gatherer(keyring, index).missing(newest):
            return self._rebuilt(keyring, newest)
        return index

    def _brought(self, keyring: Keyring, index: Index, newest: int) -> Index:
        gatherer = Gatherer(keyring, index)
        self._unkept += gatherer.bring(newest)
        if gatherer.missing(newest):
            return self._rebuilt(keyring, newest)
        self._note(gatherer, [])
        return index

    def _rebuilt(self, keyring: Keyring, newest: int) -> Index:
        """From every summary. What does not add up then is named; all that opens is used."""
        index = Index()
        gatherer = Gatherer(keyring, index)
        self._unkept = max(OFTEN, gatherer.bring(newest))
        self._note(gatherer, gatherer.missing(newest))
        return index

    def _note(self, gatherer: Gatherer, missing: list[str]) -> None:
        self.faults = (*missing, *sorted(gatherer.damaged.values()))

    def _keep(self, keyring: Keyring, folder: Path, index: Index) -> None:
        self._unkept = 0
        if not self.faults:
            snapshot.keep(folder, keyring, index)

    def as_known(self, keyring: Keyring, folder: Path, day: date) -> Index:
        """With nothing recorded after the end of `day` (UTC)."""
        with self._lock:
            index = self.current(keyring, folder)
            until = last_by(keyring, day, index.meta("seq"))
            if until == index.meta("seq"):
                return index
            if until not in self._past:
                past = Index()
                Gatherer(keyring, past).bring(until)
                self._past[until] = past
                while len(self._past) > PAST:
                    self._past.popitem(last=False)
            self._past.move_to_end(until)
            return self._past[until]

    def drop(self) -> None:
        """Nothing of anybody stays in this process."""
        with self._lock:
            self._index, self._unkept = None, 0
            self._past.clear()
            names.forget()

    @property
    def filled(self) -> bool:
        return self._index is not None or bool(self._past)

    def sweep(self, enter: Callable[[], AbstractContextManager[Any]], pause: float = SWEEP) -> None:
        """A thread that drops the casebook when the last session has ended; it ends with that, and starts again
        when the casebook is next opened."""
        if self.sweeper is None or not self.sweeper.is_alive():
            self.sweeper = Thread(target=_sweep, args=(ref(self), enter, pause), name="casebook-sweep", daemon=True)
            self.sweeper.start()

    def idle(self) -> bool:
        """Nobody has asked for anything since the last look."""
        used = self._used.is_set()
        self._used.clear()
        return not used

    def untold(self) -> tuple[str, ...]:
        """Faults that are not in the audit log yet: each is given out once."""
        with self._lock:
            new = tuple(fault for fault in self.faults if fault not in self._told)
            self._told.update(new)
            return new


def _sweep(shelf: "ref[Shelf]", enter: Callable[[], AbstractContextManager[Any]], pause: float) -> None:
    """Whoever cannot be asked is taken to be gone: the casebook goes rather than stays."""
    waiting = Event()
    while not waiting.wait(pause):
        kept = shelf()
        if kept is None:
            return
        if kept.idle() and kept.filled and not _somebody(enter):
            kept.drop()
            return


def _somebody(enter: Callable[[], AbstractContextManager[Any]]) -> bool:
    try:
        with enter():
            return changes.live_sessions(datetime.now(UTC)) > 0
    except (SQLAlchemyError, LookupError, OSError):
        return False


class _Stamp(msgspec.Struct):
    at: str


def last_by(keyring: Keyring, day: date, newest: int) -> int:
    """The last change recorded by the end of `day` (UTC): their order is the order of their times."""
    low, high = 0, newest
    while low < high:
        middle = (low + high + 1) // 2
        sealed = changes.stamp(middle)
        at = "" if sealed is None else _recorded(keyring, middle, sealed)
        if at[:10] <= day.isoformat():
            low = middle
        else:
            high = middle - 1
    return low


def _recorded(keyring: Keyring, seq: int, sealed: bytes) -> str:
    plain = keyring.open(Purpose.CHANGE, records.change_place(seq), sealed)
    return msgspec.json.decode(plain, type=_Stamp).at


def _shelf() -> Shelf:
    shelf = settings.held("casebook", Shelf)
    shelf.sweep(settings.context())
    return shelf


def _folder() -> Path:
    return settings.data_folder() / "snapshots"


def current(holder: Holder) -> Index:
    """The casebook as of now. Raises NotAllowed."""
    return _shelf().current(holder.keyring, _folder())


def settled(holder: Holder) -> Index:
    """As of now, inside a transaction that has written nothing yet: what a check finds here holds until it commits,
    for writers come one after another. Raises NotAllowed."""
    return _shelf().current(holder.keyring, _folder(), settled=True)


def as_known(holder: Holder, day: date) -> Index:
    """The casebook as it was known at the end of `day`. Raises NotAllowed, Tampered."""
    return _shelf().as_known(holder.keyring, _folder(), day)


def untold() -> tuple[str, ...]:
    """Faults nobody has written into the audit log yet."""
    return _shelf().untold()


def faults() -> tuple[str, ...]:
    """Places (ids only) that did not open or do not add up, as of the last look."""
    return _shelf().faults


def drop() -> None:
    """Called when the last session ends."""
    _shelf().drop()
