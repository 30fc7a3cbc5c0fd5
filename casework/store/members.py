"""Members, keys, grants, sessions, links, kept forms: states and expiries in the clear, no name, no login."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Boolean, ForeignKey, Integer, LargeBinary, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from casework.store.database import Base
from casework.store.moments import Moment


class Organisation(Base):
    """One row. The name is sealed; of the recovery key there are its public keys and a commitment."""

    __tablename__ = "organisation"
    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False, default=1)
    name: Mapped[bytes] = mapped_column(LargeBinary)
    recovery_commitment: Mapped[bytes] = mapped_column(LargeBinary(32))
    recovery_box: Mapped[bytes] = mapped_column(LargeBinary)
    recovery_sign: Mapped[bytes] = mapped_column(LargeBinary(32))
    recovery_mac: Mapped[bytes] = mapped_column(LargeBinary)
    recovery_confirmed: Mapped[bool] = mapped_column(Boolean)


class CompartmentEpoch(Base):
    """The epochs there are. `public` is the audit compartment's public key; empty for the others."""

    __tablename__ = "compartment_epoch"
    compartment: Mapped[str] = mapped_column(String(16), primary_key=True)
    epoch: Mapped[int] = mapped_column(Integer, primary_key=True)
    public: Mapped[bytes] = mapped_column(LargeBinary)


class User(Base):
    """`staff` is sealed under the staff compartment, `appointment` under the one named by `anchor`."""

    __tablename__ = "user"
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    login_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    state: Mapped[str] = mapped_column(String(16))
    bundle: Mapped[bytes] = mapped_column(LargeBinary)
    box_public: Mapped[bytes] = mapped_column(LargeBinary)
    sign_public: Mapped[bytes] = mapped_column(LargeBinary)
    public_mac: Mapped[bytes] = mapped_column(LargeBinary)
    anchor: Mapped[str] = mapped_column(String(16))
    appointment: Mapped[bytes] = mapped_column(LargeBinary)
    staff: Mapped[bytes] = mapped_column(LargeBinary)


class FormerKeys(Base):
    """Public keys a member had before: what was signed with them must stay verifiable."""

    __tablename__ = "former_keys"
    sign_public: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user.id"), index=True)
    box_public: Mapped[bytes] = mapped_column(LargeBinary)
    public_mac: Mapped[bytes] = mapped_column(LargeBinary)


class Grant(Base):
    """One compartment's key of one epoch, sealed to its holder: a user's id, or `recovery`."""

    __tablename__ = "grant"
    holder: Mapped[str] = mapped_column(String(36), primary_key=True)
    compartment: Mapped[str] = mapped_column(String(16), primary_key=True)
    epoch: Mapped[int] = mapped_column(Integer, primary_key=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)


class Invitation(Base):
    """A one-time link. `sealed` proves the newcomer's keys to who grants; `shown` is for who has the link."""

    __tablename__ = "invitation"
    id: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user.id"), index=True)
    expires_at: Mapped[datetime] = mapped_column(Moment)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    shown: Mapped[bytes] = mapped_column(LargeBinary)


class UserSession(Base):
    """Unlocked keys under the browser's token; `sealed` is emptied when the session has ended."""

    __tablename__ = "session"
    id: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user.id"), index=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    idle_until: Mapped[datetime] = mapped_column(Moment)
    ends_at: Mapped[datetime] = mapped_column(Moment)


class Draft(Base):
    """A form kept for a user whose session had ended, sealed to their public key."""

    __tablename__ = "draft"
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user.id"), index=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    expires_at: Mapped[datetime] = mapped_column(Moment)


class Attempt(Base):
    """Sign-in attempts by keyed hash of a login or an address."""

    __tablename__ = "attempt"
    key: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    failures: Mapped[int] = mapped_column(Integer)
    locked_until: Mapped[datetime] = mapped_column(Moment)
    forgotten_at: Mapped[datetime] = mapped_column(Moment)
