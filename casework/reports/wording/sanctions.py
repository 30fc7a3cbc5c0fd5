"""The words of documents about officials and sanctions; dates, status and the like are those of every document."""

from functools import cache
from pathlib import Path

import msgspec

from casework.domain.statement import Language

HERE = Path(__file__).parent


class SanctionsWording(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    words: dict[str, str]
    text: dict[str, str]
    columns: dict[str, str]
    role: dict[str, str]
    degree: dict[str, str]

    def say(self, key: str, **values: str | int) -> str:
        return self.text[key].format(**values)


@cache
def wording(language: Language) -> SanctionsWording:
    return msgspec.json.decode((HERE / f"sanctions.{language.value}.json").read_bytes(), type=SanctionsWording)
