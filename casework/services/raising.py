"""By whom an action is: names as it gives them, joined to actors on file, or put on file with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import msgspec

from casework.domain.actions import Action, ActionKind
from casework.domain.actors import ActorKind, AdvocacyActor
from casework.domain.errors import Invalid, NotFound
from casework.services import actors
from casework.services.writing import Writer


@dataclass(frozen=True, slots=True)
class Raising:
    """`record` of who is on file, or `new` for who is to be; neither: a name only."""

    name: str
    record: UUID | None = None
    new: AdvocacyActor | None = None


def joined(unit: Writer, action: Action, by: Sequence[Raising] | None, before: Action | None = None) -> Action:
    """The action with its actors, new ones put on file in the same transaction; None leaves both as they are.

    Raises NotFound for an actor who is not on file, Invalid for a new one or a godparenthood without a member of
    parliament (unless it was recorded without one).
    """
    if by is not None:
        ids = [one.record or (actors.put(unit, one.new) if one.new else None) for one in by]
        names = tuple(one.name for one in by)
        action = msgspec.structs.replace(action, actors=names, by=tuple(str(key) for key in ids if key))
    kept = set(before.by) if before else set()
    standing = actors.standing(unit, [_uuid(key) for key in dict.fromkeys(action.by) if key not in kept])
    if action.kind is ActionKind.GODPARENTHOOD and (before is None or not _as_before(action, before)):
        among = actors.standing(unit, [_uuid(key) for key in kept & set(action.by)]) | standing
        if ActorKind.PARLIAMENTARIAN not in {one.kind for one in among.values()}:
            raise Invalid("actors", "godparent")
    return action


def _as_before(action: Action, before: Action) -> bool:
    return (action.kind, action.by) == (before.kind, before.by)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise NotFound("actor") from error
