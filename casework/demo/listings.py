"""The officials tied to the invented cases, and the listings that some authorities made, and others did not."""

from collections.abc import Mapping, Sequence
from datetime import date
from random import Random
from uuid import UUID

from casework.demo.campaign import SEED_EVENT
from casework.demo.officials import AIRCRAFT, ENTITIES, OWNER_OF_AIRCRAFT, Official, entity_profiles, officials
from casework.domain.dates import PartialDate
from casework.domain.designations import Designation
from casework.domain.entities import Holding, HoldingKind, Holdings, Posts
from casework.domain.involvements import Credibility, Degree, Involvement, InvolvementRole, Reliability
from casework.domain.records import RecordKind
from casework.domain.sections import Custody, Legal, Section, SectionName
from casework.services import ledger
from casework.services.actor import Actor

Case = tuple[UUID, Mapping[str, Section]]
INDIVIDUALS, ASSETS = 19, 1
"""Listed by the United States on the day of the seed event, beside as many entities as there are."""
AUTHORITIES = {
    "EU": ("EU-BLR", date(2022, 6, 3), 3),
    "GB": ("GB-BLR", date(2021, 9, 2), 4),
    "CA": ("CA-SEMA", date(2022, 7, 7), 5),
    "CH": ("SECO-BRUS", date(2022, 6, 10), 6),
}
"""Programme, day, and which officials each lists (every third, ...): some are listed by several, some by nobody."""
DELISTED = (PartialDate.of(date(2025, 3, 27)), 24)
"""One of the EU's, taken off again."""


def add(actor: Actor, cases: Sequence[Case], sanctions: UUID | None = None) -> None:
    """Entities, involvements and listings; `sanctions` is the action of 9 August 2024."""
    with ledger.writing(actor) as unit:
        found = officials()
        people = unit.create_many(
            RecordKind.ENTITY, [{"profile": one.profile(), "posts": Posts(one.posts)} for one in found]
        )
        bodies = unit.create_many(RecordKind.ENTITY, [{"profile": one} for one in entity_profiles()])
        aircraft = unit.create(RecordKind.ENTITY, {"profile": AIRCRAFT})
        owner = bodies[[name for name, *_ in ENTITIES].index(OWNER_OF_AIRCRAFT)]
        held = Holding(HoldingKind.OWNER, str(aircraft), since=PartialDate.parse("2019"))
        unit.save(owner, "holdings", Holdings((held,)), 0)
        unit.create_many(
            RecordKind.INVOLVEMENT,
            [{"involvement": one} for one in involvements(dict(zip(people, found, strict=True)), cases)],
        )
        made = [*_seed(people[::2][:INDIVIDUALS] + bodies + [aircraft], sanctions), *_others(people)]
        unit.create_many(RecordKind.DESIGNATION, [{"designation": one} for one in made])
        unit.audit("demonstration.officials", "", {"count": len(people) + len(bodies) + ASSETS})


def involvements(people: Mapping[UUID, Official], cases: Sequence[Case]) -> list[Involvement]:
    """Whoever judged is named in the verdict; of the others a part is known."""
    random = Random(1938)
    judges = {one.name: record for record, one in people.items() if one.role is InvolvementRole.JUDGED}
    heads = {one.place: record for record, one in people.items() if one.role is InvolvementRole.GUARDED}
    others = [
        record for record, one in people.items() if one.role not in {InvolvementRole.JUDGED, InvolvementRole.GUARDED}
    ]
    found: list[Involvement] = []
    for case, sections in cases:
        share = random.random()
        if share < 0.25:
            found += _judged(case, sections, judges)
        elif share < 0.32:
            found += _guarded(case, sections, heads)
        elif share < 0.37:
            found.append(_other(case, random.choice(others), people, random))
    return found


def _judged(case: UUID, sections: Mapping[str, Section], judges: Mapping[str, UUID]) -> list[Involvement]:
    legal = sections.get(SectionName.LEGAL)
    prosecutions = legal.prosecutions if isinstance(legal, Legal) else ()
    return [
        Involvement(
            entity=str(judges[name]),
            case=str(case),
            role=InvolvementRole.JUDGED,
            degree=Degree.DIRECT,
            on=one.verdict_on,
            act="Signed the verdict",
            basis="The verdict as published by the court",
            reliability=Reliability.A,
            credibility=Credibility.CONFIRMED,
        )
        for one in prosecutions
        for name in one.judges
        if name in judges
    ]


def _guarded(case: UUID, sections: Mapping[str, Section], heads: Mapping[str, UUID]) -> list[Involvement]:
    custody = sections.get(SectionName.CUSTODY)
    periods = custody.periods if isinstance(custody, Custody) else ()
    return [
        Involvement(
            entity=str(heads[one.facility]),
            case=str(case),
            role=InvolvementRole.GUARDED,
            degree=Degree.COMMAND,
            on=one.since,
            act="Head of the colony while the person was held there",
            basis="The colony's own announcements",
            reliability=Reliability.B,
            credibility=Credibility.PROBABLE,
        )
        for one in periods[-1:]
        if one.facility in heads
    ]


def _other(case: UUID, official: UUID, people: Mapping[UUID, Official], random: Random) -> Involvement:
    return Involvement(
        entity=str(official),
        case=str(case),
        role=people[official].role,
        degree=Degree.DIRECT,
        basis="Press reports",
        reliability=random.choice((Reliability.B, Reliability.C)),
        credibility=random.choice((Credibility.PROBABLE, Credibility.POSSIBLE)),
    )


def _seed(listed: Sequence[UUID], sanctions: UUID | None) -> list[Designation]:
    return [
        Designation(
            entity=str(entity),
            authority="US",
            programme="US-BRUS",
            listed_on=PartialDate.of(SEED_EVENT),
            reason="Executive Order 14038",
            action=str(sanctions or ""),
        )
        for entity in listed
    ]


def _others(people: Sequence[UUID]) -> list[Designation]:
    return [
        Designation(
            entity=str(official),
            authority=authority,
            programme=programme,
            listed_on=PartialDate.of(day),
            delisted_on=DELISTED[0] if (authority, number) == ("EU", DELISTED[1]) else None,
            reason="Responsible for repression",
        )
        for authority, (programme, day, every) in AUTHORITIES.items()
        for number, official in enumerate(people)
        if number % every == 0
    ]
