"""The words of the documents, one file per language. They are the document's language, not the reader's screen."""

from functools import cache
from pathlib import Path

import msgspec

from casework.domain.dates import PartialDate
from casework.domain.statement import Language

HERE = Path(__file__).parent


class Wording(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    words: dict[str, str]
    text: dict[str, str]
    columns: dict[str, str]
    status: dict[str, str]
    sex: dict[str, str]
    recognition: dict[str, str]
    consent: dict[str, str]
    penalty: dict[str, str]
    kind: dict[str, str]
    coverage: dict[str, str]
    months: tuple[str, ...]
    months_of: tuple[str, ...]
    day_pattern: str
    month_pattern: str

    def say(self, key: str, **values: str | int) -> str:
        return self.text[key].format(**values)

    def source(self, organisation: str) -> str:
        return self.say("source", organisation=organisation) if organisation else self.text["source_plain"]

    def day(self, when: PartialDate | None) -> str:
        """A partial date in words: only what is known is said, and a mark of doubt stays."""
        if when is None:
            return ""
        first, last = when.earliest, when.latest
        if first == last:
            shown = self.day_pattern.format(day=first.day, month=self.months_of[first.month - 1], year=first.year)
        elif first.month == last.month:
            shown = self.month_pattern.format(month=self.months[first.month - 1], year=first.year)
        else:
            shown = str(first.year)
        if when.text[:1] == "~" or when.text[-1:] in "~%":
            return self.say("about", date=shown)
        return self.say("uncertain_date", date=shown) if when.text[-1:] == "?" else shown


@cache
def wording(language: Language) -> Wording:
    return msgspec.json.decode((HERE / f"{language.value}.json").read_bytes(), type=Wording)
