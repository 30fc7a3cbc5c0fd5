"""Officials, entities, listings and parts in cases on file, as far as matching a list needs: from the summaries."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from uuid import UUID

from casework.casebook.projection import read
from casework.casebook.summaries import (
    CaseSummary,
    DesignationSummary,
    EntitySummary,
    InvolvementSummary,
    Summary,
)
from casework.domain.dates import PartialDate
from casework.domain.entities import EntityKind, HoldingKind
from casework.domain.entitymatching import Entities, KnownEntity
from casework.domain.listingmatching import KnownListing, Listings
from casework.domain.records import MAIN, RecordKind
from casework.services.actor import Actor
from casework.store import changes, records
from casework.vault.keyring import Purpose


@dataclass
class OnFile:
    """As it stood before the change `before`, where one is given. `parts` are (entity, case, role) of involvements;
    `owns` is who owns what, as far as it has not ended."""

    actor: Actor
    entities: Entities
    listings: Listings
    before: int = 0
    parts: dict[tuple[str, str, str], UUID] = field(default_factory=dict)
    owns: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    @cached_property
    def cases(self) -> "CaseNumbers":
        """Read with the first row that names a case. Raises NotAllowed, Tampered."""
        return CaseNumbers.on_file(self.actor, self.before)

    def comes_back(self, owner: str, asset: str) -> bool:
        """Whether ownership leads from the asset to its owner."""
        waiting, seen = [asset], {asset}
        while waiting:
            at = waiting.pop()
            if at == owner:
                return True
            onward = self.owns.get(at, set()) - seen
            seen |= onward
            waiting += onward
        return False


def summaries(actor: Actor, *kinds: RecordKind, before: int = 0) -> Iterator[tuple[str, Summary]]:
    """Of every record of these kinds that stands, or stood before that change, some thousands at a time.

    Raises NotAllowed, Tampered.
    """
    wanted = {kind.value for kind in kinds}
    for some in changes.newest(0, before - 1 if before else records.last_seq()):
        rows = [row for row in some if row[1] in wanted]
        places = ((records.summary_place(row[0], row[2], MAIN[RecordKind(row[1])]), row[4]) for row in rows)
        for row, data in zip(rows, actor.keyring.open_many(Purpose.SUMMARY, places), strict=True):
            found = read(RecordKind(row[1]), data)
            if found.standing:
                yield str(row[0]), found


def everything(actor: Actor, list_name: str, before: int = 0) -> OnFile:
    """Raises NotAllowed, Tampered."""
    found = OnFile(actor, Entities(list_name), Listings(list_name), before)
    kinds = RecordKind.ENTITY, RecordKind.DESIGNATION, RecordKind.INVOLVEMENT
    for record, summary in summaries(actor, *kinds, before=before):
        match summary:
            case EntitySummary():
                found.entities.add(_known(record, summary))
                for kind, of, _, until, *_ in summary.holdings:
                    if kind == HoldingKind.OWNER.value and not until:
                        found.owns[record].add(of)
            case DesignationSummary():
                days = (PartialDate.parse(text) if text else None for text in (summary.listed_on, summary.delisted_on))
                listing = KnownListing(record, summary.authority, summary.programme, *days)
                found.listings.add(summary.entity, listing, summary.external_ids)
            case InvolvementSummary():
                found.parts[summary.entity, summary.case, summary.role] = UUID(record)
    return found


def _known(record: str, summary: EntitySummary) -> KnownEntity:
    texts = (*(text for _, text in summary.names), *summary.aliases)
    posts = tuple((position, body) for position, body, *_ in summary.posts)
    return KnownEntity(
        record,
        EntityKind(summary.kind),
        tuple(dict.fromkeys(texts)),
        summary.begun,
        summary.country,
        summary.registration,
        posts,
        summary.external_ids,
    )


@dataclass
class CaseNumbers:
    """Our numbers and those of every list, to cases. A number of several lists may be that of several people."""

    _by_number: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def on_file(cls, actor: Actor, before: int = 0) -> "CaseNumbers":
        """Raises NotAllowed, Tampered."""
        found = cls()
        for record, summary in summaries(actor, RecordKind.CASE, before=before):
            if isinstance(summary, CaseSummary):
                found.add(record, summary)
        return found

    def add(self, record: str, summary: CaseSummary) -> None:
        for number in (summary.number, *(value for _, value in summary.external_ids)):
            if number:
                self._by_number[number.casefold()].add(record)

    def cases(self, written: str) -> frozenset[str]:
        return frozenset(self._by_number.get(written.strip().casefold(), ()))
