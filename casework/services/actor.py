"""Who acts: a member with a role, the keys they hold and the key they sign with."""

from dataclasses import dataclass, field
from uuid import UUID

from casework.domain.errors import NotAllowed
from casework.domain.policy import Permission, Role, may
from casework.services import trail
from casework.vault.keyring import Keyring
from casework.vault.people import UserKeys


@dataclass(frozen=True, slots=True)
class Actor:
    user_id: UUID
    name: str = field(repr=False)
    role: Role
    keyring: Keyring = field(repr=False)
    keys: UserKeys = field(repr=False)
    address: str = field(default="", repr=False)

    def may(self, permission: Permission) -> bool:
        return may(self.role, permission)

    def signed(self) -> trail.Signed:
        """How this actor appears in the audit log."""
        return trail.Signed(str(self.user_id), self.name, self.role.value, self.address, self.keys.sign)


def require(actor: Actor, permission: Permission, subject: str = "") -> None:
    """Raises NotAllowed, after the refusal is in the audit log."""
    if actor.may(permission):
        return
    trail.record(actor.signed(), "access.refused", subject, {"permission": permission.value})
    raise NotAllowed(permission.value)
