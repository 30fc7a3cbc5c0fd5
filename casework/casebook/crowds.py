"""Sets of people as whole numbers: bit n stands for the person whom the index numbers n.

Of 150,000 people such a set takes 19 KB, and a union, a difference or a count of it some microseconds. A set of few
among many is kept as a plain array instead.
"""

import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import compress
from typing import Any

import msgspec

Crowd = int
Kept = int | array  # type: ignore[type-arg]
"""A crowd, or the numbers of few."""

FEW = 32
"""One in so many is few."""
_MARKS = tuple(1 << bit for bit in range(8))
_BITS = tuple(tuple(bit for bit in range(8) if value >> bit & 1) for value in range(256))
_ONES = bytes.maketrans(b"01", b"\0\1")
_decode = msgspec.json.Decoder(list[int | str | None]).decode


def pack(groups: Sequence[Sequence[int]], size: int) -> Crowd:
    """Everybody in any of the groups; no number is above `size`."""
    if sum(map(len, groups)) * FEW > size:
        signs = _blank(size)
        for group in groups:
            for one in group:
                signs[one] = 1
        return _crowd(signs)
    marks = bytearray(size // 8 + 1)
    for group in groups:
        for one in group:
            marks[one >> 3] |= _MARKS[one & 7]
    return int.from_bytes(marks, "little")


def _blank(size: int) -> bytearray:
    """A byte for each number."""
    return bytearray(8 * (size // 8 + 1))


def _crowd(signs: bytearray) -> Crowd:
    """Those whose byte is 1; the others' are 0."""
    return sum(int.from_bytes(signs[bit::8], "little") << bit for bit in range(8))


def unpack(crowd: Crowd) -> list[int]:
    """Their numbers, the lowest first."""
    raw = crowd.to_bytes(crowd.bit_length() // 8 + 1, "little")
    if crowd.bit_count() > len(raw):
        signs = signs_of(crowd)
        return list(compress(range(len(signs)), signs))
    return [at * 8 + bit for at in compress(range(len(raw)), raw) for bit in _BITS[raw[at]]]


def signs_of(crowd: Crowd) -> bytes:
    """A byte for each number: 1 for who is in it. Shorter than the people on file where the last are not in it."""
    return bin(crowd)[:1:-1].encode().translate(_ONES)


def keep(people: Sequence[int], size: int) -> Kept:
    return pack([people], size) if len(people) * FEW > size else array("I", people)


def packed(kept: Kept) -> tuple[bool, bytes]:
    """Whether it is of few, and its bytes."""
    if isinstance(kept, int):
        return False, kept.to_bytes(kept.bit_length() // 8 + 1, "little")
    return True, kept.tobytes()


def unpacked(few: bool, raw: bytes) -> Kept:
    return array("I", raw) if few else int.from_bytes(raw, "little")


def moved(kept: Kept, gone: Sequence[int], fresh: Sequence[int], size: int) -> Kept:
    """Without those gone, with those who came."""
    if isinstance(kept, int):
        return kept & ~pack([gone], size) | pack([fresh], size)
    away = set(gone)
    return keep([*(one for one in kept if one not in away), *fresh], size)


def crowd_of(kept: Kept, size: int) -> Crowd:
    return kept if isinstance(kept, int) else pack([kept], size)


def columns(connection: sqlite3.Connection, query: str, values: Mapping[str, Any]) -> list[list[Any]]:
    """The columns of a query, each put together inside SQLite: ten times fewer objects cross over to Python."""
    names = [one[0] for one in connection.execute(f"SELECT * FROM ({query}) LIMIT 0", values).description]  # noqa: S608
    wanted = ", ".join(f"json_group_array({name})" for name in names)
    return [_decode(one) for one in connection.execute(f"SELECT {wanted} FROM ({query})", values).fetchone()]  # noqa: S608


def grouped(values: Sequence[Any], people: Sequence[int]) -> dict[Any, list[int]]:
    """Value -> whose it is."""
    found: dict[Any, list[int]] = defaultdict(list)
    for value, person in zip(values, people, strict=True):
        found[value].append(person)
    return found


def parted(values: Sequence[Any], people: Sequence[int], size: int) -> dict[Any, Kept]:
    """As `grouped`, each group as it is kept. Where few values leave many to each, a byte a person tells them apart."""
    code = {value: at for at, value in enumerate(dict.fromkeys(values), 1)}
    if len(code) > FEW:
        return {value: keep(some, size) for value, some in grouped(values, people).items()}
    signs = _blank(size)
    for person, value in zip(people, values, strict=True):
        signs[person] = code[value]
    return {value: _crowd(signs.translate(bytes(at) + b"\1" + bytes(255 - at))) for value, at in code.items()}


def mended(values: dict[Any, Kept], gone: Sequence[int], fresh: Mapping[Any, Sequence[int]], size: int) -> None:
    """Take these people out of every set, and put them in where they belong now."""
    away, some = ~pack([gone], size), set(gone)
    for value, kept in values.items():
        if isinstance(kept, int):
            values[value] = kept & away
        elif not some.isdisjoint(kept):
            values[value] = array("I", [one for one in kept if one not in some])
    for value, people in fresh.items():
        kept = values.get(value, array("I"))
        values[value] = kept | pack([people], size) if isinstance(kept, int) else kept + array("I", people)


class Tally:
    """How often each is in the crowds added: a sum for every bit at once, as an adder of circuits does it."""

    def __init__(self) -> None:
        self.planes: list[Crowd] = []

    def add(self, crowd: Crowd) -> None:
        for at, plane in enumerate(self.planes):
            if not crowd:
                return
            self.planes[at], crowd = plane ^ crowd, plane & crowd
        if crowd:
            self.planes.append(crowd)

    def of(self, people: Iterable[int]) -> Iterator[int]:
        """The count of each."""
        signs = [signs_of(plane) for plane in self.planes]
        for one in people:
            yield sum(plane[one] << at for at, plane in enumerate(signs) if one < len(plane))
