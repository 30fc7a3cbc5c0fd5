"""Adding an action: whom it covers and its kind first, then the form of that kind."""

from typing import Any

from flask import flash, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from casework.domain.actions import ActionKind, Coverage
from casework.domain.dates import PartialDate
from casework.domain.errors import Invalid
from casework.domain.policy import Permission
from casework.services import lists
from casework.web import asking
from casework.web.access import needs
from casework.web.advocacy import consent, covered, making
from casework.web.advocacy.blueprint import pages
from casework.web.advocacy.covered import Covered
from casework.web.forms.advocacy import ActionForm
from casework.web.forms.kinds import GROUPS, MEANING
from casework.web.messages import attach, problems


@pages.get("/new")
@needs(Permission.ADVOCACY_WRITE)
@asking.asks
def add() -> ResponseReturnValue:
    """For the people named in the address by their record ids, or else for everyone in the list it describes."""
    if _about_nobody():
        return _everyone()
    found, kind = covered.from_address(request.args), _kind()
    if kind is None:
        return choose(found)
    day = PartialDate.of(found.day) if found.day else None
    return form_page(found, ActionForm.blank(kind, making.programmes(), day))


@pages.post("/new")
@needs(Permission.ADVOCACY_WRITE)
def added() -> ResponseReturnValue:
    if _about_nobody():
        return _everyone()
    return save(covered.from_address(request.args), making.read(request.form, _kind()))


def _about_nobody() -> bool:
    """The address says of nobody that the action covers them."""
    return not [name for name in request.args if name not in {"kind", "then"}]


def _everyone() -> ResponseReturnValue:
    sent = request.args
    address = url_for("advocacy.add", custody="yes", kind=sent.get("kind") or None, then=sent.get("then") or None)
    return redirect(address, 303)


def _kind() -> ActionKind | None:
    return making.KINDS.get(request.args.get("kind", ""))


@pages.post("/new/find")
@needs(Permission.ADVOCACY_WRITE)
def find() -> ResponseReturnValue:
    """Look for one more person. POST: what is searched for is a name."""
    text = " ".join(request.form.get("q", "").split())[:200]
    return choose(covered.from_address(request.args), lists.search(g.actor, text, limit=20) if text else [])


def choose(found: Covered, hits: Any = None) -> ResponseReturnValue:
    """Whom it covers, and the kinds to choose from: those that can cover them. `then` was chosen before."""
    groups = [(title, [kind for kind in kinds if found.may_be(kind)]) for title, kinds in GROUPS]
    then = making.KINDS.get(request.args.get("then", ""))
    return make_response(
        render_template(
            "advocacy/choose.html",
            **found.shown(),
            hits=hits,
            groups=[(title, kinds) for title, kinds in groups if kinds],
            meaning=MEANING,
            then=then,
            possible=then is not None and found.may_be(then),
        )
    )


def save(found: Covered, form: ActionForm) -> ResponseReturnValue:
    by = making.complete(form)
    if by is None:
        return form_page(found, form)
    try:
        action_id = found.save(form.action(Coverage()), by, aware=consent.aware())
    except Invalid as refusal:
        attach(form, refusal)
        return form_page(found, form)
    flash(gettext("The action is recorded."))
    return redirect(url_for("advocacy.show", action_id=action_id), 303)


def form_page(found: Covered, form: ActionForm) -> ResponseReturnValue:
    carried = covered.carried(found.file) if found.file else []
    form.kind.members = {kind.value: kind for kind in ActionKind if found.may_be(kind) or kind is form.kind.data}
    page = render_template(
        "advocacy/add.html",
        **found.shown(),
        **making.page(form),
        carried=carried,
        earlier=_earlier(found, form),
        unconsented=consent.unconsented(found.named, form.kind.data, form.status.data),
        aware=consent.aware(),
    )
    return make_response(page, 400 if problems(form) else 200)


def _earlier(found: Covered, form: ActionForm) -> Covered | None:
    """The population as of the action's own day, where the one that was chosen is of a later day."""
    day = form.date.data
    return found.of_day(day.latest) if day and found.day and day.latest < found.day else None
