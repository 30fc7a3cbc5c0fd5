"""Write the invented people and actions through the sealed ledger."""

from collections.abc import Sequence
from random import Random
from uuid import UUID

from casework.demo import raisers
from casework.demo.campaign import actions
from casework.demo.casefiles import sections
from casework.demo.lives import Life
from casework.domain.actors import folds
from casework.domain.records import RecordKind
from casework.services import ledger
from casework.services.actor import Actor


def fill(actor: Actor, random: Random, lives: Sequence[Life], wanted: int = 0) -> list[UUID]:
    """Cases in one transaction, then the actions. Returns the cases' record ids in the lives' order."""
    with ledger.writing(actor) as unit:
        records = unit.create_many(RecordKind.CASE, [sections(random, one) for one in lives])
        unit.audit("demonstration.people", "", {"count": len(records)})
    people = [(str(record), life) for record, life in zip(records, lives, strict=True)]
    found = raisers.detailed(random, actions(random, people, wanted or max(8, len(lives) // 20)))
    with ledger.writing(actor) as unit:
        on_file = raisers.actors()
        made = unit.create_many(RecordKind.ACTOR, [{"actor": one} for one in on_file])
        ids = {fold: str(key) for one, key in zip(on_file, made, strict=True) for fold in folds(one.spellings)}
        found = [raisers.joined(action, ids) for action in found]
        unit.create_many(RecordKind.ACTION, [{"action": action} for action in found])
        unit.audit("demonstration.actions", "", {"count": len(found)})
    return records
