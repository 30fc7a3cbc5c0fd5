"""Whom the rows of a list file mean, of those on file: for an action that covers them. Never a guess in silence."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from casework.domain import names
from casework.domain.drafts import Draft
from casework.domain.matching import Known, People

MOST_OFFERED = 8


class Standing(StrEnum):
    MATCHED = "matched"
    DOUBTFUL = "doubtful"
    UNMATCHED = "unmatched"


@dataclass(frozen=True, slots=True)
class Placed:
    """One row. Matched: `cases` is the one. Doubtful: whom it may mean, the likeliest first; `likely` the only one
    whose name fits and whom no date contradicts."""

    row: int
    name: str
    standing: Standing
    cases: tuple[str, ...] = ()
    likely: str = ""


@dataclass
class Roll:
    """Everybody on file. A number that two people have is nobody's."""

    people: People
    _by_number: dict[str, list[Known]] = field(default_factory=lambda: defaultdict(list))

    def add(self, known: Known, numbers: Iterable[str]) -> None:
        self.people.add(known)
        for number in {_plain(number) for number in numbers}:
            if number:
                self._by_number[number].append(known)

    def place(self, draft: Draft) -> Placed:
        """By number if the name agrees or there is none; else by name and dates."""
        numbered = self._by_number.get(_plain(draft.external_id), []) if draft.external_id else []
        if len(numbered) == 1 and self._agrees(draft, numbered[0]):
            return Placed(draft.row, _called(draft), Standing.MATCHED, (numbered[0].case,))
        if not draft.names:
            return _among(draft, [known.case for known in numbered])
        found = self.people.match(draft)
        if found.case and not numbered:
            return Placed(draft.row, _called(draft), Standing.MATCHED, (found.case,))
        candidates = self.people.candidates(draft)
        sure = [one.case for one in candidates if one.score >= names.SAME and not one.against]
        alone = sure[0] if len(sure) == 1 and len(candidates) == 1 and not numbered else ""
        return _among(draft, [*(known.case for known in numbered), *(one.case for one in candidates)], alone)

    def _agrees(self, draft: Draft, known: Known) -> bool:
        """A number alone may be that of another list: a name that stands beside it must be like the one on file."""
        tokens = [names.tokens(name.text) for name in draft.names]
        return not tokens or max(names.best_score(name, known.names) for name in tokens) >= names.DUPLICATE


def _among(draft: Draft, cases: list[str], likely: str = "") -> Placed:
    offered = tuple(dict.fromkeys(cases))[:MOST_OFFERED]
    standing = Standing.DOUBTFUL if offered else Standing.UNMATCHED
    return Placed(draft.row, _called(draft), standing, offered, likely)


def _called(draft: Draft) -> str:
    return draft.name or draft.external_id


def _plain(number: str) -> str:
    return "".join(number.split()).casefold()
