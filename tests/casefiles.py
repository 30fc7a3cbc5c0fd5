"""Small cases for tests: a person with a name and a status, and whatever a test adds."""

from casework.domain.dates import PartialDate
from casework.domain.sections import (
    Charge,
    Custody,
    CustodyPeriod,
    Identity,
    Legal,
    PersonName,
    Prosecution,
    Script,
    Section,
    SectionName,
    Sex,
    StatusTimeline,
)
from casework.domain.status import Status, StatusEntry


def day(text: str) -> PartialDate:
    return PartialDate.parse(text)


def entry(status: Status, since: str, **more: object) -> StatusEntry:
    return StatusEntry(status, day(since), **more)  # type: ignore[arg-type]


def identity(name: str = "Alena Uzornaja", born: str = "", sex: Sex = Sex.FEMALE) -> Identity:
    birth = day(born) if born else None
    return Identity(names=(PersonName(Script.LATIN, name),), sex=sex, birth=birth)


def timeline(*lines: tuple[Status, str]) -> StatusTimeline:
    return StatusTimeline(tuple(entry(status, since) for status, since in lines))


def case(
    name: str = "Alena Uzornaja", *lines: tuple[Status, str], facility: str = "ik-4"
) -> dict[SectionName, Section]:
    """Somebody arrested on 9 August 2023, unless the test says otherwise."""
    return {
        SectionName.IDENTITY: identity(name),
        SectionName.STATUS: timeline(*(lines or ((Status.PRETRIAL, "2023-08-09"),))),
        SectionName.CUSTODY: Custody((CustodyPeriod(facility, since=day("2023-08-09")),)),
        SectionName.LEGAL: Legal((Prosecution(charges=(Charge("342", "1"),)),)),
    }
