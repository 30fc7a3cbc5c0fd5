"""Who or what records of several kinds are, as far as the reader may know it: for pages that name them."""

from collections import defaultdict
from collections.abc import Mapping
from uuid import UUID

from casework.casebook.summaries import DesignationSummary, InvolvementSummary, Summary
from casework.domain.policy import Permission
from casework.domain.records import RecordKind
from casework.services import ledger
from casework.services.actor import Actor
from casework.services.reading import Reader


def known(actor: Actor, records: Mapping[UUID, RecordKind]) -> dict[UUID, Summary]:
    """With the official, entity and case that a listing or a part names. Of kinds the actor may not read, nothing."""
    with ledger.reading(actor) as unit:
        found = _read(unit, records)
        joined: dict[UUID, RecordKind] = {}
        for one in found.values():
            if isinstance(one, DesignationSummary | InvolvementSummary):
                joined[UUID(one.entity)] = RecordKind.ENTITY
            if isinstance(one, InvolvementSummary):
                joined[UUID(one.case)] = RecordKind.CASE
        found |= _read(unit, joined)
        unit.audit("record.names_read", "", {"count": len(found)})
    return found


def _read(unit: Reader, records: Mapping[UUID, RecordKind]) -> dict[UUID, Summary]:
    by_kind: dict[RecordKind, list[UUID]] = defaultdict(list)
    for record, kind in records.items():
        by_kind[kind].append(record)
    found: dict[UUID, Summary] = {}
    for kind, some in by_kind.items():
        needs = Permission.CASE_READ if kind is RecordKind.CASE else Permission.ADVOCACY_READ
        if unit.actor.may(needs):
            found |= unit.summaries(some, kind)
    return found
