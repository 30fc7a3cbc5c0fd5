"""A population in words that can be kept: the filters of a list as its address writes them, `custody=yes&sex=female`.

What was searched for is no part of it: a population is a rule, not a name.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import Any
from urllib.parse import parse_qs, urlencode

from casework.casebook.query import CaseQuery
from casework.domain.errors import Invalid
from casework.domain.sections import Consent, Recognition, Sex
from casework.domain.status import Status


@dataclass(frozen=True, slots=True)
class Filter:
    argument: str
    attribute: str
    members: type[Enum] | None = None


FILTERS = (
    Filter("status", "statuses", Status),
    Filter("region", "regions"),
    Filter("sex", "sexes", Sex),
    Filter("facility", "facilities"),
    Filter("article", "articles"),
    Filter("recognition", "recognitions", Recognition),
    Filter("consent", "consents", Consent),
    Filter("profile", "profiles"),
)
EVERYONE = "custody=yes"
CUSTODY = {"yes": True, "no": False}


def kept(query: CaseQuery) -> str:
    """The population's filters, without its dates."""
    pairs: list[tuple[str, str]] = []
    if query.in_custody is not None:
        pairs.append(("custody", "yes" if query.in_custody else "no"))
    for one in FILTERS:
        values = getattr(query, one.attribute)
        pairs += [(one.argument, str(value.value if isinstance(value, Enum) else value)) for value in values]
    return urlencode(pairs)


def query(text: str, as_of: date, known_at: date | None = None) -> CaseQuery:
    """The same population on a day; an empty text is everyone in custody. Raises Invalid("query") when it is none."""
    sent = parse_qs(text or EVERYONE, keep_blank_values=True)
    filters: dict[str, Any] = {one.attribute: _values(one, sent.pop(one.argument, [])) for one in FILTERS}
    custody = sent.pop("custody", [""])[-1]
    if sent or (custody and custody not in CUSTODY):
        raise Invalid("query", "unknown_filter")
    return CaseQuery(as_of=as_of, known_at=known_at, in_custody=CUSTODY.get(custody), **filters)


def held(text: str, as_of: date, known_at: date | None = None) -> CaseQuery:
    """Those of the population who were in custody that day: what a statement counts. Raises Invalid("query")."""
    return replace(query(text, as_of, known_at), in_custody=True)


def _values(one: Filter, texts: list[str]) -> tuple[Any, ...]:
    if one.members is None:
        return tuple(texts)
    known = {str(member.value): member for member in one.members}
    if not known.keys() >= set(texts):
        raise Invalid("query", "unknown_filter")
    return tuple(known[text] for text in texts)
