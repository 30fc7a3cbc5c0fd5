"""The doctor finds what is wrong, and says so by id, never by content."""

from sqlalchemy import delete, update

from casework.casebook import shelf
from casework.domain.policy import Role
from casework.services import health
from casework.store.audit import AuditEntry
from casework.store.database import db, transaction
from casework.store.members import Grant
from casework.store.records import Revision, Summary
from tests.organisation import Organisation


def faults(found: list[health.Finding]) -> set[str]:
    return {finding.check for finding in found if not finding.sound}


def test_a_fresh_organisation_is_sound(each_organisation: Organisation) -> None:
    each_organisation.populate(people=30)
    assert faults(health.examine()) == set()
    assert faults(health.examine_sealed(each_organisation.actor())) == set()


def test_a_changed_audit_entry_is_found(organisation: Organisation) -> None:
    with transaction():
        db.session.execute(update(AuditEntry).where(AuditEntry.seq == 2).values(sealed=b"other"))
    assert faults(health.examine()) == {"audit chain"}


def test_a_damaged_section_is_named_and_the_rest_opens(organisation: Organisation) -> None:
    cases = organisation.populate(people=20)
    with transaction():
        db.session.execute(
            update(Revision)
            .where(Revision.section == "legal", Revision.record_id == cases[3])
            .values(sealed=b"\1" * 80)
        )
    found = {finding.check: finding for finding in health.examine_sealed(organisation.actor())}
    assert not found["records"].sound
    assert str(cases[3]) in found["records"].detail
    assert str(cases[4]) not in found["records"].detail


def test_a_record_taken_away_shows_in_the_head(organisation: Organisation) -> None:
    cases = organisation.populate(people=20)
    with transaction():
        db.session.execute(delete(Summary).where(Summary.record_id == cases[5]))
    assert "head of case" in faults(health.examine_sealed(organisation.actor()))


def test_a_missing_recovery_grant_is_found(organisation: Organisation) -> None:
    with transaction():
        db.session.execute(delete(Grant).where(Grant.holder == "recovery", Grant.compartment == "health"))
    assert faults(health.examine()) == {"recovery key"}


def test_a_data_folder_that_others_can_read_is_found(organisation: Organisation) -> None:
    organisation.settings.data.chmod(0o755)
    assert faults(health.examine()) == {"data folder"}


def test_who_holds_no_case_key_examines_what_they_hold_and_is_told_so(organisation: Organisation) -> None:
    organisation.populate(people=5)
    found = {finding.check: finding.detail for finding in health.examine_sealed(organisation.actor(Role.ADMINISTRATOR))}
    assert "not examined" in found["head of case"]


def test_a_snapshot_that_was_changed_is_found_with_the_keys_to_open_it(organisation: Organisation) -> None:
    actor = organisation.actor()
    organisation.populate(people=20)
    shelf.current(actor)
    assert faults(health.examine_sealed(actor)) == set()
    kept = organisation.settings.data / "snapshots" / "casebook.sealed"
    kept.write_bytes(kept.read_bytes()[:-1] + b"?")
    assert faults(health.examine_sealed(actor)) == {"snapshot opens"}


def test_a_snapshot_newer_than_the_database_is_found_without_a_key(organisation: Organisation) -> None:
    folder = organisation.settings.data / "snapshots"
    folder.mkdir()
    (folder / "casebook.sealed").write_bytes((99).to_bytes(8, "big") + b"sealed")
    assert faults(health.examine()) == {"snapshot"}
