"""Somebody edits the database: moved, rolled back, deleted and forged rows are refused, and the rest works."""

from uuid import UUID

import pytest
from sqlalchemy import delete, select, update

from casework.domain.errors import Tampered
from casework.domain.records import RecordKind
from casework.services import cases, ledger
from casework.store import audit as log
from casework.store import settings
from casework.store.database import db
from casework.store.records import RecordKeyRow, Revision, Summary
from casework.vault import audit
from tests.casefiles import case, identity
from tests.organisation import Organisation


@pytest.fixture
def pair(organisation: Organisation) -> tuple[UUID, UUID]:
    with ledger.writing(organisation.actor()) as unit:
        one, other = unit.create_many(RecordKind.CASE, [case("One"), case("Other")])
    return one, other


def revision(record: UUID, section: str = "identity", version: int = 1) -> Revision:
    found = db.session.get(Revision, (record, section, version))
    assert found is not None
    return found


def verdict() -> log.Verdict:
    return log.verify(audit.InstanceSigner(settings.instance_key()).public())


def test_a_section_moved_to_another_person_is_refused(organisation: Organisation, pair: tuple[UUID, UUID]) -> None:
    one, other = pair
    revision(one).sealed = revision(other).sealed
    db.session.commit()
    with pytest.raises(Tampered):
        cases.open_case(organisation.actor(), one)
    assert cases.open_case(organisation.actor(), other).id == other


def test_a_section_put_in_place_of_another_is_refused(organisation: Organisation, pair: tuple[UUID, UUID]) -> None:
    revision(pair[0], "status").sealed = revision(pair[0], "custody").sealed
    db.session.commit()
    with pytest.raises(Tampered):
        cases.open_case(organisation.actor(), pair[0])


def test_a_key_of_another_person_opens_nothing(organisation: Organisation, pair: tuple[UUID, UUID]) -> None:
    keys = {row.record_id: row for row in db.session.scalars(select(RecordKeyRow))}
    keys[pair[0]].wrapped = keys[pair[1]].wrapped
    db.session.commit()
    with pytest.raises(Tampered):
        cases.open_case(organisation.actor(), pair[0])


def test_an_old_version_put_back_by_deleting_the_new_is_refused(
    organisation: Organisation, pair: tuple[UUID, UUID]
) -> None:
    with ledger.writing(organisation.actor()) as unit:
        unit.save(pair[0], "identity", identity("Corrected"), seen=1)
    db.session.execute(delete(Revision).where(Revision.record_id == pair[0], Revision.version == 2))
    db.session.commit()
    with pytest.raises(Tampered):
        cases.open_case(organisation.actor(), pair[0])


def test_an_old_value_under_the_new_version_is_refused(organisation: Organisation, pair: tuple[UUID, UUID]) -> None:
    with ledger.writing(organisation.actor()) as unit:
        unit.save(pair[0], "identity", identity("Corrected"), seen=1)
    revision(pair[0], version=2).sealed = revision(pair[0], version=1).sealed
    db.session.commit()
    with pytest.raises(Tampered):
        cases.open_case(organisation.actor(), pair[0])


def test_a_gap_in_the_history_is_refused(organisation: Organisation, pair: tuple[UUID, UUID]) -> None:
    from casework.domain.sections import SectionName

    for version in (1, 2):
        with ledger.writing(organisation.actor()) as unit:
            unit.save(pair[0], "identity", identity(f"Name {version}"), seen=version)
    db.session.execute(delete(Revision).where(Revision.record_id == pair[0], Revision.version == 2))
    db.session.commit()
    with pytest.raises(Tampered):
        cases.history(organisation.actor(), pair[0], SectionName.IDENTITY)


def test_a_summary_under_another_change_is_refused(organisation: Organisation, pair: tuple[UUID, UUID]) -> None:
    db.session.execute(update(Summary).where(Summary.record_id == pair[0]).values(seq=Summary.seq + 100))
    db.session.commit()
    with pytest.raises(Tampered):
        cases.open_case(organisation.actor(), pair[0])


def test_an_untouched_audit_log_verifies(organisation: Organisation, pair: tuple[UUID, UUID]) -> None:
    cases.open_case(organisation.actor(), pair[0])
    found = verdict()
    assert found.broken is None
    assert found.entries == db.session.scalars(select(log.AuditEntry)).all()[-1].seq


@pytest.mark.parametrize("column", ["sealed", "hash", "signature", "signer", "previous"])
def test_an_audit_entry_that_was_edited_is_named(
    organisation: Organisation, pair: tuple[UUID, UUID], column: str
) -> None:
    entry = db.session.scalars(select(log.AuditEntry).order_by(log.AuditEntry.seq)).all()[2]
    value = getattr(entry, column)
    flipped = "somebody" if isinstance(value, str) else bytes([value[0] ^ 1]) + value[1:]
    setattr(entry, column, flipped)
    db.session.commit()
    assert verdict().broken == entry.seq


def test_an_audit_entry_taken_out_is_noticed(organisation: Organisation, pair: tuple[UUID, UUID]) -> None:
    db.session.execute(delete(log.AuditEntry).where(log.AuditEntry.seq == 2))
    db.session.commit()
    found = verdict()
    assert (found.broken, found.reason) == (3, "missing")


def test_an_audit_log_signed_with_another_key_is_noticed(organisation: Organisation, pair: tuple[UUID, UUID]) -> None:
    """The chain recomputed by somebody who holds no member's signing key."""
    entry = db.session.scalars(select(log.AuditEntry).order_by(log.AuditEntry.seq.desc())).first()
    assert entry is not None
    from casework.vault.people import UserKeys

    entry.signature = UserKeys.generate().sign(entry.hash)
    db.session.commit()
    assert (verdict().broken, verdict().reason) == (entry.seq, "signature")
