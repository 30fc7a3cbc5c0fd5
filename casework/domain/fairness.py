"""Whether some are raised more than others: a group's share of the raised beside its share of all."""

from dataclasses import dataclass

FEW = 20
"""In a group smaller than this one person moves the figures by more than five in a hundred: it is marked."""


@dataclass(frozen=True, slots=True)
class Fair:
    """One group. Shares are of 1; `ratio` is that of the two shares, None where nobody at all was raised."""

    value: str
    people: int
    raised: int
    of_people: float
    of_raised: float
    ratio: float | None

    @property
    def few(self) -> bool:
        return self.people < FEW


def fair(value: str, people: int, raised: int, all_people: int, all_raised: int) -> Fair:
    """Ratio 1: raised as often as everybody together. The totals count each person once, also where a person can
    stand in several groups."""
    of_people = people / all_people if all_people else 0.0
    of_raised = raised / all_raised if all_raised else 0.0
    return Fair(value, people, raised, of_people, of_raised, of_raised / of_people if all_raised and people else None)
