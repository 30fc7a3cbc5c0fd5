"""Record a change of custody status: one line at the end of the timeline."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from casework.domain.errors import Conflict, Invalid
from casework.domain.policy import Permission
from casework.services import cases
from casework.web import casepage
from casework.web.access import needs
from casework.web.forms.status import StatusChangeForm
from casework.web.messages import attach
from casework.web.opened import person, seen_version

pages = Blueprint("status", __name__, url_prefix="/cases")


@pages.route("/<uuid:case_id>/status-change", methods=["GET", "POST"])
@needs(Permission.CASE_WRITE)
def change(case_id: UUID) -> ResponseReturnValue:
    form = StatusChangeForm(request.form)
    if request.method == "GET" or not form.validate():
        return _page(case_id, form, 400 if form.errors else 200)
    try:
        cases.change_status(g.actor, case_id, form.entry(), seen_version(), form.reason.data)
    except Conflict as conflict:
        return _page(case_id, form, 409, moved=conflict)
    except Invalid as refusal:
        attach(form, refusal)
        return _page(case_id, form, 400)
    flash(gettext("The change of status is recorded."))
    return redirect(url_for("cases.show", case_id=case_id), 303)


def _page(case_id: UUID, form: Any, status: int, moved: Conflict | None = None) -> ResponseReturnValue:
    found = cases.open_case(g.actor, case_id)
    stored = found.status
    entries = casepage.Sections.of(found.values()).status.entries
    page = render_template(
        "status/change.html",
        case_id=case_id,
        person=person(found),
        form=form,
        moved=moved,
        now=entries[-1] if entries else None,
        seen=(stored.version if stored else 0) if moved or request.method == "GET" else seen_version(),
    )
    return make_response(page, status)
