"""Posts and holdings as a list tells them, tied to the records of what they name."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from msgspec.structs import replace

from casework.domain import entitychecks, entitymerging
from casework.domain.entities import ASSETS, EntityKind, EntityProfile, Holding, HoldingKind, Holdings, Post, Posts
from casework.domain.entitydrafts import HoldingDraft, PostDraft
from casework.domain.entitymerging import HOLDINGS, POSTS, PROFILE, EntityChange
from casework.domain.importing import Problem
from casework.domain.validation import MOST_ROWS
from casework.services.entitiesonfile import OnFile
from casework.services.entitydesk import Desk


class Refused(Exception):
    """Nothing of this row is written."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def refuse(problem: Problem | None) -> None:
    """Raises Refused, if there is a problem."""
    if problem is not None:
        raise Refused(problem)


class Ties:
    """`told` is what came up with the row that is being read."""

    def __init__(self, desk: Desk, on_file: OnFile, today: date) -> None:
        self.desk, self.on_file, self.today = desk, on_file, today
        self.told: list[Problem] = []

    def name(self, record: UUID) -> str:
        profile = self.desk.find(record, PROFILE)
        if not isinstance(profile, EntityProfile):
            return ""
        return profile.names[0].text if profile.names else next(iter(profile.aliases), profile.registration)

    def posts(
        self, record: UUID, row: int, of: EntityProfile, said: Iterable[PostDraft], change: EntityChange
    ) -> Posts:
        if of.kind is not EntityKind.PERSON:
            raise Refused(Problem(row, "only_persons_hold_posts"))
        posts = [self._post(row, one) for one in said]
        refuse(entitychecks.posts(posts, row, self.today))
        old = self.desk.get(record, POSTS, Posts())
        new = entitymerging.posts(old, posts, change)
        if len(new.entries) > MOST_ROWS:
            raise Refused(Problem(row, "too_many_ties"))
        for post in new.entries[len(old.entries) :]:
            if post.beside:
                self.told.append(Problem(row, "post_beside", "position", post.position))
        return new

    def _post(self, row: int, said: PostDraft) -> Post:
        """With the record of the body, if the list knows it by a number."""
        known = self.on_file.entities.by_id.get(said.body) if said.body else None
        if known is None:
            if said.body:
                self.told.append(Problem(row, "reference_kept", "organization", said.body))
            return said.post
        body = said.post.body or self.name(UUID(known.record))
        return replace(said.post, body=body, entity=known.record)

    def holdings(
        self, record: UUID, row: int, of: EntityProfile, said: Iterable[HoldingDraft], change: EntityChange
    ) -> Holdings:
        """Raises Refused."""
        if of.kind in ASSETS:
            raise Refused(Problem(row, "asset_holds"))
        old = self.desk.get(record, HOLDINGS, Holdings())
        have = {(one.kind, one.of) for one in old.entries}
        ties: list[tuple[Holding, str]] = []
        for one in said:
            held = self._held(row, one)
            name = self.name(UUID(held))
            new = one.kind is HoldingKind.OWNER and one.until is None and (one.kind, held) not in have
            if held == str(record) or (new and self.on_file.comes_back(str(record), held)):
                raise Refused(Problem(row, "circular_on_file", one.column, name))
            ties.append((Holding(one.kind, held, one.share, one.since, one.until, one.source), name))
        merged = entitymerging.holdings(old, ties, change)
        if len(merged.entries) > MOST_ROWS:
            raise Refused(Problem(row, "too_many_ties"))
        return merged

    def _held(self, row: int, said: HoldingDraft) -> str:
        """The record of what is held. Raises Refused: nobody is held, and nothing before it is known."""
        refuse(entitychecks.tie(said.since, said.until, row))
        known = self.on_file.entities.by_id.get(said.of)
        if known is None:
            raise Refused(Problem(row, "reference_missing", said.column, said.of))
        if known.kind is EntityKind.PERSON:
            raise Refused(Problem(row, "person_held", said.column, said.of))
        return known.record
