"""Where a sealed value belongs. The place is authenticated with the value, so a value moved elsewhere never opens."""

from dataclasses import dataclass

from casework.domain.policy import Compartment
from casework.vault.fields import join, number


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
        return join(
            self.table.encode(), self.record.encode(), self.section.encode(), number(self.version),
            self.compartment.encode(),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.table}/{self.record}/{self.section}/{self.version}"
