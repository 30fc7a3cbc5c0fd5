"""What stands on file of officials, entities and listings, read straight from the ledger."""

from pathlib import Path
from typing import Any
from uuid import UUID

from casework.domain.records import WITHDRAWN, RecordKind
from casework.services import ledger
from casework.services.actor import Actor

DATA = Path(__file__).parent.parent / "data"
FTM = (DATA / "invented-entities.ftm.json").read_bytes()
EU = (DATA / "invented-eu-1-1.csv").read_bytes()
OFFICIALS = (DATA / "invented-officials-ru.csv").read_bytes()
ACTIONS = (DATA / "invented-actions-en.csv").read_bytes()

SECTIONS = {
    RecordKind.ENTITY: ("profile", "posts", "holdings", "source_notes"),
    RecordKind.DESIGNATION: ("designation",),
    RecordKind.INVOLVEMENT: ("involvement",),
    RecordKind.ACTION: ("action",),
}


class EntitiesOnFile:
    """Every record that stands, by kind and section."""

    def __init__(self, actor: Actor) -> None:
        self.sections: dict[str, dict[UUID, Any]] = {}
        self.versions: dict[tuple[UUID, str], int] = {}
        with ledger.reading(actor) as unit:
            for kind, names in SECTIONS.items():
                gone = {key for key, found in unit.all_of(kind, WITHDRAWN).items() if found.value.withdrawn}
                for name in names:
                    every = unit.all_of(kind, name)
                    self.sections[name] = {key: found.value for key, found in every.items() if key not in gone}
                    self.versions |= {(key, name): found.version for key, found in every.items()}

    def named(self, text: str) -> UUID:
        profiles = self.sections["profile"].items()
        (found,) = [key for key, one in profiles if text in (*(name.text for name in one.names), *one.aliases)]
        return found

    def of(self, text: str, section: str) -> Any:
        return self.sections[section][self.named(text)]

    def name(self, record: str) -> str:
        return str(self.sections["profile"][UUID(record)].names[0].text)

    def listings(self, text: str) -> list[Any]:
        entity = str(self.named(text))
        found = [one for one in self.sections["designation"].values() if one.entity == entity]
        return sorted(found, key=lambda one: one.authority)

    def parts(self, text: str) -> list[Any]:
        entity = str(self.named(text))
        return [one for one in self.sections["involvement"].values() if one.entity == entity]

    def told(self) -> Any:
        """All of it without record ids, in an order of its own: what two orders of one file must agree on."""
        names = {str(key): self.name(str(key)) for key in self.sections["profile"]}
        return sorted(
            (name, _without_ids(repr(value), names)) for name, some in self.sections.items() for value in some.values()
        )


def _without_ids(text: str, names: dict[str, str]) -> str:
    for record, name in names.items():
        text = text.replace(record, name)
    return text
