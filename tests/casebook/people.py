"""People for the index, made from sections as the ledger makes them."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID, uuid4

from casework.casebook import projection
from casework.casebook.index import Change, Index
from casework.casebook.query import CaseQuery
from casework.domain.dates import PartialDate
from casework.domain.records import RecordKind
from casework.domain.sections import (
    Charge,
    Consent,
    ConsentRecord,
    Custody,
    CustodyPeriod,
    ExternalId,
    Identity,
    Legal,
    PersonName,
    Prosecution,
    Script,
    Section,
    Sex,
    StatusTimeline,
)
from casework.domain.status import Status, StatusEntry

DAY = date(2024, 8, 9)
HELD = CaseQuery(DAY, in_custody=True)
EVERYONE = CaseQuery(DAY)


def person(
    *timeline: tuple[str, str],
    name: str = "Alena Kavaliova",
    other: str = "",
    sex: Sex = Sex.FEMALE,
    charges: Iterable[tuple[str, str]] = (),
    stays: Iterable[tuple[str, str, str]] = (),
    number: str = "",
    birth: str = "",
    region: str = "",
    consent: ConsentRecord | None = None,
    record: UUID | None = None,
) -> Change:
    """`timeline` is (status, since); `stays` (facility, since, until)."""
    names = [PersonName(Script.LATIN, name)] + ([PersonName(Script.BE, other)] if other else [])
    sections: dict[str, Section] = {
        "identity": Identity(
            names=tuple(names),
            sex=sex,
            birth=_day(birth),
            region=region,
            external_ids=(ExternalId("list", number),) if number else (),
        ),
        "status": StatusTimeline(tuple(StatusEntry(Status(one), PartialDate.parse(since)) for one, since in timeline)),
        "custody": Custody(tuple(CustodyPeriod(key, _day(since), _day(until)) for key, since, until in stays)),
        "legal": Legal((Prosecution(charges=tuple(Charge(*charge) for charge in charges)),)),
        "consent": consent or ConsentRecord(),
    }
    data = projection.summarise(RecordKind.CASE, sections, dict.fromkeys(sections, 1), "2026-01-01T00:00:00")
    return record or uuid4(), projection.read(RecordKind.CASE, data)


def named(level: Consent, **dates: str) -> ConsentRecord:
    return ConsentRecord(level=level, **{key: PartialDate.parse(text) for key, text in dates.items()})


def withdrawn(record: UUID) -> Change:
    return record, projection.read(RecordKind.CASE, projection.summarise(RecordKind.CASE, {}, {"identity": 1}, ""))


def book(*people: Change) -> Index:
    index = Index()
    index.take(people)
    return index


def _day(text: str) -> PartialDate | None:
    return PartialDate.parse(text) if text else None
