"""One row of a list about an official or an entity, carried out on the desk: all of it, or refused with its reason."""

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from uuid import UUID, uuid4

from casework.domain import entitychecks, entitymerging
from casework.domain.designations import Designation
from casework.domain.entities import (
    EntityProfile,
    HoldingKind,
    Holdings,
    SourceNotes,
)
from casework.domain.entitydrafts import (
    Addition,
    EntityDraft,
    EntityRow,
    ListingDraft,
    PartDraft,
)
from casework.domain.entitymerging import DESIGNATION, HOLDINGS, NOTES, POSTS, PROFILE
from casework.domain.importing import Outcome, Problem
from casework.domain.involvements import Involvement
from casework.domain.listingmatching import KnownListing
from casework.domain.merging import Change
from casework.domain.records import RecordKind
from casework.domain.sections import Section
from casework.services.entitiesonfile import CaseNumbers, OnFile
from casework.services.entitydesk import Desk
from casework.services.entityties import Refused, Ties, refuse
from casework.services.reading import Reader

INVOLVEMENT = "involvement"
Write = tuple[RecordKind, UUID, dict[str, Section], bool]
"""A record's sections, and whether it is new."""


class EntityChanges:
    """Holds back what a row writes until all of it was found possible."""

    def __init__(self, unit: Reader, desk: Desk, on_file: OnFile, list_name: str, today: date) -> None:
        self._unit, self.desk, self.on_file = unit, desk, on_file
        self.list_name, self.today = list_name, today
        self.ties = Ties(desk, on_file, today)

    @cached_property
    def _cases(self) -> CaseNumbers:
        """Read with the first row that names a case."""
        return CaseNumbers.on_file(self._unit.actor)

    def prepare(self, rows: Iterable[EntityRow], standing: Iterable[UUID]) -> None:
        """What the rows of a chunk need beside the entities themselves, in one read of each kind."""
        owners = list(map(str, standing))
        listings = [UUID(record) for owner in owners for record in self.on_file.listings.of(owner)]
        self.desk.open(RecordKind.DESIGNATION, listings, [DESIGNATION])
        drafts = [row for row in rows if isinstance(row, EntityDraft) and row.parts]
        if drafts:
            inside = set(owners)
            parts = [record for (entity, *_), record in self.on_file.parts.items() if entity in inside]
            self.desk.open(RecordKind.INVOLVEMENT, parts, [INVOLVEMENT])
        held = [holding.of for row in rows if isinstance(row, Addition) for holding in row.holdings]
        held += [
            post.body for row in rows if isinstance(row, EntityDraft | Addition) for post in row.posts if post.body
        ]
        known = [found for value in held if (found := self.on_file.entities.by_id.get(value))]
        self.desk.open(RecordKind.ENTITY, [UUID(one.record) for one in known], [PROFILE])

    def told(self) -> list[Problem]:
        """What came up while the row was carried out; once."""
        told, self.ties.told = self.ties.told, []
        return told

    def entity(self, draft: EntityDraft, record: UUID, new: bool, change: Change) -> Outcome:
        """Raises Refused."""
        self.ties.told = []
        old = self.desk.find(record, PROFILE)
        aside: list[tuple[str, str]] = []
        if isinstance(old, EntityProfile):
            aside = entitymerging.set_aside(old, draft)
            profile = entitymerging.profile(old, draft, self.list_name, change)
        else:
            profile = entitymerging.opened(draft, self.list_name)
            _show_first(draft, change)
        refuse(entitychecks.profile(profile, draft.row, self.today))
        sections: dict[str, Section] = {PROFILE: profile}
        if draft.posts:
            sections[POSTS] = self.ties.posts(record, draft.row, profile, draft.posts, change)
        sections[NOTES] = self._notes(record, [*draft.notes, *aside], change)
        writes: list[Write] = [(RecordKind.ENTITY, record, sections, new)]
        writes += [self._listing(record, draft.row, profile, listing, change) for listing in draft.listings]
        for part in draft.parts:
            writes += self._part(record, draft.row, profile, part, change)
        changed = self._commit(writes)
        return Outcome.CREATED if new else Outcome.UPDATED if changed else Outcome.UNCHANGED

    def addition(self, row: Addition, record: UUID, change: Change) -> tuple[RecordKind, Outcome]:
        """Raises Refused."""
        self.ties.told = []
        profile = self.desk.find(record, PROFILE)
        if not isinstance(profile, EntityProfile):
            raise Refused(Problem(row.row, "reference_missing", row.column, row.of))
        sections: dict[str, Section] = {}
        if row.posts:
            sections[POSTS] = self.ties.posts(record, row.row, profile, row.posts, change)
        if row.holdings:
            sections[HOLDINGS] = self.ties.holdings(record, row.row, profile, row.holdings, change)
        if row.notes:
            sections[NOTES] = self._notes(record, row.notes, change)
        writes: list[Write] = [(RecordKind.ENTITY, record, sections, False)]
        if row.listing:
            writes.append(self._listing(record, row.row, profile, row.listing, change))
        changed = self._commit(writes)
        made = any(new for *_, new in writes)
        outcome = Outcome.CREATED if made else Outcome.UPDATED if changed else Outcome.UNCHANGED
        return RecordKind.DESIGNATION if row.listing else RecordKind.ENTITY, outcome

    def _notes(self, record: UUID, said: list[tuple[str, str]], change: Change) -> SourceNotes:
        return entitymerging.notes(self.desk.get(record, NOTES, SourceNotes()), self.list_name, said, change)

    def _listing(self, record: UUID, row: int, of: EntityProfile, said: ListingDraft, change: Change) -> Write:
        refuse(entitychecks.listing(said, row))
        found, several = self.on_file.listings.match(str(record), said)
        if several:
            raise Refused(Problem(row, "several_listings_fit"))
        old = self.desk.find(UUID(found), DESIGNATION) if found else None
        stood = old if isinstance(old, Designation) else None
        if stood is None:
            change.refine(DESIGNATION, "listed", "", f"{said.authority} {said.programme} {said.listed or ''}".strip())
        made = Change() if stood is None else change
        new = entitymerging.designation(stood, str(record), said, self.list_name, made)
        refuse(entitychecks.designation(new, of, row, self.today))
        return RecordKind.DESIGNATION, UUID(found) if found else uuid4(), {DESIGNATION: new}, stood is None

    def _part(self, record: UUID, row: int, of: EntityProfile, said: PartDraft, change: Change) -> list[Write]:
        """A case that nobody can tell is told; the rest of the row goes in."""
        refuse(entitychecks.involved(of, said.on, row))
        cases = self._cases.cases(said.case)
        if len(cases) != 1:
            code = "several_cases_have_it" if cases else "case_not_on_file"
            self.ties.told.append(Problem(row, code, "case", said.case))
            return []
        (case,) = cases
        found = self.on_file.parts.get((str(record), case, said.role.value))
        old = self.desk.find(found, INVOLVEMENT) if found else None
        if not isinstance(old, Involvement):
            change.refine(INVOLVEMENT, "role", "", f"{said.role} {said.case}")
            part = Involvement(str(record), case, said.role, said.degree, said.on, said.act, "", said.link)
            return [(RecordKind.INVOLVEMENT, uuid4(), {INVOLVEMENT: part}, True)]
        new = entitymerging.part(old, said, change)
        return [(RecordKind.INVOLVEMENT, found, {INVOLVEMENT: new}, False)] if found else []

    def _commit(self, writes: list[Write]) -> bool:
        """Whether anything changed."""
        changed = False
        for kind, record, sections, new in writes:
            said = {name: value for name, value in sections.items() if not _nothing(name, value)}
            if new:
                self.desk.make(kind, said, record)
            fresh = {name: value for name, value in said.items() if not new and value != self.desk.find(record, name)}
            for name, value in fresh.items():
                self.desk.put(record, name, value)
            changed = changed or new or bool(fresh)
            self._index(record, sections)
        return changed

    def _index(self, record: UUID, sections: dict[str, Section]) -> None:
        """What later rows must find."""
        found = next(iter(sections.values()), None)
        if isinstance(found, Designation):
            ids = tuple((one.list_name, one.value) for one in found.external_ids)
            known = KnownListing(str(record), found.authority, found.programme, found.listed_on, found.delisted_on)
            self.on_file.listings.add(found.entity, known, ids)
        elif isinstance(found, Involvement):
            self.on_file.parts[found.entity, found.case, found.role.value] = record
        held = sections.get(HOLDINGS)
        if isinstance(held, Holdings):
            owned = {one.of for one in held.entries if one.kind is HoldingKind.OWNER and one.until is None}
            self.on_file.owns[str(record)] |= owned


def _nothing(name: str, value: Section) -> bool:
    return name in (POSTS, HOLDINGS, NOTES) and not getattr(value, "entries", ())


def _show_first(draft: EntityDraft, change: Change) -> None:
    """The few facts by which a reader of the preview knows it."""
    for name in ("kind", "begun", "registration", "country"):
        if value := getattr(draft, name):
            change.refine(PROFILE, name, "", value)
