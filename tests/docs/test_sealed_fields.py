"""`docs/sealed-fields.md` names everything that is sealed, and every column that is not."""

import re

import msgspec
import pytest

from casework.casebook.summaries import TYPES, Summary
from casework.domain.members import Appointment, StaffRecord
from casework.domain.policy import COMPARTMENTS, Compartment, Role
from casework.domain.trail import Event
from casework.store import audit, members, records
from casework.store.database import Base
from casework.vault.keyring import Purpose
from tests.docs import pages, sealed

PAGE = pages.read("sealed-fields.md")
SECTIONS = sealed.sections()
READERS = {
    "all case roles": {Role.CASEWORKER, Role.COORDINATOR, Role.ANALYST},
    "case staff": {Role.CASEWORKER, Role.COORDINATOR},
}
MODELS = (audit, members, records)
"""Named so that every table is known."""


def documented(kind: str) -> dict[str, list[str]]:
    """The table of one kind of record: section to compartment, readers, fields."""
    title = re.search(rf"^### (.* \(`{kind}`\))$", PAGE, re.MULTILINE)
    assert title, f"no heading for records of kind {kind}"
    return pages.table(pages.part(PAGE, title[1]))


@pytest.mark.parametrize(("kind", "section"), SECTIONS)
def test_every_section_is_documented_with_its_compartment_its_readers_and_all_its_fields(
    kind: str, section: str
) -> None:
    compartment, readers, fields = documented(kind)[section]
    found = SECTIONS[kind, section]
    assert compartment.strip("`") == found.compartment
    assert READERS[readers] == {role for role in Role if found.compartment in COMPARTMENTS[role]}
    assert pages.code_words(fields) == set(sealed.fields(found.type))


@pytest.mark.parametrize("kind", sorted({kind for kind, _ in SECTIONS}))
def test_no_section_is_documented_that_does_not_exist(kind: str) -> None:
    assert set(documented(kind)) == {section for of, section in SECTIONS if of == kind}


@pytest.mark.parametrize("kind", TYPES.values())
def test_every_field_of_a_summary_is_documented(kind: type[Summary]) -> None:
    assert set(sealed.fields(kind)) <= pages.code_words(pages.part(PAGE, "Summaries"))


@pytest.mark.parametrize("kind", [StaffRecord, Appointment, Event])
def test_every_field_about_staff_is_documented(kind: type[msgspec.Struct]) -> None:
    documented_rows = [pages.code_words(row[-1]) for row in pages.rows(pages.part(PAGE, "Staff"))]
    assert set(sealed.fields(kind)) in documented_rows


def test_every_column_of_the_database_is_documented_and_no_other() -> None:
    columns = {f"{table.name}.{column.name}" for table in Base.metadata.sorted_tables for column in table.columns}
    assert set(pages.table(pages.part(PAGE, "Every column"))) == columns


@pytest.mark.parametrize("compartment", Compartment)
def test_every_compartment_is_named(compartment: Compartment) -> None:
    assert f"`{compartment}`" in PAGE


@pytest.mark.parametrize("purpose", Purpose)
def test_the_sealed_format_says_what_each_purpose_is_for(purpose: Purpose) -> None:
    assert f"`{purpose}`" in pages.read("sealed-format.md")
