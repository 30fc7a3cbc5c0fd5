"""Invented people for documents: made in code, nobody real."""

from datetime import date
from typing import Any

from casework.domain.consent import Audience
from casework.domain.dates import PartialDate
from casework.domain.sections import (
    Charge,
    Consent,
    ConsentRecord,
    ConsentTopic,
    PersonName,
    Recognition,
    Script,
    Sentence,
    Sex,
)
from casework.domain.statement import Language, PersonFacts, StatementInputs, StatementRequest
from casework.domain.status import Status

TODAY = date(2026, 11, 23)
AS_OF = date(2024, 8, 9)


def when(text: str) -> PartialDate:
    return PartialDate.parse(text)


def consent(level: int, *topics: ConsentTopic, **more: Any) -> ConsentRecord:
    return ConsentRecord(level=Consent(level), topics=topics or (ConsentTopic.NAME,), **more)


def person(number: int, level: int | None = None, **more: Any) -> PersonFacts:
    """Person `number` in a colony, charged under article 342, without consent unless a level is given."""
    facts: dict[str, Any] = {
        "case": f"case-{number:05}",
        "number": f"C-{number}",
        "names": (
            PersonName(Script.LATIN, f"Alena Uzornaja {number}"),
            PersonName(Script.BE, f"Алена Ўзорная {number}"),
        ),
        "sex": Sex.MALE,
        "birth": when("1984-05-06"),
        "region": "Brest",
        "profile": ("teacher",),
        "description": "Detained at home.",
        "recognition": Recognition.RECOGNISED,
        "status": Status.COLONY,
        "since": when("2022-03-04"),
        "detained": when("2021-06-01"),
        "facility": "ik-17",
        "charges": (Charge("342", "1"),),
        "sentence": Sentence(months=54),
        "consent": None if level is None else consent(level),
    }
    return PersonFacts(**(facts | more))


def inputs(people: list[PersonFacts], audience: Audience = Audience.PUBLIC, **more: Any) -> StatementInputs:
    """A statement about these people as of 9 August 2024, made on 23 November 2026."""
    language = more.pop("language", Language.EN)
    request = more.pop("request", StatementRequest(as_of=AS_OF, audience=audience, language=language))
    return StatementInputs(
        request=request,
        organisation="Invented House",
        produced_on=more.pop("produced_on", TODAY),
        people=tuple(people),
        facilities=more.pop("facilities", {"ik-17": "Penal colony No. 17, Shklov"}),
        articles=more.pop("articles", {"342": "Actions grossly violating public order"}),
        **more,
    )
