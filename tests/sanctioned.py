"""Officials, entities, parts in cases and listings for tests, through the ledger. All names are invented."""

from uuid import UUID

from casework.domain.dates import PartialDate
from casework.domain.designations import Designation
from casework.domain.entities import EntityKind, EntityProfile, Post, Posts
from casework.domain.involvements import Credibility, Degree, Evidence, Involvement, InvolvementRole, Reliability
from casework.domain.records import RecordKind
from casework.domain.sections import PersonName, Script, Section
from casework.services import ledger
from casework.services.actor import Actor


def day(text: str) -> PartialDate | None:
    return PartialDate.parse(text) if text else None


def official(
    actor: Actor,
    name: str = "Piotr Zadumany",
    *posts: Post,
    kind: EntityKind = EntityKind.PERSON,
    begun: str = "",
    ended: str = "",
    **more: object,
) -> UUID:
    profile = EntityProfile(
        kind=kind,
        names=(PersonName(Script.LATIN, name),),
        begun=day(begun),
        ended=day(ended),
        **more,  # type: ignore[arg-type]
    )
    sections: dict[str, Section] = {"profile": profile}
    if posts:
        sections["posts"] = Posts(posts)
    with ledger.writing(actor) as unit:
        return unit.create(RecordKind.ENTITY, sections)


def post(position: str, body: str, since: str = "", until: str = "") -> Post:
    return Post(position, body, since=day(since), until=day(until))


def tie(
    actor: Actor,
    entity: UUID,
    case: UUID,
    role: InvolvementRole = InvolvementRole.JUDGED,
    on: str = "2022-05-04",
    *,
    rating: str = "B2",
    evidence: Evidence | None = None,
    **more: object,
) -> UUID:
    part = Involvement(
        entity=str(entity),
        case=str(case),
        role=role,
        degree=Degree.DIRECT,
        on=day(on),
        reliability=Reliability(rating[0]),
        credibility=Credibility(rating[1]),
        **more,  # type: ignore[arg-type]
    )
    sections: dict[str, Section] = {"involvement": part}
    if evidence:
        sections["evidence"] = evidence
    with ledger.writing(actor) as unit:
        return unit.create(RecordKind.INVOLVEMENT, sections)


def listing(
    entity: UUID, authority: str = "EU", programme: str = "EU-BLR", on: str = "2022-06-03", until: str = "", **more: str
) -> Designation:
    return Designation(
        entity=str(entity),
        authority=authority,
        programme=programme,
        listed_on=day(on),
        delisted_on=day(until),
        **more,  # type: ignore[arg-type]
    )
