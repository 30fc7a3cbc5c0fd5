"""One action: what it was, whom it covers, what came of it, what is still to be done, its history."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import g, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework.domain.actions import OWN_FIELDS, Action, CoverageKind
from casework.domain.actors import folded
from casework.domain.policy import Permission
from casework.services import actors, advocacy, lists
from casework.web import facts, filters
from casework.web.access import needs
from casework.web.advocacy import consent, making
from casework.web.advocacy.blueprint import SIZE, pages, people
from casework.web.advocacy.followups import Line, lines
from casework.web.forms.advocacy import ActionForm
from casework.web.paging import Pages, page_number


@dataclass(frozen=True, slots=True)
class Version:
    version: int
    at: str
    by: str
    reason: str
    changed: list[facts.Difference]


@dataclass(frozen=True, slots=True)
class Named:
    """Who took the action, as it names them; `actor` is the record of one who is on file."""

    name: str
    actor: UUID | None = None
    country: str = ""


@pages.get("/<uuid:action_id>")
@needs(Permission.ADVOCACY_READ)
def show(action_id: UUID) -> ResponseReturnValue:
    stored = advocacy.load(g.actor, action_id)
    history = advocacy.history(g.actor, action_id)
    forms = [ActionForm.showing(one.action, making.programmes()) for one in history]
    follow_ups: list[Line] = lines(stored.id, stored.version, stored.action)
    return render_template(
        "advocacy/show.html",
        stored=stored,
        by=by(stored.action),
        own=_own(forms[-1], stored.action),
        addresses=[link for link in (stored.action.link, *stored.action.links) if link],
        follow_ups=follow_ups,
        versions=_versions(history, forms),
        unconsented=consent.unconsented(stored.action.covers.cases, stored.action.kind, stored.action.status),
        **_covered(stored),
    )


def by(action: Action) -> list[Named]:
    """Names as the action gives them, each with the record it means, in one read of the index."""
    found = actors.some(g.actor, [UUID(key) for key in action.by])
    left = [found[UUID(key)] for key in action.by if UUID(key) in found]
    shown = []
    for name in action.actors:
        one = next((raiser for raiser in left if folded(name) in raiser.folds), None)
        if one is None and len(left) == 1 and len(action.actors) == len(action.by) == 1:
            one = left[0]
        if one is not None:
            left.remove(one)
        shown.append(Named(name, one.id, one.country) if one else Named(name))
    return shown + [Named(one.name, one.id, one.country) for one in left]


def _own(form: Any, action: Action) -> list[facts.Fact]:
    """The fields that only this kind has."""
    return [fact for fact in facts.facts(form) if fact.name in OWN_FIELDS[action.kind]]


def _covered(stored: advocacy.Stored) -> dict[str, Any]:
    covers = stored.action.covers
    number = page_number(request.args.get("page"))
    if covers.kind is CoverageKind.POPULATION:
        query = advocacy.query_of(covers)
        chosen = {facet.argument: getattr(query, facet.attribute) for facet in filters.FACETS}
        view = filters.View(query.as_of, in_custody=query.in_custody, chosen=chosen, dated=True)
        total, cases, address = lists.count(g.actor, view.query()).certain, [], _list_address(view)
    else:
        total, address = len(covers.cases), ""
        cases = list(covers.cases[(number - 1) * SIZE : number * SIZE])
    members = Pages(number, SIZE, total, lambda page: url_for("advocacy.show", action_id=stored.id, page=page))
    return {"people": people(cases), "members": members, "list_address": address}


def _list_address(view: filters.View) -> str:
    return url_for("cases.listing", **view.arguments())


def _versions(history: Sequence[advocacy.Stored], forms: Sequence[ActionForm]) -> list[Version]:
    """The newest first, each with what it changed."""
    found = [
        Version(one.version, one.at, one.by, one.reason, facts.differences(forms[at - 1], forms[at]) if at else [])
        for at, one in enumerate(history)
    ]
    return found[::-1]
