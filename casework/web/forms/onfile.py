"""Fields that point to a record: typed with the names on file offered beside it, as the browser itself offers them."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from casework.casebook.summaries import EntitySummary
from casework.domain.officials import folded
from casework.web.forms.fields import Line


class OnFile:
    """What can be chosen, each under a text of its own."""

    def __init__(self, known: Mapping[str, str]) -> None:
        """`known` is record to text."""
        self.texts = dict(known)
        self._records: dict[str, str] = {}
        for record, text in known.items():
            self._records.setdefault(folded(text), record)

    @classmethod
    def of(cls, found: Iterable[tuple[UUID, EntitySummary]], title: Any) -> "OnFile":
        """Two of one name are told apart by the beginning of their ids."""
        texts = {str(record): str(title(summary)) for record, summary in found}
        keys = [folded(text) for text in texts.values()]
        twice = {key for key in keys if keys.count(key) > 1} if len(set(keys)) < len(keys) else set()
        return cls(
            {record: f"{text} ({record[:8]})" if folded(text) in twice else text for record, text in texts.items()}
        )

    def record(self, text: str) -> str:
        """Empty for what is not on file."""
        return self._records.get(folded(text), "")

    def text(self, record: str, otherwise: str = "") -> str:
        return self.texts.get(record, otherwise)


class OnFileField(Line):
    """`data` is the text; `record` what it names on file. `options_id` is the list the page offers beside it."""

    options_id = "on-file"
    known: OnFile = OnFile({})

    def offer(self, known: OnFile) -> None:
        self.known = known

    @property
    def record(self) -> str:
        return self.known.record(self.data or "")
