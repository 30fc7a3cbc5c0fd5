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
        self._key = aead.ready(key.reveal())
        self.epoch = epoch

    def __repr__(self) -> str:
        return "RecordKey()"

    def seal(self, place: Place, plaintext: bytes) -> bytes:
        return envelope.seal(self._key, self.epoch, Purpose.SECTION, place, plaintext)

    def open(self, place: Place, sealed: bytes) -> bytes:
        """Raises Tampered, also for a value of an epoch later than the wrap's."""
        if envelope.epoch_of(sealed) > self.epoch:
            raise Tampered(str(place))
        return envelope.open_(self._key, Purpose.SECTION, place, sealed)


class Keyring:
    """Holds one secret per compartment and epoch. Without a compartment's secret nothing of it opens.

    `secrets[compartment][epoch]`; values are sealed under the highest epoch, older ones only open.
    """

    __slots__ = ("_ciphers", "_current", "_mac_keys", "_secrets")

    def __init__(self, secrets: Mapping[Compartment, Mapping[int, Secret]]) -> None:
        self._secrets = {name: dict(epochs) for name, epochs in secrets.items() if epochs}
        self._current = {name: max(epochs) for name, epochs in self._secrets.items()}
        self._ciphers: dict[tuple[Purpose, Compartment, int], aead.Cipher] = {}
        self._mac_keys: dict[tuple[Purpose, Compartment, int], bytes] = {}

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
        return derive.key(self.secret(compartment, epoch).reveal(), b"seal", purpose.encode(), compartment.encode())

    def _cipher(self, purpose: Purpose, compartment: Compartment, epoch: int) -> aead.Cipher:
        at = (purpose, compartment, epoch)
        found = self._ciphers.get(at)
        if found is None:
            found = self._ciphers[at] = aead.ready(self._key(purpose, compartment, epoch))
        return found

    def seal(self, purpose: Purpose, place: Place, plaintext: bytes) -> bytes:
        epoch = self.epoch(place.compartment)
        return envelope.seal(self._cipher(purpose, place.compartment, epoch), epoch, purpose, place, plaintext)

    def open(self, purpose: Purpose, place: Place, sealed: bytes) -> bytes:
        """Raises NotAllowed when the compartment is not held, Tampered when the value is refused."""
        cipher = self._cipher(purpose, place.compartment, self._claimed(place, sealed))
        return envelope.open_(cipher, purpose, place, sealed)

    def _claimed(self, place: Place, sealed: bytes) -> int:
        """The epoch a value claims. One that this compartment never had is damage, not a missing right."""
        self.epoch(place.compartment)
        try:
            epoch = envelope.epoch_of(sealed)
        except Tampered:
            raise Tampered(str(place)) from None
        if epoch not in self._secrets[place.compartment]:
            raise Tampered(str(place))
        return epoch

    def open_many(self, purpose: Purpose, values: Iterable[tuple[Place, bytes]]) -> list[bytes]:
        """Opens in order; the first refused value raises Tampered naming its place."""
        return [self.open(purpose, place, sealed) for place, sealed in values]

    def new_record_key(self, place: Place) -> tuple[RecordKey, bytes]:
        """A fresh random key for `place.record`, and its wrapped form for the store."""
        key, epoch = Secret(os.urandom(aead.KEY_BYTES)), self.epoch(place.compartment)
        return RecordKey(key, epoch), self._wrap(place, key, epoch)

    def _wrap(self, place: Place, key: Secret, epoch: int) -> bytes:
        wrapping = self._cipher(Purpose.RECORD, place.compartment, epoch)
        bound = envelope.bound(epoch, Purpose.RECORD, place)
        return envelope.header(epoch) + aead.seal(wrapping, bound, key.reveal())

    def open_record_key(self, place: Place, wrapped: bytes) -> RecordKey:
        """Raises NotAllowed when the compartment is not held, Tampered when the wrap is refused."""
        return RecordKey(self._unwrap(place, wrapped), envelope.epoch_of(wrapped))

    def _unwrap(self, place: Place, wrapped: bytes) -> Secret:
        epoch = self._claimed(place, wrapped)
        cipher = self._cipher(Purpose.RECORD, place.compartment, epoch)
        try:
            bound = envelope.bound(epoch, Purpose.RECORD, place)
            return Secret(aead.open_(cipher, bound, wrapped[envelope.HEADER_BYTES :]))
        except Tampered:
            raise Tampered(str(place)) from None

    def rewrap_record_key(self, place: Place, wrapped: bytes) -> bytes:
        """The same record key under the current epoch, for rotation: sections need no new sealing."""
        return self._wrap(place, self._unwrap(place, wrapped), self.epoch(place.compartment))

    def mac(self, purpose: Purpose, compartment: Compartment, data: bytes, epoch: int | None = None) -> bytes:
        """32 bytes that only a holder of the compartment can make; under the current epoch if none is named."""
        at = self.epoch(compartment) if epoch is None else epoch
        known = (purpose, compartment, at)
        key = self._mac_keys.get(known)
        if key is None:
            secret = self.secret(compartment, at).reveal()
            key = self._mac_keys[known] = derive.key(secret, b"mac", purpose.encode(), compartment.encode())
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
        epoch = self._claimed(place, source.read(envelope.HEADER_BYTES))
        key = self._key(purpose, place.compartment, epoch)
        try:
            stream.open_stream(key, envelope.bound(epoch, purpose, place), source, sink)
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
