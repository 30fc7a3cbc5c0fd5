"""Where a sealed value belongs. The place is authenticated with the value, so a value moved elsewhere never opens."""

from functools import lru_cache

import msgspec

from casework.domain.policy import Compartment
from casework.vault.fields import number, prefixed


@lru_cache(maxsize=256)
def _part(text: str) -> bytes:
    """A table, or a record: the same for all that is sealed and opened of it."""
    return prefixed(text.encode())


@lru_cache(maxsize=1024)
def _back(section: str, version: int, compartment: str) -> bytes:
    """The same for many records: first versions, or the summaries of one change."""
    return prefixed(section.encode()) + prefixed(number(version)) + prefixed(compartment.encode())


class Place(msgspec.Struct, frozen=True):
    """One cell of the store: table, record, section, version, and the compartment whose key opens it.

    Fields that a table does not use are empty or 0, never left out.
    """

    table: str
    record: str
    section: str
    version: int
    compartment: Compartment

    def canonical(self) -> bytes:
        return _part(self.table) + _part(self.record) + _back(self.section, self.version, self.compartment)

    def __str__(self) -> str:
        return f"{self.table}/{self.record}/{self.section}/{self.version}"
