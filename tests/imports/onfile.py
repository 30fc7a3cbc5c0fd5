"""What stands on file after an import, read straight from the ledger, and small lists to import."""

from datetime import date
from pathlib import Path
from uuid import UUID

from casework.domain.records import WITHDRAWN, RecordKind
from casework.domain.sections import SectionName
from casework.domain.status import spans
from casework.services import ledger
from casework.services.actor import Actor

DATA = Path(__file__).parent.parent / "data"
PUBLIC = (DATA / "public-list-en.csv").read_bytes()
UPDATE = (DATA / "update-ru.csv").read_bytes()
HEADER = "id,name,birthday,arrested,release_date,prison,articles\n"
IVAN = "1,Ivan Ivanou,1990-01-01,2021-02-01,,,"


def rows(*lines: str, header: str = HEADER) -> bytes:
    return (header + "\n".join(lines) + "\n").encode()


class OnFile:
    """Every case that stands."""

    def __init__(self, actor: Actor) -> None:
        with ledger.reading(actor) as unit:
            gone = unit.all_of(RecordKind.CASE, WITHDRAWN)
            self.sections = {
                name: {
                    case: found.value for case, found in unit.all_of(RecordKind.CASE, name).items() if case not in gone
                }
                for name in SectionName
            }
            self.versions = {
                (case, name): found.version
                for name in SectionName
                for case, found in unit.all_of(RecordKind.CASE, name).items()
            }

    @property
    def cases(self) -> set[UUID]:
        return set(self.sections[SectionName.IDENTITY])

    def held(self, day: str) -> set[UUID]:
        on = date.fromisoformat(day)
        timelines = self.sections[SectionName.STATUS].items()
        return {case for case, line in timelines if any(span.certain(on) for span in spans(line.entries))}

    def unsure(self, day: str) -> set[UUID]:
        on = date.fromisoformat(day)
        timelines = self.sections[SectionName.STATUS].items()
        return {case for case, line in timelines if any(span.possible(on) for span in spans(line.entries))} - self.held(
            day
        )

    def named(self, text: str) -> UUID:
        identities = self.sections[SectionName.IDENTITY].items()
        return next(case for case, found in identities if any(name.text == text for name in found.names))
