"""A list file that says whom an action covers: read, looked up, and nothing of it kept."""

import hashlib

import pytest

from casework.domain.errors import NotAllowed
from casework.domain.policy import Permission, Role, may
from casework.imports import covering
from casework.imports.reading import Unreadable
from casework.services import audit, cases
from casework.services.advocacy import MOST_NAMED
from tests.casefiles import case
from tests.organisation import Organisation


def test_each_row_is_found_doubtful_or_not_on_file(each_organisation: Organisation) -> None:
    actor = each_organisation.actor(Role.CASEWORKER)
    numbered, named = cases.create(actor, case("Alena Uzornaja")), cases.create(actor, case("Ivan Testavy"))
    text = "номер;ФИО;Дата рождения\nCW-000001;Узорная Алена;\n;Иван Тестовый;не знаем\n;Мікалай Невядомы;1.1.1990\n"
    data = text.encode("cp1251")
    found = covering.check(actor, data, "list.csv")
    assert [(one.row, one.cases) for one in found.matched] == [(2, (str(numbered),))]
    assert [(one.row, one.cases) for one in found.doubtful] == [(3, (str(named),))]
    assert (found.unmatched, found.read) == (("Мікалай Невядомы",), 3)
    assert (found.filename, found.file_hash) == ("list.csv", hashlib.sha256(data).hexdigest())


def test_two_rows_about_one_person_are_one(organisation: Organisation) -> None:
    actor = organisation.actor()
    cases.create(actor, case("Alena Uzornaja"))
    found = covering.check(actor, b"id,name\nCW-000001,Alena Uzornaja\nCW-000001,\n,Nobody Known\n,Nobody Known\n", "x")
    assert (len(found.matched), found.unmatched, found.read) == (1, ("Nobody Known",), 4)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"PK\x03\x04 a spreadsheet", "wrong_kind"),
        (b"born,sex\n1990,f\n", "no_name_column"),
        (b"name,born\n,1990\n", "no_rows"),
        (b"name\n" + b"Somebody Else\n" * (MOST_NAMED + 1), "too_many_rows"),
    ],
)
def test_a_file_that_names_nobody_or_too_many_is_refused(organisation: Organisation, data: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        covering.check(organisation.actor(), data, "list.csv")
    assert refused.value.code == code


@pytest.mark.parametrize("role", [role for role in Role if not may(role, Permission.ADVOCACY_WRITE)])
def test_roles_without_the_permission_learn_nothing(organisation: Organisation, role: Role) -> None:
    with pytest.raises(NotAllowed):
        covering.check(organisation.actor(role), b"name\nAlena Uzornaja\n", "list.csv")


def test_the_log_says_how_many_and_no_name(organisation: Organisation) -> None:
    actor = organisation.actor()
    covering.check(actor, b"name\nNobody Known\n", "Known.csv")
    logged = audit.listing(actor, audit.Asked(event="action.list_checked")).lines[0].event
    assert logged
    assert logged.detail == {"read": 1, "matched": 0, "unmatched": 1}
