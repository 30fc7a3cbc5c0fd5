"""What can be asked of the casebook, and what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from casework.domain.dates import PartialDate
from casework.domain.sections import Charge, Consent, PersonName, Recognition, Sex
from casework.domain.status import Status


@dataclass(frozen=True, slots=True)
class CaseQuery:
    """Filters of different kinds narrow together; values of one kind widen. Empty means any.

    Status, facility and custody are those of the day `as_of`. `in_custody=True` is certain custody
    alone; `uncertain=True` lists those whose dates leave that day open. Consent is the one in force
    `today`, for whom we may name is a question of now; it falls back on `as_of`.
    """

    as_of: date
    known_at: date | None = None
    in_custody: bool | None = None
    uncertain: bool = False
    statuses: tuple[Status, ...] = ()
    sexes: tuple[Sex, ...] = ()
    facilities: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    recognitions: tuple[Recognition, ...] = ()
    consents: tuple[Consent, ...] = ()
    profiles: tuple[str, ...] = ()
    text: str = field(default="", repr=False)
    sort: str = "name"
    descending: bool = False
    page: int = 1
    size: int = 50
    today: date | None = None


FACETS = ("statuses", "sexes", "facilities", "articles", "regions", "recognitions", "consents", "profiles")
"""The filters of CaseQuery that hold several values; each has counts beside the list."""
SORTS = ("name", "arrested", "status", "birth", "number")
BREAKDOWNS = ("status", "sex", "facility", "article")


@dataclass(frozen=True, slots=True)
class Row:
    """One person as of the day asked. `arrested` began the latest stay in custody; `days` it has lasted till then."""

    case: UUID
    number: str
    names: tuple[PersonName, ...] = field(repr=False)
    sex: Sex
    birth: PartialDate | None
    region: str
    recognition: Recognition
    consent: Consent
    status: Status | None
    since: PartialDate | None
    facility: str
    charges: tuple[Charge, ...]
    arrested: PartialDate | None
    days: int | None
    in_custody: bool
    uncertain: bool


@dataclass(frozen=True, slots=True)
class Option:
    """A value one can filter by, and how many of the list it would leave (its own kind of filter set aside)."""

    value: str | int
    count: int


@dataclass(frozen=True, slots=True)
class Page:
    """`total` match the query, of `everyone`; `uncertain` more may have been in custody that day."""

    rows: tuple[Row, ...]
    total: int
    uncertain: int
    everyone: int
    facets: Mapping[str, tuple[Option, ...]]


@dataclass(frozen=True, slots=True)
class Count:
    """`by` breaks the certain ones down; a person with several articles stands under each of them."""

    certain: int
    uncertain: int
    by: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Dashboard:
    """Figures of one day. `released` counts the 30 days up to it."""

    as_of: date
    people: int
    in_custody: Count
    women: int
    restricted: int
    released: int
    died: int
    by: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Match:
    """A person found by name or number: `name` is the spelling that fits best, `score` 0 to 100."""

    case: UUID
    name: str = field(repr=False)
    score: float
    birth: PartialDate | None = None
    arrested: PartialDate | None = None
    row: Row | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Deed:
    """An advocacy action as the casebook lists it. `everyone` when it covers a whole list as of a day;
    `follow_ups` are (due, what, done)."""

    action: UUID
    kind: str
    date: PartialDate
    title: str
    actors: tuple[str, ...]
    addressees: tuple[str, ...]
    everyone: bool
    cases: tuple[str, ...]
    as_of: PartialDate | None
    query: str
    count: int
    uncertain: int
    link: str
    outcome: str
    report: str
    by: tuple[UUID, ...]
    status: str
    since: PartialDate | None
    until: PartialDate | None
    deadline: PartialDate | None
    follow_ups: tuple[tuple[PartialDate, str, PartialDate | None], ...]
