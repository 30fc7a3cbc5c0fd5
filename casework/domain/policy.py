"""Who may do what: roles, permissions and compartments in one table.

A role is a set of permissions AND of compartments. A permission without its compartment opens
nothing: the key was never granted.
"""

from enum import StrEnum


class Compartment(StrEnum):
    CASE = "case"
    HEALTH = "health"
    CONTACTS = "contacts"
    SOURCES = "sources"
    ADVOCACY = "advocacy"
    STAFF = "staff"
    AUDIT = "audit"


class Permission(StrEnum):
    CASE_READ = "case:read"
    CASE_WRITE = "case:write"
    HEALTH_READ = "health:read"
    HEALTH_WRITE = "health:write"
    CONTACTS_READ = "contacts:read"
    CONTACTS_WRITE = "contacts:write"
    SOURCES_READ = "sources:read"
    SOURCES_WRITE = "sources:write"
    ADVOCACY_READ = "advocacy:read"
    ADVOCACY_WRITE = "advocacy:write"
    LIST_IMPORT = "list:import"
    REPORT_READ = "report:read"
    REPORT_EXPORT = "report:export"
    REFERENCE_WRITE = "reference:write"
    ACCOUNT_READ = "account:read"
    ACCOUNT_MANAGE = "account:manage"
    KEYS_GRANT = "keys:grant"
    SESSION_END = "session:end"
    AUDIT_READ = "audit:read"
    SETTINGS_WRITE = "settings:write"


class Role(StrEnum):
    CASEWORKER = "caseworker"
    COORDINATOR = "coordinator"
    ANALYST = "analyst"
    SECURITY_OFFICER = "security_officer"
    ADMINISTRATOR = "administrator"


P = Permission
C = Compartment

PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.CASEWORKER: frozenset(
        {
            P.CASE_READ, P.CASE_WRITE, P.HEALTH_READ, P.HEALTH_WRITE, P.CONTACTS_READ, P.CONTACTS_WRITE,
            P.SOURCES_READ, P.SOURCES_WRITE, P.ADVOCACY_READ, P.ADVOCACY_WRITE, P.REPORT_READ,
        }
    ),
    Role.COORDINATOR: frozenset(Permission),
    Role.ANALYST: frozenset(
        {P.CASE_READ, P.HEALTH_READ, P.ADVOCACY_READ, P.REPORT_READ, P.REPORT_EXPORT}
    ),
    Role.SECURITY_OFFICER: frozenset({P.AUDIT_READ, P.ACCOUNT_READ, P.SESSION_END}),
    Role.ADMINISTRATOR: frozenset({P.ACCOUNT_READ, P.ACCOUNT_MANAGE, P.SESSION_END, P.SETTINGS_WRITE}),
}  # fmt: skip

COMPARTMENTS: dict[Role, frozenset[Compartment]] = {
    Role.CASEWORKER: frozenset({C.CASE, C.HEALTH, C.CONTACTS, C.SOURCES, C.ADVOCACY}),
    Role.COORDINATOR: frozenset(Compartment),
    Role.ANALYST: frozenset({C.CASE, C.HEALTH, C.ADVOCACY}),
    Role.SECURITY_OFFICER: frozenset({C.STAFF, C.AUDIT}),
    Role.ADMINISTRATOR: frozenset({C.STAFF}),
}


def may(role: Role, permission: Permission) -> bool:
    return permission in PERMISSIONS[role]


def anchor(role: Role) -> Compartment:
    """The compartment under which a member's appointment (role, name) is sealed."""
    return Compartment.CASE if Compartment.CASE in COMPARTMENTS[role] else Compartment.STAFF
