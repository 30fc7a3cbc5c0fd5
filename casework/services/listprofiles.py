"""Saved mappings of lists: sealed like everything else, for a column's title can name a campaign or a source."""

from collections.abc import Sequence
from uuid import UUID

from casework.domain.errors import Invalid, NotFound
from casework.domain.importing import ListKind
from casework.domain.listprofiles import LIST_PROFILE, ListProfile
from casework.domain.policy import Permission
from casework.domain.records import WITHDRAWN, RecordKind, Withdrawn
from casework.services import ledger
from casework.services.actor import Actor, require
from casework.services.reading import Reader

LONGEST = 60
MOST = 50


def listing(actor: Actor) -> list[tuple[UUID, ListProfile]]:
    """In the order of their names. Raises NotAllowed."""
    require(actor, Permission.LIST_IMPORT)
    with ledger.reading(actor) as unit:
        return sorted(_standing(unit), key=lambda one: one[1].name.casefold())


def _standing(unit: Reader) -> list[tuple[UUID, ListProfile]]:
    gone = unit.all_of(RecordKind.REFERENCE, WITHDRAWN)
    found = unit.all_of(RecordKind.REFERENCE, LIST_PROFILE)
    return [(key, loaded.value) for key, loaded in found.items() if key not in gone]


def save(actor: Actor, name: str, kind: ListKind, titles: Sequence[str], fields: Sequence[str]) -> UUID:
    """Under a name that exists already it takes the place of what stood there.

    Raises NotAllowed, Invalid(profile_name: needed | too_long | too_many).
    """
    require(actor, Permission.LIST_IMPORT)
    name = " ".join(name.split())
    if not name:
        raise Invalid("profile_name", "needed")
    if len(name) > LONGEST:
        raise Invalid("profile_name", "too_long")
    profile = ListProfile(name, kind, tuple(zip(titles, fields, strict=True)))
    with ledger.writing(actor) as unit:
        there = _standing(unit)
        same = next((key for key, one in there if (one.name.casefold(), one.kind) == (name.casefold(), kind)), None)
        if same is None and len(there) >= MOST:
            raise Invalid("profile_name", "too_many")
        if same is None:
            made = unit.create(RecordKind.REFERENCE, {LIST_PROFILE: profile})
        else:
            loaded = unit.load(same, LIST_PROFILE)
            made = same
            unit.save(same, LIST_PROFILE, profile, loaded.version if loaded else 0)
        unit.audit("list_profile.saved", str(made))
    return made


def remove(actor: Actor, profile_id: UUID) -> None:
    """The profile is offered no longer; its history stays. Raises NotAllowed, NotFound."""
    require(actor, Permission.LIST_IMPORT)
    with ledger.writing(actor) as unit:
        if profile_id not in {key for key, _ in _standing(unit)}:
            raise NotFound("profile")
        unit.save(profile_id, WITHDRAWN, Withdrawn(), 0)
        unit.audit("list_profile.removed", str(profile_id))


def named(actor: Actor, kind: ListKind, name: str) -> ListProfile:
    """Raises NotAllowed, Invalid(profile, unknown_profile)."""
    wanted = " ".join(name.split()).casefold()
    for _, one in listing(actor):
        if one.kind is kind and one.name.casefold() == wanted:
            return one
    raise Invalid("profile", "unknown_profile")


def matching(actor: Actor, kind: ListKind, titles: Sequence[str]) -> list[ListProfile]:
    """Those that were made for these very columns, in whatever order. Raises NotAllowed."""
    wanted = sorted(map(_plain, titles))
    found = (one for _, one in listing(actor) if one.kind is kind)
    return [one for one in found if sorted(_plain(title) for title, _ in one.fields) == wanted]


def columns(profile: ListProfile, titles: Sequence[str]) -> tuple[str, ...]:
    """The field of each column; of several with one title each has its own, in their order."""
    left = list(profile.fields)
    found: list[str] = []
    for title in titles:
        at = next((n for n, (known, _) in enumerate(left) if _plain(known) == _plain(title)), None)
        found.append(left.pop(at)[1] if at is not None else "")
    return tuple(found)


def _plain(title: str) -> str:
    return " ".join(title.casefold().split())
