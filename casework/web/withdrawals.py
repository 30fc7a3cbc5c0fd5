"""Taking a record off the lists: the one form that asks why, whatever kind of record it is."""

from collections.abc import Callable
from typing import Any

from flask import flash, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from casework.domain.errors import Invalid
from casework.web.messages import sentence


def asked(work: Callable[[str], None], said: str, then: str, **shown: Any) -> ResponseReturnValue:
    """`work` with the reason that was typed, then what is `said` on the page `then`; until it succeeds, the form.

    `shown` are its title, text and crumbs, where it is sent and where it leads back.
    """
    reason, problem = request.form.get("reason", "")[:300], ""
    if request.method == "POST":
        try:
            work(reason)
        except Invalid as refusal:
            problem = gettext("Enter the reason.") if refusal.code == "needed" else sentence(refusal)
        else:
            flash(said)
            return redirect(then, 303)
    page = render_template("withdraw.html", **shown, reason=reason, problem=problem)
    return make_response(page, 400 if problem else 200)
