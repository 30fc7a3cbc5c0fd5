"""What the casebook knows of a record: a small summary, sealed beside it, from which every list and count is made."""

from collections.abc import Mapping
from typing import Any

import msgspec

from casework.domain.actions import Action
from casework.domain.dates import PartialDate
from casework.domain.records import NUMBER, RecordKind
from casework.domain.sections import ConsentRecord, Custody, Identity, Legal, Section, Sentence, StatusTimeline


class CaseSummary(msgspec.Struct, array_like=True, frozen=True):
    """Dates as their EDTF text: bounds are computed once, when the index takes the row in."""

    number: str = ""
    names: tuple[tuple[str, str], ...] = ()
    aliases: tuple[str, ...] = ()
    sex: str = "unknown"
    birth: str = ""
    region: str = ""
    recognition: str = "unknown"
    profile: tuple[str, ...] = ()
    external_ids: tuple[tuple[str, str], ...] = ()
    timeline: tuple[tuple[str, str], ...] = ()
    periods: tuple[tuple[str, str, str], ...] = ()
    charges: tuple[tuple[str, str], ...] = ()
    sentence: str = ""
    description: str = ""
    consent: str = ""


class ActionSummary(msgspec.Struct, array_like=True, frozen=True):
    kind: str
    date: str
    title: str = ""
    actors: tuple[str, ...] = ()
    coverage: str = "named"
    cases: tuple[str, ...] = ()
    as_of: str = ""
    query: str = ""
    count: int = 0
    link: str = ""
    outcome: str = ""


class Summary(msgspec.Struct, array_like=True, frozen=True):
    """`versions` is each section's newest version: an old row put back does not match it.

    `standing` is False for a record that was withdrawn; `at` is when it was recorded.
    """

    kind: str
    at: str
    versions: dict[str, int]
    standing: bool
    body: msgspec.Raw


class Versions(msgspec.Struct, array_like=True, frozen=True):
    kind: str
    at: str
    versions: dict[str, int]


_encode = msgspec.msgpack.Encoder().encode
_versions = msgspec.msgpack.Decoder(Versions)


def _text(day: PartialDate | None) -> str:
    return day.text if day else ""


def summarise(kind: RecordKind, sections: Mapping[str, Section], versions: Mapping[str, int], at: str) -> bytes:
    """Only from sections of the record's main compartment. No sections: the record no longer stands."""
    body: Any = None
    if sections and kind is RecordKind.CASE:
        body = _case(sections)
    if sections and kind is RecordKind.ACTION:
        body = _action(sections)
    return _encode(Summary(kind.value, at, dict(versions), bool(sections), msgspec.Raw(_encode(body))))


def versions_of(summary: bytes) -> dict[str, int]:
    return _versions.decode(summary).versions


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
