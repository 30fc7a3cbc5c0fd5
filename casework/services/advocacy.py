"""What has been done for whom: actions for people named one by one, or for everyone in a list as of a day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import msgspec

from casework.casebook import containing, deedlists, deeds, shelf
from casework.casebook.deedlists import ActionQuery
from casework.casebook.query import CaseQuery, Deed, Option
from casework.domain.actionrules import LONGEST_LINE, coverage_faults, names_in_public, written_fault
from casework.domain.actions import Action, ActionKind, ActionStatus, Coverage, CoverageKind, raises_from
from casework.domain.actors import ActorKind
from casework.domain.dates import PartialDate
from casework.domain.errors import Invalid, NotFound
from casework.domain.policy import Permission
from casework.domain.records import WITHDRAWN, RecordKind
from casework.domain.sections import Identity, SectionName
from casework.services import actors, cases, clock, consents, ledger, lists, population
from casework.services.actor import Actor, require
from casework.services.actors import Raiser
from casework.services.raising import Raising, joined
from casework.services.reading import Loaded, Reader

SECTION = "action"
MOST_NAMED = 5_000
EVERY = ActionQuery()


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
class Godparent:
    """A symbolic godparenthood as a relation with its period: members of parliament, or else `names` alone."""

    action: UUID
    members: tuple[Raiser, ...]
    names: tuple[str, ...]
    since: PartialDate
    until: PartialDate | None


@dataclass(frozen=True, slots=True)
class Page:
    lines: tuple[Stored, ...]
    number: int
    size: int
    total: int
    everyone: int
    facets: Mapping[str, tuple[Option, ...]]


def add_action(actor: Actor, action: Action, by: Sequence[Raising] | None = None, *, aware: bool = False) -> UUID:
    """An action for the people its coverage names one by one; one against officials may name nobody.

    `aware` says that somebody knows whom a public one names without their consent.
    Raises NotAllowed, NotFound for a person or an actor who is not on file, Invalid: ("covers", "nobody"),
    ("aware", "not_consented") and the rules of an action.
    """
    require(actor, Permission.ADVOCACY_WRITE)
    named = tuple(dict.fromkeys(action.covers.cases))
    covers = Coverage(kind=CoverageKind.NAMED, cases=_on_file(actor, named), count=len(named))
    return _create(actor, msgspec.structs.replace(action, covers=covers), by, aware=aware)


def add_for_list(actor: Actor, action: Action, query: CaseQuery, by: Sequence[Raising] | None = None) -> UUID:
    """An action for everyone in a list as of its day; the count is frozen as it is now.

    Raises NotAllowed, Invalid("covers", "nobody") for a list without anybody, and the rules of an action.
    """
    require(actor, Permission.ADVOCACY_WRITE)
    return _create(actor, msgspec.structs.replace(action, covers=freeze(actor, query)), by)


def add_for_file(actor: Actor, action: Action, by: Sequence[Raising] | None = None, *, aware: bool = False) -> UUID:
    """An action for those of a list file who are on file; the names of the others are kept as they stood in it.

    Raises NotAllowed, NotFound, Invalid: ("covers", "nobody_on_file"), ("aware", "not_consented") and the rules of an
    action.
    """
    require(actor, Permission.ADVOCACY_WRITE)
    said = action.covers
    named = tuple(dict.fromkeys(said.cases))
    if not named:
        raise Invalid("covers", "nobody_on_file")
    if len(said.unmatched) > MOST_NAMED:
        raise Invalid("covers", "too_many_named")
    covers = Coverage(
        kind=CoverageKind.LIST_FILE,
        cases=_on_file(actor, named),
        count=len(named),
        filename=said.filename[:LONGEST_LINE],
        file_hash=said.file_hash,
        unmatched=tuple(name[:LONGEST_LINE] for name in said.unmatched),
    )
    return _create(actor, msgspec.structs.replace(action, covers=covers), by, aware=aware)


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


def save(
    actor: Actor, action_id: UUID, action: Action, seen: int, reason: str = "", by: Sequence[Raising] | None = None,
    *, aware: bool = False,
) -> int:  # fmt: skip
    """A new version; whom it covers stays as it was frozen. What was recorded before bars no other change.

    Only what was planned is counted anew when it is done: until then nobody had been raised. `aware` is asked for
    when it becomes public. Raises NotAllowed, NotFound, Invalid, Conflict.
    """
    require(actor, Permission.ADVOCACY_WRITE, str(action_id))
    recount = _recounted(actor, action_id, action)
    with ledger.writing(actor) as unit:
        before = standing(unit, action_id).value
        if action.kind is not before.kind:
            _may_cover(action, before.covers)
        kept = msgspec.structs.replace(action, covers=recount or before.covers, report=before.report)
        kept = joined(unit, _proper(kept, before), by, before)
        if not names_in_public(before):
            consents.know(unit, action_id, kept, aware=aware)
        version = unit.save(action_id, SECTION, kept, seen, reason)
        unit.audit("action.saved", str(action_id), {"version": version})
    return version


def _recounted(actor: Actor, action_id: UUID, action: Action) -> Coverage | None:
    with ledger.reading(actor) as unit:
        before: Action = standing(unit, action_id).value
    done = before.status is ActionStatus.PLANNED and action.status is not ActionStatus.PLANNED
    return freeze(actor, query_of(before.covers)) if done and before.covers.kind is CoverageKind.POPULATION else None


def load(actor: Actor, action_id: UUID) -> Stored:
    """Raises NotAllowed, NotFound."""
    require(actor, Permission.ADVOCACY_READ, str(action_id))
    with ledger.reading(actor) as unit:
        found = _stored(action_id, standing(unit, action_id))
        unit.audit("action.opened", str(action_id))
    return found


def history(actor: Actor, action_id: UUID) -> list[Stored]:
    """Every version, the oldest first. Raises NotAllowed, NotFound."""
    require(actor, Permission.ADVOCACY_READ, str(action_id))
    with ledger.reading(actor) as unit:
        standing(unit, action_id)
        return [_stored(action_id, found) for found in unit.history(action_id, SECTION)]


def listing(actor: Actor, query: ActionQuery = EVERY) -> Page:
    """The newest first. Raises NotAllowed."""
    require(actor, Permission.ADVOCACY_READ)
    found = deedlists.page(shelf.current(actor), query)
    with ledger.reading(actor) as unit:
        loaded = unit.load_many(found.actions, SECTION, RecordKind.ACTION)
        unit.audit("action.listed", "", {"count": len(loaded)})
    lines = tuple(_stored(key, loaded[key]) for key in found.actions if key in loaded)
    return Page(lines, max(1, query.page), query.size, found.total, found.everyone, found.facets)


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


def godparents(actor: Actor, actions: Iterable[Stored]) -> list[Godparent]:
    """Of the actions that touch a person: which members of parliament stand by them. Raises NotAllowed."""
    taken = [
        one for one in actions
        if one.action.kind is ActionKind.GODPARENTHOOD and one.action.status is not ActionStatus.PLANNED
    ]  # fmt: skip
    known = actors.some(actor, [_uuid(key) for one in taken for key in one.action.by])
    return [_godparent(one, known) for one in taken]


def _godparent(one: Stored, known: Mapping[UUID, Raiser]) -> Godparent:
    """The members of parliament among who took the action; an older one may name them in words only."""
    action = one.action
    by = [known[key] for key in map(_uuid, action.by) if key in known]
    members = tuple(raiser for raiser in by if raiser.kind is ActorKind.PARLIAMENTARIAN)
    return Godparent(one.id, members, () if members else action.actors, action.since or action.date, action.until)


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


def _create(actor: Actor, action: Action, by: Sequence[Raising] | None, *, aware: bool = False) -> UUID:
    _may_cover(action, action.covers)
    with ledger.writing(actor) as unit:
        proper = joined(unit, _proper(action), by)
        action_id = unit.create(RecordKind.ACTION, {SECTION: proper})
        unit.audit("action.added", str(action_id), {"covered": action.covers.count})
        consents.know(unit, action_id, proper, aware=aware)
    return action_id


def _may_cover(action: Action, covers: Coverage) -> None:
    for fault in coverage_faults(action.kind, covers):
        raise fault


def _proper(action: Action, before: Action | None = None) -> Action:
    """Raises Invalid for the first fault that was not recorded before."""
    fault = written_fault(action, clock.today(), before)
    if fault:
        raise fault
    return action


def _on_file(actor: Actor, named: Sequence[str]) -> tuple[str, ...]:
    if len(named) > MOST_NAMED:
        raise Invalid("covers", "too_many_named")
    cases.must_exist(actor, [_uuid(case) for case in named])
    return tuple(named)


def _sorted(found: Iterable[Stored]) -> list[Stored]:
    return sorted(found, key=lambda one: (one.action.date.earliest, one.at, str(one.id)), reverse=True)


def _day(deed: Deed) -> date:
    """The day a population is of; an action that covers no list has none."""
    if deed.as_of is None:
        raise Invalid("covers", "not_a_population")
    return deed.as_of.earliest


def standing(unit: Reader, action_id: UUID) -> Loaded:
    """Inside a use case that has asked for the permission. Raises NotFound, also for one whose import was undone."""
    if unit.kind(action_id) is not RecordKind.ACTION:
        raise NotFound("record")
    found = unit.load_all(action_id, [SECTION, WITHDRAWN])
    if SECTION not in found or (WITHDRAWN in found and found[WITHDRAWN].value.withdrawn):
        raise NotFound("record")
    return found[SECTION]


def _stored(action_id: UUID, found: Loaded) -> Stored:
    return Stored(action_id, found.value, found.version, found.at, found.by, found.reason)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise NotFound("record") from error
