"""What has been done for whom: actions for people named one by one, or for everyone in a list as of a day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import msgspec

from casework.casebook import containing, deeds, shelf
from casework.casebook.query import CaseQuery, Deed
from casework.domain.actions import NAMES_NOBODY, Action, ActionKind, Coverage, CoverageKind, raises_from
from casework.domain.dates import PartialDate
from casework.domain.errors import Invalid, NotFound
from casework.domain.policy import Permission
from casework.domain.records import RecordKind
from casework.domain.sections import Identity, SectionName
from casework.services import cases, ledger, lists, population
from casework.services.actor import Actor, require
from casework.services.reading import Loaded, Reader

SECTION = "action"
MOST_NAMED = 5_000


@dataclass(frozen=True, slots=True)
class Stored:
    """An action as it was recorded, and the version a form is made from."""

    id: UUID
    action: Action
    version: int
    at: str = ""
    by: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    lines: tuple[Stored, ...]
    number: int
    size: int
    total: int


def add_action(actor: Actor, action: Action) -> UUID:
    """An action for the people its coverage names one by one; one against officials may name nobody.

    Raises NotAllowed, NotFound for a person who is not on file, Invalid("covers", "nobody").
    """
    require(actor, Permission.ADVOCACY_WRITE)
    named = tuple(dict.fromkeys(action.covers.cases))
    if not named and action.kind not in NAMES_NOBODY:
        raise Invalid("covers", "nobody")
    if len(named) > MOST_NAMED:
        raise Invalid("covers", "too_many_named")
    cases.must_exist(actor, [_uuid(case) for case in named])
    covers = Coverage(kind=CoverageKind.NAMED, cases=named, count=len(named))
    return _create(actor, msgspec.structs.replace(action, covers=covers))


def add_for_list(actor: Actor, action: Action, query: CaseQuery) -> UUID:
    """An action for everyone in a list as of its day; the count is frozen as it is now.

    Raises NotAllowed, Invalid("covers", "nobody") for a list without anybody.
    """
    require(actor, Permission.ADVOCACY_WRITE)
    return _create(actor, msgspec.structs.replace(action, covers=freeze(actor, query)))


def freeze(actor: Actor, query: CaseQuery) -> Coverage:
    """The population with today's count; who belongs to it is computed again whenever it is asked."""
    counted = lists.count(actor, query)
    if not counted.certain and not counted.uncertain:
        raise Invalid("covers", "nobody")
    return Coverage(
        kind=CoverageKind.POPULATION,
        as_of=PartialDate.of(query.as_of),
        query=population.kept(query),
        count=counted.certain,
        uncertain=counted.uncertain,
    )


def query_of(covers: Coverage) -> CaseQuery:
    """The list that a population is. Raises Invalid for an action that names people one by one."""
    if covers.kind is not CoverageKind.POPULATION or covers.as_of is None:
        raise Invalid("covers", "not_a_population")
    return population.query(covers.query, covers.as_of.earliest)


def save(actor: Actor, action_id: UUID, action: Action, seen: int, reason: str = "") -> int:
    """A new version; whom it covers stays as it was frozen. Raises NotAllowed, NotFound, Conflict."""
    require(actor, Permission.ADVOCACY_WRITE, str(action_id))
    with ledger.writing(actor) as unit:
        before = _load(unit, action_id)
        kept = msgspec.structs.replace(action, covers=before.value.covers, report=before.value.report)
        version = unit.save(action_id, SECTION, kept, seen, reason)
        unit.audit("action.saved", str(action_id), {"version": version})
    return version


def load(actor: Actor, action_id: UUID) -> Stored:
    """Raises NotAllowed, NotFound."""
    require(actor, Permission.ADVOCACY_READ, str(action_id))
    with ledger.reading(actor) as unit:
        found = _stored(action_id, _load(unit, action_id))
        unit.audit("action.opened", str(action_id))
    return found


def history(actor: Actor, action_id: UUID) -> list[Stored]:
    """Every version, the oldest first. Raises NotAllowed, NotFound."""
    require(actor, Permission.ADVOCACY_READ, str(action_id))
    with ledger.reading(actor) as unit:
        _load(unit, action_id)
        return [_stored(action_id, found) for found in unit.history(action_id, SECTION)]


def listing(actor: Actor, kind: ActionKind | None = None, number: int = 1, size: int = 50) -> Page:
    """The newest first. Raises NotAllowed."""
    require(actor, Permission.ADVOCACY_READ)
    every = [deed.action for deed in deeds.listing(shelf.current(actor)) if kind is None or deed.kind == kind.value]
    first = (number - 1) * size
    with ledger.reading(actor) as unit:
        loaded = unit.load_many(every[first : first + size], SECTION, RecordKind.ACTION)
        unit.audit("action.listed", "", {"count": len(loaded)})
    lines = tuple(_stored(key, loaded[key]) for key in every[first : first + size] if key in loaded)
    return Page(lines, number, size, len(every))


def of_case(actor: Actor, case_id: UUID) -> list[Stored]:
    """What has been done for one person, the newest first: by name, or as one of everyone in a list."""
    require(actor, Permission.ADVOCACY_READ, str(case_id))
    book = shelf.current(actor)
    whole = [deed for deed in deeds.covering_lists(book) if deed.as_of is not None]
    inside = containing.holds(book, case_id, [population.query(one.query, _day(one)) for one in whole])
    ids = [one.action for one in deeds.naming(book, case_id)]
    ids += [one.action for one, held in zip(whole, inside, strict=True) if held]
    with ledger.reading(actor) as unit:
        found = unit.load_many(list(dict.fromkeys(ids)), SECTION, RecordKind.ACTION)
        unit.audit("action.listed", str(case_id), {"count": len(found)})
    return _sorted(_stored(key, loaded) for key, loaded in found.items())


def raising(found: Iterable[Stored], until: date) -> list[Stored]:
    """Those of one person's actions that count as raising the person up to a day, the latest first."""
    days = ((raises_from(one.action.kind, one.action.status, one.action.date, one.action.since), one) for one in found)
    counted = [(day.earliest, one) for day, one in days if day and day.earliest <= until]
    return [one for _, one in sorted(counted, key=lambda pair: pair[0], reverse=True)]


def people(actor: Actor, names: Sequence[str]) -> dict[str, Identity]:
    """Who the named ones are, in one read: a page of them at a time. Raises NotAllowed, NotFound."""
    require(actor, Permission.CASE_READ)
    ids = [_uuid(name) for name in names]
    cases.must_exist(actor, ids)
    with ledger.reading(actor) as unit:
        found = unit.load_many(ids, SectionName.IDENTITY)
        unit.audit("case.names_read", "", {"count": len(found)})
    return {str(key): found[key].value if key in found else Identity() for key in ids}


def _create(actor: Actor, action: Action) -> UUID:
    with ledger.writing(actor) as unit:
        action_id = unit.create(RecordKind.ACTION, {SECTION: action})
        unit.audit("action.added", str(action_id), {"covered": action.covers.count})
    return action_id


def _sorted(found: Iterable[Stored]) -> list[Stored]:
    return sorted(found, key=lambda one: (one.action.date.earliest, one.at, str(one.id)), reverse=True)


def _day(deed: Deed) -> date:
    """The day a population is of; an action that covers no list has none."""
    if deed.as_of is None:
        raise Invalid("covers", "not_a_population")
    return deed.as_of.earliest


def _load(unit: Reader, action_id: UUID) -> Loaded:
    if unit.kind(action_id) is not RecordKind.ACTION:
        raise NotFound("record")
    found = unit.load(action_id, SECTION)
    if found is None:
        raise NotFound("record")
    return found


def _stored(action_id: UUID, found: Loaded) -> Stored:
    return Stored(action_id, found.value, found.version, found.at, found.by, found.reason)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise NotFound("record") from error
