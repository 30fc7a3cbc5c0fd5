"""A person as a document may later speak of them: the sections as of a day, with the consent in force now."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from casework.domain.dates import PartialDate
from casework.domain.sections import (
    Charge,
    ConsentRecord,
    Custody,
    Identity,
    Legal,
    SectionName,
    Sentence,
    StatusTimeline,
)
from casework.domain.statement import PersonFacts
from casework.domain.status import IN_CUSTODY, Status, StatusEntry

SECTIONS = (SectionName.IDENTITY, SectionName.STATUS, SectionName.CUSTODY, SectionName.LEGAL)
"""What facts are made of. Nothing else of a case can reach a document."""


def person(
    case: str, number: str, sections: Mapping[SectionName, Any], consent: ConsentRecord | None, as_of: date
) -> PersonFacts:
    """`sections` as they were known for the figures; `consent` is always today's."""
    identity: Identity = sections.get(SectionName.IDENTITY) or Identity()
    timeline: StatusTimeline = sections.get(SectionName.STATUS) or StatusTimeline()
    custody: Custody = sections.get(SectionName.CUSTODY) or Custody()
    legal: Legal = sections.get(SectionName.LEGAL) or Legal()
    at = _standing(timeline.entries, as_of)
    return PersonFacts(
        case=case,
        number=number or next((f"{one.list_name} {one.value}".strip() for one in identity.external_ids), case[:8]),
        names=identity.names,
        sex=identity.sex,
        birth=identity.birth,
        region=identity.region,
        profile=identity.profile,
        description=identity.description,
        recognition=identity.recognition,
        status=timeline.entries[at].status if at is not None else Status.UNKNOWN,
        since=timeline.entries[at].since if at is not None else None,
        detained=_detained(timeline.entries, at),
        facility=_facility(custody, as_of),
        charges=_charges(legal),
        sentence=_sentence(legal),
        consent=consent,
    )


def _standing(timeline: tuple[StatusEntry, ...], as_of: date) -> int | None:
    """The last line that had begun on that day; where none surely had, the first that may have."""
    begun = [at for at, entry in enumerate(timeline) if entry.since.latest <= as_of]
    maybe = [at for at, entry in enumerate(timeline) if entry.since.earliest <= as_of]
    return begun[-1] if begun else maybe[0] if maybe else None


def _detained(timeline: tuple[StatusEntry, ...], at: int | None) -> PartialDate | None:
    """The day the stay in custody began that the line `at` belongs to, or has just ended."""
    if at is None:
        return None
    if timeline[at].status not in IN_CUSTODY:
        at -= 1
    start = None
    while at >= 0 and timeline[at].status in IN_CUSTODY:
        start, at = timeline[at].since, at - 1
    return start


def _facility(custody: Custody, as_of: date) -> str:
    """Where the person was held that day; a stay without dates counts only where no dated one fits."""
    for stay in reversed(custody.periods):
        if stay.since and stay.since.earliest <= as_of and (stay.until is None or as_of <= stay.until.latest):
            return stay.facility or stay.as_written
    undated = (stay for stay in reversed(custody.periods) if stay.since is None and stay.until is None)
    return next((stay.facility or stay.as_written for stay in undated), "")


def _charges(legal: Legal) -> tuple[Charge, ...]:
    return tuple(dict.fromkeys(charge for one in legal.prosecutions for charge in one.charges))


def _sentence(legal: Legal) -> Sentence | None:
    return next((one.sentence for one in reversed(legal.prosecutions) if one.sentence), None)
