"""Every route as every role and as nobody. A new route fails here until somebody says whom it is for."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from werkzeug.routing import Rule

from casework.domain.policy import PERMISSIONS, Permission, Role
from tests.organisation import Organisation, TemplateOrganisation

P = Permission
NOBODY_NEEDED = {
    "static", "auth.sign_in", "auth.sign_out", "auth.join", "auth.recover", "setup.start", "setup.recovery_key",
    "setup.renew", "leave.now", "help.show",
}  # fmt: skip
"""Pages that stand before signing in, or say nothing about anyone."""
ANY_ROLE = {"dashboard.start", "accounts.mine", "drafts.listing", "drafts.discard", "policy.show"}
NEEDED = {
    "accounts.listing": P.ACCOUNT_READ, "accounts.invite": P.ACCOUNT_MANAGE, "accounts.invite_again": P.ACCOUNT_MANAGE,
    "accounts.grant": P.KEYS_GRANT, "accounts.disable": P.ACCOUNT_MANAGE, "accounts.end_sessions": P.SESSION_END,
    "advocacy.listing": P.ADVOCACY_READ, "advocacy.add": P.ADVOCACY_WRITE, "advocacy.find": P.ADVOCACY_WRITE,
    "advocacy.show": P.ADVOCACY_READ, "advocacy.edit": P.ADVOCACY_WRITE, "audit.listing": P.AUDIT_READ,
    "cases.listing": P.CASE_READ, "cases.search": P.CASE_READ, "cases.show": P.CASE_READ,
    "dashboard.show": P.CASE_READ, "history.show": P.CASE_READ, "imports.listing": P.LIST_IMPORT,
    "imports.show": P.LIST_IMPORT, "imports.apply": P.LIST_IMPORT, "imports.discard": P.LIST_IMPORT,
    "imports.undo": P.LIST_IMPORT, "intake.start": P.CASE_WRITE, "intake.check": P.CASE_WRITE,
    "intake.save": P.CASE_WRITE, "reference.listing": P.CASE_READ, "reference.add_article": P.REFERENCE_WRITE,
    "reference.edit_article": P.REFERENCE_WRITE, "reference.add_facility": P.REFERENCE_WRITE,
    "reference.edit_facility": P.REFERENCE_WRITE, "reports.listing": P.REPORT_READ, "reports.new": P.REPORT_EXPORT,
    "reports.show": P.REPORT_READ, "reports.download": P.REPORT_EXPORT, "reports.again": P.REPORT_EXPORT,
    "reports.publish": P.REPORT_EXPORT, "sections.edit": P.CASE_WRITE, "status.change": P.CASE_WRITE,
    "views.save": P.CASE_WRITE, "views.remove": P.CASE_WRITE,
}  # fmt: skip
REFUSED = {403, 404}


@pytest.fixture(scope="module")
def attacked(
    tmp_path_factory: pytest.TempPathFactory, sqlite_organisation: TemplateOrganisation
) -> Iterator[Organisation]:
    """An organisation with people; routes are tried without a valid form, so that nothing in it changes."""
    with sqlite_organisation.copy(tmp_path_factory.mktemp("routes") / "data") as found:
        found.populate(people=30)
        yield found


def rules(attacked: Organisation) -> list[Rule]:
    return list(attacked.site.url_map.iter_rules())


def address(attacked: Organisation, rule: Rule) -> str:
    """A path of this rule about records that exist, wherever the test can know one."""
    known = {
        "case_id": attacked.cases[0], "action_id": uuid4(), "report_id": uuid4(), "import_id": uuid4(),
        "member": attacked.actor_id(Role.CASEWORKER), "draft": uuid4(), "view_id": uuid4(), "link": "none",
        "key": "342", "name": "identity", "kind": "docx", "filename": "base.css",
    }  # fmt: skip
    with attacked.site.test_request_context():
        path = attacked.site.url_map.bind("localhost").build(rule.endpoint, {one: known[one] for one in rule.arguments})
    return path.replace("http://localhost", "")


def methods(rule: Rule) -> list[str]:
    return sorted((rule.methods or set()) & {"GET", "POST"})


def test_for_every_route_it_is_said_whom_it_is_for(attacked: Organisation) -> None:
    assert {rule.endpoint for rule in rules(attacked)} == NOBODY_NEEDED | ANY_ROLE | NEEDED.keys()


def test_nobody_is_sent_to_sign_in_everywhere_else(attacked: Organisation) -> None:
    client = attacked.client(None)
    for rule in rules(attacked):
        if rule.endpoint in NOBODY_NEEDED:
            continue
        for method in methods(rule):
            response = client.open(address(attacked, rule), method=method)
            assert response.status_code in {302, 303}, (rule.rule, method)
            assert "/sign-in" in response.headers["Location"], (rule.rule, method)


@pytest.mark.parametrize("role", Role)
def test_a_role_without_the_permission_is_refused_and_shown_no_name(attacked: Organisation, role: Role) -> None:
    client = attacked.client(role)
    names = {part for life in attacked.names for part in life.belarusian.split() if len(part) > 5}
    form = attacked.form(role, {}, client)
    tried = 0
    for rule in rules(attacked):
        permission = NEEDED.get(rule.endpoint)
        if permission is None or permission in PERMISSIONS[role]:
            continue
        for method in methods(rule):
            tried += 1
            response = client.open(address(attacked, rule), method=method, data=form)
            assert response.status_code in REFUSED, (role, rule.rule, method, response.status_code)
            assert not [name for name in names if name in response.get_data(as_text=True)], rule.rule
    assert tried or role is Role.COORDINATOR


@pytest.mark.parametrize("role", Role)
def test_a_role_with_the_permission_is_let_in_and_nothing_breaks(attacked: Organisation, role: Role) -> None:
    client = attacked.client(role)
    for rule in rules(attacked):
        permission = NEEDED.get(rule.endpoint)
        if "GET" not in methods(rule) or permission not in PERMISSIONS[role] | {None}:
            continue
        status = client.get(address(attacked, rule)).status_code
        unknown = {"action_id", "report_id", "import_id", "draft", "view_id", "link"} & rule.arguments
        assert status in ({404} if unknown else {200, 302, 303}), (role, rule.rule, status)


def test_a_form_without_its_token_changes_nothing(attacked: Organisation) -> None:
    client = attacked.client(Role.COORDINATOR)
    for rule in rules(attacked):
        if "POST" in methods(rule) and rule.endpoint not in NOBODY_NEEDED:
            assert client.post(address(attacked, rule), data={"csrf_token": "made up"}).status_code == 400, rule.rule


def test_a_record_that_exists_and_one_that_does_not_are_refused_alike(attacked: Organisation) -> None:
    client = attacked.client(Role.ADMINISTRATOR)
    there = client.get(f"/cases/{attacked.cases[0]}")
    absent = client.get(f"/cases/{uuid4()}")
    assert there.status_code == absent.status_code == 404
    assert there.data.replace(str(attacked.cases[0]).encode(), b"") == absent.data.replace(b"", b"")


def test_the_refusals_are_in_the_audit_log(attacked: Organisation) -> None:
    with attacked.app.app_context():
        before = attacked.audit_entries()
    attacked.client(Role.ANALYST).get("/audit")
    with attacked.app.app_context():
        assert attacked.audit_entries() > before


def test_a_report_of_another_kind_of_record_is_not_opened(attacked: Organisation) -> None:
    client = attacked.client(Role.COORDINATOR)
    assert client.get(f"/reports/{attacked.cases[0]}").status_code == 404
    assert client.get(f"/advocacy/{attacked.cases[0]}").status_code == 404


def test_a_stolen_cookie_value_of_an_ended_session_opens_nothing(
    tmp_path: Path, sqlite_organisation: TemplateOrganisation
) -> None:
    with sqlite_organisation.copy(tmp_path / "ended") as found:
        thief = found.client(Role.CASEWORKER)
        assert thief.get("/cases").status_code == 200
        honest = found.client(Role.CASEWORKER)
        honest.post("/sign-out", data=found.form(Role.CASEWORKER, {}, honest))
        assert thief.get("/cases").status_code in {302, 303}
