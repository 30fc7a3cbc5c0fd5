"""What is still to be done: on the action, on the dashboard, and all of it on a page of its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from casework.domain.actions import Action, ActionKind, ActionStatus
from casework.domain.dates import PartialDate
from casework.domain.errors import Conflict, NotFound
from casework.domain.policy import Permission
from casework.services import clock, followups, lists
from casework.web import listing as rows
from casework.web import names as casenames
from casework.web.access import may, needs
from casework.web.advocacy.blueprint import SIZE, pages
from casework.web.dates import when
from casework.web.forms.kinds import words
from casework.web.labels import label
from casework.web.opened import seen_version
from casework.web.paging import Pages, page_number

ON_DASHBOARD = 10
SOON = 60
"""Days up to which a coming day is told as so many days; beyond, as a date."""
NAMED = 3
"""People named beside a follow-up; the rest is a number, and stands on the action."""
SHOW = ("all", "overdue")


@dataclass(frozen=True, slots=True)
class Line:
    """`row` is None for the action's own deadline: an answer ends it, no button. `done` says when it was done."""

    action: UUID
    row: int | None
    version: int
    title: str
    what: str
    due: PartialDate
    state: str
    overdue: bool
    done: str = ""
    date: PartialDate | None = None
    about: str = ""


@pages.get("/follow-ups")
@needs(Permission.ADVOCACY_READ)
def follow_ups() -> ResponseReturnValue:
    chosen = "overdue" if request.args.get("show") == "overdue" else "all"
    found = followups.listing(
        g.actor, overdue=chosen == "overdue", number=page_number(request.args.get("page")), size=SIZE
    )
    address: dict[str, Any] = {"show": chosen} if chosen != "all" else {}
    return render_template(
        "advocacy/followups.html",
        found=found,
        chosen=chosen,
        lines=_lines(found),
        pages=Pages(
            found.number, found.size, found.total, lambda page: url_for("advocacy.follow_ups", page=page, **address)
        ),
    )


@pages.post("/<uuid:action_id>/follow-ups/<int:row>/done")
@needs(Permission.ADVOCACY_WRITE)
def done(action_id: UUID, row: int) -> ResponseReturnValue:
    """Back to the page it was pressed on; when somebody saved meanwhile, to the action as it is now."""
    try:
        followups.done(g.actor, action_id, row, seen_version())
    except Conflict as conflict:
        text = gettext(
            "%(name)s changed this action meanwhile, so nothing was marked. Look at it as it is now.", name=conflict.by
        )
        flash(text, "warning")
        return redirect(url_for("advocacy.show", action_id=action_id), 303)
    except NotFound:
        flash(gettext("This follow-up is done already, or was taken out."), "warning")
        return redirect(url_for("advocacy.show", action_id=action_id), 303)
    flash(gettext("Marked as done."))
    back = {"dashboard": "dashboard.show", "follow-ups": "advocacy.follow_ups"}.get(request.form.get("back", ""))
    return redirect(url_for(back) if back else url_for("advocacy.show", action_id=action_id), 303)


def panel() -> dict[str, Any]:
    """For the dashboard: those due first, from the index alone."""
    found = followups.listing(g.actor, size=ON_DASHBOARD)
    return {"found": found, "lines": _lines(found)}


def _lines(found: followups.Page) -> list[Line]:
    """With the names of those each is about, in one read."""
    some = {case for one in found.lines for case in one.cases[:NAMED]}
    known = lists.rows(g.actor, list(some)) if some and may(Permission.CASE_READ) else {}
    names = {case: rows.line(row, casenames.known()).name for case, row in known.items()}
    return [_line(one, names) for one in found.lines]


def _line(one: followups.Open, names: Mapping[UUID, str]) -> Line:
    what = one.what if one.row is not None else asked_for(one.kind)
    title = one.title or label(one.kind)
    told = [names[case] for case in one.cases[:NAMED] if case in names]
    more = len(one.cases) - len(told)
    if told and more:
        told.append(str(ngettext("and %(num)s more", "and %(num)s more", more)))
    return Line(
        one.action, one.row, one.version, title, what, one.due, due(one.due), late(one.due), "", one.date,
        ", ".join(told),
    )  # fmt: skip


def asked_for(kind: ActionKind) -> str:
    """What the action's own deadline is called: an answer, for most kinds."""
    return str(words(kind, "deadline")[0])


def lines(action_id: UUID, version: int, action: Action) -> list[Line]:
    """Those of one action, its deadline first; done ones too."""
    found = []
    if action.deadline:
        over = action.status in (ActionStatus.ANSWERED, ActionStatus.CLOSED)
        ended = label(action.status) if over else ""
        found.append(_own_line(action_id, None, version, (asked_for(action.kind), action.deadline, ended)))
    for at, one in enumerate(action.follow_ups):
        ended = gettext("done %(date)s", date=when(one.done)) if one.done else ""
        found.append(_own_line(action_id, at, version, (one.what, one.due, ended)))
    return found


def _own_line(action_id: UUID, row: int | None, version: int, told: tuple[str, PartialDate, str]) -> Line:
    what, day, ended = told
    return Line(action_id, row, version, "", what, day, "" if ended else due(day), not ended and late(day), ended)


def late(day: PartialDate) -> bool:
    return day.latest < clock.today()


def due(day: PartialDate) -> str:
    """In words, by the last day it can mean."""
    days = (day.latest - clock.today()).days
    if days < 0:
        return str(ngettext("overdue by %(count)s day", "overdue by %(count)s days", -days, count=-days))
    if days == 0:
        return str(gettext("due today"))
    if days <= SOON:
        return str(ngettext("due in %(count)s day", "due in %(count)s days", days, count=days))
    return str(gettext("due %(date)s", date=when(day)))
