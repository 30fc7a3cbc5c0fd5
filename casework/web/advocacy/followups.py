"""What is still to be done: on the action, on the dashboard, and all of it on a page of its own."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _

from casework.domain.actions import Action, ActionStatus
from casework.domain.dates import PartialDate
from casework.domain.errors import Conflict, NotFound
from casework.domain.policy import Permission
from casework.services import clock, followups
from casework.web.access import needs
from casework.web.advocacy.blueprint import SIZE, pages
from casework.web.dates import when
from casework.web.labels import label
from casework.web.opened import seen_version
from casework.web.paging import Pages, page_number

ON_DASHBOARD = 10
SOON = 60
"""Days up to which a coming day is told as so many days; beyond, as a date."""
DEADLINE = _("Reply asked for")
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
        lines=[_line(one) for one in found.lines],
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
    return {"found": found, "lines": [_line(one) for one in found.lines]}


def _line(one: followups.Open) -> Line:
    what = one.what if one.row is not None else str(DEADLINE)
    title = one.title or label(one.kind)
    return Line(one.action, one.row, one.version, title, what, one.due, due(one.due), late(one.due))


def lines(action_id: UUID, version: int, action: Action) -> list[Line]:
    """Those of one action, its deadline first; done ones too."""
    found = []
    if action.deadline:
        over = action.status in (ActionStatus.ANSWERED, ActionStatus.CLOSED)
        ended = label(action.status) if over else ""
        found.append(_own_line(action_id, None, version, (str(DEADLINE), action.deadline, ended)))
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
