"""Given names that are one name, short names and their full ones, and old stems in surnames, by their keys."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache, reduce
from operator import or_
from typing import NamedTuple

from casework.domain.diminutives import DIMINUTIVES
from casework.domain.equalnames import EQUAL, STEMS
from casework.domain.folding import keys
from casework.domain.initials import begins, widened


class Equal(NamedTuple):
    """One form of a name: `mask` and `initials` (of any form) as in `initials.begins`."""

    mask: int
    standard: str
    initials: int


@cache
def _equal() -> dict[str, tuple[Equal, ...]]:
    table: dict[str, dict[Equal, None]] = {}
    latin: list[tuple[str, Equal]] = []
    for group in EQUAL.strip().splitlines():
        formal, _, other = (part.split() for part in group.partition("/"))
        standard = keys(formal[0].casefold())[0]
        initials = reduce(or_, (_mask(name) for name in formal if not name.isascii()))
        for name in (*formal, *other):
            form = Equal(_mask(name), standard, initials)
            read = keys(name.casefold().replace("'", ""))
            if name.isascii():
                latin += [(key, form) for key in read]
            else:
                table.update({key: table.get(key, {}) | {form: None} for key in read})
    for key, form in latin:
        if key not in table:
            table[key] = {form: None}
    return {key: tuple(found) for key, found in table.items()}


@cache
def _short() -> dict[str, tuple[Equal, ...]]:
    table: dict[str, dict[Equal, None]] = {}
    for line in DIMINUTIVES.strip().splitlines():
        name, *short = line.split()
        for form in short:
            found = Equal(_mask(form), keys(name.casefold())[0], _mask(name))
            table.setdefault(keys(form.casefold())[0], {})[found] = None
    return {key: tuple(found) for key, found in table.items()}


def family(standard: str) -> frozenset[str]:
    """The keys of every form of a name: somebody may misspell any of them."""
    return _families().get(standard, frozenset())


@cache
def _families() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for key, meant in _equal().items():
        for one in meant:
            found[one.standard].add(key)
    return {standard: frozenset(of) for standard, of in found.items()}


@cache
def spelt() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Every form's key, with the keys under which it and its equals meet."""
    return tuple((key, tuple({one.standard for one in found})) for key, found in _equal().items())


def _mask(name: str) -> int:
    return begins(name.casefold())


@cache
def _stems() -> tuple[tuple[str, Equal], ...]:
    pairs = (line.casefold().split() for line in STEMS.strip().splitlines())
    read = ((keys(old)[0], Equal(_mask(old), keys(new)[0], _mask(new))) for old, new in pairs)
    return tuple((old, new) for old, new in read if old != new.standard)


def forms(key: str, letters: int) -> Iterator[tuple[str, int]]:
    """Keys under which equal names meet, each with what an initial for it may be besides `letters`."""
    known = [one for one in _equal().get(key, ()) if widened(one.mask) & letters]
    for one in known:
        yield one.standard, one.initials
    if known:
        return
    for old, new in _stems():
        if key.startswith(old) and len(key) > len(old) + 1:
            yield new.standard + key[len(old) :], new.initials
            return


@cache
def _diminutives() -> frozenset[str]:
    return frozenset(form.casefold() for line in DIMINUTIVES.splitlines() for form in line.split()[1:])


def full(word: str, key: str, letters: int) -> Iterator[str]:
    """Keys of the names this may be the diminutive of. A full name that sounds like one (Алла, Оля) is none."""
    if key in _equal() and word not in _diminutives():
        return iter(())
    return (one.standard for one in _short().get(key, ()) if widened(one.mask) & letters)
