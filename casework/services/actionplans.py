"""What the rows of a list of advocacy actions would do: matched, compared with what stands, ready to be written."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from uuid import UUID

from msgspec.structs import replace

from casework.casebook.summaries import ActionSummary, ActorSummary
from casework.domain import actionmerging
from casework.domain.actiondrafts import ActionDraft, ActionRow
from casework.domain.actionmerging import ACTION
from casework.domain.actionrules import lacks, names_in_public, new_fault
from casework.domain.actions import NAMES_NOBODY, Action, ActionStatus, Coverage
from casework.domain.consent import Audience
from casework.domain.difference import Change
from casework.domain.entitymerging import folded
from casework.domain.importing import Batch, Choice, Difference, Outcome, PlannedRow, Problem
from casework.domain.listsayings import UNCONSENTED
from casework.domain.records import RecordKind
from casework.domain.sections import Claim
from casework.services import clock, consents
from casework.services.casenames import CaseNames
from casework.services.entitiesonfile import summaries
from casework.services.entitydesk import Desk, Ids
from casework.services.entityties import Refused
from casework.services.planning import CHUNK, Step, Tally
from casework.services.reading import Reader

SAID = {"too_long": "too_long_together"}
"""A fault in the words of a list, which may have no cell that is too long, but several that come together."""
Day = tuple[str, str]
"""A kind of action and a date as written."""


def actions(unit: Reader, batch: Batch, batch_id: str) -> "ActionPlanner":
    """Raises NotAllowed, Tampered."""
    return ActionPlanner(unit, batch, batch_id)


class ActionPlanner:
    """Each row is one action, or says more of one: a list may name one person in each row."""

    def __init__(self, unit: Reader, batch: Batch, batch_id: str) -> None:
        self._unit, self.batch, self._choices = unit, batch, dict(batch.choices)
        self.tally = Tally()
        self.ids = Ids(batch_id)
        chosen = batch.choice is not Choice.THEIRS or bool(batch.choices)
        self.desk = Desk(unit, keeps=chosen or not batch_id)
        self._real = Desk(unit, keeps=False) if chosen else self.desk
        self.people = CaseNames(unit.actor, batch.began)
        self._on_day: dict[Day, list[UUID]] = defaultdict(list)
        self._actors: dict[str, set[str]] = defaultdict(set)
        self._made: set[UUID] = set()
        self._public: dict[int, Sequence[str]] = {}
        for record, summary in summaries(unit.actor, RecordKind.ACTION, RecordKind.ACTOR, before=batch.began):
            if isinstance(summary, ActionSummary):
                self._on_day[summary.kind, summary.date].append(UUID(record))
            elif isinstance(summary, ActorSummary):
                for name in (*summary.names, *summary.aliases):
                    self._actors[folded(name)].add(record)

    @property
    def unit(self) -> Reader:
        return self._unit

    @unit.setter
    def unit(self, unit: Reader) -> None:
        self._unit = self.desk.unit = self._real.unit = unit

    def chunks(self, rows: Iterable[ActionRow]) -> Iterator[list[Step]]:
        source = iter(rows)
        while chunk := list(islice(source, CHUNK)):
            days = {_day(row.action) for row in chunk if isinstance(row, ActionDraft)}
            for desk in (self.desk, self._real):
                desk.open(RecordKind.ACTION, [record for day in days for record in self._on_day[day]], [ACTION])
            steps = [Step(self._planned(row)) for row in chunk]
            for step in steps:
                self.tally.add(step.row)
            self._tell_unconsented()
            steps[-1].creates, steps[-1].saves = self._real.cleared()
            if self._real is not self.desk:
                self.desk.cleared()
            yield steps

    def pass_over(self, rows: Iterable[ActionRow]) -> None:
        """Carried out again, and nothing of it kept: what these rows made is in the store, under the same ids."""
        tally, self.tally = self.tally, Tally()
        for _ in self.chunks(rows):
            self.tally = Tally()
        self.tally = tally

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
        try:
            outcome = self._changed(row, fits[0], covers, change) if fits else self._created(row, covers, change)
        except Refused as refused:
            return self._refused(refused.problem, title)
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
        """An action whose day is yet to come is planned, unless the list says otherwise. Raises Refused."""
        action = replace(row.action, covers=covers)
        if "status" not in row.said and action.date.earliest > clock.today():
            action = replace(action, status=ActionStatus.PLANNED)
        _refuse(row, action)
        for name in ("kind", "date", "actors"):
            change.refine(ACTION, name, "", getattr(action, name))
        change.refine(ACTION, "persons", "", str(covers.count))
        if lacks(action):
            row.warnings.append(Problem(row.row, "kind_incomplete"))
        record = self.ids.of("action", row.row)
        for desk in {self.desk, self._real}:
            desk.make(RecordKind.ACTION, {ACTION: action}, record)
        self._note_public(row.row, action)
        self._on_day[_day(action)].append(record)
        self._made.add(record)
        return Outcome.CREATED

    def _changed(self, row: ActionDraft, record: UUID, covers: Coverage, change: Change) -> Outcome:
        """Raises Refused."""
        news: list[tuple[Desk, Action, Action]] = []
        for desk in {self.desk, self._real}:
            old = desk.get(record, ACTION, row.action)
            choice = Choice.THEIRS if desk is self.desk else self._choices.get(row.row, self.batch.choice)
            made = change if desk is self.desk else Change(choice, Claim("", "", "", "", self.batch.list_name, row.row))
            new = actionmerging.merged(old, row, covers, made)
            _refuse(row, new, old)
            if new != old:
                news.append((desk, old, new))
        for desk, old, new in news:
            desk.put(record, ACTION, new)
            if desk is self._real:
                self._note_public(row.row, new, old)
        return Outcome.UPDATED if change.differences else Outcome.UNCHANGED

    def _note_public(self, row: int, action: Action, before: Action | None = None) -> None:
        """Whom the action names in public who was not named so before."""
        if names_in_public(action):
            named = set(before.covers.cases if before and names_in_public(before) else ())
            self._public[row] = [case for case in action.covers.cases if case not in named]

    def _tell_unconsented(self) -> None:
        """Nobody can be asked in the midst of a list: the preview says it, and the log once it is written."""
        public, self._public = self._public, {}
        everybody = list({UUID(case) for cases in public.values() for case in cases})
        without = set(map(str, consents.unnamed(self._unit, everybody, Audience.PUBLIC)))
        for row, cases in public.items():
            if count := len(without.intersection(cases)):
                self.tally.warnings.append(Problem(row, UNCONSENTED, value=str(count)))

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


def _refuse(row: ActionDraft, action: Action, before: Action | None = None) -> None:
    """By the rules that hold for the page too. Raises Refused."""
    fault = new_fault(action, clock.today(), before)
    if fault:
        raise Refused(Problem(row.row, SAID.get(fault.code, fault.code), fault.field))


def _day(action: Action) -> Day:
    return action.kind.value, action.date.text
