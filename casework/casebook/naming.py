"""Officials, entities and assets by name in any script, by registration, by the number on somebody's list."""

from collections.abc import Collection, Iterable
from typing import NamedTuple
from uuid import UUID

import msgspec

from casework.casebook.index import Index
from casework.casebook.summaries import EntitySummary
from casework.casebook.taking import plate
from casework.domain import names
from casework.domain.dates import PartialDate
from casework.domain.entities import EntityKind, EntityProfile
from casework.domain.register import Register

LIKELY = 72.0
CERTAIN = 100.0
AGAINST = 15.0
"""What a date of birth costs that cannot be the same."""
MOST = 200
read = msgspec.msgpack.Decoder(EntitySummary).decode


class Hit(NamedTuple):
    """`name` is the spelling that fits best."""

    record: UUID
    summary: EntitySummary
    name: str
    score: float


def search(index: Index, text: str, kinds: Iterable[str] = (), limit: int = 20) -> list[Hit]:
    """Best first. Without `kinds`, of any kind."""
    text = text.strip()
    with index.reading():
        found = dict(_register(index).best(text, MOST, LIKELY))
        found |= dict.fromkeys(_numbered(index, text), CERTAIN)
        if wanted := frozenset(kinds):
            known = _kinds(index, found)
            found = {entity: score for entity, score in found.items() if known[entity] in wanted}
        best = sorted(found.items(), key=lambda one: -one[1])[:limit]
        return _hits(index, dict(best), text)


def alike(index: Index, profile: EntityProfile, but: UUID | None = None) -> list[Hit]:
    """Who or what on file may be the same, surest first: by name, number or registration, of the same nature."""
    spellings = dict.fromkeys([*(name.text for name in profile.names), *profile.aliases])
    with index.reading():
        found: dict[int, float] = {}
        for text in spellings:
            for entity, score in _register(index).best(text, MOST, names.DUPLICATE):
                found[entity] = max(score, found.get(entity, 0.0))
        found |= dict.fromkeys(_same_number(index, profile), CERTAIN)
        hits = [_weighed(hit, profile) for hit in _hits(index, found, next(iter(spellings), ""))]
    same = [hit for hit in hits if hit.score >= names.DUPLICATE and hit.record != but]
    return sorted(
        (hit for hit in same if _nature(hit.summary.kind) == _nature(profile.kind)), key=lambda hit: -hit.score
    )


def _nature(kind: str) -> str:
    """A person is no company; what is a company on one list is an organisation on another."""
    return kind if kind in {EntityKind.PERSON, EntityKind.AIRCRAFT, EntityKind.VESSEL} else "body"


def _register(index: Index) -> Register[int]:
    if index.named is None:
        register: Register[int] = Register()
        for entity, summary in index.connection.execute("SELECT id, summary FROM entity"):
            register.add(entity, spellings(read(summary)))
        index.named = register
    found: Register[int] = index.named
    return found


def spellings(summary: EntitySummary) -> list[str]:
    return [*(text for _, text in summary.names), *summary.aliases]


def _numbered(index: Index, text: str) -> list[int]:
    if not any(letter.isdigit() for letter in text):
        return []
    query = """
        SELECT id FROM entity WHERE registration = :plate AND :plate != ''
        UNION SELECT entity FROM entity_external WHERE value = :text
    """
    return [entity for (entity,) in index.connection.execute(query, {"plate": plate(text), "text": text})]


def _same_number(index: Index, profile: EntityProfile) -> list[int]:
    found = []
    if profile.registration:
        query = "SELECT id FROM entity WHERE registration = ?"
        found += index.connection.execute(query, (plate(profile.registration),)).fetchall()
    for one in profile.external_ids:
        query = "SELECT entity FROM entity_external WHERE list = ? AND value = ?"
        found += index.connection.execute(query, (one.list_name, one.value)).fetchall()
    return [entity for (entity,) in found]


def _kinds(index: Index, found: Collection[int]) -> dict[int, str]:
    marks = ", ".join("?" * len(found))
    return dict(index.connection.execute(f"SELECT id, kind FROM entity WHERE id IN ({marks})", list(found)))  # noqa: S608


def _hits(index: Index, found: dict[int, float], text: str) -> list[Hit]:
    """In the order of their scores; the best spelling is worked out for these alone."""
    marks = ", ".join("?" * len(found))
    query = f"SELECT id, record, summary FROM entity WHERE id IN ({marks})"  # noqa: S608
    hits = []
    asked = names.tokens(text)
    for entity, record, data in index.connection.execute(query, list(found)):
        summary = read(data)
        best = max(spellings(summary), key=lambda name: names.align(asked, names.tokens(name)), default="")
        hits.append(Hit(UUID(bytes=record), summary, best or summary.registration, round(found[entity], 1)))
    return sorted(hits, key=lambda hit: (-hit.score, hit.name))


def _weighed(hit: Hit, profile: EntityProfile) -> Hit:
    """Another birth speaks against the same person."""
    if profile.begun is None or not hit.summary.begun:
        return hit
    begun = PartialDate.parse(hit.summary.begun)
    if begun.earliest <= profile.begun.latest and profile.begun.earliest <= begun.latest:
        return hit
    return hit._replace(score=max(0.0, hit.score - AGAINST))
