"""What is done for many is done in batches: ten times the people take no more statements."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from sqlalchemy import event

from casework.casebook.query import CaseQuery
from casework.domain.records import RecordKind
from casework.services import ledger, lists
from casework.services.actor import Actor
from casework.store.database import db
from tests.casefiles import case
from tests.organisation import Organisation


@contextmanager
def statements() -> Iterator[list[str]]:
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def create(actor: Actor, people: int) -> None:
    with ledger.writing(actor) as unit:
        unit.create_many(RecordKind.CASE, [case(f"Person {number}") for number in range(people)])


def create_and_read(actor: Actor, people: int) -> None:
    with ledger.writing(actor) as unit:
        made = unit.create_many(RecordKind.CASE, [case(f"Person {number}") for number in range(people)])
    with ledger.reading(actor) as unit:
        unit.load_many(made, "status")


def create_and_list(actor: Actor, people: int) -> None:
    create(actor, people)
    lists.list_cases(actor, CaseQuery(date(2024, 8, 9), size=500))


@pytest.mark.parametrize("use", [create, create_and_read, create_and_list])
def test_ten_times_the_people_take_no_more_statements(
    organisation: Organisation, use: Callable[[Actor, int], None]
) -> None:
    actor = organisation.actor()
    use(actor, 1)
    counts = []
    for people in (20, 200):
        with statements() as seen:
            use(actor, people)
        counts.append(len(seen))
    assert counts[0] == counts[1]
