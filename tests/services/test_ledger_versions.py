"""Versions are watched: of every compartment, in batches, before a save; and each refusal is in the log."""

import threading
from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import delete, event, select

from casework.domain.errors import Conflict, NotAllowed, Tampered
from casework.domain.policy import Compartment, Role
from casework.domain.records import RecordKind
from casework.domain.sections import Consent, ConsentRecord, Section, SectionName, SourceRow, Sources
from casework.services import audit, cases, ledger
from casework.services.actor import Actor
from casework.store.database import db
from casework.store.records import Revision, Summary
from casework.vault.keyring import Keyring
from tests.casefiles import case, identity
from tests.organisation import Organisation


def saved(actor: Actor, record: UUID, section: str, value: Section, seen: int) -> None:
    with ledger.writing(actor) as unit:
        unit.save(record, section, value, seen)


def put_back(record: UUID, section: str, version: int) -> None:
    """The row of a version is deleted, so that the older one is the newest again."""
    wanted = (Revision.record_id == record, Revision.section == section, Revision.version == version)
    db.session.execute(delete(Revision).where(*wanted))
    db.session.commit()


def logged(organisation: Organisation, name: str) -> list[str]:
    found = audit.listing(organisation.actor(Role.SECURITY_OFFICER), audit.Asked(event=name)).lines
    return [line.event.subject for line in found if line.event]


def test_a_version_of_another_compartment_is_still_known_after_other_sections_were_saved(
    each_organisation: Organisation,
) -> None:
    actor = each_organisation.actor()
    with ledger.writing(actor) as unit:
        made = unit.create(RecordKind.CASE, case())
    for version in (0, 1):
        saved(actor, made, "sources", Sources(rows=(SourceRow("b", "list", version + 1),)), version)
    saved(actor, made, "identity", identity("Corrected"), 1)
    put_back(made, "sources", 2)
    with pytest.raises(Tampered), ledger.reading(actor) as unit:
        unit.load(made, "sources")


def test_a_consent_put_back_is_refused_in_a_batch_too(each_organisation: Organisation) -> None:
    """Withdrawn consent must not come back to life in a report."""
    actor = each_organisation.actor()
    given = {SectionName.CONSENT: ConsentRecord(level=Consent.FULL_PROFILE)}
    with ledger.writing(actor) as unit:
        made = unit.create_many(RecordKind.CASE, [case("One") | given, case("Other") | given])
    saved(actor, made[0], "consent", ConsentRecord(), 1)
    put_back(made[0], "consent", 2)
    for read in (
        lambda unit: unit.load_many(made, "consent"),
        lambda unit: unit.load_known(made, ["consent"], date(2190, 1, 1)),
        lambda unit: unit.history(made[0], "consent"),
    ):
        with pytest.raises(Tampered), ledger.reading(actor) as unit:
            read(unit)
    with ledger.reading(actor) as unit:
        assert unit.load_many(made[1:], "consent")[made[1]].value == given[SectionName.CONSENT]


def test_nothing_is_saved_over_a_version_that_was_put_back(each_organisation: Organisation) -> None:
    actor = each_organisation.actor()
    with ledger.writing(actor) as unit:
        made = unit.create(RecordKind.CASE, case("First"))
    saved(actor, made, "identity", identity("Second"), 1)
    put_back(made, "identity", 2)
    with pytest.raises(Tampered):
        saved(actor, made, "identity", identity("Third"), 1)
    assert db.session.scalars(select(Revision.version).where(Revision.section == "identity")).all() == [1]


def test_an_older_summary_put_back_is_refused(each_organisation: Organisation) -> None:
    actor = each_organisation.actor()
    made = cases.create(actor, case("First"))
    saved(actor, made, "identity", identity("Second"), 1)
    newest = db.session.scalars(select(Summary.seq).order_by(Summary.seq.desc())).first()
    db.session.execute(delete(Summary).where(Summary.record_id == made, Summary.seq == newest))
    db.session.commit()
    with pytest.raises(Tampered) as refused:
        cases.open_case(actor, made)
    assert refused.value.place == f"summary/{made}"


def test_a_damaged_value_is_named_in_the_log(each_organisation: Organisation) -> None:
    actor = each_organisation.actor()
    made = cases.create(actor, case("First"))
    saved(actor, made, "identity", identity("Second"), 1)
    put_back(made, "identity", 2)
    with pytest.raises(Tampered):
        cases.open_case(actor, made)
    assert logged(each_organisation, "record.damaged") == [f"revision/{made}/identity/1"]


def test_a_conflict_is_in_the_log_and_nothing_else_of_that_writing(each_organisation: Organisation) -> None:
    actor = each_organisation.actor()
    made = cases.create(actor, case("First"))
    saved(actor, made, "identity", identity("Second"), 1)
    with pytest.raises(Conflict):
        cases.save_section(actor, made, SectionName.IDENTITY, identity("Third"), 1)
    assert logged(each_organisation, "record.changed_meanwhile") == [str(made)]
    assert logged(each_organisation, "case.changed") == []


def test_one_record_may_be_saved_twice_in_one_writing(each_organisation: Organisation) -> None:
    actor = each_organisation.actor()
    with ledger.writing(actor) as unit:
        made = unit.create(RecordKind.CASE, case("First"))
        assert unit.save(made, "identity", identity("Second"), 1) == 2
        assert unit.save(made, "identity", identity("Third"), 2) == 3
    assert cases.open_case(actor, made).sections[SectionName.IDENTITY].value == identity("Third")


def test_keys_that_were_never_granted_are_a_missing_right_not_damage(organisation: Organisation) -> None:
    actor = organisation.actor()
    made = cases.create(actor, case())
    none = {Compartment.AUDIT: {1: actor.keyring.secret(Compartment.AUDIT, 1)}}
    without = Actor(actor.user_id, actor.name, actor.role, Keyring(none), actor.keys)
    with ledger.reading(without) as unit:
        for read in (lambda: unit.history(made, "identity"), lambda: unit.load_many([made], "identity")):
            with pytest.raises(NotAllowed):
                read()


def test_a_reading_beside_a_saving_sees_one_moment(each_organisation: Organisation) -> None:
    """Somebody saves after the sections were read and before the summary is: no false alarm."""
    actor = each_organisation.actor()
    made = cases.create(actor, case("First"))
    waiting = [True]

    def save() -> None:
        with each_organisation.app.app_context():
            saved(actor, made, "identity", identity("Second"), 1)

    def between(*given: object) -> None:
        if waiting and "FROM revision" in str(given[2]):
            waiting.clear()
            thread = threading.Thread(target=save)
            thread.start()
            thread.join()

    event.listen(db.engine, "after_cursor_execute", between)
    try:
        with ledger.reading(actor) as unit:
            found = unit.load(made, "identity")
    finally:
        event.remove(db.engine, "after_cursor_execute", between)
    assert found is not None
    assert (found.value, waiting) == (identity("First"), [])
    assert cases.open_case(actor, made).sections[SectionName.IDENTITY].version == 2
