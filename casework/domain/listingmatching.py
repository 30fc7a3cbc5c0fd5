"""Which listing a line is about: by its number on the list, else the one of that authority and programme then."""

from collections import defaultdict
from dataclasses import dataclass, field

from casework.domain.dates import PartialDate
from casework.domain.entitydrafts import ListingDraft


@dataclass(slots=True)
class KnownListing:
    record: str
    authority: str
    programme: str
    listed: PartialDate | None = None
    delisted: PartialDate | None = None


@dataclass
class Listings:
    """Every designation known, those of this very file included."""

    list_name: str
    _by_id: dict[str, str] = field(default_factory=dict)
    _of: dict[str, list[KnownListing]] = field(default_factory=lambda: defaultdict(list))
    _owner: dict[str, str] = field(default_factory=dict)

    def add(self, entity: str, known: KnownListing, ids: tuple[tuple[str, str], ...] = ()) -> None:
        self._of[entity] = [one for one in self._of[entity] if one.record != known.record] + [known]
        self._owner[known.record] = entity
        self._by_id.update((value, known.record) for list_name, value in ids if list_name == self.list_name)

    def of(self, entity: str) -> list[str]:
        return [one.record for one in self._of.get(entity, ())]

    def match(self, entity: str, said: ListingDraft) -> tuple[str, bool]:
        """The record, empty for a new one; and whether several fit."""
        own = self._by_id.get(said.external_id, "") if said.external_id else ""
        if own and self._owner[own] == entity:
            return own, False
        fits = [one for one in self._of.get(entity, ()) if _fits(one, said)]
        sure = [one for one in fits if one.programme == said.programme]
        found = sure or fits
        return (found[0].record if found else ""), len(found) > 1


def _fits(one: KnownListing, said: ListingDraft) -> bool:
    """The same authority and programme, and not in force at surely different times. After a delisting comes another."""
    if one.authority != said.authority or (one.programme and said.programme and one.programme != said.programme):
        return False
    return _meets(one.listed, said.delisted) and _meets(said.listed, one.delisted)


def _meets(begun: PartialDate | None, ended: PartialDate | None) -> bool:
    return begun is None or ended is None or begun.earliest < ended.latest
