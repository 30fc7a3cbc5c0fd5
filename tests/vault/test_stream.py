"""A stream that was cut, reordered, lengthened or given another id is refused."""

import io
from collections.abc import Callable

import pytest
from msgspec.structs import replace

from casework.domain.errors import NotAllowed, Tampered
from casework.domain.policy import Compartment
from casework.vault.keyring import Keyring, Purpose
from casework.vault.stream import CHUNK, open_stream, seal_stream
from tests.vault.material import SECTION, keyring, secret

KEY = bytes(range(32))
SEALED = CHUNK + 16
SALT = 32


def sealed(size: int, bound: bytes = b"file 1") -> bytes:
    sink = io.BytesIO()
    seal_stream(KEY, bound, io.BytesIO(content(size)), sink)
    return sink.getvalue()


def content(size: int) -> bytes:
    return (b"0123456789abcdef" * (size // 16 + 1))[:size]


def opened(data: bytes, bound: bytes = b"file 1", key: bytes = KEY) -> bytes:
    sink = io.BytesIO()
    open_stream(key, bound, io.BytesIO(data), sink)
    return sink.getvalue()


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 7])
def test_a_stream_of_any_length_opens(size: int) -> None:
    assert opened(sealed(size)) == content(size)


class Trickle(io.BytesIO):
    """Gives a few bytes at a time, as a socket does."""

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(min(size, 1000) if size and size > 0 else size)


def test_a_source_that_gives_few_bytes_at_a_time_seals_and_opens_the_same() -> None:
    sink, out = io.BytesIO(), io.BytesIO()
    seal_stream(KEY, b"file 1", Trickle(content(CHUNK + 5000)), sink)
    open_stream(KEY, b"file 1", Trickle(sink.getvalue()), out)
    assert out.getvalue() == content(CHUNK + 5000)


def chunks(data: bytes) -> tuple[bytes, list[bytes]]:
    body = data[SALT:]
    return data[:SALT], [body[at : at + SEALED] for at in range(0, len(body), SEALED)]


CHANGES: dict[str, Callable[[bytes, list[bytes]], bytes]] = {
    "last chunk cut off": lambda salt, found: salt + b"".join(found[:-1]),
    "first chunk cut off": lambda salt, found: salt + b"".join(found[1:]),
    "middle chunk cut out": lambda salt, found: salt + found[0] + b"".join(found[2:]),
    "two chunks exchanged": lambda salt, found: salt + found[1] + found[0] + b"".join(found[2:]),
    "a chunk repeated": lambda salt, found: salt + found[0] + b"".join(found),
    "a byte appended": lambda salt, found: salt + b"".join(found) + b"\0",
    "the last chunk repeated": lambda salt, found: salt + b"".join(found) + found[-1],
    "half a chunk cut off": lambda salt, found: salt + b"".join(found)[:-100],
    "everything cut off": lambda salt, found: salt,
    "even the salt cut": lambda salt, found: salt[:-1],
    "another salt": lambda salt, found: bytes(SALT) + b"".join(found),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
@pytest.mark.parametrize("size", [3 * CHUNK, 3 * CHUNK + 7])
def test_a_changed_stream_is_refused(change: Callable[[bytes, list[bytes]], bytes], size: int) -> None:
    with pytest.raises(Tampered):
        opened(change(*chunks(sealed(size))))


def test_two_streams_cannot_be_joined() -> None:
    first, second = sealed(2 * CHUNK), sealed(2 * CHUNK)
    salt, mine = chunks(first)
    _, theirs = chunks(second)
    with pytest.raises(Tampered):
        opened(salt + mine[0] + theirs[1])


def test_a_stream_under_another_id_or_key_is_refused() -> None:
    data = sealed(100)
    with pytest.raises(Tampered):
        opened(data, bound=b"file 2")
    with pytest.raises(Tampered):
        opened(data, key=bytes(32))


def in_keyring(ring: Keyring) -> bytes:
    sink = io.BytesIO()
    ring.seal_stream(Purpose.FILE, SECTION, io.BytesIO(b"text"), sink)
    return sink.getvalue()


def test_a_file_does_not_open_at_another_place_purpose_or_epoch() -> None:
    ring = keyring()
    data = in_keyring(ring)
    for purpose, place, altered in (
        (Purpose.FILE, replace(SECTION, record="another"), data),
        (Purpose.SNAPSHOT, SECTION, data),
        (Purpose.FILE, SECTION, data[:4] + b"\x01" + data[5:]),
        (Purpose.FILE, SECTION, data[:4] + b"\x09" + data[5:]),
        (Purpose.FILE, SECTION, b""),
    ):
        with pytest.raises(Tampered):
            ring.open_stream(purpose, place, io.BytesIO(altered), io.BytesIO())


def test_a_file_does_not_open_without_its_compartment() -> None:
    data = in_keyring(keyring())
    with pytest.raises(NotAllowed):
        Keyring({Compartment.STAFF: {1: secret(3)}}).open_stream(Purpose.FILE, SECTION, io.BytesIO(data), io.BytesIO())
