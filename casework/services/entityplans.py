"""What the rows of a list of officials, entities and assets would do: matched, compared with what stands, written."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from uuid import UUID

from casework.domain.entities import SourceNotes
from casework.domain.entitydrafts import Addition, EntityDraft, EntityRow
from casework.domain.entitymerging import NOTES, EntityChange
from casework.domain.importing import Batch, Choice, Difference, Outcome, PlannedRow, Problem
from casework.domain.records import RecordKind
from casework.domain.sections import Claim
from casework.services import clock, entitiesonfile
from casework.services.entitiesonfile import OnFile
from casework.services.entitychanges import EntityChanges
from casework.services.entitydesk import Desk, Ids
from casework.services.entityties import Refused
from casework.services.planning import CHUNK, Step, Tally
from casework.services.reading import Reader


def entities(unit: Reader, batch: Batch, batch_id: str) -> "EntityPlanner":
    """Raises NotAllowed, Tampered."""
    on_file = entitiesonfile.everything(unit.actor, batch.list_name, batch.began)
    return EntityPlanner(unit, on_file, batch, batch_id)


@dataclass(slots=True)
class _Found:
    """The record a row is about; `first` if no earlier row and nobody knew it; or why the row is refused."""

    row: EntityRow
    record: UUID | None = None
    first: bool = False
    problem: Problem | None = None


class EntityPlanner:
    """Each row is an entity, or says something of one.

    What is shown is what would be if the list were right in everything. Where somebody chose otherwise, the same rows
    are carried out a second time on a desk of their own, and that is what is written.
    """

    def __init__(self, unit: Reader, on_file: OnFile, batch: Batch, batch_id: str) -> None:
        self._unit, self.on_file, self.list_name = unit, on_file, batch.list_name
        self._choice, self._choices = batch.choice, dict(batch.choices)
        self.tally = Tally()
        chosen = batch.choice is not Choice.THEIRS or bool(batch.choices)
        self.ids = Ids(batch_id)
        self.desk = Desk(unit, keeps=chosen or not batch_id)
        self.changes = EntityChanges(self.desk, on_file, self.ids, clock.today())
        self._real = EntityChanges(Desk(unit, keeps=False), on_file, self.ids, clock.today()) if chosen else None
        self._passing = False
        self._refused_ids: dict[str, int] = {}
        self._never_made: dict[UUID, int] = {}

    @property
    def unit(self) -> Reader:
        return self._unit

    @unit.setter
    def unit(self, unit: Reader) -> None:
        self._unit = unit
        for changes in self._all:
            changes.desk.unit = unit

    @property
    def _all(self) -> list[EntityChanges]:
        return [self.changes, self._real] if self._real else [self.changes]

    def chunks(self, rows: Iterable[EntityRow]) -> Iterator[list[Step]]:
        source = iter(rows)
        while chunk := list(islice(source, CHUNK)):
            yield self._steps(chunk)

    def pass_over(self, rows: Iterable[EntityRow]) -> None:
        """Carried out again, and nothing of it kept: what these rows made is in the store, under the same ids."""
        tally, self.tally = self.tally, Tally()
        for changes in self._all:
            changes.passing = True
        self._passing = True
        for _ in self.chunks(rows):
            self.tally = Tally()
        self._passing = False
        for changes in self._all:
            changes.passing = False
        self.tally = tally

    def _steps(self, chunk: list[EntityRow]) -> list[Step]:
        found = self._found(chunk)
        standing = [(one.row, one.record) for one in found if one.record and (self._passing or not one.first)]
        for changes in self._all:
            changes.prepare([one.row for one in found], standing)
        steps = [Step(self._planned(one)) for one in found]
        for step in steps:
            self.tally.add(step.row)
        for changes in self._all:
            steps[-1].creates, steps[-1].saves = changes.desk.cleared()
        return steps

    def _found(self, chunk: list[EntityRow]) -> list[_Found]:
        """Row after row, for a later one may be whom an earlier one makes. What names an entity comes last."""
        found = [_Found(row) for row in chunk]
        unsure: list[_Found] = []
        for one in found:
            if isinstance(one.row, Problem):
                one.problem = one.row
            elif isinstance(one.row, EntityDraft) and self._matched(one, one.row):
                unsure.append(one)
        self._settle(unsure)
        for one in found:
            if one.problem and isinstance(one.row, EntityDraft):
                self._refused_ids.update((value, one.row.row) for value in one.row.ids)
        for one in found:
            if isinstance(one.row, Addition):
                self._named(one, one.row)
        return found

    def _named(self, one: _Found, row: Addition) -> None:
        known = self.on_file.entities.by_id.get(row.of)
        if known is not None:
            one.record = UUID(known.record)
        elif row.of in self._refused_ids:
            one.problem = Problem(row.row, "entity_refused", row.column, str(self._refused_ids[row.of]))
        else:
            one.problem = Problem(row.row, "reference_missing", row.column, row.of)

    def _matched(self, one: _Found, draft: EntityDraft) -> bool:
        """Whether only the name fits."""
        match = self.on_file.entities.match(draft)
        one.problem = match.problem
        if match.record:
            one.record = UUID(match.record)
        elif not match.problem:
            one.record, one.first = self.ids.of("entity", draft.row), True
            self.on_file.entities.take(draft, str(one.record))
        return match.unsure

    def _settle(self, unsure: list[_Found]) -> None:
        """Where only the name fits, it is the same if this list has spoken of it before; else nobody guesses."""
        self.desk.open(RecordKind.ENTITY, [one.record for one in unsure if one.record], [NOTES])
        for one in unsure:
            notes = self.desk.get(one.record, NOTES, SourceNotes()) if one.record else SourceNotes()
            if not any(list_name == self.list_name for list_name, *_ in notes.entries):
                row = one.row.row
                one.record, one.problem = None, Problem(row, "only_the_name_fits_entity")

    def _planned(self, one: _Found) -> PlannedRow:
        row = one.row
        if one.problem or one.record is None or isinstance(row, Problem):
            problem = one.problem or Problem(row.row, "reference_missing")
            return self._refused(problem, row.name if isinstance(row, EntityDraft) else "")
        change = EntityChange()
        name = row.name if isinstance(row, EntityDraft) else self.changes.ties.name(one.record)
        made = one.first and not self._passing
        try:
            kind, outcome = self._carried_out(row, one.record, made, change)
        except Refused as refused:
            if one.first:
                self._never_made[one.record] = row.row
            return self._refused(refused.problem, name)
        self._tell(row, change)
        shown = "" if str(one.record) in self.on_file.entities.taken else str(one.record)
        return PlannedRow(row.row, outcome, name, shown, tuple(change.differences), kind)

    def _carried_out(
        self, row: EntityDraft | Addition, record: UUID, made: bool, change: EntityChange
    ) -> tuple[RecordKind, Outcome]:
        """Raises Refused. What an earlier row should have made and did not is made by the next row about it."""
        if isinstance(row, EntityDraft):
            made = bool(self._never_made.pop(record, 0)) or made
        elif record in self._never_made:
            raise Refused(Problem(row.row, "entity_refused", row.column, str(self._never_made[record])))
        found = _carry_out(self.changes, row, record, made, change)
        if self._real:
            choice = self._choices.get(row.row, self._choice)
            source = Claim("", "", "", "", self.list_name, row.row)
            with suppress(Refused):
                _carry_out(self._real, row, record, made, EntityChange(choice, source))
        return found

    def _refused(self, problem: Problem, name: str) -> PlannedRow:
        self.tally.refused.append(problem)
        shown = (Difference("", problem.code, problem.column, problem.value),)
        return PlannedRow(problem.row, Outcome.REFUSED, name, "", shown, RecordKind.ENTITY)

    def _tell(self, row: EntityDraft | Addition, change: EntityChange) -> None:
        self.tally.warnings.extend(row.warnings)
        self.tally.warnings.extend(self.changes.told())
        for found in change.differences:
            if found.contradicts:
                self.tally.warnings.append(Problem(row.row, "contradiction", found.field, found.new))
        listings = row.listings if isinstance(row, EntityDraft) else [row.listing] if row.listing else []
        for listing in listings:
            if listing.unknown:
                self.tally.offers["programme", listing.programme] += 1


def _carry_out(
    changes: EntityChanges, row: EntityDraft | Addition, record: UUID, made: bool, change: EntityChange
) -> tuple[RecordKind, Outcome]:
    """Raises Refused."""
    if isinstance(row, EntityDraft):
        return RecordKind.ENTITY, changes.entity(row, record, made, change)
    return changes.addition(row, record, change)
