"""Withdrawing an action: why, and that is all."""

from uuid import UUID

from flask import flash, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from casework.domain.errors import Invalid
from casework.domain.policy import Permission
from casework.services import actionwithdrawal, advocacy
from casework.web.access import needs
from casework.web.advocacy.blueprint import pages
from casework.web.messages import sentence


@pages.route("/<uuid:action_id>/withdraw", methods=["GET", "POST"])
@needs(Permission.ADVOCACY_WRITE)
def withdraw(action_id: UUID) -> ResponseReturnValue:
    stored = advocacy.load(g.actor, action_id)
    reason, problem = request.form.get("reason", "")[:300], ""
    if request.method == "POST":
        try:
            actionwithdrawal.withdraw(g.actor, action_id, reason)
        except Invalid as refusal:
            problem = sentence(refusal)
        else:
            flash(gettext("The action is withdrawn. The history keeps everything."))
            return redirect(url_for("advocacy.listing"), 303)
    page = render_template("advocacy/withdraw.html", stored=stored, reason=reason, problem=problem)
    return make_response(page, 400 if problem else 200)
