"""An official's part in a case: recorded, changed, withdrawn; of one case, and of one official.

Who reads cases sees the part. The evidence for it lies with the sources: it is not even opened for others.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import msgspec

from casework.casebook import entities, involved, shelf
from casework.casebook.index import Index
from casework.casebook.summaries import EntitySummary
from casework.domain import officials
from casework.domain.entities import EntityProfile
from casework.domain.errors import Invalid, NotFound
from casework.domain.involvements import Evidence, Involvement
from casework.domain.policy import Permission
from casework.domain.records import WITHDRAWN, RecordKind, Withdrawn
from casework.domain.sections import Identity, SectionName
from casework.domain.validation import Now
from casework.services import clock, ledger
from casework.services.actor import Actor, require
from casework.services.officials import PROFILE
from casework.services.officials import standing as standing_entity
from casework.services.reading import Loaded, Reader
from casework.services.writing import Saving, Writer

SECTION, EVIDENCE = "involvement", "evidence"
NONE = Evidence()


@dataclass(frozen=True, slots=True)
class Part:
    """`official` is None where the entity's record no longer stands; `person` is filled on an official's page."""

    id: UUID
    involvement: Involvement
    version: int
    at: str
    by: str
    official: EntitySummary | None = None
    person: Identity | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """`evidence` is None for who may not read sources, and where none was ever written."""

    part: Part
    evidence: Evidence | None
    evidence_version: int


@dataclass(frozen=True, slots=True)
class Page:
    parts: tuple[Part, ...]
    number: int
    size: int
    total: int


def add(actor: Actor, part: Involvement, evidence: Evidence = NONE) -> UUID:
    """Raises NotAllowed, NotFound for an official or a case that does not stand, Invalid (`same_part` holds the
    record on file in its values)."""
    _require(actor, Permission.ADVOCACY_WRITE, part.case)
    written = {SECTION: part} | ({EVIDENCE: evidence} if evidence != NONE else {})
    if EVIDENCE in written:
        require(actor, Permission.SOURCES_WRITE, part.case)
    with ledger.writing(actor) as unit:
        book = unit.book()
        _check(unit, book, part, evidence, Now(clock.today()))
        made = unit.create(RecordKind.INVOLVEMENT, written)
        unit.audit("involvement.added", str(made), {"case": part.case, "entity": part.entity})
    return made


def load(actor: Actor, involvement_id: UUID) -> Opened:
    """Raises NotAllowed, NotFound (also for one that was withdrawn, or whose case was)."""
    _require(actor, Permission.ADVOCACY_READ, str(involvement_id))
    book = shelf.current(actor)
    with ledger.reading(actor) as unit:
        loaded = _standing(unit, book, involvement_id)
        part = loaded[SECTION]
        known = entities.summaries(book, [UUID(part.value.entity)])
        person = unit.load(UUID(part.value.case), SectionName.IDENTITY)
        unit.audit("involvement.opened", str(involvement_id), {"evidence": int(EVIDENCE in loaded)})
    found = loaded.get(EVIDENCE)
    shown = _part(involvement_id, part, known.get(UUID(part.value.entity)), person.value if person else None)
    return Opened(shown, found.value if found else None, found.version if found else 0)


def save(
    actor: Actor, involvement_id: UUID, part: Involvement, seen: int, reason: str = "",
    evidence: tuple[Evidence, int] | None = None,
) -> int:  # fmt: skip
    """A new version; whose part it is, and in which case, stays. `evidence` with the version that was seen.

    Raises NotAllowed, NotFound, Invalid, Conflict.
    """
    _require(actor, Permission.ADVOCACY_WRITE, str(involvement_id))
    if evidence is not None:
        require(actor, Permission.SOURCES_WRITE, str(involvement_id))
    with ledger.writing(actor) as unit:
        book = unit.book()
        loaded = _standing(unit, book, involvement_id)
        before = loaded[SECTION].value
        kept = msgspec.structs.replace(part, entity=before.entity, case=before.case)
        _check(unit, book, kept, evidence[0] if evidence else NONE, Now.over(clock.today(), before), involvement_id)
        unit.save_many(_savings(involvement_id, kept, seen, loaded, evidence), reason)
        unit.audit(
            "involvement.saved", str(involvement_id), {"version": seen + 1, "evidence": int(evidence is not None)}
        )
    return seen + 1


def history(actor: Actor, involvement_id: UUID) -> list[Loaded]:
    """Every version of the part, the oldest first; never of the evidence. Raises NotAllowed, NotFound."""
    _require(actor, Permission.ADVOCACY_READ, str(involvement_id))
    book = shelf.current(actor)
    with ledger.reading(actor) as unit:
        _standing(unit, book, involvement_id)
        found = unit.history(involvement_id, SECTION)
        unit.audit("involvement.history_read", str(involvement_id))
    return found


def withdraw(actor: Actor, involvement_id: UUID, reason: str) -> None:
    """It was wrong, or must not stand; its history stays. Raises NotAllowed, NotFound, Invalid."""
    _require(actor, Permission.ADVOCACY_WRITE, str(involvement_id))
    if not reason.strip():
        raise Invalid("reason", "needed")
    with ledger.writing(actor) as unit:
        _standing(unit, unit.book(), involvement_id)
        before = unit.load(involvement_id, WITHDRAWN)
        gone = Withdrawn(reason=reason.strip())
        unit.save(involvement_id, WITHDRAWN, gone, before.version if before else 0, reason.strip())
        unit.audit("involvement.withdrawn", str(involvement_id))


def of_case(actor: Actor, case_id: UUID) -> list[Part]:
    """Officials with a part in a case, the latest first; without evidence. Raises NotAllowed, NotFound."""
    _require(actor, Permission.ADVOCACY_READ, str(case_id))
    book = shelf.current(actor)
    if not involved.case_stands(book, case_id):
        raise NotFound("case")
    found = involved.of_case(book, case_id)
    known = entities.summaries(book, [UUID(part.summary.entity) for part in found])
    with ledger.reading(actor) as unit:
        loaded = unit.load_many([part.record for part in found], SECTION, RecordKind.INVOLVEMENT)
        unit.audit("involvement.listed", str(case_id), {"count": len(found)})
    return [
        _part(part.record, loaded[part.record], known.get(UUID(part.summary.entity)))
        for part in found
        if part.record in loaded
    ]


def of_entity(actor: Actor, entity_id: UUID, number: int = 1, size: int = 50) -> Page:
    """The cases an official has a part in, the latest first, with the names of the people. Raises NotAllowed."""
    _require(actor, Permission.ADVOCACY_READ, str(entity_id))
    found = involved.of_entity(shelf.current(actor), entity_id)
    some = found[(number - 1) * size : number * size]
    with ledger.reading(actor) as unit:
        loaded = unit.load_many([part.record for part in some], SECTION, RecordKind.INVOLVEMENT)
        people = unit.load_many(_cases(some), SectionName.IDENTITY)
        unit.audit("involvement.listed", str(entity_id), {"count": len(loaded)})
    parts = (
        _part(part.record, loaded[part.record], person=_identity(people, UUID(part.summary.case)))
        for part in some
        if part.record in loaded
    )
    return Page(tuple(parts), number, size, len(found))


def _require(actor: Actor, permission: Permission, subject: str) -> None:
    """An involvement is about a case: whoever may not read cases reads none of it."""
    require(actor, permission, subject)
    require(actor, Permission.CASE_READ, subject)


def _check(unit: Writer, book: Index, part: Involvement, evidence: Evidence, now: Now, me: UUID | None = None) -> None:
    entity, case = _uuid(part.entity), _uuid(part.case)
    profile: EntityProfile = standing_entity(unit, entity, [PROFILE])[PROFILE].value
    if not involved.case_stands(book, case):
        raise NotFound("case")
    officials.involvement(part, profile, now)
    officials.evidence(evidence)
    same = involved.same(book, entity, case, part.role.value)
    if same is not None and same != me:
        raise Invalid("role", "same_part", record=str(same))


def _standing(unit: Reader, book: Index, involvement_id: UUID) -> dict[str, Loaded]:
    """The part, and the evidence for who may read sources. Raises NotFound."""
    if unit.kind(involvement_id) is not RecordKind.INVOLVEMENT:
        raise NotFound("record")
    wanted = [SECTION, WITHDRAWN, *([EVIDENCE] if unit.actor.may(Permission.SOURCES_READ) else [])]
    loaded = unit.load_all(involvement_id, wanted)
    gone = loaded.pop(WITHDRAWN, None)
    if (gone is not None and gone.value.withdrawn) or SECTION not in loaded:
        raise NotFound("record")
    if not involved.case_stands(book, UUID(loaded[SECTION].value.case)):
        raise NotFound("record")
    return loaded


def _savings(
    record: UUID, part: Involvement, seen: int, loaded: dict[str, Loaded], evidence: tuple[Evidence, int] | None
) -> list[Saving]:
    """The evidence only where it changed: a version that says the same would tell that somebody looked."""
    savings: list[Saving] = [(record, SECTION, part, seen)]
    stands = loaded.get(EVIDENCE)
    if evidence is not None and evidence[0] != (stands.value if stands else NONE):
        savings.append((record, EVIDENCE, *evidence))
    return savings


def _cases(parts: Sequence[involved.Part]) -> list[UUID]:
    return list(dict.fromkeys(UUID(part.summary.case) for part in parts))


def _identity(people: dict[UUID, Loaded], case: UUID) -> Identity:
    return people[case].value if case in people else Identity()


def _part(record: UUID, found: Loaded, official: EntitySummary | None = None, person: Identity | None = None) -> Part:
    return Part(record, found.value, found.version, found.at, found.by, official, person)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise NotFound("record") from error
