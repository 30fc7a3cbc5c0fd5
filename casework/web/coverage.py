"""Coverage: who has been raised, by whom, how fairly, what followed; and the lists of who has not."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from enum import StrEnum
from functools import partial
from io import BytesIO
from typing import Any, TypeVar
from uuid import UUID

from flask import Blueprint, g, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_decimal, format_percent, gettext

from casework.casebook.covering import Which
from casework.domain.actions import Action, ActionKind, raises_from
from casework.domain.consent import Audience
from casework.domain.dates import PartialDate
from casework.domain.errors import Invalid
from casework.domain.fairness import FEW
from casework.domain.outcomes import WINDOWS, Change, Changed, months_after
from casework.domain.policy import Permission
from casework.domain.statement import Language
from casework.domain.status import Status
from casework.reports import coverage as composing
from casework.reports import sheets
from casework.reports.sheets import Sheets
from casework.services import clock, coverage, lists, papers
from casework.web import asking, filters, names
from casework.web import coveragepage as shown
from casework.web import listing as rows
from casework.web.access import needs
from casework.web.coveragepage import Asked
from casework.web.dates import when
from casework.web.i18n import language
from casework.web.labels import label
from casework.web.paging import Pages

Member = TypeVar("Member", bound=StrEnum)
pages = Blueprint("coverage", __name__, url_prefix="/coverage")


TYPES = {
    Sheets.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Sheets.CSV: "text/csv",
}


def _asked() -> Asked:
    return shown.read(request.args, clock.today())


@pages.app_template_filter()
def percent(share: float) -> str:
    return str(format_percent(share, "0.0%"))


@pages.app_template_filter()
def raised_on(action: Action) -> str:
    """From when on an action counts, in words."""
    return when(raises_from(action.kind, action.status, action.date, action.since))


@pages.app_template_filter()
def ratio(value: float) -> str:
    return str(format_decimal(value, "0.00"))


@pages.app_template_filter()
def action_kind(kind: str) -> str:
    return label(ActionKind(kind))


@pages.app_template_filter()
def changed(change: Changed, facilities: Mapping[str, str]) -> str:
    """What changed, and to what."""
    if change.what is Change.STATUS:
        return label(Status(change.detail))
    place = facilities.get(change.detail, change.detail)
    return str(gettext("moved to %(place)s", place=place)) if change.what is Change.MOVED else label(change.what)


@pages.get("")
@needs(Permission.ADVOCACY_READ)
@asking.asks
def overview() -> ResponseReturnValue:
    asked = _asked()
    found = coverage.summary(g.actor, asked.query())
    known, states = names.known(), shown.states(found.whom.actors)
    return render_template(
        "coverage/overview.html",
        asked=asked,
        figures=found.figures,
        tiles=shown.tiles(asked, found.figures),
        tables=shown.tables(asked, found.groups, known),
        actors=shown.actors(found.whom.actors),
        states=shown.headed(found.whom.states, lambda code: states.get(code, code)),
        kinds=shown.headed(found.whom.kinds, shown.actor_kind),
        actions=shown.headed(found.whom.actions, lambda key: str(label(ActionKind(key)))),
        months=shown.headed(found.whom.months, shown.month)[::-1],
        chips=filters.chips(asked.view, known.facilities),
        most=shown.SHOWN,
        damaged=lists.faults(g.actor),
        audiences=list(Audience),
    )


@pages.get("/people")
@needs(Permission.ADVOCACY_READ)
@asking.asks
def people() -> ResponseReturnValue:
    asked = _asked()
    listed, found = coverage.listing(g.actor, asked.query())
    known = names.known()

    def address(page: int) -> str:
        return url_for("coverage.people", **asked.seen(replace(asked.view, page=page)).arguments(listed=True))

    return render_template(
        "coverage/people.html",
        asked=asked,
        title=shown.title(asked.which, asked.months),
        lists=[(which, shown.title(which, asked.months), asked.listing(which)) for which in Which],
        listed=listed,
        people=shown.people(listed.entries, known),
        pages=Pages(asked.view.page, filters.SIZE, listed.total, address),
        facets=shown.facets(asked, found, known),
        chips=filters.chips(asked.view, known.facilities),
        figures=found.figures,
        audiences=list(Audience),
    )


@pages.post("/export")
@needs(Permission.REPORT_EXPORT)
def export() -> ResponseReturnValue:
    """The name of the file tells the day and the list, and nothing else."""
    asked = shown.read(request.form, clock.today())
    audience = _one_of(Audience, request.form.get("audience", ""), "audience")
    kind = _one_of(Sheets, request.form.get("format", ""), "format")
    inputs = papers.gather(g.actor, asked.query(), audience, Language(language()), kind.value)
    data = sheets.render(composing.compose(inputs), kind)
    name = f"coverage-{audience.value}-{asked.view.as_of.isoformat()}.{kind.value}"
    return send_file(BytesIO(data), mimetype=TYPES[kind], as_attachment=True, download_name=name)


def _one_of(members: type[Member], text: str, field: str) -> Member:
    """Raises Invalid for what is none of them."""
    try:
        return members(text)
    except ValueError:
        raise Invalid(field, "unknown") from None


@pages.get("/fairness")
@needs(Permission.ADVOCACY_READ)
@asking.asks
def fairness() -> ResponseReturnValue:
    asked = _asked()
    found = coverage.fairness(g.actor, asked.query())
    known, headings = names.known(), shown.headings()
    groups = [
        (name, headings[name], [(shown.value(name, at_all.value, known), at_all, by_name) for at_all, by_name in some])
        for name, some in found.groups.items()
    ]
    chips = filters.chips(asked.view, known.facilities)
    return render_template(
        "coverage/fairness.html", asked=asked, figures=found.figures, groups=groups, chips=chips, few=FEW
    )


@pages.get("/outcomes")
@needs(Permission.ADVOCACY_READ)
@asking.asks
def outcomes() -> ResponseReturnValue:
    asked = _asked()
    view = asked.view
    found = coverage.outcomes_listed(g.actor, view.as_of, view.known_at, view.page)

    def address(page: int) -> str:
        return url_for("coverage.outcomes", **dated(page))

    def dated(page: int = 1) -> dict[str, Any]:
        return filters.View(view.as_of, view.known_at, page=page, dated=view.dated).arguments()

    return render_template(
        "coverage/outcomes.html",
        asked=asked,
        found=found,
        windows=WINDOWS,
        over=partial(_over, view.as_of),
        dates=dated(),
        pages=Pages(view.page, coverage.ACTIONS, found.total, address),
    )


def _over(day: date, action: PartialDate, months: int) -> bool:
    """Whether so many months after an action have surely passed by the day: until then its figure may still grow."""
    return months_after(action.latest, months) <= day


@pages.get("/outcomes/<uuid:action_id>")
@needs(Permission.ADVOCACY_READ)
@asking.asks
def outcome(action_id: UUID) -> ResponseReturnValue:
    view = _asked().view
    one, followed = coverage.outcome(g.actor, action_id, view.as_of, view.known_at, view.page)
    known = names.known()

    def address(page: int) -> str:
        dates = filters.View(view.as_of, view.known_at, page=page, dated=view.dated).arguments()
        return url_for("coverage.outcome", action_id=action_id, **dates)

    return render_template(
        "coverage/outcome.html",
        view=view,
        one=one,
        windows=WINDOWS,
        over=partial(_over, view.as_of),
        people=[(rows.line(each.row, known), each.changes) for each in followed],
        facilities=known.facilities,
        pages=Pages(view.page, coverage.PEOPLE, one.people, address),
    )
