"""Members of the organisation: how far an account has come, and what is sealed about it."""

from enum import StrEnum

import msgspec

from casework.domain.policy import Role


class AccountState(StrEnum):
    """The only thing about a member that is stored in the clear, beside public keys."""

    INVITED = "invited"
    WAITING = "waiting"
    ACTIVE = "active"
    DISABLED = "disabled"


class StaffRecord(msgspec.Struct, frozen=True):
    """Sealed under the staff compartment: what the list of accounts shows."""

    login: str
    name: str
    role: Role


class Appointment(msgspec.Struct, frozen=True):
    """Sealed under the anchor compartment when keys are granted: what a session may be.

    `audit_public` is the public key the member's audit entries are sealed to, so that a server
    cannot quietly put in its own.
    """

    name: str
    role: Role
    audit_epoch: int
    audit_public: bytes
