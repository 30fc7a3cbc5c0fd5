"""Named things of any kind (officials, entities with aliases), found by a name in any script and spelling."""

from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

from casework.domain import names
from casework.domain.postings import TIED, Postings

Id = TypeVar("Id", bound=Hashable)


class Register(Generic[Id]):
    """Filled once, asked often; 150,000 spellings answer within milliseconds.

    A score is that of `names.score`: from `names.SAME` on suggest it outright, from `names.DUPLICATE` on
    ask somebody. It holds names in clear: keep it no longer than the work that needs it.
    """

    def __init__(self) -> None:
        self._postings = Postings()
        self._spellings: list[tuple[Id, str]] = []

    def __len__(self) -> int:
        """Spellings, not things."""
        return len(self._spellings)

    def add(self, id_: Id, spellings: Iterable[str]) -> None:
        """Every spelling and alias under which the thing may be asked for. More may be added for the same id."""
        for text in spellings:
            self._postings.add(len(self._spellings), text)
            self._spellings.append((id_, text))

    def best(self, text: str, limit: int = 5, cutoff: float = 0.0) -> list[tuple[Id, float]]:
        """Surest first, each id once by its best spelling; nothing below `cutoff`."""
        asked = names.Asked(text)
        scores: dict[Id, float] = {}
        for number in self._postings.candidates(asked.tokens, max(TIED, limit)):
            id_, spelling = self._spellings[number]
            score = asked.score(spelling)
            if score >= cutoff and score > scores.get(id_, -1.0):
                scores[id_] = score
        return sorted(scores.items(), key=lambda item: -item[1])[:limit]
