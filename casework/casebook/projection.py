"""What the casebook keeps of a record: a small summary, made when the record is saved, sealed beside it.

A summary holds what is listed, filtered, sorted, searched and counted, and the version of every
section, so that an older row put back shows. Days travel as their EDTF text; a record that no longer
stands has versions and nothing else.
"""

from collections.abc import Mapping
from functools import cache
from typing import TypeVar

import msgspec

from casework.domain.actions import Action, CoverageKind
from casework.domain.dates import PartialDate
from casework.domain.records import NUMBER, Numbered, RecordKind
from casework.domain.sections import (
    ConsentRecord,
    Custody,
    Identity,
    Legal,
    Section,
    SectionName,
    StatusTimeline,
)

T = TypeVar("T", bound=Section)


class Summary(msgspec.Struct, frozen=True, array_like=True):
    """Of any kind: versions by section, and when the change was recorded (ISO 8601, UTC)."""

    versions: dict[str, int]
    at: str
    standing: bool


class CaseSummary(Summary, frozen=True, array_like=True):
    """`timeline` is (status, since); `stays` (facility, since, until), empty where unknown; `charges`
    (article, part), each once; `consent_until` the earlier of expiry and withdrawal."""

    number: str
    names: tuple[tuple[str, str], ...]
    aliases: tuple[str, ...]
    sex: str
    birth: str
    region: str
    recognition: str
    profile: tuple[str, ...]
    external_ids: tuple[tuple[str, str], ...]
    timeline: tuple[tuple[str, str], ...]
    stays: tuple[tuple[str, str, str], ...]
    charges: tuple[tuple[str, str], ...]
    consent: int
    consent_from: str
    consent_until: str


class ActionSummary(Summary, frozen=True, array_like=True):
    """`population` when it covers everyone in a list; then `as_of`, `query` and the frozen counts say whom."""

    kind: str
    date: str
    title: str
    actors: tuple[str, ...]
    addressees: tuple[str, ...]
    population: bool
    cases: tuple[str, ...]
    as_of: str
    query: str
    count: int
    uncertain: int
    link: str
    outcome: str
    report: str


TYPES: dict[RecordKind, type[Summary]] = {RecordKind.CASE: CaseSummary, RecordKind.ACTION: ActionSummary}
_encode = msgspec.msgpack.Encoder().encode
_head = msgspec.msgpack.Decoder(Summary)


@cache
def _decoder(kind: RecordKind) -> msgspec.msgpack.Decoder[Summary]:
    return msgspec.msgpack.Decoder(TYPES[kind])


def summarise(kind: RecordKind, sections: Mapping[str, Section], versions: Mapping[str, int], at: str) -> bytes:
    """Only from sections of the record's main compartment. No sections: the record no longer stands."""
    head = Summary(dict(versions), at, bool(sections))
    action = sections.get("action")
    if sections and kind is RecordKind.CASE:
        return _encode(_case(head, {str(name): value for name, value in sections.items()}))
    if kind is RecordKind.ACTION and isinstance(action, Action):
        return _encode(_action(head, action))
    return _encode(head)


def read(kind: RecordKind, data: bytes) -> Summary:
    """A summary of its kind; the bare one where the record no longer stands. Raises msgspec.MsgspecError."""
    if kind in TYPES:
        try:
            return _decoder(kind).decode(data)
        except msgspec.ValidationError:
            pass
    head = _head.decode(data)
    if head.standing and kind in TYPES:
        raise msgspec.ValidationError("not a summary of its kind")
    return head


def versions_of(summary: bytes) -> dict[str, int]:
    """The version of each section as of this summary."""
    return _head.decode(summary).versions


def _case(head: Summary, sections: Mapping[str, Section]) -> CaseSummary:
    identity = _of(sections, SectionName.IDENTITY, Identity)
    consent = _of(sections, SectionName.CONSENT, ConsentRecord)
    timeline = _of(sections, SectionName.STATUS, StatusTimeline)
    custody = _of(sections, SectionName.CUSTODY, Custody)
    return CaseSummary(
        head.versions,
        head.at,
        head.standing,
        number=_of(sections, NUMBER, Numbered).number,
        names=tuple((name.script.value, name.text) for name in identity.names),
        aliases=identity.aliases,
        sex=identity.sex.value,
        birth=_text(identity.birth),
        region=identity.region,
        recognition=identity.recognition.value,
        profile=identity.profile,
        external_ids=tuple((one.list_name, one.value) for one in identity.external_ids),
        timeline=tuple((entry.status.value, entry.since.text) for entry in timeline.entries),
        stays=tuple((stay.facility, _text(stay.since), _text(stay.until)) for stay in custody.periods),
        charges=_charges(_of(sections, SectionName.LEGAL, Legal)),
        consent=int(consent.level),
        consent_from=_text(consent.given_on),
        consent_until=_consent_end(consent),
    )


def _of(sections: Mapping[str, Section], name: str, kind: type[T]) -> T:
    found = sections.get(str(name))
    return found if isinstance(found, kind) else kind()


def _charges(legal: Legal) -> tuple[tuple[str, str], ...]:
    found = {(charge.article, charge.part): None for each in legal.prosecutions for charge in each.charges}
    return tuple(found)


def _consent_end(consent: ConsentRecord) -> str:
    ends = [end for end in (consent.expires_on, consent.withdrawn_on) if end is not None]
    return min(ends, key=lambda end: end.earliest).text if ends else ""


def _text(day: PartialDate | None) -> str:
    return day.text if day is not None else ""


def _action(head: Summary, action: Action) -> ActionSummary:
    covers = action.covers
    return ActionSummary(
        head.versions,
        head.at,
        head.standing,
        kind=action.kind.value,
        date=action.date.text,
        title=action.title,
        actors=action.actors,
        addressees=action.addressees,
        population=covers.kind is CoverageKind.POPULATION,
        cases=covers.cases,
        as_of=_text(covers.as_of),
        query=covers.query,
        count=covers.count,
        uncertain=covers.uncertain,
        link=action.link,
        outcome=action.outcome,
        report=action.report,
    )
