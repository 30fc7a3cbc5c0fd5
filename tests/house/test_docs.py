"""The docs name what the code holds."""

import re
from pathlib import Path

import pytest

from casework.domain.policy import COMPARTMENTS, PERMISSIONS, Compartment, Permission, Role
from casework.domain.sections import SECTIONS
from config import VARIABLES
from tests.house import sealed

DOCS = Path(__file__).resolve().parents[2] / "docs"


def rows(text: str) -> dict[str, list[str]]:
    """Table rows that begin with a code word: the word, and the other cells."""
    found = {}
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if line.startswith("| `"):
            found[cells[0].strip("`")] = cells[1:]
    return found


def read(name: str) -> str:
    return (DOCS / name).read_text("utf-8")


def test_every_setting_is_documented_and_no_other() -> None:
    assert set(rows(read("settings.md"))) == set(VARIABLES)


@pytest.mark.parametrize("permission", Permission)
def test_the_permission_table_says_what_the_policy_says(permission: Permission) -> None:
    documented = rows(read("permissions.md"))[permission.value]
    assert [cell == "yes" for cell in documented] == [permission in PERMISSIONS[role] for role in Role]


@pytest.mark.parametrize("compartment", Compartment)
def test_the_compartment_table_says_what_the_policy_says(compartment: Compartment) -> None:
    documented = rows(read("permissions.md"))[compartment.value]
    assert [cell == "yes" for cell in documented] == [compartment in COMPARTMENTS[role] for role in Role]


def test_the_permission_page_names_nothing_that_is_not_in_the_policy() -> None:
    assert set(rows(read("permissions.md"))) == {*Permission, *Compartment}


@pytest.mark.parametrize("section", sealed.section_types())
def test_every_sealed_field_of_a_section_is_documented(section: str) -> None:
    compartment, fields = rows(read("sealed-fields.md"))[section]
    assert set(re.findall(r"`([\w.]+)`", fields)) == set(sealed.fields(sealed.section_types()[section]))
    if section in {name.value for name in SECTIONS}:
        assert compartment.strip("`") == next(spec.compartment for name, spec in SECTIONS.items() if name == section)


def test_every_decision_has_a_title_with_its_number() -> None:
    decisions = sorted(DOCS.glob("adr/0*.md"))
    assert len(decisions) >= 12
    for path in decisions:
        number = int(path.name.split("-")[0])
        assert path.read_text("utf-8").startswith(f"# {number}. ")
