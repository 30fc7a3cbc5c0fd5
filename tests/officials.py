"""Invented officials, entities and assets for tests."""

from casework.domain.entities import EntityKind, EntityProfile, Holding, HoldingKind, Post
from casework.domain.sections import PersonName, Script
from tests.casefiles import day


def official(name: str = "Stsiapan Vydumany", born: str = "", ended: str = "", **more: object) -> EntityProfile:
    return entity(
        EntityKind.PERSON, name, begun=day(born) if born else None, ended=day(ended) if ended else None, **more
    )


def company(name: str = "Vydumka Trade", **more: object) -> EntityProfile:
    return entity(EntityKind.COMPANY, name, **more)


def court(name: str = "Court of Vydumany district", **more: object) -> EntityProfile:
    return entity(EntityKind.PUBLIC_BODY, name, **more)


def aircraft(registration: str = "EW-000ZZ", **more: object) -> EntityProfile:
    return EntityProfile(EntityKind.AIRCRAFT, registration=registration, **more)  # type: ignore[arg-type]


def entity(kind: EntityKind, name: str, **more: object) -> EntityProfile:
    return EntityProfile(kind, names=(PersonName(Script.LATIN, name),), **more)  # type: ignore[arg-type]


def post(position: str = "Judge", since: str = "", until: str = "", body: str = "", **more: object) -> Post:
    begun, ended = day(since) if since else None, day(until) if until else None
    return Post(position, body, since=begun, until=ended, **more)  # type: ignore[arg-type]


def owns(of: object, share: str = "", since: str = "", until: str = "") -> Holding:
    begun, ended = day(since) if since else None, day(until) if until else None
    return Holding(HoldingKind.OWNER, str(of), share, begun, ended)
