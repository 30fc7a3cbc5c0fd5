"""The sealed ledger, on both databases: versions, conflicts, all or nothing, history."""

import pytest
from sqlalchemy import func, select

from casework.domain.errors import Conflict, NotAllowed, NotFound
from casework.domain.policy import Role
from casework.domain.records import RecordKind
from casework.domain.sections import Sources
from casework.services import ledger
from casework.services.actor import Actor
from casework.store import records
from casework.store.audit import AuditEntry
from casework.store.database import db
from tests.casefiles import case, identity
from tests.organisation import Organisation


def rows(table: type) -> int:
    return db.session.scalar(select(func.count()).select_from(table)) or 0


def write_and_fail(actor: Actor) -> None:
    with ledger.writing(actor) as unit:
        unit.create_many(RecordKind.CASE, [case("One"), case("Two")])
        unit.audit("case.created")
        raise RuntimeError


def test_what_was_written_is_read_back_with_who_and_when(each_organisation: Organisation) -> None:
    actor = each_organisation.actor()
    with ledger.writing(actor) as unit:
        made = unit.create(RecordKind.CASE, case("Volha Testavaja"), reason="from a letter")
    with ledger.reading(actor) as unit:
        found = unit.load(made, "identity")
    assert found is not None
    assert found.value == identity("Volha Testavaja")
    assert (found.version, found.by, found.reason) == (1, actor.name, "from a letter")


def test_nothing_written_is_no_change(organisation: Organisation) -> None:
    before = rows(records.Change)
    with ledger.writing(organisation.actor()) as unit:
        assert unit.create_many(RecordKind.CASE, []) == []
    assert rows(records.Change) == before


def test_every_version_stays_in_the_history(each_organisation: Organisation) -> None:
    actor = each_organisation.actor()
    with ledger.writing(actor) as unit:
        made = unit.create(RecordKind.CASE, case("First"))
    for version, name in enumerate(("Second", "Third"), start=1):
        with ledger.writing(actor) as unit:
            assert unit.save(made, "identity", identity(name), seen=version) == version + 1
    with ledger.reading(actor) as unit:
        assert [one.value.names[0].text for one in unit.history(made, "identity")] == ["First", "Second", "Third"]


def test_a_save_over_a_newer_version_is_a_conflict_that_holds_it(each_organisation: Organisation) -> None:
    actor = each_organisation.actor()
    with ledger.writing(actor) as unit:
        made = unit.create(RecordKind.CASE, case("Before"))
    with ledger.writing(actor) as unit:
        unit.save(made, "identity", identity("Theirs"), seen=1)
    with pytest.raises(Conflict) as refused, ledger.writing(actor) as unit:
        unit.save(made, "identity", identity("Ours"), seen=1)
    assert refused.value.theirs == identity("Theirs")
    assert (refused.value.version, refused.value.by) == (2, actor.name)


def test_an_error_leaves_no_row_of_the_whole_writing(each_organisation: Organisation) -> None:
    actor = each_organisation.actor()
    before = [rows(table) for table in (records.Record, records.Revision, records.Change, records.Summary, AuditEntry)]
    with pytest.raises(RuntimeError):
        write_and_fail(actor)
    after = [rows(table) for table in (records.Record, records.Revision, records.Change, records.Summary, AuditEntry)]
    assert after == before


def test_case_numbers_follow_one_another(each_organisation: Organisation) -> None:
    actor = each_organisation.actor()
    with ledger.writing(actor) as unit:
        made = unit.create_many(RecordKind.CASE, [case("One"), case("Two")])
        made.append(unit.create(RecordKind.CASE, case("Three")))
    with ledger.reading(actor) as unit:
        numbers = unit.load_many(made, "number")
    assert [numbers[each].value.number for each in made] == ["CW-000001", "CW-000002", "CW-000003"]


def test_an_analyst_cannot_load_the_sources(organisation: Organisation) -> None:
    coordinator, analyst = organisation.actor(), organisation.actor(Role.ANALYST)
    with ledger.writing(coordinator) as unit:
        made = unit.create(RecordKind.CASE, {**case(), "sources": Sources()})
    with ledger.reading(analyst) as unit:
        assert "sources" not in unit.load_all(made, ["identity", "sources"])
        with pytest.raises(NotAllowed):
            unit.load(made, "sources")


def test_an_unknown_record_is_not_found(organisation: Organisation) -> None:
    from uuid import uuid4

    with ledger.reading(organisation.actor()) as unit, pytest.raises(NotFound):
        unit.load(uuid4(), "identity")


def test_many_saves_take_few_statements(organisation: Organisation) -> None:
    from sqlalchemy import event

    actor = organisation.actor()
    with ledger.writing(actor) as unit:
        made = unit.create_many(RecordKind.CASE, [case(f"Person {n}") for n in range(400)])
    seen: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda *given: seen.append(given[2]))
    with ledger.writing(actor) as unit:
        unit.save_many([(each, "identity", identity(f"Renamed {n}"), 1) for n, each in enumerate(made)])
    assert len(seen) < 25
