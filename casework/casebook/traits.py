"""Who has which lasting trait, kept as crowds beside the rows they come from and written with them.

Many rows are thus never read again to say who is of which region, and a person saved without a change of traits
writes nothing here.
"""

import json
import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from casework.casebook import crowds
from casework.casebook.crowds import Kept
from casework.casebook.taking import Rows

EVERYONE = "everyone"
LASTING = frozenset({EVERYONE, "sex", "region", "recognition", "article", "profile"})
"""Traits that do not depend on a day. `EVERYONE` has one value, an empty one."""
Holders = Mapping[tuple[str, str], Sequence[int]]
"""(trait, value) -> whose it is."""
_THESE = "IN (SELECT value FROM json_each(?))"
_PEOPLE = f"SELECT id, sex, region, recognition FROM person WHERE id {_THESE}"  # noqa: S608
_CHARGES = f"SELECT DISTINCT person, article FROM charge WHERE person {_THESE}"  # noqa: S608
_PROFILES = f"SELECT person, profile FROM profile WHERE person {_THESE}"  # noqa: S608


def of(connection: sqlite3.Connection, people: Iterable[int]) -> Holders:
    """As the rows of these people stand."""
    some = (json.dumps(list(people)),)
    return _holders(*(connection.execute(query, some) for query in (_PEOPLE, _CHARGES, _PROFILES)))


def of_rows(rows: Rows) -> Holders:
    """As rows not yet written will say."""
    people = ((person, sex, region, found) for person, _, _, _, sex, region, found, *_ in rows["person"])
    charges = dict.fromkeys((person, article) for person, _, article, _ in rows["charge"])
    return _holders(people, charges, rows["profile"])


def write(connection: sqlite3.Connection, before: Holders, after: Holders, size: int) -> None:
    """Whose a trait was is whose it is now; no number is above `size`."""
    for trait, value in before.keys() | after.keys():
        gone, fresh = before.get((trait, value), ()), after.get((trait, value), ())
        if gone != fresh:
            kept = crowds.moved(_read(connection, trait, value), gone, fresh, size)
            row = (trait, value, *crowds.packed(kept))
            connection.execute("INSERT OR REPLACE INTO trait VALUES (?, ?, ?, ?)", row)


def values(connection: sqlite3.Connection, trait: str) -> dict[str, Kept]:
    """Value -> whose it is."""
    rows = connection.execute("SELECT value, few, people FROM trait WHERE name = ?", (trait,))
    return {value: crowds.unpacked(few, people) for value, few, people in rows}


def _read(connection: sqlite3.Connection, trait: str, value: str) -> Kept:
    found = connection.execute("SELECT few, people FROM trait WHERE name = ? AND value = ?", (trait, value)).fetchone()
    return crowds.unpacked(*found) if found else array("I")


def _holders(
    people: Iterable[tuple[int, str, str, str]],
    charges: Iterable[tuple[int, str]],
    profiles: Iterable[tuple[int, str]],
) -> Holders:
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for person, *traits in people:
        found[EVERYONE, ""].append(person)
        for trait, value in zip(("sex", "region", "recognition"), traits, strict=True):
            found[trait, value].append(person)
    for person, article in charges:
        found["article", article].append(person)
    for person, profile in profiles:
        found["profile", profile].append(person)
    return found
