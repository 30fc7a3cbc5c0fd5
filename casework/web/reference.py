"""The reference lists: articles, facilities, programmes; added, corrected, closed by a coordinator, never deleted."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from casework.domain.errors import Invalid, NotFound
from casework.domain.policy import Permission
from casework.services import reference
from casework.web.access import needs
from casework.web.forms.reference import ArticleForm, FacilityForm, ProgrammeForm
from casework.web.messages import attach

pages = Blueprint("reference", __name__, url_prefix="/reference")


@pages.get("")
@needs(Permission.CASE_READ)
def listing() -> ResponseReturnValue:
    return render_template("reference/list.html", lists=reference.lists(g.actor))


@pages.route("/articles/add", methods=["GET", "POST"])
@needs(Permission.REFERENCE_WRITE)
def add_article() -> ResponseReturnValue:
    offered = {"key": request.args.get("key", "")[:20]}
    form = ArticleForm(request.form if request.method == "POST" else None, data=offered)
    return _edit(form, reference.save_article, gettext("Add an article"))


@pages.route("/articles/<key>", methods=["GET", "POST"])
@needs(Permission.REFERENCE_WRITE)
def edit_article(key: str) -> ResponseReturnValue:
    """A title that changed is a new entry with its own beginning; the old one is closed."""
    began = request.args.get("from", "")
    found = [one for one in reference.lists(g.actor).articles if one.key == key]
    entry = next((one for one in found if str(one.valid_from or "") == began), next(iter(found), None))
    if entry is None:
        raise NotFound("article")
    form = ArticleForm(request.form) if request.method == "POST" else ArticleForm.showing(entry)
    return _edit(form, reference.save_article, gettext("Article %(key)s", key=key))


@pages.route("/facilities/add", methods=["GET", "POST"])
@needs(Permission.REFERENCE_WRITE)
def add_facility() -> ResponseReturnValue:
    return _edit(FacilityForm(request.form), reference.save_facility, gettext("Add a facility"))


@pages.route("/facilities/<key>", methods=["GET", "POST"])
@needs(Permission.REFERENCE_WRITE)
def edit_facility(key: str) -> ResponseReturnValue:
    entry = next((one for one in reference.lists(g.actor).facilities if one.key == key), None)
    if entry is None:
        raise NotFound("facility")
    form = FacilityForm(request.form) if request.method == "POST" else FacilityForm.showing(entry)
    return _edit(form, reference.save_facility, gettext("Facility %(key)s", key=key))


@pages.route("/programmes/add", methods=["GET", "POST"])
@needs(Permission.REFERENCE_WRITE)
def add_programme() -> ResponseReturnValue:
    """`key` and `authority` in the address are what a form did not find on the list."""
    offered = {name: request.args.get(name, "")[:20] for name in ("key", "authority")}
    form = ProgrammeForm(request.form if request.method == "POST" else None, data=offered)
    return _edit(form, reference.save_programme, gettext("Add a sanctions programme"))


@pages.route("/programmes/<key>", methods=["GET", "POST"])
@needs(Permission.REFERENCE_WRITE)
def edit_programme(key: str) -> ResponseReturnValue:
    entry = next((one for one in reference.lists(g.actor).programmes if one.key == key), None)
    if entry is None:
        raise NotFound("programme")
    form = ProgrammeForm(request.form) if request.method == "POST" else ProgrammeForm.showing(entry)
    return _edit(form, reference.save_programme, gettext("Sanctions programme %(key)s", key=key))


def _edit(form: Any, save: Callable[[Any, Any], None], title: str) -> ResponseReturnValue:
    if request.method == "POST" and form.validate():
        try:
            save(g.actor, form.entry())
        except Invalid as refusal:
            attach(form, refusal)
        else:
            flash(gettext("The reference list is changed."))
            return redirect(url_for("reference.listing"), 303)
    page = render_template("reference/edit.html", form=form, title=title)
    return make_response(page, 400 if form.errors or form.form_errors else 200)
