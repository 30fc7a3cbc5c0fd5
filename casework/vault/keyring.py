"""The compartment keys somebody holds, and all that is sealed and opened with them."""

import os
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import BinaryIO

from casework.domain.errors import NotAllowed, Tampered
from casework.domain.policy import Compartment
from casework.vault import aead, derive, envelope, stream
from casework.vault.fields import join, rows, split
from casework.vault.place import Place
from casework.vault.secret import Secret


class Purpose(StrEnum):
    """What a value is for: each has a key of its own, and is part of what the value is bound to."""

    RECORD = "record"
    SECTION = "section"
    SUMMARY = "summary"
    CHANGE = "change"
    SNAPSHOT = "snapshot"
    STAFF = "staff"
    APPOINTMENT = "appointment"
    INVITATION = "invitation"
    MEMBER = "member"
    SETTINGS = "settings"
    HEAD = "head"
    FILE = "file"
    AUDIT = "audit"


def new_compartment_secret() -> Secret:
    return Secret(os.urandom(aead.KEY_BYTES))


class RecordKey:
    """The key of one record in one compartment. Deleting its wrapped form erases the record for good."""

    __slots__ = ("_key", "epoch")

    def __init__(self, key: Secret, epoch: int) -> None:
        self._key = key
        self.epoch = epoch

    def __repr__(self) -> str:
        return "RecordKey()"

    def seal(self, place: Place, plaintext: bytes) -> bytes:
        return envelope.seal(self._key.reveal(), self.epoch, Purpose.SECTION, place, plaintext)

    def open(self, place: Place, sealed: bytes) -> bytes:
        """Raises Tampered, also for a value of an epoch later than the wrap's."""
        if envelope.epoch_of(sealed) > self.epoch:
            raise Tampered(str(place))
        return envelope.open_(self._key.reveal(), Purpose.SECTION, place, sealed)


class Keyring:
    """Holds one secret per compartment and epoch. Without a compartment's secret nothing of it opens.

    `secrets[compartment][epoch]`; values are sealed under the highest epoch, older ones only open.
    """

    __slots__ = ("_current", "_derived", "_secrets")

    def __init__(self, secrets: Mapping[Compartment, Mapping[int, Secret]]) -> None:
        self._secrets = {name: dict(epochs) for name, epochs in secrets.items() if epochs}
        self._current = {name: max(epochs) for name, epochs in self._secrets.items()}
        self._derived: dict[tuple[str, Compartment, int], bytes] = {}

    def __repr__(self) -> str:
        return f"Keyring({', '.join(sorted(self._current))})"

    def holds(self, compartment: Compartment) -> bool:
        return compartment in self._current

    def compartments(self) -> frozenset[Compartment]:
        return frozenset(self._current)

    def epoch(self, compartment: Compartment) -> int:
        """The current epoch. Raises NotAllowed when the compartment is not held."""
        if compartment not in self._current:
            raise NotAllowed("compartment not held")
        return self._current[compartment]

    def epochs(self, compartment: Compartment) -> tuple[int, ...]:
        self.epoch(compartment)
        return tuple(sorted(self._secrets[compartment]))

    def secret(self, compartment: Compartment, epoch: int) -> Secret:
        """Raises NotAllowed when the compartment or that epoch of it is not held."""
        try:
            return self._secrets[compartment][epoch]
        except KeyError:
            raise NotAllowed("compartment or epoch not held") from None

    def _key(self, purpose: Purpose, compartment: Compartment, epoch: int) -> bytes:
        at = (purpose.value, compartment, epoch)
        found = self._derived.get(at)
        if found is None:
            secret = self.secret(compartment, epoch).reveal()
            found = derive.key(secret, b"seal", purpose.encode(), compartment.encode())
            self._derived[at] = found
        return found

    def seal(self, purpose: Purpose, place: Place, plaintext: bytes) -> bytes:
        epoch = self.epoch(place.compartment)
        return envelope.seal(self._key(purpose, place.compartment, epoch), epoch, purpose, place, plaintext)

    def open(self, purpose: Purpose, place: Place, sealed: bytes) -> bytes:
        """Raises NotAllowed when the compartment is not held, Tampered when the value is refused."""
        self.epoch(place.compartment)
        key = self._opening_key(purpose, place, sealed)
        return envelope.open_(key, purpose, place, sealed)

    def _opening_key(self, purpose: Purpose, place: Place, sealed: bytes) -> bytes:
        """An epoch this compartment never had is damage, not a missing right."""
        try:
            return self._key(purpose, place.compartment, envelope.epoch_of(sealed))
        except (Tampered, NotAllowed):
            raise Tampered(str(place)) from None

    def open_many(self, purpose: Purpose, values: Iterable[tuple[Place, bytes]]) -> list[bytes]:
        """Opens in order; the first refused value raises Tampered naming its place."""
        return [self.open(purpose, place, sealed) for place, sealed in values]

    def new_record_key(self, place: Place) -> tuple[RecordKey, bytes]:
        """A fresh random key for `place.record`, and its wrapped form for the store."""
        key = Secret(os.urandom(aead.KEY_BYTES))
        return RecordKey(key, self.epoch(place.compartment)), self._wrap(place, key)

    def _wrap(self, place: Place, key: Secret) -> bytes:
        epoch = self.epoch(place.compartment)
        wrapping = self._key(Purpose.RECORD, place.compartment, epoch)
        bound = envelope.bound(epoch, Purpose.RECORD, place)
        return envelope.header(epoch) + aead.seal(wrapping, bound, key.reveal())

    def open_record_key(self, place: Place, wrapped: bytes) -> RecordKey:
        """Raises NotAllowed when the compartment is not held, Tampered when the wrap is refused."""
        key = self._unwrap(place, wrapped)
        return RecordKey(key, envelope.epoch_of(wrapped))

    def _unwrap(self, place: Place, wrapped: bytes) -> Secret:
        self.epoch(place.compartment)
        key = self._opening_key(Purpose.RECORD, place, wrapped)
        bound = envelope.bound(envelope.epoch_of(wrapped), Purpose.RECORD, place)
        try:
            return Secret(aead.open_(key, bound, wrapped[envelope.HEADER_BYTES :]))
        except Tampered:
            raise Tampered(str(place)) from None

    def rewrap_record_key(self, place: Place, wrapped: bytes) -> bytes:
        """The same record key under the current epoch, for rotation: sections need no new sealing."""
        return self._wrap(place, self._unwrap(place, wrapped))

    def mac(self, purpose: Purpose, compartment: Compartment, data: bytes, epoch: int | None = None) -> bytes:
        """32 bytes that only a holder of the compartment can make; under the current epoch if none is named."""
        at = self.epoch(compartment) if epoch is None else epoch
        known = (f"mac {purpose.value}", compartment, at)
        key = self._derived.get(known)
        if key is None:
            secret = self.secret(compartment, at).reveal()
            key = self._derived[known] = derive.key(secret, b"mac", purpose.encode(), compartment.encode())
        return derive.mac(key, data)

    def seal_stream(self, purpose: Purpose, place: Place, source: BinaryIO, sink: BinaryIO) -> None:
        """Seal a file or a snapshot in chunks: never more than 64 KiB in memory."""
        epoch = self.epoch(place.compartment)
        sink.write(envelope.header(epoch))
        key = self._key(purpose, place.compartment, epoch)
        stream.seal_stream(key, envelope.bound(epoch, purpose, place), source, sink)

    def open_stream(self, purpose: Purpose, place: Place, source: BinaryIO, sink: BinaryIO) -> None:
        """Raises Tampered. What was written to `sink` may be used only after this has returned."""
        self.epoch(place.compartment)
        head = source.read(envelope.HEADER_BYTES)
        key = self._opening_key(purpose, place, head)
        bound = envelope.bound(envelope.epoch_of(head), purpose, place)
        try:
            stream.open_stream(key, bound, source, sink)
        except Tampered:
            raise Tampered(str(place)) from None

    def to_bytes(self) -> bytes:
        """For the session and nothing else: it is sealed at once under the browser's token."""
        return join(
            *(
                piece
                for name, epochs in self._secrets.items()
                for epoch, secret in epochs.items()
                for piece in (name.encode(), epoch.to_bytes(4, "big"), secret.reveal())
            )
        )

    @classmethod
    def from_bytes(cls, data: bytes) -> "Keyring":
        secrets: dict[Compartment, dict[int, Secret]] = {}
        for name, epoch, secret in rows(split(data), 3):
            secrets.setdefault(Compartment(name.decode()), {})[int.from_bytes(epoch, "big")] = Secret(secret)
        return cls(secrets)
