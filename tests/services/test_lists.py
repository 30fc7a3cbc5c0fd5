"""Lists, counts and searches as a page or a command asks for them."""

import json
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from casework.casebook.query import CaseQuery
from casework.domain.errors import NotAllowed
from casework.domain.policy import Role
from casework.domain.records import RecordKind
from casework.domain.sections import Identity, PersonName, Script, Sex
from casework.imports import lists as importing
from casework.services import audit, ledger, lists
from casework.store import audit as entries
from casework.store import records
from casework.store.database import db, transaction
from tests.casefiles import case
from tests.organisation import Organisation

DATA = Path(__file__).parents[1] / "data"
TRUTH = json.loads((DATA / "truth.json").read_text("utf-8"))
DAY = date(2024, 8, 9)
HELD = CaseQuery(DAY, in_custody=True)


@pytest.fixture
def listed(each_organisation: Organisation) -> Organisation:
    """The public list on file."""
    data = (DATA / "public-list-en.csv").read_bytes()
    importing.take(each_organisation.actor(), data, "public-list-en.csv")
    return each_organisation


def add(organisation: Organisation, *names: str) -> None:
    with ledger.writing(organisation.actor()) as unit:
        unit.create_many(RecordKind.CASE, [case(name) for name in names])


def test_the_public_list_gives_every_count_of_the_truth_file(listed: Organisation) -> None:
    actor = listed.actor()
    counted = {
        day: lists.count(actor, CaseQuery(date.fromisoformat(day), in_custody=True)) for day in TRUTH["in_custody"]
    }
    assert {day: found.certain for day, found in counted.items()} == TRUTH["in_custody"]
    assert {found.uncertain for found in counted.values()} == {0}
    page = lists.list_cases(actor, HELD)
    board = lists.dashboard(actor, DAY)
    assert (page.everyone, page.total) == (TRUTH["people"], TRUTH["in_custody"]["2024-08-09"])
    assert board.women == TRUTH["women_in_custody_2024-08-09"]
    assert board.by["article"]["342"] == TRUTH["article_342_in_custody_2024-08-09"]
    assert sum(board.by["status"].values()) == sum(board.by["facility"].values()) == board.in_custody.certain
    assert lists.dashboard(actor, date(2026, 11, 23)).died == TRUTH["died_in_custody"]


def test_each_use_leaves_one_line_in_the_log_without_a_name_or_a_filter(each_organisation: Organisation) -> None:
    add(each_organisation, "Alena Uzornaja")
    actor = each_organisation.actor(Role.CASEWORKER)
    before = entries.tip().seq
    lists.list_cases(actor, CaseQuery(DAY, regions=("Homiel",), text="Uzornaja"))
    lists.count(actor, HELD, "sex")
    lists.dashboard(actor, DAY)
    lists.search(actor, "Uzornaja")
    lists.duplicates(actor, Identity(names=(PersonName(Script.LATIN, "Alena Uzornaja"),)))
    assert entries.tip().seq == before + 5
    log = audit.listing(each_organisation.actor(Role.SECURITY_OFFICER), audit.Asked(), size=5)
    written = repr([line.event for line in log.lines])
    assert "case.searched" in written
    assert "Uzornaja" not in written
    assert "Homiel" not in written


@pytest.mark.parametrize("role", [Role.SECURITY_OFFICER, Role.ADMINISTRATOR])
def test_who_may_not_read_cases_gets_no_list_no_count_and_no_search(organisation: Organisation, role: Role) -> None:
    add(organisation, "Alena Uzornaja")
    actor = organisation.actor(role)
    for use in (
        lambda: lists.list_cases(actor, HELD),
        lambda: lists.count(actor, HELD),
        lambda: lists.dashboard(actor, DAY),
        lambda: lists.search(actor, "Alena"),
        lambda: lists.duplicates(actor, Identity()),
        lambda: lists.faults(actor),
    ):
        before = entries.tip().seq
        with pytest.raises(NotAllowed):
            use()
        assert entries.tip().seq == before + 1


def test_an_analyst_lists_and_counts(organisation: Organisation) -> None:
    add(organisation, "Alena Uzornaja")
    assert lists.count(organisation.actor(Role.ANALYST), HELD).certain == 1


def test_a_search_shows_each_person_as_of_today(organisation: Organisation) -> None:
    add(organisation, "Alena Uzornaja", "Siarhei Novik")
    best = lists.search(organisation.actor(), "Елена Узорная")[0]
    assert best.row is not None
    assert (best.name, best.row.names[0].text, best.row.in_custody) == ("Alena Uzornaja", "Alena Uzornaja", True)


def test_a_duplicate_is_told_before_it_is_made(organisation: Organisation) -> None:
    add(organisation, "Alena Uzornaja", "Siarhei Novik")
    newcomer = Identity(names=(PersonName(Script.BE, "Алена Узорная"),), sex=Sex.FEMALE)
    assert [one.name for one in lists.duplicates(organisation.actor(), newcomer)] == ["Alena Uzornaja"]


def test_a_damaged_record_is_in_the_audit_log_once(organisation: Organisation) -> None:
    add(organisation, "Alena Uzornaja", "Siarhei Novik")
    with transaction():
        row = db.session.scalars(select(records.Summary)).first()
        assert row is not None
        row.sealed = bytes(len(row.sealed))
    actor = organisation.actor()
    assert lists.count(actor, HELD).certain == 1
    lists.count(actor, HELD)
    log = audit.listing(organisation.actor(Role.SECURITY_OFFICER), audit.Asked(event="record.damaged"))
    damaged = f"summary/{row.record_id}/{row.seq}"
    assert sorted(line.event.subject for line in log.lines if line.event) == ["head/case", damaged]
    assert lists.faults(actor) == ("head/case", damaged)
