"""Where a sealed value belongs. The place is authenticated with the value, so a value moved elsewhere never opens."""

from functools import lru_cache

import msgspec

from casework.domain.policy import Compartment
from casework.vault.fields import number, prefixed


@lru_cache(maxsize=256)
def _word(text: str) -> bytes:
    """Tables, sections and compartments: few, and in every place."""
    return prefixed(text.encode())


@lru_cache(maxsize=256)
def _version(version: int) -> bytes:
    """Small numbers, or the change that is being written."""
    return prefixed(number(version))


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
        record, version = prefixed(self.record.encode()), _version(self.version)
        return _word(self.table) + record + _word(self.section) + version + _word(self.compartment)

    def __str__(self) -> str:
        return f"{self.table}/{self.record}/{self.section}/{self.version}"
