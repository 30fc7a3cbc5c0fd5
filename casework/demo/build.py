"""Write the invented people, actions and officials through the sealed ledger."""

from collections.abc import Sequence
from random import Random
from uuid import UUID

from casework.demo import listings
from casework.demo.campaign import SEED_EVENT, actions, linked
from casework.demo.casefiles import sections
from casework.demo.lives import Life
from casework.demo.speakers import speakers
from casework.domain.actions import Action, ActionKind
from casework.domain.dates import PartialDate
from casework.domain.records import RecordKind
from casework.services import ledger
from casework.services.actor import Actor


def fill(actor: Actor, random: Random, lives: Sequence[Life], wanted: int = 0) -> list[UUID]:
    """Cases in one transaction, then the actions. Returns the cases' record ids in the lives' order."""
    cases = people(actor, random, lives)
    campaign(actor, random, [case for case, _ in cases], lives, wanted or max(10, len(lives) // 20))
    return [case for case, _ in cases]


def people(actor: Actor, random: Random, lives: Sequence[Life]) -> list[listings.Case]:
    """Each life as a case: its record id and its sections."""
    written = [sections(random, one) for one in lives]
    with ledger.writing(actor) as unit:
        records = unit.create_many(RecordKind.CASE, written)
        unit.audit("demonstration.people", "", {"count": len(records)})
    return list(zip(records, written, strict=True))


def campaign(actor: Actor, random: Random, cases: Sequence[UUID], lives: Sequence[Life], wanted: int) -> UUID:
    """Who speaks up, and what they did. Returns the record of the designations of 9 August 2024."""
    pairs = [(str(record), life) for record, life in zip(cases, lives, strict=True)]
    known = speakers()
    with ledger.writing(actor) as unit:
        made = unit.create_many(RecordKind.ACTOR, [{"actor": one} for one in known.values()])
        records = {name: str(record) for name, record in zip(known, made, strict=True)}
        found = [linked(one, records) for one in actions(random, pairs, wanted)]
        written = unit.create_many(RecordKind.ACTION, [{"action": action} for action in found])
        unit.audit("demonstration.actions", "", {"count": len(found)})
    return written[next(at for at, one in enumerate(found) if _seed_sanctions(one))]


def _seed_sanctions(action: Action) -> bool:
    return action.kind is ActionKind.SANCTIONS and action.date == PartialDate.of(SEED_EVENT)
