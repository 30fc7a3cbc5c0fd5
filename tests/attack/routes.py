"""Who may do what at every address: one explicit table. A route without a line here fails the tests."""

from casework.domain.policy import Role

EVERYBODY: frozenset[Role | None] = frozenset({None, *Role})
"""`None` is somebody who has not signed in."""
MEMBERS: frozenset[Role | None] = frozenset(Role)
CASE_ROLES: frozenset[Role | None] = frozenset({Role.CASEWORKER, Role.COORDINATOR, Role.ANALYST})
CASE_STAFF: frozenset[Role | None] = frozenset({Role.CASEWORKER, Role.COORDINATOR})
COORDINATOR: frozenset[Role | None] = frozenset({Role.COORDINATOR})
REPORTERS: frozenset[Role | None] = frozenset({Role.COORDINATOR, Role.ANALYST})
SEE_ACCOUNTS: frozenset[Role | None] = frozenset({Role.COORDINATOR, Role.SECURITY_OFFICER, Role.ADMINISTRATOR})
MANAGE_ACCOUNTS: frozenset[Role | None] = frozenset({Role.COORDINATOR, Role.ADMINISTRATOR})
AUDITORS: frozenset[Role | None] = frozenset({Role.COORDINATOR, Role.SECURITY_OFFICER})

WHO: dict[str, frozenset[Role | None]] = {
    "GET /static/<path:filename>": EVERYBODY,
    "GET /help": EVERYBODY,
    "GET /leave": EVERYBODY,
    "GET /sign-in": EVERYBODY,
    "POST /sign-in": EVERYBODY,
    "POST /sign-out": EVERYBODY,
    "GET /recovery": EVERYBODY,
    "POST /recovery": EVERYBODY,
    "GET /join/<link>": EVERYBODY,
    "POST /join/<link>": EVERYBODY,
    "GET /": MEMBERS,
    "GET /roles": MEMBERS,
    "GET /drafts": MEMBERS,
    "POST /drafts/<uuid:draft>/discard": MEMBERS,
    "GET /accounts/mine": MEMBERS,
    "POST /accounts/mine": MEMBERS,
    "GET /dashboard": CASE_ROLES,
    "GET /cases": CASE_ROLES,
    "GET /cases/search": CASE_ROLES,
    "POST /cases/search": CASE_ROLES,
    "GET /cases/<uuid:case_id>": CASE_ROLES,
    "GET /cases/<uuid:case_id>/history": CASE_ROLES,
    "GET /cases/<uuid:case_id>/<any(identity, status, custody, legal, consent):name>": CASE_STAFF,
    "POST /cases/<uuid:case_id>/<any(identity, status, custody, legal, consent):name>": CASE_STAFF,
    "GET /cases/<uuid:case_id>/status-change": CASE_STAFF,
    "POST /cases/<uuid:case_id>/status-change": CASE_STAFF,
    "GET /intake": CASE_STAFF,
    "GET /intake/check": CASE_STAFF,
    "POST /intake/check": CASE_STAFF,
    "POST /intake/save": CASE_STAFF,
    "GET /views/save": CASE_STAFF,
    "POST /views/save": CASE_STAFF,
    "POST /views/<uuid:view_id>/remove": CASE_STAFF,
    "GET /reference": CASE_ROLES,
    "GET /reference/articles/add": COORDINATOR,
    "POST /reference/articles/add": COORDINATOR,
    "GET /reference/articles/<key>": COORDINATOR,
    "POST /reference/articles/<key>": COORDINATOR,
    "GET /reference/facilities/add": COORDINATOR,
    "POST /reference/facilities/add": COORDINATOR,
    "GET /reference/facilities/<key>": COORDINATOR,
    "POST /reference/facilities/<key>": COORDINATOR,
    "GET /advocacy": CASE_ROLES,
    "GET /advocacy/<uuid:action_id>": CASE_ROLES,
    "GET /advocacy/new": CASE_STAFF,
    "POST /advocacy/new": CASE_STAFF,
    "POST /advocacy/new/find": CASE_STAFF,
    "GET /advocacy/<uuid:action_id>/edit": CASE_STAFF,
    "POST /advocacy/<uuid:action_id>/edit": CASE_STAFF,
    "GET /imports": COORDINATOR,
    "POST /imports": COORDINATOR,
    "GET /imports/<uuid:import_id>": COORDINATOR,
    "POST /imports/<uuid:import_id>/apply": COORDINATOR,
    "POST /imports/<uuid:import_id>/discard": COORDINATOR,
    "GET /imports/<uuid:import_id>/columns": COORDINATOR,
    "POST /imports/<uuid:import_id>/columns": COORDINATOR,
    "GET /imports/<uuid:import_id>/conflicts": COORDINATOR,
    "POST /imports/<uuid:import_id>/conflicts": COORDINATOR,
    "POST /imports/profiles/<uuid:profile_id>/remove": COORDINATOR,
    "GET /imports/<uuid:import_id>/undo": COORDINATOR,
    "POST /imports/<uuid:import_id>/undo": COORDINATOR,
    "GET /reports": CASE_ROLES,
    "GET /reports/<uuid:report_id>": CASE_ROLES,
    "GET /reports/new": REPORTERS,
    "POST /reports/new": REPORTERS,
    "GET /reports/<uuid:report_id>/<any(docx, xlsx):kind>": REPORTERS,
    "POST /reports/<uuid:report_id>/again": REPORTERS,
    "GET /reports/<uuid:report_id>/published": REPORTERS,
    "POST /reports/<uuid:report_id>/published": REPORTERS,
    "GET /accounts": SEE_ACCOUNTS,
    "GET /accounts/new": MANAGE_ACCOUNTS,
    "POST /accounts/new": MANAGE_ACCOUNTS,
    "GET /accounts/<uuid:member>/invite-again": MANAGE_ACCOUNTS,
    "POST /accounts/<uuid:member>/invite-again": MANAGE_ACCOUNTS,
    "POST /accounts/<uuid:member>/grant": COORDINATOR,
    "GET /accounts/<uuid:member>/disable": MANAGE_ACCOUNTS,
    "POST /accounts/<uuid:member>/disable": MANAGE_ACCOUNTS,
    "POST /accounts/<uuid:member>/end-sessions": SEE_ACCOUNTS,
    "GET /audit": AUDITORS,
}

CLOSED = frozenset(
    {
        "GET /setup",
        "POST /setup",
        "GET /setup/recovery-key",
        "POST /setup/recovery-key",
        "POST /setup/new-recovery-key",
    }
)
"""Open before there is an organisation; afterwards they lead nowhere, for everybody."""
