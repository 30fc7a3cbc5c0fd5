"""A new case: enter, check the answers and who is alike, save."""

from typing import Any

from flask import Blueprint, flash, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from casework.domain.errors import Invalid
from casework.domain.policy import Permission
from casework.domain.sections import Script
from casework.services import cases, lists
from casework.web import names
from casework.web.access import needs
from casework.web.facts import facts
from casework.web.forms.base import change_rows
from casework.web.forms.intake import IntakeForm
from casework.web.messages import attach

pages = Blueprint("intake", __name__, url_prefix="/intake")


@pages.get("")
@needs(Permission.CASE_WRITE)
def start() -> ResponseReturnValue:
    return render_template("intake/form.html", form=_form())


@pages.route("/check", methods=["GET", "POST"])
@needs(Permission.CASE_WRITE)
def check() -> ResponseReturnValue:
    """Nothing is saved here; the answers travel in the page, not in an address."""
    if request.method == "GET":
        return redirect(url_for("intake.start"), 303)
    form = _form(request.form)
    if change_rows(form, request.form) or not form.validate():
        return _again(form)
    alike = lists.duplicates(g.actor, form.identity())
    return render_template("intake/check.html", facts=facts(form), alike=alike, sent=_kept())


@pages.post("/save")
@needs(Permission.CASE_WRITE)
def save() -> ResponseReturnValue:
    form = _form(request.form)
    if "change" in request.form or not form.validate():
        return _again(form)
    try:
        case_id = cases.create(g.actor, form.sections())
    except Invalid as refusal:
        attach(form, refusal)
        return _again(form)
    flash(gettext("The case is saved."))
    return redirect(url_for("cases.show", case_id=case_id), 303)


def _form(sent: Any = None) -> IntakeForm:
    form = IntakeForm(sent, data={"names": [{"script": Script.BE}, {"script": Script.LATIN}]})
    known = names.known()
    form.offer(dict(known.facilities), frozenset(known.articles))
    return form


def _again(form: IntakeForm) -> ResponseReturnValue:
    return make_response(render_template("intake/form.html", form=form), 400 if form.errors else 200)


def _kept() -> list[tuple[str, str]]:
    return [
        (name, text) for name, text in request.form.items(multi=True) if name not in {"csrf_token", "add", "remove"}
    ]
