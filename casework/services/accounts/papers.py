"""What is sealed about a member, and to what: the staff record, the appointment, the public keys, the grants."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select

from casework.domain import codec
from casework.domain.errors import NotAllowed, Tampered
from casework.domain.members import AccountState, Appointment, StaffRecord
from casework.domain.policy import COMPARTMENTS, Compartment, Role, anchor
from casework.store.database import db
from casework.store.members import FormerKeys, Grant, User
from casework.vault import audit, grants
from casework.vault.fields import join, split
from casework.vault.keyring import Keyring, Purpose
from casework.vault.people import PublicKeys, UserKeys
from casework.vault.place import Place
from casework.vault.secret import Secret

_EPOCH_BYTES = 4
_ANCHORS = (Compartment.CASE, Compartment.STAFF)


def _staff(user_id: UUID) -> Place:
    return Place("user", str(user_id), "staff", 0, Compartment.STAFF)


def seal_staff(keyring: Keyring, user_id: UUID, record: StaffRecord) -> bytes:
    return keyring.seal(Purpose.STAFF, _staff(user_id), codec.encode(record))


def open_staff(keyring: Keyring, user: User) -> StaffRecord:
    return codec.decode(keyring.open(Purpose.STAFF, _staff(user.id), user.staff), StaffRecord)


def _appointed(user_id: UUID, compartment: Compartment) -> Place:
    return Place("user", str(user_id), "appointment", 0, compartment)


def seal_appointment(keyring: Keyring, user_id: UUID, name: str, role: Role) -> bytes:
    """The granter holds the audit compartment or its public key; here it follows from the secret itself."""
    epoch = keyring.epoch(Compartment.AUDIT)
    public = audit.public_key(keyring.secret(Compartment.AUDIT, epoch))
    paper = Appointment(name=name, role=role, audit_epoch=epoch, audit_public=public)
    return keyring.seal(Purpose.APPOINTMENT, _appointed(user_id, anchor(role)), codec.encode(paper))


def open_appointment(keyring: Keyring, user: User) -> Appointment:
    """Raises Tampered when it was sealed for another member, or for a role anchored elsewhere."""
    place = _appointed(user.id, Compartment(user.anchor))
    if not keyring.holds(place.compartment):
        raise Tampered(str(place))
    paper = codec.decode(keyring.open(Purpose.APPOINTMENT, place, user.appointment), Appointment)
    if anchor(paper.role) is not place.compartment:
        raise Tampered(str(place))
    return paper


def _named(compartment: Compartment) -> Place:
    return Place("organisation", "", "name", 0, compartment)


def seal_organisation(keyring: Keyring, name: str) -> bytes:
    """The name for each anchor compartment, so that every role can open it."""
    return join(*(keyring.seal(Purpose.SETTINGS, _named(each), name.encode()) for each in _ANCHORS))


def open_organisation(keyring: Keyring, sealed: bytes) -> str:
    for compartment, value in zip(_ANCHORS, split(sealed), strict=True):
        if keyring.holds(compartment):
            return keyring.open(Purpose.SETTINGS, _named(compartment), value).decode()
    raise NotAllowed("compartment not held")


def vouch(keyring: Keyring, holder: str, public: PublicKeys) -> bytes:
    """`epoch u32 | MAC`: these public keys are this member's, says a holder of the staff compartment."""
    epoch = keyring.epoch(Compartment.STAFF)
    proof = keyring.mac(Purpose.MEMBER, Compartment.STAFF, public.canonical(holder), epoch)
    return epoch.to_bytes(_EPOCH_BYTES, "big") + proof


def vouched(keyring: Keyring, holder: str, public: PublicKeys, proof: bytes) -> bool:
    epoch = int.from_bytes(proof[:_EPOCH_BYTES], "big")
    if epoch not in keyring.epochs(Compartment.STAFF):
        return False
    made = keyring.mac(Purpose.MEMBER, Compartment.STAFF, public.canonical(holder), epoch)
    return Secret(made) == Secret(proof[_EPOCH_BYTES:])


def public_keys(user: User) -> PublicKeys:
    return PublicKeys(user.box_public, user.sign_public)


def grants_for(keyring: Keyring, holder: str, to: PublicKeys, compartments: Iterable[Compartment]) -> list[Grant]:
    """Every epoch of each compartment: what was sealed before must stay readable."""
    return [
        Grant(
            holder=holder,
            compartment=compartment.value,
            epoch=epoch,
            sealed=grants.grant(to, holder, compartment, epoch, keyring.secret(compartment, epoch)),
        )
        for compartment in sorted(compartments)
        for epoch in keyring.epochs(compartment)
    ]


def received(keys: UserKeys, holder: str, rows: Iterable[Grant]) -> Keyring:
    """The keyring that the grants of one holder make. Raises Tampered."""
    secrets: dict[Compartment, dict[int, Secret]] = {}
    for row in rows:
        compartment = Compartment(row.compartment)
        secret = grants.receive(keys, holder, compartment, row.epoch, row.sealed)
        secrets.setdefault(compartment, {})[row.epoch] = secret
    return Keyring(secrets)


def doubtful(keyring: Keyring) -> list[str]:
    """Whose public keys, present or former, are not vouched for: somebody without the staff key put them there."""
    granted = select(User).where(User.state.in_((AccountState.ACTIVE, AccountState.DISABLED)))
    signed = [(row.id, public_keys(row), row.public_mac) for row in db.session.scalars(granted)]
    signed += [
        (row.user_id, PublicKeys(row.box_public, row.sign_public), row.public_mac)
        for row in db.session.scalars(select(FormerKeys))
    ]
    return sorted({str(owner) for owner, public, proof in signed if not vouched(keyring, str(owner), public, proof)})


def covers(keyring: Keyring, role: Role) -> bool:
    return keyring.compartments() == COMPARTMENTS[role]
