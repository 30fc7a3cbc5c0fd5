"""What the rows of a list of advocacy actions would do: matched, compared with what stands, ready to be written."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from uuid import UUID

from msgspec.structs import replace

from casework.casebook.summaries import ActionSummary, ActorSummary
from casework.domain import actionmerging
from casework.domain.actiondrafts import ActionDraft, ActionRow
from casework.domain.actionmerging import ACTION
from casework.domain.actions import NAMES_NOBODY, Action, ActionStatus, Coverage
from casework.domain.entitymerging import folded
from casework.domain.importing import Batch, Difference, Outcome, PlannedRow, Problem
from casework.domain.merging import Change
from casework.domain.records import RecordKind
from casework.services import clock
from casework.services.casenames import CaseNames
from casework.services.entitiesonfile import summaries
from casework.services.entitydesk import Desk
from casework.services.planning import CHUNK, Step, Tally
from casework.services.reading import Reader

Day = tuple[str, str]
"""A kind of action and a date as written."""


def actions(unit: Reader, batch: Batch, _batch_id: str) -> "ActionPlanner":
    """Raises NotAllowed, Tampered."""
    return ActionPlanner(unit, batch)


class ActionPlanner:
    """Each row is one action, or says more of one: a list may name one person in each row."""

    def __init__(self, unit: Reader, batch: Batch) -> None:
        self.batch = batch
        self.tally = Tally()
        self.desk = Desk(unit)
        self.people = CaseNames(unit.actor)
        self._on_day: dict[Day, list[UUID]] = defaultdict(list)
        self._actors: dict[str, set[str]] = defaultdict(set)
        self._made: set[UUID] = set()
        for record, summary in summaries(unit.actor, RecordKind.ACTION, RecordKind.ACTOR):
            if isinstance(summary, ActionSummary):
                self._on_day[summary.kind, summary.date].append(UUID(record))
            elif isinstance(summary, ActorSummary):
                for name in (*summary.names, *summary.aliases):
                    self._actors[folded(name)].add(record)

    def chunks(self, rows: Iterable[ActionRow]) -> Iterator[list[Step]]:
        source = iter(rows)
        while chunk := list(islice(source, CHUNK)):
            days = {_day(row.action) for row in chunk if isinstance(row, ActionDraft)}
            self.desk.open(RecordKind.ACTION, [record for day in days for record in self._on_day[day]], [ACTION])
            steps = [Step(self._planned(row)) for row in chunk]
            for step in steps:
                self.tally.add(step.row)
            steps[-1].creates, steps[-1].saves = self.desk.cleared()
            yield steps

    def _planned(self, row: ActionRow) -> PlannedRow:
        if isinstance(row, Problem):
            return self._refused(row, "")
        title = row.action.title or row.action.kind.value
        fits = self._fits(row.action)
        if len(fits) > 1:
            return self._refused(Problem(row.row, "several_actions_fit"), title)
        covers, told = self._covers(row)
        if not fits and not covers.cases and row.action.kind not in NAMES_NOBODY:
            return self._refused(Problem(row.row, "covers_nobody"), title)
        change = Change()
        row.action = replace(row.action, by=self._by(row.action))
        outcome = self._changed(row, fits[0], covers, change) if fits else self._created(row, covers, change)
        self.tally.warnings += [*row.warnings, *told]
        for found in change.differences:
            if found.contradicts and found.field != "persons":
                self.tally.warnings.append(Problem(row.row, "contradiction", found.field, found.new))
        shown = str(fits[0]) if fits and fits[0] not in self._made else ""
        return PlannedRow(row.row, outcome, title, shown, tuple(change.differences), RecordKind.ACTION)

    def _fits(self, action: Action) -> list[UUID]:
        standing = ((record, self.desk.find(record, ACTION)) for record in self._on_day[_day(action)])
        return [record for record, found in standing if isinstance(found, Action) and actionmerging.same(found, action)]

    def _created(self, row: ActionDraft, covers: Coverage, change: Change) -> Outcome:
        """An action whose day is yet to come is planned, unless the list says otherwise."""
        action = replace(row.action, covers=covers)
        if "status" not in row.said and action.date.earliest > clock.today():
            action = replace(action, status=ActionStatus.PLANNED)
        for name in ("kind", "date", "actors"):
            change.refine(ACTION, name, "", getattr(action, name))
        change.refine(ACTION, "persons", "", str(covers.count))
        record = self.desk.make(RecordKind.ACTION, {ACTION: action})
        self._on_day[_day(action)].append(record)
        self._made.add(record)
        return Outcome.CREATED

    def _changed(self, row: ActionDraft, record: UUID, covers: Coverage, change: Change) -> Outcome:
        old = self.desk.get(record, ACTION, row.action)
        new = actionmerging.merged(old, row, covers, change)
        if new == old:
            return Outcome.UNCHANGED
        self.desk.put(record, ACTION, new)
        return Outcome.UPDATED

    def _covers(self, row: ActionDraft) -> tuple[Coverage, list[Problem]]:
        """Whoever is not found for certain stays with the action by name."""
        cases: list[str] = []
        others: list[str] = []
        told: list[Problem] = []
        for written in row.persons:
            case, several = self.people.find(written)
            if case:
                cases.append(case)
            else:
                others.append(written)
                code = "several_persons_fit" if several else "person_not_on_file"
                told.append(Problem(row.row, code, "persons", written))
        return actionmerging.covered(cases, others, self.batch.filename, self.batch.file_hash), told

    def _by(self, action: Action) -> tuple[str, ...]:
        """The records of those actors whose very name is on file once."""
        found = (self._actors.get(folded(name), set()) for name in action.actors)
        return tuple(dict.fromkeys(next(iter(some)) for some in found if len(some) == 1))

    def _refused(self, problem: Problem, name: str) -> PlannedRow:
        self.tally.refused.append(problem)
        shown = (Difference("", problem.code, problem.column, problem.value),)
        return PlannedRow(problem.row, Outcome.REFUSED, name, "", shown, RecordKind.ACTION)


def _day(action: Action) -> Day:
    return action.kind.value, action.date.text
