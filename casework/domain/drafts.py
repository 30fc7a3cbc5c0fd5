"""What one row of a list says about one person, typed, before anybody asks whether we know the person."""

from dataclasses import dataclass, field

from casework.domain.dates import PartialDate
from casework.domain.importing import Problem
from casework.domain.sections import Charge, ImportNote, PersonName, Recognition, Sentence, Sex
from casework.domain.status import Status


@dataclass(slots=True)
class Draft:
    """An empty field says nothing: it never erases what we have."""

    row: int
    cells: tuple[tuple[str, str], ...]
    read_on: PartialDate
    """About the day on which the list was read: since then, at the latest, is true what it says without a date."""
    external_id: str = ""
    names: tuple[PersonName, ...] = ()
    aliases: tuple[str, ...] = ()
    sex: Sex = Sex.UNKNOWN
    birth: PartialDate | None = None
    profile: tuple[str, ...] = ()
    region: str = ""
    description: str = ""
    recognition: Recognition = Recognition.UNKNOWN
    links: tuple[str, ...] = ()
    stated: Status | None = None
    """The status that the list names beside its dates."""
    arrested: PartialDate | None = None
    verdict: PartialDate | None = None
    verdict_in_timeline: bool = True
    released: PartialDate | None = None
    died: PartialDate | None = None
    planned_end: PartialDate | None = None
    appeal: PartialDate | None = None
    facility: str = ""
    facility_kind: str = ""
    facility_as_written: str = ""
    charges: tuple[Charge, ...] = ()
    sentence: Sentence | None = None
    court: str = ""
    judges: tuple[str, ...] = ()
    terrorist_list: bool = False
    extremist_list: bool = False
    notes: list[ImportNote] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    unknown_articles: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return self.names[0].text if self.names else ""
