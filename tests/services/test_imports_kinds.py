"""The machinery of imports serves any kind of record: what a plan makes and changes is written, and undone."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple
from uuid import UUID, uuid4

import pytest
from msgspec.structs import replace

from casework.domain.actions import Action, ActionKind
from casework.domain.dates import PartialDate
from casework.domain.errors import EditedSince
from casework.domain.importing import Batch, ListKind, Outcome, PlannedRow
from casework.domain.records import WITHDRAWN, RecordKind
from casework.services import imports, ledger
from casework.services.actor import Actor
from casework.services.planning import Creation, Incoming, Saving, Step, Tally
from casework.services.reading import Reader
from tests.organisation import Organisation

ACTION = "action"
BATCH = Batch("actions of ours", "actions.csv", "hash", kind=ListKind.ACTIONS)


class Line(NamedTuple):
    number: int
    title: str


class Titles:
    """The smallest planner: an action by its title, made where there is none, else given another day."""

    def __init__(self, unit: Reader, _batch: Batch, _batch_id: str) -> None:
        self.unit = unit
        found = unit.all_of(RecordKind.ACTION, ACTION)
        self.known = {loaded.value.title: (key, loaded.value, loaded.version) for key, loaded in found.items()}
        self.tally = Tally()

    def pass_over(self, rows: Iterable[Line]) -> None:
        """Every row stands on its own."""

    def chunks(self, rows: Iterable[Line]) -> Iterator[list[Step]]:
        steps = [self._step(line) for line in rows]
        for step in steps:
            self.tally.add(step.row)
        yield steps

    def _step(self, line: Line) -> Step:
        if line.title in self.known:
            key, stood, seen = self.known[line.title]
            save: Saving = (key, ACTION, _action(stood.title, "2024-08-10"), seen)
            row = PlannedRow(line.number, Outcome.UPDATED, line.title, str(key), kind=RecordKind.ACTION)
            return Step(row, saves=[save])
        made = Creation(RecordKind.ACTION, {ACTION: _action(line.title, "2024-08-09")}, uuid4())
        return Step(PlannedRow(line.number, Outcome.CREATED, line.title, kind=RecordKind.ACTION), [made])


def _action(title: str, day: str) -> Action:
    return Action(kind=ActionKind.NGO_STATEMENT, date=PartialDate.parse(day), title=title)


def taken(actor: Actor, listed: Incoming, data: bytes) -> tuple[UUID | None, Batch]:
    return imports.take(actor, listed, replace(BATCH, file_hash=data.decode()), data)


def incoming(*titles: str) -> Incoming:
    return Incoming(Titles, lambda: [Line(number, title) for number, title in enumerate(titles, 2)])


def standing(organisation: Organisation) -> dict[str, str]:
    with ledger.reading(organisation.actor()) as unit:
        gone = unit.all_of(RecordKind.ACTION, WITHDRAWN)
        found = unit.all_of(RecordKind.ACTION, ACTION)
    return {one.value.title: str(one.value.date) for key, one in found.items() if key not in gone}


def test_actions_come_in_and_are_undone_as_cases_are(organisation: Organisation) -> None:
    actor = organisation.actor()
    taken(actor, incoming("One"), b"one")
    second, done = taken(actor, incoming("One", "Two"), b"two")
    assert (done.created, done.updated, done.kind) == (1, 1, ListKind.ACTIONS)
    assert standing(organisation) == {"One": "2024-08-10", "Two": "2024-08-09"}
    assert isinstance(second, UUID)
    imports.undo(actor, second)
    assert standing(organisation) == {"One": "2024-08-09"}


def test_an_undo_names_the_kind_of_what_was_edited_since(organisation: Organisation) -> None:
    actor = organisation.actor()
    first, _ = taken(actor, incoming("One"), b"one")
    taken(actor, incoming("One"), b"two")
    assert isinstance(first, UUID)
    with pytest.raises(EditedSince) as refusal:
        imports.undo(actor, first)
    assert set(refusal.value.edited.values()) == {"action"}
