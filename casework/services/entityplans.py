"""What the rows of a list of officials, entities and assets would do: matched, compared with what stands, written."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from uuid import UUID, uuid4

from casework.domain.entities import SourceNotes
from casework.domain.entitydrafts import Addition, EntityDraft, EntityRow
from casework.domain.entitymerging import HOLDINGS, NOTES, POSTS, PROFILE
from casework.domain.importing import Batch, Difference, Outcome, PlannedRow, Problem
from casework.domain.merging import Change
from casework.domain.records import RecordKind
from casework.services import clock, entitiesonfile
from casework.services.entitiesonfile import OnFile
from casework.services.entitychanges import EntityChanges
from casework.services.entitydesk import Desk
from casework.services.entityties import Refused
from casework.services.planning import CHUNK, Step, Tally
from casework.services.reading import Reader

TOUCHED = (PROFILE, POSTS, HOLDINGS, NOTES)


def entities(unit: Reader, batch: Batch, _batch_id: str) -> "EntityPlanner":
    """Raises NotAllowed, Tampered."""
    return EntityPlanner(unit, entitiesonfile.everything(unit.actor, batch.list_name), batch.list_name)


@dataclass(slots=True)
class _Found:
    """The record a row is about; `new` if this very row makes it; or why the row is refused."""

    row: EntityRow
    record: UUID | None = None
    new: bool = False
    problem: Problem | None = None


class EntityPlanner:
    """Each row is an entity, or says something of one. What is told of the file itself has row 0."""

    def __init__(self, unit: Reader, on_file: OnFile, list_name: str) -> None:
        self.on_file, self.list_name = on_file, list_name
        self.tally = Tally()
        self.desk = Desk(unit)
        self.changes = EntityChanges(unit, self.desk, on_file, list_name, clock.today())
        self._refused_ids: dict[str, int] = {}
        self._never_made: dict[UUID, int] = {}

    def chunks(self, rows: Iterable[EntityRow]) -> Iterator[list[Step]]:
        source = iter(rows)
        while chunk := list(islice(source, CHUNK)):
            yield self._steps(chunk)

    def _steps(self, chunk: list[EntityRow]) -> list[Step]:
        found = self._found(chunk)
        standing = [one.record for one in found if one.record and not one.new]
        self.desk.open(RecordKind.ENTITY, standing, TOUCHED)
        self.changes.prepare([one.row for one in found], standing)
        steps = [Step(self._planned(one)) for one in found]
        for step in steps:
            self.tally.add(step.row)
        steps[-1].creates, steps[-1].saves = self.desk.cleared()
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
            one.record, one.new = uuid4(), True
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
        change = Change()
        name = row.name if isinstance(row, EntityDraft) else self.changes.ties.name(one.record)
        try:
            kind, outcome = self._carried_out(row, one.record, one.new, change)
        except Refused as refused:
            if one.new:
                self._never_made[one.record] = row.row
            return self._refused(refused.problem, name)
        self._tell(row, change)
        shown = "" if one.new or str(one.record) in self.on_file.entities.taken else str(one.record)
        return PlannedRow(row.row, outcome, name, shown, tuple(change.differences), kind)

    def _carried_out(
        self, row: EntityDraft | Addition, record: UUID, new: bool, change: Change
    ) -> tuple[RecordKind, Outcome]:
        """Raises Refused. What an earlier row should have made and did not is made by the next row about it."""
        if isinstance(row, EntityDraft):
            new = bool(self._never_made.pop(record, 0)) or new
            return RecordKind.ENTITY, self.changes.entity(row, record, new, change)
        if record in self._never_made:
            raise Refused(Problem(row.row, "entity_refused", row.column, str(self._never_made[record])))
        return self.changes.addition(row, record, change)

    def _refused(self, problem: Problem, name: str) -> PlannedRow:
        self.tally.refused.append(problem)
        shown = (Difference("", problem.code, problem.column, problem.value),)
        return PlannedRow(problem.row, Outcome.REFUSED, name, "", shown, RecordKind.ENTITY)

    def _tell(self, row: EntityDraft | Addition, change: Change) -> None:
        self.tally.warnings.extend(row.warnings)
        self.tally.warnings.extend(self.changes.told())
        for found in change.differences:
            if found.contradicts:
                self.tally.warnings.append(Problem(row.row, "contradiction", found.field, found.new))
        listings = row.listings if isinstance(row, EntityDraft) else [row.listing] if row.listing else []
        for listing in listings:
            if listing.unknown:
                self.tally.offers["programme", listing.programme] += 1
