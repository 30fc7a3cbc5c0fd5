"""Fields that point to a record: typed with the names on file offered beside it, as the browser itself offers them."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from uuid import UUID

from casework.casebook.naming import spellings
from casework.casebook.summaries import EntitySummary
from casework.domain.officials import folded
from casework.web.forms.fields import Line


class OnFile:
    """What can be chosen: each under a text of its own, and under any spelling that is nobody else's."""

    def __init__(self, found: Iterable[tuple[UUID, EntitySummary]], title: Callable[[EntitySummary], str]) -> None:
        """Two of one title are told apart by the beginning of their ids."""
        self._titles: dict[str, str] = {}
        named: dict[str, set[str]] = defaultdict(set)
        for record, summary in found:
            self._titles[str(record)] = title(summary)
            for text in (title(summary), *spellings(summary)):
                named[folded(text)].add(str(record))
        self.texts = {
            record: f"{text} ({record[:8]})" if len(named[folded(text)]) > 1 else text
            for record, text in self._titles.items()
        }
        self._records = {text: next(iter(some)) for text, some in named.items() if len(some) == 1}
        self._records |= {folded(text): record for record, text in self.texts.items()}

    def record(self, text: str) -> str:
        """Empty for what is not on file."""
        return self._records.get(folded(text), "")

    def text(self, record: str, otherwise: str = "") -> str:
        return self.texts.get(record, otherwise)

    def plain(self, record: str, typed: str) -> str:
        """What was typed, without the mark that told two of one title apart."""
        return self._titles[record] if record and typed == self.texts.get(record) else typed


NOTHING = OnFile((), lambda _summary: "")


class OnFileField(Line):
    """`data` is the text; `record` what it names on file."""

    known: OnFile = NOTHING

    def offer(self, known: OnFile) -> None:
        self.known = known

    @property
    def record(self) -> str:
        return self.known.record(self.data or "")
