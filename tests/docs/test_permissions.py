"""`docs/permissions.md` is the policy, drawn."""

import pytest

from casework.domain.policy import COMPARTMENTS, PERMISSIONS, Compartment, Permission, Role
from tests.docs import pages

PAGE = pages.read("permissions.md")


@pytest.mark.parametrize("title", ["Permissions", "Compartments"])
def test_a_table_names_the_roles_in_the_policys_order(title: str) -> None:
    head = next(line for line in pages.part(PAGE, title).splitlines() if line.startswith("|"))
    assert [cell.strip() for cell in head.strip("|").split("|")][1:6] == [role.replace("_", " ") for role in Role]


@pytest.mark.parametrize("permission", Permission)
def test_the_permission_table_says_what_the_policy_says(permission: Permission) -> None:
    cells = pages.table(pages.part(PAGE, "Permissions"))[permission.value]
    assert [cell == "yes" for cell in cells[:5]] == [permission in PERMISSIONS[role] for role in Role]
    assert cells[5]


@pytest.mark.parametrize("compartment", Compartment)
def test_the_compartment_table_says_what_the_policy_says(compartment: Compartment) -> None:
    cells = pages.table(pages.part(PAGE, "Compartments"))[compartment.value]
    assert [cell == "yes" for cell in cells[:5]] == [compartment in COMPARTMENTS[role] for role in Role]
    assert cells[5]


@pytest.mark.parametrize(("title", "words"), [("Permissions", Permission), ("Compartments", Compartment)])
def test_the_page_names_nothing_that_is_not_in_the_policy(title: str, words: type[Permission | Compartment]) -> None:
    assert set(pages.table(pages.part(PAGE, title))) == {word.value for word in words}


@pytest.mark.parametrize("role", Role)
def test_every_role_is_described(role: Role) -> None:
    assert pages.table(pages.part(PAGE, "Roles"))[role.value][0]
