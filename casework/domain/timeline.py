"""The events of a list (arrest, verdict, release, death) laid into a timeline that exists."""

from msgspec.structs import replace

from casework.domain import standing
from casework.domain.dates import PartialDate
from casework.domain.drafts import Draft
from casework.domain.status import DEPRIVED_OR_RESTRICTED, ReleaseGround, Status, StatusEntry
from casework.domain.validation import inserted

Changed = tuple[str, PartialDate | None, PartialDate]


def with_events(entries: tuple[StatusEntry, ...], draft: Draft) -> tuple[tuple[StatusEntry, ...], list[Changed]]:
    """The timeline with what the row adds, and each change as (event, what stood, what it says)."""
    laid = _Laid(list(entries))
    if draft.arrested:
        laid.arrest(standing.arrested(draft), draft.arrested)
    serving = standing.sentenced(draft)
    if draft.verdict and draft.verdict_in_timeline and serving:
        laid.verdict(serving, draft.verdict)
    if draft.released:
        laid.end(StatusEntry(Status.RELEASED, draft.released, ReleaseGround.NOT_STATED))
    if draft.died:
        laid.end(StatusEntry(Status.DIED, draft.died))
    return tuple(laid.entries), laid.changed


class _Laid:
    """`first` is where the stretch of custody begins that the row speaks of, `end_at` where it ends or would."""

    def __init__(self, entries: list[StatusEntry]) -> None:
        self.entries = entries
        self.changed: list[Changed] = []
        starts = [start for start, _ in self._stretches()]
        self.first = starts[-1] if starts else None

    def _stretches(self) -> list[tuple[int, int]]:
        found: list[tuple[int, int]] = []
        start: int | None = None
        for index, entry in enumerate(self.entries):
            inside = entry.status in DEPRIVED_OR_RESTRICTED
            if inside and start is None:
                start = index
            elif not inside and start is not None:
                found.append((start, index))
                start = None
        return [*found, (start, len(self.entries))] if start is not None else found

    @property
    def end_at(self) -> int:
        return next((end for start, end in self._stretches() if start == self.first), len(self.entries))

    def arrest(self, status: Status, day: PartialDate) -> None:
        stretches, entry = self._stretches(), StatusEntry(status, day)
        for start, _ in stretches:
            if _overlap(self.entries[start].since, day):
                self.first = start
                self._settle("arrest", start, day)
                return
        last_end = stretches[-1][1] if stretches else 0
        if not stretches:
            self.first = inserted(self.entries, entry).index(entry)
            self._insert("arrest", self.first, entry)
        elif last_end < len(self.entries) and self.entries[last_end].since.latest <= day.earliest:
            self._insert("arrest", len(self.entries), entry)
            self.first = len(self.entries) - 1
        else:
            self._settle("arrest", stretches[-1][0], day)

    def verdict(self, status: Status, day: PartialDate) -> None:
        inside = range(self.first or 0, self.end_at)
        found = next((index for index in inside if self.entries[index].status in standing.SERVED), None)
        if found is not None:
            self._settle("verdict", found, day)
        else:
            at = self.end_at if self.first is not None else 0
            self._insert("verdict", at, StatusEntry(status, day))
            self.first = at if self.first is None else self.first

    def end(self, entry: StatusEntry) -> None:
        """A release or a death. An end of ours that says more (deported, a ground) stays what it is."""
        event = "death" if entry.status is Status.DIED else "release"
        if entry.status is Status.DIED:
            known = next((n for n, have in enumerate(self.entries) if have.status is Status.DIED), None)
            at = len(self.entries)
        else:
            at = self.end_at
            known = at if at < len(self.entries) and self.entries[at].status is not Status.UNKNOWN else None
        if known is None:
            self._insert(event, at, entry)
        elif entry.status is Status.DIED or self.entries[known].status is not Status.DIED:
            self._settle(event, known, entry.since)

    def _insert(self, event: str, at: int, entry: StatusEntry) -> None:
        self.entries.insert(at, entry)
        self.changed.append((event, None, entry.since))

    def _settle(self, event: str, at: int, day: PartialDate) -> None:
        stood = self.entries[at].since
        exacter = (day.latest - day.earliest) < (stood.latest - stood.earliest)
        if stood != day and (exacter or not _overlap(stood, day)):
            self.entries[at] = replace(self.entries[at], since=day)
            self.changed.append((event, stood, day))


def _overlap(one: PartialDate, other: PartialDate) -> bool:
    return one.earliest <= other.latest and other.earliest <= one.latest
