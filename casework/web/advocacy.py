"""Advocacy actions: the list, one action with its history, adding one for people or for a whole list, changing one."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from casework.domain.actions import ActionKind, Coverage, CoverageKind
from casework.domain.errors import Conflict, Invalid, NotFound
from casework.domain.policy import Permission
from casework.services import advocacy, clock, lists
from casework.web import casepage, dates, facts, filters, i18n, names
from casework.web.access import needs
from casework.web.forms.advocacy import ActionForm, values
from casework.web.messages import attach
from casework.web.opened import seen_version
from casework.web.paging import Pages, page_number

pages = Blueprint("advocacy", __name__, url_prefix="/advocacy")

SIZE = 50


@dataclass(frozen=True, slots=True)
class Person:
    """`without` is everybody else on the page, for the link that takes this one off."""

    case: str
    name: str
    without: list[str]


@dataclass(frozen=True, slots=True)
class Version:
    version: int
    at: str
    by: str
    reason: str
    changed: list[facts.Difference]


@pages.app_template_global()
def coverage(covers: Coverage) -> str:
    """Whom an action covers, in one line."""
    if covers.kind is CoverageKind.NAMED:
        count = len(covers.cases)
        if not count:
            return str(gettext("nobody on file"))
        return str(ngettext("%(count)s person by name", "%(count)s people by name", count, count=count))
    day = dates.when(covers.as_of)
    return str(gettext("everyone in a list as of %(day)s: %(count)s", day=day, count=dates.number(covers.count)))


@pages.get("")
@needs(Permission.ADVOCACY_READ)
def listing() -> ResponseReturnValue:
    kinds = {kind.value: kind for kind in ActionKind}
    kind = kinds.get(request.args.get("kind", ""))
    found = advocacy.listing(g.actor, kind, page_number(request.args.get("page")), SIZE)
    chosen: dict[str, Any] = {"kind": kind.value} if kind else {}
    shown = Pages(found.number, found.size, found.total, lambda page: url_for("advocacy.listing", page=page, **chosen))
    return render_template("advocacy/listing.html", lines=found.lines, pages=shown, kinds=kinds.values(), kind=kind)


@pages.route("/new", methods=["GET", "POST"])
@needs(Permission.ADVOCACY_WRITE)
def add() -> ResponseReturnValue:
    """For the people named in the address by their record ids, or else for everyone in the list it describes."""
    if not request.args:
        return redirect(url_for("advocacy.add", custody="yes"), 303)
    form = ActionForm(request.form if request.method == "POST" else None)
    if request.method == "POST" and form.validate():
        try:
            action_id = _add(form)
        except Invalid as refusal:
            attach(form, refusal)
        else:
            flash(gettext("The action is recorded."))
            return redirect(url_for("advocacy.show", action_id=action_id), 303)
    return _adding(form)


@pages.post("/new/find")
@needs(Permission.ADVOCACY_WRITE)
def find() -> ResponseReturnValue:
    """Look for one more person. POST: what is searched for is a name."""
    text = " ".join(request.form.get("q", "").split())[:200]
    return _adding(ActionForm(), lists.search(g.actor, text, limit=20) if text else [])


def _add(form: ActionForm) -> UUID:
    cases = _cases()
    if cases or _about_nobody():
        return advocacy.add_action(g.actor, form.action(Coverage(cases=tuple(cases))))
    return advocacy.add_for_list(g.actor, form.action(Coverage()), _view().query())


def _cases() -> list[str]:
    """The record ids in the address; what is none leads nowhere."""
    found = list(dict.fromkeys(request.args.getlist("case")))
    try:
        return [str(UUID(case)) for case in found]
    except ValueError as error:
        raise NotFound("case") from error


def _about_nobody() -> bool:
    """Sanctions and visa restrictions are about officials: nobody on file is covered."""
    return request.args.get("nobody") == "1"


def _view() -> filters.View:
    return filters.read(request.args, clock.today())


def _adding(form: ActionForm, hits: Any = None) -> ResponseReturnValue:
    cases = _cases()
    shown: dict[str, Any] = {"form": form, "hits": hits, "cases": cases, "here": url_for("advocacy.add", **_address())}
    if cases:
        shown["people"] = _people(cases)
    elif _about_nobody():
        shown |= {"people": [], "nobody": True}
    else:
        view = _view()
        kept = [(name, value) for name, value in request.args.items(multi=True) if not name.startswith("as_of")]
        chips = filters.chips(filters.View(view.as_of, in_custody=view.in_custody, chosen=view.chosen), _labels())
        counted = lists.count(g.actor, view.query())
        shown |= {"people": [], "view": view, "chips": chips, "kept": kept, "counted": counted}
    return make_response(render_template("advocacy/add.html", **shown), 400 if form.errors or form.form_errors else 200)


def _people(cases: list[str]) -> list[Person]:
    found = advocacy.people(g.actor, cases) if cases else {}
    shown = {case: casepage.main_name(identity, i18n.language()) for case, identity in found.items()}
    return [
        Person(case, name.text if name else case[:8], [one for one in cases if one != case])
        for case, name in shown.items()
    ]


def _address() -> dict[str, Any]:
    """This page again, with the people or the list it is about."""
    cases = _cases()
    if not cases and _about_nobody():
        return {"nobody": "1"}
    return {"case": cases} if cases else _view().arguments()


def _labels() -> dict[str, str]:
    known = names.known()
    return {**known.articles, **known.facilities}


@pages.get("/<uuid:action_id>")
@needs(Permission.ADVOCACY_READ)
def show(action_id: UUID) -> ResponseReturnValue:
    stored = advocacy.load(g.actor, action_id)
    covers = stored.action.covers
    number = page_number(request.args.get("page"))
    if covers.kind is CoverageKind.POPULATION:
        view = _population(covers)
        total, cases, address = lists.count(g.actor, view.query()).certain, [], _list_address(view)
    else:
        total, address = len(covers.cases), ""
        cases = list(covers.cases[(number - 1) * SIZE : number * SIZE])
    return render_template(
        "advocacy/show.html",
        stored=stored,
        versions=_versions(action_id),
        people=_people(cases),
        members=Pages(number, SIZE, total, lambda page: url_for("advocacy.show", action_id=action_id, page=page)),
        list_address=address,
    )


def _population(covers: Coverage) -> filters.View:
    query = advocacy.query_of(covers)
    chosen = {facet.argument: getattr(query, facet.attribute) for facet in filters.FACETS}
    return filters.View(query.as_of, in_custody=query.in_custody, chosen=chosen, dated=True)


def _list_address(view: filters.View) -> str:
    return url_for("cases.listing", **view.arguments())


def _versions(action_id: UUID) -> list[Version]:
    """The newest first, each with what it changed."""
    history = advocacy.history(g.actor, action_id)
    forms = [ActionForm.showing(one.action) for one in history]
    found = [
        Version(one.version, one.at, one.by, one.reason, facts.differences(forms[at - 1], forms[at]) if at else [])
        for at, one in enumerate(history)
    ]
    return found[::-1]


@pages.route("/<uuid:action_id>/edit", methods=["GET", "POST"])
@needs(Permission.ADVOCACY_WRITE)
def edit(action_id: UUID) -> ResponseReturnValue:
    stored = advocacy.load(g.actor, action_id)
    if request.method == "GET":
        return _editing(stored, ActionForm.showing(stored.action), stored.version)
    form = ActionForm(request.form, data=values(stored.action))
    if not form.validate():
        return _editing(stored, form, seen_version(), status=400)
    reason = request.form.get("reason", "")[:300].strip()
    try:
        advocacy.save(g.actor, action_id, form.action(stored.action.covers), seen_version(), reason)
    except Conflict as conflict:
        return _editing(stored, form, conflict.version, conflict, 409)
    except Invalid as refusal:
        attach(form, refusal)
        return _editing(stored, form, seen_version(), status=400)
    flash(gettext("The action is saved."))
    return redirect(url_for("advocacy.show", action_id=action_id), 303)


def _editing(
    stored: advocacy.Stored, form: ActionForm, seen: int, conflict: Conflict | None = None, status: int = 200
) -> ResponseReturnValue:
    """After a conflict both versions are shown, and saving again is knowingly over theirs."""
    different = facts.differences(ActionForm.showing(conflict.theirs), form) if conflict else []
    page = render_template(
        "advocacy/edit.html",
        stored=stored,
        form=form,
        seen=seen,
        reason=request.form.get("reason", ""),
        conflict=conflict,
        different=different,
    )
    return make_response(page, status)
