"""What a list says about officials, entities and assets, typed, before anybody asks whether we know them."""

from dataclasses import dataclass, field

from casework.domain.dates import PartialDate
from casework.domain.entities import EntityKind, HoldingKind, Post
from casework.domain.importing import Problem
from casework.domain.involvements import Degree, InvolvementRole
from casework.domain.sections import PersonName, Sex

Noted = tuple[str, str]
"""A field of the list and what stood in it, word for word."""


WHOLE_ROW = "row"
"""The field under which a whole row of a table is kept: what the very same row says again changes nothing."""


@dataclass(slots=True)
class ListingDraft:
    """A sanctions listing. `programme` is a key of the reference list, or what the list calls it (`unknown`)."""

    authority: str = ""
    programme: str = ""
    number: str = ""
    listed: PartialDate | None = None
    delisted: PartialDate | None = None
    reason: str = ""
    provisions: str = ""
    link: str = ""
    external_id: str = ""
    unknown: bool = False


@dataclass(slots=True)
class PartDraft:
    """An official's part in a case. `case` is our number, or the person's number on some list."""

    case: str
    role: InvolvementRole
    degree: Degree = Degree.NOT_KNOWN
    on: PartialDate | None = None
    act: str = ""
    link: str = ""


@dataclass(slots=True)
class PostDraft:
    """`body` is the number of the body on the list, where the list names it so."""

    post: Post
    body: str = ""


@dataclass(slots=True)
class HoldingDraft:
    """`of` is the number of what is held on the list; `column` is what the list calls that end of the tie."""

    kind: HoldingKind
    of: str
    column: str = ""
    share: str = ""
    since: PartialDate | None = None
    until: PartialDate | None = None
    source: str = ""


@dataclass(slots=True)
class EntityDraft:
    """An empty field says nothing: it never erases what we have. `other_ids` are former numbers on the same list."""

    row: int
    kind: EntityKind
    names: tuple[PersonName, ...] = ()
    aliases: tuple[str, ...] = ()
    sex: Sex = Sex.UNKNOWN
    begun: PartialDate | None = None
    ended: PartialDate | None = None
    country: str = ""
    registration: str = ""
    type: str = ""
    model: str = ""
    identifiers: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    description: str = ""
    ids: tuple[str, ...] = ()
    other_ids: tuple[str, ...] = ()
    posts: list[PostDraft] = field(default_factory=list)
    listings: list[ListingDraft] = field(default_factory=list)
    parts: list[PartDraft] = field(default_factory=list)
    notes: list[Noted] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.names[0].text if self.names else next(iter(self.aliases), self.registration)

    def warn(self, code: str, column: str = "", value: str = "") -> None:
        self.warnings.append(Problem(self.row, code, column, value))


@dataclass(slots=True)
class Addition:
    """A line of its own about an entity that it names by its number: a tie, a listing, something kept as a note.

    `schema` is what the list calls such a line, `column` its word for the entity.
    """

    row: int
    of: str
    schema: str
    column: str = ""
    posts: list[PostDraft] = field(default_factory=list)
    holdings: list[HoldingDraft] = field(default_factory=list)
    listing: ListingDraft | None = None
    notes: list[Noted] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    def warn(self, code: str, column: str = "", value: str = "") -> None:
        self.warnings.append(Problem(self.row, code, column, value))


EntityRow = EntityDraft | Addition | Problem
