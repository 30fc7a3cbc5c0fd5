"""Everybody on file, as far as matching a list needs: from the summaries, in one pass."""

from collections.abc import Iterator

from casework.casebook.projection import read
from casework.casebook.summaries import CaseSummary
from casework.domain import names
from casework.domain.covering import Roll
from casework.domain.dates import PartialDate
from casework.domain.matching import Known, People
from casework.domain.policy import Compartment
from casework.domain.records import RecordKind
from casework.domain.status import DEPRIVED_OR_RESTRICTED, Status
from casework.services.actor import Actor
from casework.store import changes, records
from casework.vault.keyring import Purpose

_HELD = frozenset(status.value for status in DEPRIVED_OR_RESTRICTED)


def everybody(actor: Actor, list_name: str, before: int = 0) -> People:
    """Cases that stand, or that stood before the change `before`; a withdrawn one is nobody's.

    Read and opened some thousands at a time: only what matching needs of each is kept. Raises NotAllowed, Tampered.
    """
    people = People(list_name)
    for case, summary in _summaries(actor, before):
        people.add(_known(case, summary))
    return people


def roll(actor: Actor) -> Roll:
    """Everybody, to be called by name, by our number or by the number of any list. Raises NotAllowed, Tampered."""
    found = Roll(People(""))
    for case, summary in _summaries(actor):
        known = _known(case, summary)
        found.add(known, (summary.number, *(value for _, value in summary.external_ids)))
    return found


def _summaries(actor: Actor, before: int = 0) -> Iterator[tuple[str, CaseSummary]]:
    for some in changes.newest(0, before - 1 if before else records.last_seq()):
        rows = [row for row in some if row[1] == RecordKind.CASE.value]
        places = ((records.summary_place(record, seq, Compartment.CASE), sealed) for record, _, seq, _, sealed in rows)
        opened = actor.keyring.open_many(Purpose.SUMMARY, places)
        for (record, *_), data in zip(rows, opened, strict=True):
            summary = read(RecordKind.CASE, data)
            if isinstance(summary, CaseSummary):
                yield str(record), summary


def _known(case: str, summary: CaseSummary) -> Known:
    texts = (*(text for _, text in summary.names), *summary.aliases)
    return Known(
        case,
        tuple(found for found in map(names.tokens, texts) if found),
        PartialDate.parse(summary.birth) if summary.birth else None,
        _arrests(summary.timeline),
        frozenset(summary.external_ids),
    )


def _arrests(timeline: tuple[tuple[str, str], ...]) -> tuple[PartialDate, ...]:
    found: list[PartialDate] = []
    inside = False
    for status, since in timeline:
        if status in _HELD and not inside:
            found.append(PartialDate.parse(since))
        inside = status in _HELD or (inside and status == Status.UNKNOWN.value)
    return tuple(found)
