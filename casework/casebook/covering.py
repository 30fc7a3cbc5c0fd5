"""What can be asked about coverage, and what is answered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID

from casework.casebook.query import CaseQuery, Row
from casework.domain.dates import PartialDate

MONTHS = 12
MOST_MONTHS = 120
GROUPS = ("sex", "age", "profile", "article", "facility", "region", "arrested")
"""The break-downs: `arrested` by month, the others as they are called."""
SORTS = ("name", "last", "arrested")


class Which(StrEnum):
    """The lists of people."""

    NEVER = "never"
    NEVER_BY_NAME = "never_by_name"
    NOT_LATELY = "not_lately"
    NOT_LATELY_BY_NAME = "not_lately_by_name"
    RAISED = "raised"
    RAISED_BY_NAME = "raised_by_name"


@dataclass(frozen=True, slots=True)
class CoverageQuery:
    """`people` is the population and the day; `months` how long ago is no longer lately."""

    people: CaseQuery
    months: int = MONTHS
    which: Which = Which.NEVER
    sort: str = "name"
    page: int = 1
    size: int = 50


@dataclass(frozen=True, slots=True)
class Figures:
    """People of the population. `uncertain` more may have been in custody that day; `since` begins what is lately.

    `raised` counts those raised at all, by name or as one of a population. `unread` actions cover a population whose
    filters are not understood: they raise nobody here.
    """

    as_of: date
    since: date
    months: int
    people: int
    uncertain: int
    raised: int
    raised_by_name: int
    not_lately: int
    not_lately_by_name: int
    unread: int

    @property
    def never(self) -> int:
        return self.people - self.raised

    @property
    def never_by_name(self) -> int:
        return self.people - self.raised_by_name


@dataclass(frozen=True, slots=True)
class Share:
    """One group of the population; a person with several articles or profiles stands in several."""

    value: str
    people: int
    raised: int
    by_name: int


@dataclass(frozen=True, slots=True)
class Deeds:
    """What was done under one heading: actions that raised somebody of the population, whom, and when last."""

    actions: int
    raised: int
    by_name: int
    last: date


@dataclass(frozen=True, slots=True)
class ByActor:
    """`actor` None: the action is linked to no actor on file."""

    actor: UUID | None
    kind: str
    names: tuple[str, str, str]
    country: str
    done: Deeds


@dataclass(frozen=True, slots=True)
class ByWhom:
    """`kinds` are kinds of actors, `states` countries, `months` as `2024-08`, the earliest first."""

    actors: tuple[ByActor, ...]
    kinds: Mapping[str, Deeds]
    states: Mapping[str, Deeds]
    actions: Mapping[str, Deeds]
    months: Mapping[str, Deeds]


@dataclass(frozen=True, slots=True)
class History:
    """How often one person was raised up to a day, and when."""

    times: int = 0
    times_by_name: int = 0
    first: date | None = None
    last: date | None = None
    last_by_name: date | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    row: Row
    history: History


@dataclass(frozen=True, slots=True)
class Listed:
    entries: tuple[Entry, ...]
    total: int
    people: int


@dataclass(frozen=True, slots=True)
class Brief:
    """Somebody of a list, with no more than says who it is."""

    case: UUID
    number: str
    name: str = field(repr=False)
    arrested: PartialDate | None
