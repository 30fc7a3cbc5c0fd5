"""Whom the rows of a list file mean, of those on file: for an action that covers them. Never a guess in silence."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from casework.domain import names
from casework.domain.dates import PartialDate
from casework.domain.drafts import Draft
from casework.domain.matching import Known, People

MOST_OFFERED = 8


class Standing(StrEnum):
    MATCHED = "matched"
    DOUBTFUL = "doubtful"
    UNMATCHED = "unmatched"


@dataclass(frozen=True, slots=True)
class Placed:
    """One row, with what it says of somebody in its own spelling. Matched: `cases` is the one. Doubtful: whom it may
    mean, the likeliest first; a name alone is no more than a doubt."""

    row: int
    name: str
    standing: Standing
    cases: tuple[str, ...] = ()
    number: str = ""
    birth: PartialDate | None = None
    arrested: PartialDate | None = None


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
            return _placed(draft, Standing.MATCHED, [numbered[0].case])
        if not draft.names:
            return _among(draft, [known.case for known in numbered])
        found = self.people.match(draft)
        if found.case and not numbered:
            return _placed(draft, Standing.MATCHED, [found.case])
        alike = [one.case for one in self.people.candidates(draft)]
        return _among(draft, [*(known.case for known in numbered), *alike])

    def _agrees(self, draft: Draft, known: Known) -> bool:
        """A number alone may be that of another list: a name that stands beside it must be like the one on file."""
        tokens = [names.tokens(name.text) for name in draft.names]
        return not tokens or max(names.best_score(name, known.names) for name in tokens) >= names.DUPLICATE


def _among(draft: Draft, cases: list[str]) -> Placed:
    offered = list(dict.fromkeys(cases))[:MOST_OFFERED]
    return _placed(draft, Standing.DOUBTFUL if offered else Standing.UNMATCHED, offered)


def _placed(draft: Draft, standing: Standing, cases: list[str]) -> Placed:
    called = draft.name or draft.external_id
    return Placed(draft.row, called, standing, tuple(cases), draft.external_id, draft.birth, draft.arrested)


def _plain(number: str) -> str:
    return "".join(number.split()).casefold()
