"""Where a sealed value belongs. The place is authenticated with the value, so a value moved elsewhere never opens."""

from dataclasses import dataclass
from functools import lru_cache

from casework.domain.policy import Compartment
from casework.vault.fields import number, prefixed


@lru_cache(maxsize=256)
def _word(text: str) -> bytes:
    """Tables, sections and compartments: few, and in every place."""
    return prefixed(text.encode())


@dataclass(frozen=True, slots=True)
class Place:
    """One cell of the store: table, record, section, version, and the compartment whose key opens it.

    Fields that a table does not use are empty or 0, never left out.
    """

    table: str
    record: str
    section: str
    version: int
    compartment: Compartment

    def canonical(self) -> bytes:
        return (
            _word(self.table)
            + prefixed(self.record.encode())
            + _word(self.section)
            + prefixed(number(self.version))
            + _word(self.compartment.value)
        )

    def __str__(self) -> str:
        return f"{self.table}/{self.record}/{self.section}/{self.version}"
