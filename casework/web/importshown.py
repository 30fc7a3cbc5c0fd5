"""What pages show of an import: its problems told together, its rows with what they change, its entries to add."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from flask import Flask, g, url_for
from flask_babel import gettext

from casework.domain.errors import EditedSince, Invalid
from casework.domain.importing import Batch, Cursor, Offer, Outcome, PlannedRow, Problem
from casework.domain.importing import Difference as Changed
from casework.domain.policy import Permission
from casework.services import imports
from casework.web import importwords, names, recordnames
from casework.web.access import may

SIZE = 50
"""Rows on one page."""
MOST_TOLD = 200
"""Problems shown on one page; the count says how many there are."""


@dataclass(frozen=True, slots=True)
class Told:
    row: int
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    field: str
    old: str
    new: str
    contradicts: bool


@dataclass(frozen=True, slots=True)
class Row:
    number: int
    name: str
    address: str
    outcome: str
    reason: str
    differences: list[Difference]
    choice: str = ""


@dataclass(frozen=True, slots=True)
class Lost:
    """Records that bar an undo, and why; `more` there are beside those named."""

    why: str
    named: list[recordnames.Named]
    more: int


def lost(refusal: Invalid) -> list[Lost]:
    """Whose work an undo would lose: the first of each sort by their names. Nobody's in any other refusal."""
    if not isinstance(refusal, EditedSince):
        return []
    groups = (
        (gettext("Edited since the import:"), refusal.edited),
        (gettext("Tied since to what the import created:"), refusal.tied),
    )
    return [
        Lost(why, recordnames.named(dict(list(kinds.items())[:MOST_TOLD])), max(0, len(kinds) - MOST_TOLD))
        for why, kinds in groups
        if kinds
    ]


def add_imports(app: Flask) -> None:
    app.jinja_env.globals["being_written"] = being_written
    app.jinja_env.filters["noted"] = importwords.of_noted


def being_written() -> Cursor | None:
    """Of an import whose writing or undo is begun and not ended, for whoever reads figures."""
    return imports.being_written(g.actor) if may(Permission.CASE_READ) else None


def counts(batch: Batch) -> list[tuple[str, str, int]]:
    numbers: dict[Outcome, int] = {
        Outcome.CREATED: batch.created,
        Outcome.UPDATED: batch.updated,
        Outcome.UNCHANGED: batch.unchanged,
        Outcome.REFUSED: batch.refusals,
    }
    return [(outcome.value, str(importwords.OUTCOMES[outcome]), count) for outcome, count in numbers.items()]


def told(problems: tuple[Problem, ...], total: int) -> dict[str, Any]:
    """The problems row by row, the most frequent kinds first in a line each."""
    kinds = Counter(problem.code for problem in problems)
    first = {problem.code: problem for problem in reversed(problems)}
    return {
        "total": total,
        "kinds": [(importwords.of_row(first[code]), count) for code, count in kinds.most_common()],
        "lines": [Told(problem.row, importwords.of_row(problem)) for problem in problems[:MOST_TOLD]],
    }


def offer(one: Offer) -> dict[str, Any]:
    """An entry the reference lists lack, with the page where it is added. An article's number is its key."""
    if one.kind == "article":
        address = url_for("reference.add_article", key=one.value)
    elif one.kind == "programme":
        address = url_for("reference.add_programme", key=one.value)
    else:
        address = url_for("reference.add_facility")
    kind = importwords.KINDS.get(one.kind, one.kind)
    return {"kind": kind, "value": one.value, "rows": one.rows, "address": address}


def row(one: PlannedRow, batch: Batch) -> Row:
    """A refused row has its reason where the others have what they change."""
    outcome, address = str(importwords.OUTCOMES[one.outcome]), importwords.address(one.kind.value, one.record)
    name = importwords.of_name(one)
    if one.outcome is Outcome.REFUSED:
        reasons = [importwords.of_row(Problem(one.row, found.field, found.old, found.new)) for found in one.differences]
        return Row(one.row, name, address, outcome, "; ".join(reasons), [])
    choice = dict(batch.choices).get(one.row, batch.choice)
    differences = [_difference(found) for found in one.differences]
    return Row(one.row, name, address, outcome, "", differences, choice.value)


def _difference(one: Changed) -> Difference:
    places = names.known().facilities
    old, new = (importwords.of_value(one, text, places) for text in (one.old, one.new))
    return Difference(importwords.of_field(one), old, new, one.contradicts)
