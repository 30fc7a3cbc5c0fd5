"""A long import on a page: lines of progress as they come, without a script; a short one is answered at once."""

from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TypeVar
from uuid import UUID

from flask import Response, g, redirect, stream_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from casework.domain.errors import CaseworkError, Invalid
from casework.imports import lists
from casework.imports.tables import Unreadable
from casework.store.database import LOST
from casework.web import importshown, importwords
from casework.web.dates import number
from casework.web.importshown import Lost

R = TypeVar("R")


AT_ONCE = 5
"""Thousands of rows that are planned before progress is shown."""


@dataclass(frozen=True, slots=True)
class Line:
    """`address` is where the last line leads; `lost` is whose work bars an undo."""

    text: str
    address: str = ""
    problem: bool = False
    lost: Sequence[Lost] = ()


def planned(import_id: UUID, columns: tuple[str, ...], profile: str) -> ResponseReturnValue:
    """Plan a kept file; of a long one the page tells how far it is. Raises Unreadable, Invalid."""
    steps = lists.planning(g.actor, import_id, columns, profile)
    after = url_for("imports.show", import_id=import_id)
    return followed(steps, AT_ONCE, gettext("The list is being read"), lambda _shown: redirect(after, 303), after)


def rows_done(rows: int) -> str:
    return str(gettext("%(rows)s rows", rows=number(rows)))


def rows_left(rows: int) -> str:
    return str(gettext("%(rows)s rows are left", rows=number(rows)))


def followed(
    steps: Generator[int, None, R],
    patience: int,
    title: str,
    ended: Callable[[R], ResponseReturnValue],
    after: str,
    told: Callable[[int], str] = rows_done,
) -> ResponseReturnValue:
    """`ended` answers a list that is done within `patience` steps; else the page tells each and leads to `after`.

    A connection that is lost ends the generator between two transactions: what is written stands.
    """
    first: list[int] = []
    for _ in range(patience + 1):
        try:
            first.append(next(steps))
        except StopIteration as end:
            return ended(end.value)
    lines = _lines(chain(first, steps), after, told)
    page = Response(stream_template("imports/running.html", title=title, lines=lines), mimetype="text/html")
    page.headers["X-Accel-Buffering"] = "no"
    return page


def _lines(steps: Iterator[int], after: str, told: Callable[[int], str]) -> Iterator[Line]:
    try:
        for rows in steps:
            yield Line(told(rows))
    except Unreadable as refusal:
        yield Line(importwords.of_file(refusal), after, problem=True)
    except Invalid as refusal:
        yield Line(importwords.of_refusal(refusal), after, problem=True, lost=importshown.lost(refusal))
    except (CaseworkError, *LOST, OSError):
        yield Line(gettext("It was broken off. What is done so far stands; go on from there."), after, problem=True)
    else:
        yield Line(gettext("Done."), after)
