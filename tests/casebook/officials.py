"""Officials, their parts in cases and their listings for the index, made from sections as the ledger makes them."""

from uuid import UUID, uuid4

from casework.casebook import projection
from casework.casebook.index import Change
from casework.domain.dates import PartialDate
from casework.domain.designations import Designation
from casework.domain.entities import EntityKind, EntityProfile, Post, Posts
from casework.domain.involvements import Credibility, Involvement, InvolvementRole, Reliability
from casework.domain.records import RecordKind
from casework.domain.sections import PersonName, Script, Section


def day(text: str) -> PartialDate | None:
    return PartialDate.parse(text) if text else None


def made(kind: RecordKind, sections: dict[str, Section], record: UUID | None = None) -> Change:
    data = projection.summarise(kind, sections, dict.fromkeys(sections, 1), "2026-01-01T00:00:00")
    return record or uuid4(), projection.read(kind, data)


def official(name: str = "Piotr Zadumany", *posts: Post, kind: EntityKind = EntityKind.PERSON) -> Change:
    profile = EntityProfile(kind=kind, names=(PersonName(Script.LATIN, name),))
    return made(RecordKind.ENTITY, {"profile": profile, "posts": Posts(posts)})


def part(
    entity: UUID, case: UUID, role: InvolvementRole = InvolvementRole.JUDGED, on: str = "2022-05-04", rating: str = "B2"
) -> Change:
    found = Involvement(
        entity=str(entity),
        case=str(case),
        role=role,
        on=day(on),
        reliability=Reliability(rating[0]),
        credibility=Credibility(rating[1]),
    )
    return made(RecordKind.INVOLVEMENT, {"involvement": found})


def listing(
    entity: UUID, authority: str = "EU", programme: str = "EU-BLR", on: str = "2022-06-03", until: str = ""
) -> Change:
    found = Designation(
        entity=str(entity), authority=authority, programme=programme, listed_on=day(on), delisted_on=day(until)
    )
    return made(RecordKind.DESIGNATION, {"designation": found})
