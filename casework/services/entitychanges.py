"""One row of a list about an official or an entity, carried out on the desk: all of it, or refused with its reason."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from casework.domain import entitychecks, entitymerging
from casework.domain.designations import Designation
from casework.domain.entities import (
    EntityProfile,
    HoldingKind,
    Holdings,
    SourceNotes,
)
from casework.domain.entitydrafts import (
    WHOLE_ROW,
    Addition,
    EntityDraft,
    EntityRow,
    ListingDraft,
    PartDraft,
)
from casework.domain.entitymerging import DESIGNATION, HOLDINGS, NOTES, POSTS, PROFILE, EntityChange
from casework.domain.importing import Outcome, Problem
from casework.domain.involvements import Involvement
from casework.domain.listingmatching import KnownListing
from casework.domain.records import RecordKind
from casework.domain.sections import Section
from casework.services.entitiesonfile import OnFile
from casework.services.entitydesk import Desk, Ids
from casework.services.entityties import Refused, Ties, refuse

INVOLVEMENT = "involvement"
Write = tuple[RecordKind, UUID, dict[str, Section], bool]
"""A record's sections, and whether it is new."""


class EntityChanges:
    """Holds back what a row writes until all of it was found possible."""

    def __init__(self, desk: Desk, on_file: OnFile, ids: Ids, today: date) -> None:
        self.desk, self.on_file, self.ids, self.today = desk, on_file, ids, today
        self.list_name = on_file.entities.list_name
        self.ties = Ties(desk, on_file, today)
        self.passing = False

    def prepare(self, rows: Sequence[EntityRow], standing: Sequence[tuple[EntityRow, UUID]]) -> None:
        """What the rows of a chunk need, in few reads: of an entity only those sections that they speak of."""
        posts = [record for row, record in standing if getattr(row, "posts", None)]
        holders = [record for row, record in standing if getattr(row, "holdings", None)]
        self.desk.open(RecordKind.ENTITY, [record for _, record in standing], [PROFILE, NOTES])
        self.desk.open(RecordKind.ENTITY, posts, [POSTS])
        self.desk.open(RecordKind.ENTITY, holders, [HOLDINGS])
        owners = [str(record) for row, record in standing if getattr(row, "listings", getattr(row, "listing", None))]
        listings = [UUID(record) for owner in owners for record in self.on_file.listings.of(owner)]
        self.desk.open(RecordKind.DESIGNATION, listings, [DESIGNATION])
        drafts = [row for row in rows if isinstance(row, EntityDraft) and row.parts]
        if drafts:
            inside = {str(record) for _, record in standing}
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

    def entity(self, draft: EntityDraft, record: UUID, new: bool, change: EntityChange) -> Outcome:
        """Raises Refused."""
        self.ties.told = []
        old = self.desk.find(record, PROFILE)
        noted = self.desk.get(record, NOTES, SourceNotes())
        change.settled = frozenset(one[1:] for one in noted.entries if one[0] == self.list_name)
        if change.settled.intersection(one for one in draft.notes if one[0] == WHOLE_ROW) and not self.passing:
            return Outcome.UNCHANGED
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
        return Outcome.CREATED if self._commit(writes, change) and new else _outcome(change)

    def addition(self, row: Addition, record: UUID, change: EntityChange) -> tuple[RecordKind, Outcome]:
        """Raises Refused."""
        self.ties.told = []
        profile = self.desk.find(record, PROFILE)
        if not isinstance(profile, EntityProfile):
            raise Refused(Problem(row.row, "reference_missing", row.column, row.of))
        noted = self.desk.get(record, NOTES, SourceNotes())
        change.settled = frozenset(one[1:] for one in noted.entries if one[0] == self.list_name)
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
        self._commit(writes, change)
        outcome = Outcome.CREATED if any(new for *_, new in writes) else _outcome(change)
        return RecordKind.DESIGNATION if row.listing else RecordKind.ENTITY, outcome

    def _notes(self, record: UUID, said: list[tuple[str, str]], change: EntityChange) -> SourceNotes:
        return entitymerging.notes(self.desk.get(record, NOTES, SourceNotes()), self.list_name, said, change)

    def _listing(self, record: UUID, row: int, of: EntityProfile, said: ListingDraft, change: EntityChange) -> Write:
        refuse(entitychecks.listing(said, row))
        found, several = self.on_file.listings.match(str(record), said)
        if several:
            raise Refused(Problem(row, "several_listings_fit"))
        old = self.desk.find(UUID(found), DESIGNATION) if found else None
        stood = old if isinstance(old, Designation) else None
        if stood is None:
            change.refine(DESIGNATION, "listed", "", f"{said.authority} {said.programme} {said.listed or ''}".strip())
        noted = EntityChange() if stood is None else change
        new = entitymerging.designation(stood, str(record), said, self.list_name, noted)
        refuse(entitychecks.designation(new, of, row, self.today))
        made_id = UUID(found) if found else self.ids.of("listing", row, record, said.authority)
        return RecordKind.DESIGNATION, made_id, {DESIGNATION: new}, stood is None

    def _part(self, record: UUID, row: int, of: EntityProfile, said: PartDraft, change: EntityChange) -> list[Write]:
        """A case that nobody can tell is told; the rest of the row goes in."""
        refuse(entitychecks.involved(of, said.on, row))
        cases = self.on_file.cases.cases(said.case)
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
            made = found or self.ids.of("part", row, record, case)
            return [(RecordKind.INVOLVEMENT, made, {INVOLVEMENT: part}, True)]
        new = entitymerging.part(old, said, change)
        return [(RecordKind.INVOLVEMENT, found, {INVOLVEMENT: new}, False)] if found else []

    def _commit(self, writes: list[Write], change: EntityChange) -> bool:
        """Whether anything changed. What the list says against ours, to be kept beside it, goes to the notes."""
        changed = False
        (_, entity, first, _), *_ = writes
        if beside := change.beside():
            stood = first.get(NOTES)
            if not isinstance(stood, SourceNotes):
                stood = self.desk.get(entity, NOTES, SourceNotes())
            first[NOTES] = entitymerging.notes(stood, self.list_name, beside, EntityChange())
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


def _outcome(change: EntityChange) -> Outcome:
    """By the differences, which do not depend on what is chosen of contradictions."""
    return Outcome.UPDATED if change.differences else Outcome.UNCHANGED


def _nothing(name: str, value: Section) -> bool:
    return name in (POSTS, HOLDINGS, NOTES) and not getattr(value, "entries", ())


def _show_first(draft: EntityDraft, change: EntityChange) -> None:
    """The few facts by which a reader of the preview knows it."""
    for name in ("kind", "begun", "registration", "country"):
        if value := getattr(draft, name):
            change.refine(PROFILE, name, "", value)
