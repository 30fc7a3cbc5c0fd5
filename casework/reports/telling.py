"""A dossier being worded: its inputs, its words, and what its audience may know of at all."""

from collections.abc import Sequence
from dataclasses import dataclass

from casework.domain.consent import Appearance, Audience, appearance
from casework.domain.dates import PartialDate
from casework.domain.dossier import IN_CUSTODY, ActFacts, DossierInputs
from casework.reports.rows import Speaker
from casework.reports.wording import wording
from casework.reports.wording.sanctions import SanctionsWording
from casework.reports.wording.sanctions import wording as sanctions_wording

PERSON = ("name", "birth", "detained", "charges", "sentence")
"""Columns about the person, each asked of the consent rule."""
ACT = ("role", "degree", "date", "act", "basis", "link", "rating")
BRIEF = ("number", "name", "charges", "sentence", "role", "date", "act", "basis", "rating")
"""What fits on a page for members; the whole is in the document."""
SAID: dict[Audience, tuple[str, ...]] = {
    Audience.INTERNAL: ("number", *PERSON, *ACT, "consent"),
    Audience.CONFIDENTIAL: (*PERSON, "role", "degree", "date", "act", "basis", "rating"),
    Audience.PUBLIC: (*PERSON, "role", "date", "rating"),
}
"""What was typed about an act or its basis can name somebody, or say what only a prisoner saw: never in public."""


@dataclass(frozen=True, slots=True)
class Telling:
    """One dossier being worded. `acts` are those its audience may know of at all."""

    inputs: DossierInputs
    words: SanctionsWording
    say: Speaker
    columns: tuple[str, ...]

    @property
    def audience(self) -> Audience:
        return self.inputs.request.audience

    @property
    def public(self) -> bool:
        return self.audience is Audience.PUBLIC

    @property
    def acts(self) -> list[ActFacts]:
        return [act for act in self.inputs.acts if not (self.public and act.role in IN_CUSTODY)]

    def named(self, case: str) -> bool:
        person = self.inputs.people[case]
        shown = appearance(person.consent, self.audience, self.inputs.produced_on, person.birth)
        return shown is Appearance.NAMED

    def day(self, when: PartialDate | None) -> str:
        return self.say.words.day(when)

    def both(self, keys: Sequence[str]) -> tuple[str, ...]:
        """Column heads: those about people are every document's."""
        return tuple(self.words.columns.get(key) or self.say.words.columns[key] for key in keys)


def telling_of(inputs: DossierInputs, columns: tuple[str, ...] = ()) -> Telling:
    request = inputs.request
    speaker = Speaker(wording(request.language), request.language, inputs.facilities)
    said = SAID[request.audience]
    chosen = tuple(key for key in said if key in columns or not columns)
    return Telling(inputs, sanctions_wording(request.language), speaker, chosen)
