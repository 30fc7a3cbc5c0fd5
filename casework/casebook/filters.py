"""A query's filters as SQL over the people held on a day. Values are always bound, never written into the text."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from casework.casebook import days
from casework.casebook.query import CaseQuery

CONSENT = "(CASE WHEN p.consent_from <= :today AND :today < p.consent_until THEN p.consent ELSE 0 END)"
"""The level in force; a partial date ends consent on its first possible day."""

_COLUMNS = {
    "statuses": "h.status",
    "sexes": "h.sex",
    "facilities": "h.facility",
    "regions": "h.region",
    "recognitions": "h.recognition",
    "consents": CONSENT,
}
_LISTED = {
    "articles": "EXISTS (SELECT 1 FROM charge x WHERE x.person = h.person AND x.article IN ({}))",
    "profiles": "EXISTS (SELECT 1 FROM profile x WHERE x.person = h.person AND x.profile IN ({}))",
}


@dataclass
class Where:
    """The FROM and WHERE of one question, with its bound values."""

    values: dict[str, Any]
    terms: list[str] = field(default_factory=lambda: ["h.day = :day"])
    needs_person: bool = False

    def add(self, term: str) -> None:
        self.terms.append(term)
        self.needs_person = self.needs_person or "p." in term

    def sql(self, *, person: bool = False, also: str = "") -> str:
        joined = " JOIN person p ON p.id = h.person" if person or self.needs_person else ""
        return f"FROM held h{joined}{also} WHERE {' AND '.join(self.terms)}"

    def sql_by_person(self) -> str:
        """The same, in the order of the people: CROSS JOIN keeps SQLite from turning it round."""
        return f"FROM person p CROSS JOIN held h ON h.person = p.id WHERE {' AND '.join(self.terms)}"


def where(query: CaseQuery, people: Sequence[int] | None, *, but: str = "", custody: int | None = None) -> Where:
    """`people` are those a text search found; `but` names the filter to set aside; `custody` overrides the query's."""
    today = query.today or query.as_of
    found = Where({"day": query.as_of.toordinal(), "today": today.toordinal()})
    wanted = _custody(query) if custody is None else custody
    if wanted is not None:
        found.add(f"h.custody = {int(wanted)}")
    for name, column in _COLUMNS.items():
        _any_of(found, query, name, but, lambda marks, column=column: f"{column} IN ({marks})")  # type: ignore[misc]
    for name, term in _LISTED.items():
        _any_of(found, query, name, but, term.format)
    if people is not None:
        found.values["people"] = json.dumps(list(people))
        found.add("h.person IN (SELECT value FROM json_each(:people))")
    return found


def _any_of(found: Where, query: CaseQuery, name: str, but: str, term: Callable[[str], str]) -> None:
    values = getattr(query, name)
    if not values or name == but:
        return
    keys = {f"{name}{at}": _plain(value) for at, value in enumerate(values)}
    found.values |= keys
    found.add(term(", ".join(f":{key}" for key in keys)))


def _plain(value: Any) -> str | int:
    return int(value) if isinstance(value, int) else str(value)


def _custody(query: CaseQuery) -> int | None:
    if query.uncertain:
        return days.UNCERTAIN
    if query.in_custody is None:
        return None
    return days.CERTAIN if query.in_custody else days.OUTSIDE
