"""Officials, entities and assets: add one, open it, change a section, read its history, withdraw it.

One noun for all kinds: each of them can be listed by an authority, own and be owned.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from casework.casebook import entities, holdings, involved, shelf
from casework.casebook.index import Index
from casework.domain import officials, ownership
from casework.domain.dates import PartialDate
from casework.domain.entities import EntityKind, EntityProfile, Holdings, Posts, SourceNotes
from casework.domain.errors import Invalid, NotFound
from casework.domain.policy import Permission
from casework.domain.records import WITHDRAWN, RecordKind, Withdrawn
from casework.domain.sections import Section
from casework.domain.validation import Now
from casework.services import clock, ledger
from casework.services.actor import Actor, require
from casework.services.reading import Loaded, Reader
from casework.services.writing import Writer

PROFILE, POSTS, HOLDINGS, NOTES = "profile", "posts", "holdings", "source_notes"
SECTIONS: Mapping[str, type[Section]] = {PROFILE: EntityProfile, POSTS: Posts, HOLDINGS: Holdings}
"""What a form changes. Notes of a list come with it, and are never edited."""


@dataclass(frozen=True, slots=True)
class OpenEntity:
    """`notes` is None for who may not read sources, and where there are none."""

    id: UUID
    sections: Mapping[str, Loaded]

    @property
    def profile(self) -> EntityProfile:
        found: EntityProfile = self.sections[PROFILE].value
        return found

    @property
    def posts(self) -> Posts:
        return self.sections[POSTS].value if POSTS in self.sections else Posts()

    @property
    def holdings(self) -> Holdings:
        return self.sections[HOLDINGS].value if HOLDINGS in self.sections else Holdings()

    @property
    def notes(self) -> SourceNotes | None:
        return self.sections[NOTES].value if NOTES in self.sections else None

    def value(self, section: str) -> Any:
        return {PROFILE: self.profile, POSTS: self.posts, HOLDINGS: self.holdings}[section]

    def version(self, section: str) -> int:
        """0 where the section was never written."""
        return self.sections[section].version if section in self.sections else 0


class New(NamedTuple):
    profile: EntityProfile
    posts: Posts = Posts()
    holdings: Holdings = Holdings()
    notes: SourceNotes = SourceNotes()


def add(actor: Actor, new: New, reason: str = "") -> UUID:
    """Raises NotAllowed, Invalid. Whether it is on file already is asked before: `registry.alike`."""
    require(actor, Permission.ADVOCACY_WRITE)
    written = {PROFILE: new.profile, POSTS: new.posts, HOLDINGS: new.holdings, NOTES: new.notes}
    sections = {name: value for name, value in written.items() if name == PROFILE or value != type(value)()}
    if NOTES in sections:
        require(actor, Permission.SOURCES_WRITE)
    with ledger.writing(actor) as unit:
        _check(unit.book(), "", new.profile, new.posts, new.holdings, Now(clock.today()))
        entity_id = unit.create(RecordKind.ENTITY, sections, reason)
        unit.audit("entity.added", str(entity_id), {"sections": len(sections)})
    return entity_id


def examine(actor: Actor, new: New) -> None:
    """Whether it could be added as it is. Raises NotAllowed, Invalid."""
    require(actor, Permission.ADVOCACY_WRITE)
    _check(shelf.current(actor), "", new.profile, new.posts, new.holdings, Now(clock.today()))


def load(actor: Actor, entity_id: UUID) -> OpenEntity:
    """Raises NotAllowed, NotFound (also for one that was withdrawn)."""
    require(actor, Permission.ADVOCACY_READ, str(entity_id))
    wanted = [PROFILE, POSTS, HOLDINGS, *([NOTES] if actor.may(Permission.SOURCES_READ) else [])]
    with ledger.reading(actor) as unit:
        loaded = standing(unit, entity_id, wanted)
        unit.audit("entity.opened", str(entity_id))
    return OpenEntity(entity_id, loaded)


def save(actor: Actor, entity_id: UUID, value: Section, seen: int, reason: str = "") -> int:
    """A new version of one section, which its type names. Raises NotAllowed, NotFound, Invalid, Conflict."""
    require(actor, Permission.ADVOCACY_WRITE, str(entity_id))
    section = next(name for name, kind in SECTIONS.items() if isinstance(value, kind))
    with ledger.writing(actor) as unit:
        book = unit.book()
        before = OpenEntity(entity_id, standing(unit, entity_id, SECTIONS))
        values = {name: before.value(name) for name in SECTIONS} | {section: value}
        now = Now.over(clock.today(), *(loaded.value for loaded in before.sections.values()))
        _check(book, str(entity_id), values[PROFILE], values[POSTS], values[HOLDINGS], now)
        if section == PROFILE:
            _as_others_say(book, entity_id, values[PROFILE])
        version = unit.save(entity_id, section, value, seen, reason)
        unit.audit("entity.saved", str(entity_id), {"section": section, "version": version})
    return version


def history(actor: Actor, entity_id: UUID, section: str) -> list[Loaded]:
    """Every version of a section, the oldest first. Raises NotAllowed, NotFound."""
    require(actor, Permission.ADVOCACY_READ, str(entity_id))
    with ledger.reading(actor) as unit:
        standing(unit, entity_id, ())
        found = unit.history(entity_id, section)
        unit.audit("entity.history_read", str(entity_id), {"section": section})
    return found


def withdraw(actor: Actor, entity_id: UUID, reason: str) -> None:
    """It leaves the lists; its history stays. Refused while something on file is about it.

    Raises NotAllowed, NotFound, Invalid (`still_involved`, `still_listed`, `still_held`: with how many).
    """
    require(actor, Permission.ADVOCACY_WRITE, str(entity_id))
    if not reason.strip():
        raise Invalid("reason", "needed")
    with ledger.writing(actor) as unit:
        book = unit.book()
        standing(unit, entity_id, ())
        for code, count in (
            ("still_involved", len(involved.of_entity(book, entity_id))),
            ("still_listed", entities.listings(book, entity_id)),
            ("still_held", len(holdings.holders(book, [entity_id]).get(str(entity_id), ()))),
        ):
            if count:
                raise Invalid("reason", code, count=str(count))
        _withdraw(unit, entity_id, reason.strip())
        unit.audit("entity.withdrawn", str(entity_id))


def _withdraw(unit: Writer, entity_id: UUID, reason: str) -> None:
    before = unit.load(entity_id, WITHDRAWN)
    unit.save(entity_id, WITHDRAWN, Withdrawn(reason=reason), before.version if before else 0, reason)


def standing(unit: Reader, entity_id: UUID, sections: Iterable[str]) -> dict[str, Loaded]:
    """The named sections of an official, entity or asset that still stands. Raises NotFound."""
    if unit.kind(entity_id) is not RecordKind.ENTITY:
        raise NotFound("record")
    loaded = unit.load_all(entity_id, [*sections, WITHDRAWN])
    gone = loaded.pop(WITHDRAWN, None)
    if gone is not None and gone.value.withdrawn:
        raise NotFound("record")
    return loaded


def _check(book: Index, me: str, profile: EntityProfile, posts: Posts, held: Holdings, now: Now) -> None:
    """Each section by itself, all together, and with what others hold."""
    officials.profile(profile, now)
    officials.together(profile, posts, held, now)
    ownership.holdings(held, profile.kind, me, now)
    _bodies(book, posts)
    if not held.entries:
        return
    things = [_uuid(one.of) for one in held.entries]
    known = entities.summaries(book, things)
    ownership.held(held, {str(record): EntityKind(one.kind) for record, one in known.items()})
    ownership.no_circle(held, me, holdings.reached(book, things))
    others = {
        thing: [one.holding for one in some if str(one.record) != me]
        for thing, some in holdings.holders(book, things).items()
    }
    ownership.within_the_whole(held, others, now.today)


def _bodies(book: Index, posts: Posts) -> None:
    """Where a post names a record, that is an organisation, a company or a public body on file."""
    named = {at: _uuid(post.entity) for at, post in enumerate(posts.entries) if post.entity}
    known = entities.summaries(book, named.values())
    for at, record in named.items():
        if record not in known or known[record].kind not in officials.BODIES:
            raise Invalid("body", "not_a_body", row=str(at))


def _as_others_say(book: Index, entity_id: UUID, profile: EntityProfile) -> None:
    """Another kind or lifetime than what others have on file about it allows is refused."""
    if profile.kind is EntityKind.PERSON and holdings.holders(book, [entity_id]):
        raise Invalid("kind", "person_held")
    for part in involved.every_of_entity(book, entity_id):
        try:
            officials.lived(PartialDate.parse(part.summary.on) if part.summary.on else None, profile)
        except Invalid as refused:
            raise Invalid("begun" if refused.code == "before_birth" else "ended", "life_before_involvement") from None


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise NotFound("record") from error
