"""Whom an action that is being added covers: what the address says, or of a list file what its form carries.

Addresses hold record ids, filters and days. Names that are not on file travel in the form alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from flask import g, request, url_for
from werkzeug.datastructures import MultiDict

from casework.domain.actionrules import coverage_faults
from casework.domain.actions import Action, ActionKind, Coverage, CoverageKind
from casework.domain.errors import NotFound
from casework.services import advocacy, clock, lists
from casework.services.raising import Raising
from casework.web import filters, names
from casework.web.advocacy.blueprint import people

EVERYBODY = {"custody": "any"}
"""The whole list, said in words: an address that says nothing is about everyone in custody."""
SHOWN = 20
"""Of the people from a list file, beside the form."""


@dataclass(frozen=True, slots=True)
class Covered:
    """One of: people by their ids, nobody (about officials), a list, or a list file."""

    cases: tuple[str, ...] = ()
    nobody: bool = False
    view: filters.View | None = None
    file: Coverage | None = None

    def address(self, endpoint: str = "advocacy.add", **more: Any) -> str:
        """A page of this coverage; that of a list file is sent, not linked to."""
        if self.file is not None:
            return url_for("advocacy.from_file", **more)
        return url_for(endpoint, **self.arguments(), **more)

    def arguments(self) -> dict[str, Any]:
        if self.nobody:
            return {"nobody": "1"}
        if self.cases:
            return {"case": list(self.cases)}
        return (self.view.arguments() if self.view else {}) or EVERYBODY

    def may_be(self, kind: ActionKind) -> bool:
        """Whether an action of the kind can cover these: the rule of the domain, asked of what is chosen so far."""
        named = CoverageKind.POPULATION if self.view else CoverageKind.NAMED
        covers = self.file or Coverage(kind=named, cases=self.cases)
        return not any(coverage_faults(kind, covers))

    @property
    def day(self) -> date | None:
        """The day a population is of; None for people who are named."""
        return self.view.as_of if self.view else None

    def of_day(self, day: date) -> "Covered":
        """The same population as of another day."""
        return replace(self, view=replace(self.view, as_of=day, dated=True)) if self.view else self

    @property
    def named(self) -> tuple[str, ...]:
        """The people it names, one by one or by a list file."""
        return self.file.cases if self.file is not None else self.cases

    def save(self, action: Action, by: list[Raising], *, aware: bool) -> UUID:
        """Raises Invalid, NotFound."""
        if self.file is not None:
            return advocacy.add_for_file(g.actor, _covering(action, self.file), by, aware=aware)
        if self.view is not None:
            return advocacy.add_for_list(g.actor, action, self.view.query(), by)
        return advocacy.add_action(g.actor, _covering(action, Coverage(cases=self.cases)), by, aware=aware)

    def shown(self) -> dict[str, Any]:
        """What the templates need to say it."""
        if self.file is not None:
            return {"covered": self, "people": people(self.file.cases[:SHOWN])}
        if self.view is None:
            return {"covered": self, "people": people(self.cases)}
        known = names.known()
        undated = replace(self.view, known_at=None, uncertain=False, dated=False)
        chips = filters.chips(undated, {**known.articles, **known.facilities})
        kept = [(name, value) for name, value in request.args.items(multi=True) if not name.startswith("as_of")]
        counted = lists.count(g.actor, self.view.query())
        return {"covered": self, "people": [], "chips": chips, "kept": kept, "counted": counted}


def _covering(action: Action, covers: Coverage) -> Action:
    return msgspec.structs.replace(action, covers=covers)


def from_address(sent: MultiDict[str, str]) -> Covered:
    """Raises NotFound for an id that is none, Invalid for a day that is none."""
    cases = ids(sent.getlist("case"))
    if cases:
        return Covered(cases=cases)
    if sent.get("nobody") == "1":
        return Covered(nobody=True)
    return Covered(view=filters.read(sent, clock.today()))


def from_form(sent: MultiDict[str, str]) -> Covered:
    """What the check page of a list file has settled."""
    return Covered(file=said(sent))


def said(sent: MultiDict[str, str]) -> Coverage:
    """A list file's coverage as hidden fields carry it."""
    return Coverage(
        kind=CoverageKind.LIST_FILE,
        cases=ids(sent.getlist("covers-case")),
        unmatched=tuple(filter(None, (" ".join(name.split()) for name in sent.getlist("covers-unmatched")))),
        filename=sent.get("covers-filename", "")[:200],
        file_hash=sent.get("covers-hash", "")[:64],
    )


def carried(covers: Coverage) -> list[tuple[str, str]]:
    """The same as hidden fields."""
    found: Mapping[str, tuple[str, ...]] = {
        "covers-case": covers.cases,
        "covers-unmatched": covers.unmatched,
        "covers-filename": (covers.filename,),
        "covers-hash": (covers.file_hash,),
    }
    return [(name, value) for name, values in found.items() for value in values]


def ids(texts: list[str]) -> tuple[str, ...]:
    """Record ids, each once; what is none leads nowhere."""
    try:
        return tuple(dict.fromkeys(str(UUID(text)) for text in texts))
    except ValueError as error:
        raise NotFound("case") from error
