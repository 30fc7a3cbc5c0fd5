"""Who has been raised, by whom and when, and who never: asked by who may read both cases and actions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from casework.casebook import bywhom, coverage, outcomes, shelf
from casework.casebook.covering import (
    MOST_MONTHS,
    Brief,
    ByWhom,
    CoverageQuery,
    Entry,
    Figures,
    Listed,
    Share,
    Which,
)
from casework.casebook.index import Index
from casework.casebook.outcomes import Followed, Outcome, Outcomes
from casework.casebook.query import CaseQuery
from casework.domain.errors import Invalid
from casework.domain.fairness import Fair, fair
from casework.domain.outcomes import Change, Changed, months_after
from casework.domain.policy import Permission
from casework.domain.sections import SectionName
from casework.services import clock, ledger
from casework.services.actor import Actor, require
from casework.services.reading import Reader

FAIR = ("sex", "age", "profile", "article")
"""Groups whose shares are compared."""
ACTIONS, PEOPLE = 10, 50
"""On a page of outcomes, and of one action's people."""


@dataclass(frozen=True, slots=True)
class Summary:
    figures: Figures
    groups: Mapping[str, tuple[Share, ...]]
    whom: ByWhom


@dataclass(frozen=True, slots=True)
class Fairness:
    """By group: shares of those raised at all, and of those raised by name."""

    figures: Figures
    groups: Mapping[str, tuple[tuple[Fair, Fair], ...]]


def summary(actor: Actor, query: CoverageQuery) -> Summary:
    """The figures, by group, by whom and by month. Raises NotAllowed, Invalid(months)."""
    book, query = _asked(actor, query)
    found = _summary(book, query)
    _log(actor, "coverage.shown", query.people, {"people": found.figures.people, "never": found.figures.never})
    return found


def figures(actor: Actor, query: CoverageQuery) -> Figures:
    """Of the dashboard, whose own entry in the log says that it was shown. Raises NotAllowed, Invalid(months)."""
    book, query = _asked(actor, query)
    return coverage.figures(book, query)


def listing(actor: Actor, query: CoverageQuery) -> tuple[Listed, Summary]:
    """One page of a list, and the figures and groups around it. Raises NotAllowed, Invalid(months)."""
    book, query = _asked(actor, query)
    found = coverage.people(book, query)
    detail: dict[str, str | int] = {"list": query.which.value, "shown": len(found.entries), "total": found.total}
    _log(actor, "coverage.listed", query.people, detail | {"page": query.page})
    return found, _summary(book, query)


def never(actor: Actor, query: CoverageQuery) -> tuple[list[Brief], list[Brief]]:
    """Everybody never raised, and everybody never raised by name. Raises NotAllowed, Invalid(months)."""
    book, query = _asked(actor, query)
    at_all = coverage.briefly(book, replace(query, which=Which.NEVER))
    by_name = coverage.briefly(book, replace(query, which=Which.NEVER_BY_NAME))
    for which, some in ((Which.NEVER, at_all), (Which.NEVER_BY_NAME, by_name)):
        detail: dict[str, str | int] = {"list": which.value, "shown": len(some), "total": len(some)}
        _log(actor, "coverage.listed", query.people, detail)
    return at_all, by_name


def fairness(actor: Actor, query: CoverageQuery) -> Fairness:
    """Each group's share of the raised beside its share of the population. Raises NotAllowed, Invalid(months)."""
    book, query = _asked(actor, query)
    found, groups = coverage.figures(book, query), coverage.groups(book, query)
    _log(actor, "coverage.compared", query.people, {"people": found.people})
    return Fairness(found, {name: tuple(_fair(one, found) for one in groups[name]) for name in FAIR})


def outcomes_listed(actor: Actor, as_of: date, known_at: date | None = None, page: int = 1) -> Outcomes:
    """The newest actions and what changed for those they covered. Raises NotAllowed."""
    people = CaseQuery(as_of, known_at)
    book, _ = _asked(actor, CoverageQuery(people))
    found = outcomes.listed(book, as_of, page, ACTIONS)
    _log(actor, "coverage.outcomes_listed", people, {"shown": len(found.lines), "total": found.total, "page": page})
    return found


def outcome(
    actor: Actor, action_id: UUID, as_of: date, known_at: date | None = None, page: int = 1
) -> tuple[Outcome, tuple[Followed, ...]]:
    """One action and a page of those it covered, with what changed for each in the year after; sentences are read
    from the case files. Raises NotAllowed, NotFound for an action that raises nobody by that day."""
    people = CaseQuery(as_of, known_at, page=page, size=PEOPLE)
    book, _ = _asked(actor, CoverageQuery(people), str(action_id))
    found, some = outcomes.of_action(book, action_id, people)
    with ledger.reading(actor) as unit:
        sentenced = _sentences(unit, [one.row.case for one in some], known_at)
        detail: dict[str, str | int] = {"shown": len(some), "total": found.people, "as_of": as_of.isoformat()}
        unit.audit("coverage.outcome_shown", str(action_id), detail)
    return found, tuple(_with_sentences(one, sentenced.get(one.row.case, ()), found.after, as_of) for one in some)


def everybody(actor: Actor, query: CoverageQuery) -> tuple[Listed, Summary]:
    """All of a list and the tables around it, for a document. Raises NotAllowed, Invalid(months)."""
    require(actor, Permission.REPORT_EXPORT)
    book, query = _asked(actor, query)
    entries: list[Entry] = coverage.everybody(book, query)
    found = _summary(book, query)
    return Listed(tuple(entries), len(entries), found.figures.people), found


def _asked(actor: Actor, query: CoverageQuery, subject: str = "") -> tuple[Index, CoverageQuery]:
    require(actor, Permission.CASE_READ, subject)
    require(actor, Permission.ADVOCACY_READ, subject)
    if not 1 <= query.months <= MOST_MONTHS:
        raise Invalid("months", "out_of_range")
    known_at = query.people.known_at
    book = shelf.as_known(actor, known_at) if known_at else shelf.current(actor)
    return book, replace(query, people=replace(query.people, today=clock.today(), text=""))


def _summary(book: Index, query: CoverageQuery) -> Summary:
    return Summary(coverage.figures(book, query), coverage.groups(book, query), bywhom.by_whom(book, query))


def _fair(one: Share, found: Figures) -> tuple[Fair, Fair]:
    at_all = fair(one.value, one.people, one.raised, found.people, found.raised)
    return at_all, fair(one.value, one.people, one.by_name, found.people, found.raised_by_name)


def _sentences(unit: Reader, cases: Sequence[UUID], known_at: date | None) -> dict[UUID, tuple[Changed, ...]]:
    name = str(SectionName.LEGAL)
    found = unit.load_known(cases, [name], known_at) if known_at else unit.load_sections(cases, [name])
    return {
        case: tuple(
            Changed(Change.SENTENCED, one.verdict_on)
            for one in sections[name].value.prosecutions
            if one.verdict_on and one.sentence
        )
        for case, sections in found.items()
        if name in sections
    }


def _with_sentences(one: Followed, sentences: Sequence[Changed], after: date, as_of: date) -> Followed:
    until = min(months_after(after, outcomes.LONGEST), as_of)
    some = [each for each in sentences if after < each.on.earliest <= until]
    return replace(one, changes=tuple(sorted((*one.changes, *some), key=lambda each: each.on.earliest)))


def _log(actor: Actor, event: str, people: CaseQuery, detail: dict[str, str | int]) -> None:
    """Days and numbers; no filters, which can name a place."""
    detail["as_of"] = people.as_of.isoformat()
    if people.known_at:
        detail["known_at"] = people.known_at.isoformat()
    with ledger.reading(actor) as unit:
        unit.audit(event, "", detail)
        for place in shelf.untold():
            unit.audit("record.damaged", place)
