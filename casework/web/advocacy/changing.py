"""Changing an action: its form, the conflict with whoever saved meanwhile."""

from typing import Any
from uuid import UUID

from flask import flash, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from casework.domain.actionrules import names_in_public
from casework.domain.actions import Action, CoverageKind
from casework.domain.errors import Conflict, Invalid
from casework.domain.policy import Permission
from casework.services import advocacy
from casework.web import facts
from casework.web.access import needs
from casework.web.advocacy import consent, making
from casework.web.advocacy.blueprint import pages
from casework.web.forms.advocacy import ActionForm
from casework.web.messages import attach, problems
from casework.web.opened import seen_version


@pages.route("/<uuid:action_id>/edit", methods=["GET", "POST"])
@needs(Permission.ADVOCACY_WRITE)
def edit(action_id: UUID) -> ResponseReturnValue:
    stored = advocacy.load(g.actor, action_id)
    if request.method == "GET":
        return _editing(stored, ActionForm.showing(stored.action, making.programmes()), stored.version)
    form = making.read(request.form, stored=stored.action)
    by = making.complete(form, stored.action)
    if by is None:
        return _editing(stored, form, seen_version())
    reason = request.form.get("reason", "")[:300].strip()
    try:
        changed = form.action(stored.action.covers)
        advocacy.save(g.actor, action_id, changed, seen_version(), reason, by, aware=consent.aware())
    except Conflict as conflict:
        return _editing(stored, form, conflict.version, conflict)
    except Invalid as refusal:
        attach(form, refusal)
        return _editing(stored, form, seen_version())
    flash(gettext("The action is saved."))
    return redirect(url_for("advocacy.show", action_id=action_id), 303)


def _editing(
    stored: advocacy.Stored, form: ActionForm, seen: int, conflict: Conflict | None = None
) -> ResponseReturnValue:
    """After a conflict both versions are shown, and saving again is knowingly over theirs."""
    theirs = ActionForm.showing(conflict.theirs, making.programmes()) if conflict else None
    shown: dict[str, Any] = making.page(form)
    page = render_template(
        "advocacy/edit.html",
        **shown,
        stored=stored,
        seen=seen,
        reason=request.form.get("reason", ""),
        conflict=conflict,
        different=facts.differences(theirs, form) if theirs else [],
        unconsented=_unconsented(stored.action, form),
        aware=consent.aware(),
    )
    return make_response(page, 409 if conflict else 400 if problems(form) else 200)


def _unconsented(before: Action, form: ActionForm) -> consent.Unconsented | None:
    """Asked about when it becomes public; on the page of one that is public already it stands anyway."""
    if names_in_public(before) or before.covers.kind is CoverageKind.POPULATION:
        return None
    return consent.unconsented(before.covers.cases, form.kind.data, form.status.data)
