"""What one row of a list would change: differences to be shown, and claims kept beside what is on file."""

from dataclasses import dataclass, field

from msgspec.structs import replace

from casework.domain.dates import PartialDate
from casework.domain.importing import Choice, Difference
from casework.domain.sections import Claim


@dataclass
class Change:
    """Differences gathered while merging one row, and the claims kept beside what is on file."""

    choice: Choice = Choice.THEIRS
    source: Claim = field(default_factory=lambda: Claim("", "", "", "", ""))
    differences: list[Difference] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)

    def takes(self, section: str, name: str, old: object, new: object) -> bool:
        """Notes the difference. Where something else stood, the choice says whether the list's takes its place."""
        stood, said = shown(old), shown(new)
        self.differences.append(Difference(str(section), name, stood, said, contradicts=bool(stood)))
        if stood and self.choice is Choice.BOTH:
            self.claims.append(replace(self.source, section=str(section), field=name, ours=stood, theirs=said))
        return not stood or self.choice is Choice.THEIRS

    def refine(self, section: str, name: str, old: object, new: object) -> None:
        self.differences.append(Difference(str(section), name, shown(old), shown(new)))

    def date(self, section: str, name: str, old: PartialDate | None, new: PartialDate | None) -> PartialDate | None:
        """The date to keep, noting what changed."""
        if new is None or old == new:
            return old
        if old is None or not overlap(old, new):
            return new if self.takes(section, name, old, new) else old
        if _width(new) < _width(old):
            self.refine(section, name, old, new)
            return new
        return old


def overlap(one: PartialDate, other: PartialDate) -> bool:
    return one.earliest <= other.latest and other.earliest <= one.latest


def _width(date: PartialDate) -> int:
    return (date.latest - date.earliest).days


def shown(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return str(value)
