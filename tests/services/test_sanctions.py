"""The sanctions gap through the services: on both databases, for the roles that may, in the log, as a file."""

import csv
from collections.abc import Callable
from datetime import date
from io import BytesIO, StringIO

import openpyxl
import pytest

from casework.casebook.sanctions import GapQuery
from casework.domain.entities import EntityKind
from casework.domain.errors import Invalid, NotAllowed
from casework.domain.involvements import InvolvementRole
from casework.domain.policy import Permission, Role, may
from casework.domain.records import WITHDRAWN, Withdrawn
from casework.domain.statement import Language
from casework.reports import gap as files
from casework.reports import separated
from casework.services import audit, cases, designations, ledger, sanctions
from tests.casefiles import case
from tests.organisation import Organisation
from tests.sanctioned import listing, official, post, tie

DAY = date(2024, 8, 9)
ANY = GapQuery(DAY)


def test_the_gap_is_who_is_tied_and_not_listed(each_organisation: Organisation) -> None:
    actor = each_organisation.actor(Role.CASEWORKER)
    person = cases.create(actor, case())
    free, listed, idle = official(actor, "Free"), official(actor, "Listed"), official(actor, "Idle")
    for one in (free, listed):
        tie(actor, one, person)
    designations.add(actor, listing(listed))
    designations.add(actor, listing(idle, "US", "US-BRUS"))
    found = sanctions.gap(actor, ANY)
    assert ([one.entity.id for one in found.officials], found.tied) == ([free], 2)
    us = sanctions.gap(actor, GapQuery(DAY, "US")).officials
    assert {one.entity.id: one.listed_by for one in us} == {free: (), listed: ("EU",)}
    assert [one.entity.id for one in sanctions.unlinked(actor, DAY)] == [idle]


def test_a_delisting_and_a_withdrawal_open_the_gap_again(each_organisation: Organisation) -> None:
    actor = each_organisation.actor()
    one = official(actor)
    part = tie(actor, one, cases.create(actor, case()))
    made = designations.add(actor, listing(one))
    assert sanctions.gap(actor, ANY).officials == ()
    designations.withdraw(actor, made, "A namesake")
    assert [found.entity.id for found in sanctions.gap(actor, ANY).officials] == [one]
    with ledger.writing(actor) as unit:
        unit.save(part, WITHDRAWN, Withdrawn(), 0)
    assert sanctions.gap(actor, ANY).officials == ()


def test_the_overview_counts_what_is_in_force_and_names_the_latest_delistings(each_organisation: Organisation) -> None:
    actor = each_organisation.actor()
    designations.add(actor, listing(official(actor, "One")))
    designations.add(actor, listing(official(actor, "Two", kind=EntityKind.AIRCRAFT), "US", "US-BRUS"))
    early = designations.add(actor, listing(official(actor, "Three"), until="2023-02-01"))
    late = designations.add(actor, listing(official(actor, "Four"), until="2024-08-09"))
    after = designations.add(actor, listing(official(actor, "Five"), until="2025-01-01"))
    found = sanctions.overview(actor, DAY)
    assert {one.authority: one.total for one in found.in_force} == {"EU": 2, "US": 1}
    assert [one.id for one in found.delisted] == [late, early]
    assert after not in {one.id for one in found.delisted}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (GapQuery(DAY, "XX"), ("authority", "unknown_authority")),
        (GapQuery(DAY, "EU", "EU-NONE"), ("programme", "unknown_programme")),
        (GapQuery(DAY, "EU", "US-BRUS"), ("programme", "other_authority")),
        (GapQuery(DAY, least=0), ("least", "out_of_range")),
    ],
)
def test_what_the_reference_list_does_not_know_is_refused(
    organisation: Organisation, query: GapQuery, expected: tuple[str, str]
) -> None:
    with pytest.raises(Invalid) as refused:
        sanctions.gap(organisation.actor(), query)
    assert (refused.value.field, refused.value.code) == expected


def test_what_is_asked_is_in_the_log_without_the_court_that_was_chosen(organisation: Organisation) -> None:
    actor = organisation.actor()
    sanctions.gap(actor, GapQuery(DAY, "EU", bodies=("Court of the Lake District",)))
    logged = audit.listing(actor, audit.Asked(event="sanctions.gap_shown")).lines[0].event
    assert logged
    assert logged.detail == {"as_of": "2024-08-09", "count": 0, "authority": "EU"}


@pytest.mark.parametrize("role", [role for role in Role if not may(role, Permission.ADVOCACY_READ)])
def test_roles_without_the_permission_see_no_gap(organisation: Organisation, role: Role) -> None:
    actor = organisation.actor(role)
    attempts: list[Callable[[], object]] = [
        lambda: sanctions.gap(actor, ANY),
        lambda: sanctions.overview(actor, DAY),
        lambda: sanctions.unlinked(actor, DAY),
        lambda: sanctions.export(actor, ANY, "csv"),
    ]
    for attempt in attempts:
        with pytest.raises(NotAllowed):
            attempt()


def test_a_caseworker_sees_the_gap_and_takes_no_file_of_it(organisation: Organisation) -> None:
    actor = organisation.actor(Role.CASEWORKER)
    assert sanctions.gap(actor, ANY).officials == ()
    with pytest.raises(NotAllowed):
        files.build(actor, ANY, "csv", Language.EN)


@pytest.fixture
def hostile(organisation: Organisation) -> Organisation:
    """Names and bodies that a spreadsheet would reckon with."""
    actor = organisation.actor()
    one = official(actor, "=HYPERLINK(1)", post("+Judge", "@Court", since="2020"))
    tie(actor, one, cases.create(actor, case()), InvolvementRole.ORDERED, "2022-05")
    return organisation


def test_the_csv_has_a_row_for_each_official_and_no_formula(hostile: Organisation) -> None:
    data = files.build(hostile.actor(Role.ANALYST), ANY, "csv", Language.EN)
    assert data.startswith(b"\xef\xbb\xbf")
    *above, head, row = csv.reader(StringIO(data.decode("utf-8-sig")))
    assert above[1] == ["Internal. Not to be passed on."]
    assert head[:4] == ["Official", "Post", "Cases", "Of them without a day"]
    assert row == ["'=HYPERLINK(1)", "'+Judge, @Court", "1", "0", "ordered: 1", "May 2022", "", ""]


@pytest.mark.parametrize("text", ["=1+1", "+375", "-1", "@x", "\tx", "\rx"])
def test_a_cell_that_begins_like_a_formula_is_prefixed(text: str) -> None:
    assert separated.cell(text) == "'" + text
    assert separated.cell(f"a{text}") == f"a{text}"


@pytest.mark.parametrize("language", list(Language))
def test_the_workbook_says_what_it_counts_of_which_day_from_where_and_holds_no_formula(
    hostile: Organisation, language: Language
) -> None:
    actor = hostile.actor()
    data = files.build(actor, GapQuery(DAY, "EU", roles=(InvolvementRole.ORDERED,)), "xlsx", language)
    sheet = openpyxl.load_workbook(BytesIO(data)).worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [cell for cell in cells if cell.data_type == "f"]
    texts = [str(cell.value) for cell in cells]
    assert "=HYPERLINK(1)" in texts
    front = "\n".join(texts)
    assert "EU" in texts[0]
    assert "2024" in front
    assert "Test organisation" in front
    assert [cell.value for cell in cells if isinstance(cell.value, int)] == [1, 0]


def test_the_same_gap_gives_the_same_bytes(hostile: Organisation) -> None:
    export = sanctions.export(hostile.actor(), ANY, "xlsx")
    for kind in ("csv", "xlsx"):
        assert files.render(export, kind, Language.BE) == files.render(export, kind, Language.BE)


def test_a_file_of_the_gap_is_in_the_log(hostile: Organisation) -> None:
    actor = hostile.actor()
    files.build(actor, ANY, "xlsx", Language.EN)
    logged = audit.listing(actor, audit.Asked(event="sanctions.gap_taken_out")).lines[0].event
    assert logged
    assert (logged.detail["count"], logged.detail["format"]) == (1, "xlsx")


def test_a_part_in_a_case_recorded_for_a_company_is_no_gap(organisation: Organisation) -> None:
    actor = organisation.actor()
    works = official(actor, "Works", kind=EntityKind.COMPANY)
    tie(actor, works, cases.create(actor, case()))
    assert sanctions.gap(actor, ANY).officials == ()
