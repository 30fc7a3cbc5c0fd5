"""What the rows of a list of people would do: matched, compared with the case that stands, ready to be written."""

from collections.abc import Iterable, Iterator
from itertools import islice
from uuid import UUID

from casework.domain import merging, opening, standing
from casework.domain.drafts import Draft
from casework.domain.importing import Batch, Difference, Outcome, PlannedRow, Problem
from casework.domain.matching import People
from casework.domain.records import RecordKind
from casework.domain.sections import SectionName
from casework.services import people
from casework.services.planning import CHUNK, Creation, Saving, Step, Tally
from casework.services.reading import Loaded, Reader

TOUCHED = (SectionName.IDENTITY, SectionName.STATUS, SectionName.CUSTODY, SectionName.LEGAL)


def cases(unit: Reader, batch: Batch, batch_id: str) -> "CasePlanner":
    """Raises NotAllowed, Tampered."""
    return CasePlanner(unit, people.everybody(unit.actor, batch.list_name, batch.began), batch, batch_id)


class CasePlanner:
    """Each row is one person: a new case, a change to one that stands, or refused."""

    def __init__(self, unit: Reader, people: People, batch: Batch, batch_id: str) -> None:
        self.unit, self.people, self.batch = unit, people, batch_id
        self.list_name = people.list_name
        self._choice, self._choices = batch.choice, dict(batch.choices)
        self.tally = Tally()
        self._taken: dict[str, int] = {}

    def chunks(self, drafts: Iterable[Draft | Problem]) -> Iterator[list[Step]]:
        source = iter(drafts)
        while chunk := list(islice(source, CHUNK)):
            yield list(self._steps(chunk))

    def pass_over(self, rows: Iterable[Draft | Problem]) -> None:
        for found in rows:
            if isinstance(found, Draft):
                self._match(found)

    def _steps(self, chunk: list[Draft | Problem]) -> Iterator[Step]:
        matched = [(found, self._match(found) if isinstance(found, Draft) else "") for found in chunk]
        standing = self._standing([(found, case) for found, case in matched if isinstance(found, Draft) and case])
        for found, case in matched:
            if isinstance(found, Problem):
                step = self._refused(found)
            elif isinstance(case, Problem):
                step = self._refused(case, found.name)
            else:
                self._tell(found)
                step = self._updated(found, UUID(case), standing[UUID(case)]) if case else self._created(found)
            self.tally.add(step.row)
            yield step

    def _match(self, draft: Draft) -> str | Problem:
        """The case's id, nothing for a new person, or why nobody was guessed."""
        match = self.people.match(draft)
        if match.problem:
            return match.problem
        if not match.case:
            self.people.take(draft)
            if match.doubt:
                draft.warnings.append(match.doubt)
        elif match.case in self._taken:
            return Problem(draft.row, "same_person_twice", value=str(self._taken[match.case]))
        else:
            self._taken[match.case] = draft.row
        return match.case

    def _standing(self, matched: list[tuple[Draft, str | Problem]]) -> dict[UUID, dict[str, Loaded]]:
        """What stands of the matched cases; of one that this very row has fed before, only its sources."""
        cases = {UUID(case): draft for draft, case in matched if isinstance(case, str)}
        found = self.unit.load_sections(list(cases), [SectionName.SOURCES])
        new = [case for case, draft in cases.items() if not self._read_before(draft, found[case])]
        for case, sections in self.unit.load_sections(new, TOUCHED).items():
            found[case].update(sections)
        return found

    def _read_before(self, draft: Draft, standing: dict[str, Loaded]) -> bool:
        loaded = standing.get(SectionName.SOURCES)
        return opening.already_read(draft, self.list_name, loaded.value if loaded else None)

    def _created(self, draft: Draft) -> Step:
        sections = opening.sections(draft, self.batch, self.list_name)
        row = PlannedRow(draft.row, Outcome.CREATED, draft.name, "", _first_facts(draft))
        return Step(row, [Creation(RecordKind.CASE, sections)])

    def _updated(self, draft: Draft, case: UUID, standing: dict[str, Loaded]) -> Step:
        before = {SectionName(name): loaded.value for name, loaded in standing.items()}
        after, differences = merging.merged(
            before, draft, self.batch, self.list_name, self._choices.get(draft.row, self._choice)
        )
        outcome = Outcome.UPDATED if after else Outcome.UNCHANGED
        for found in differences:
            if found.contradicts:
                self.tally.warnings.append(Problem(draft.row, "contradiction", found.field, found.new))
        saves: list[Saving] = [
            (case, name, section, standing[name].version if name in standing else 0) for name, section in after.items()
        ]
        return Step(PlannedRow(draft.row, outcome, draft.name, str(case), differences), [], saves)

    def _refused(self, problem: Problem, name: str = "") -> Step:
        self.tally.refused.append(problem)
        shown = (Difference("", problem.code, problem.column, problem.value),)
        return Step(PlannedRow(problem.row, Outcome.REFUSED, name, "", shown))

    def _tell(self, draft: Draft) -> None:
        self.tally.warnings.extend(draft.warnings)
        self.tally.offers.update(("article", article) for article in draft.unknown_articles)
        if draft.facility_as_written and not draft.facility:
            self.tally.offers["facility", draft.facility_as_written] += 1


def _first_facts(draft: Draft) -> tuple[Difference, ...]:
    """The few facts by which a reader of the preview knows the person."""
    last = standing.timeline(draft)[-1:]
    shown = (
        ("identity", "birth", draft.birth),
        ("status", "arrest", draft.arrested),
        ("status", "release", draft.released),
        ("status", "death", draft.died),
        ("status", "status", last[0].status if last and last[0].guessed else ""),
        ("custody", "facility", draft.facility or draft.facility_as_written),
    )
    return tuple(Difference(section, name, "", str(value)) for section, name, value in shown if value)
