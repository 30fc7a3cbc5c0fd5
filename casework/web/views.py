"""Save the filters of a list under a name; take a saved view away."""

from uuid import UUID

from flask import Blueprint, flash, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import Form

from casework.domain.errors import Invalid
from casework.domain.policy import Permission
from casework.services import clock, views
from casework.web import filters, names
from casework.web.access import needs
from casework.web.forms.fields import Line, Needed
from casework.web.messages import attach

pages = Blueprint("views", __name__, url_prefix="/views")


class ViewForm(Form):
    name = Line(_("Name of the view"), [Needed(_("Enter a name for the view."))], views.LONGEST)


@pages.route("/save", methods=["GET", "POST"])
@needs(Permission.CASE_WRITE)
def save() -> ResponseReturnValue:
    """The filters are the address of this page, as they are of the list."""
    view = filters.read(request.args, clock.today())
    form = ViewForm(request.form)
    if request.method == "POST" and form.validate():
        try:
            views.save(g.actor, form.name.data, filters.pairs(view))
        except Invalid as refusal:
            attach(form, refusal)
        else:
            flash(gettext("The view is saved."))
            return redirect(url_for("cases.listing", **view.arguments()), 303)
    page = render_template(
        "views/save.html", form=form, view=view, chips=filters.chips(view, names.known().facilities),
        saved=views.listing(g.actor),
    )  # fmt: skip
    return make_response(page, 400 if form.errors else 200)


@pages.post("/<uuid:view_id>/remove")
@needs(Permission.CASE_WRITE)
def remove(view_id: UUID) -> ResponseReturnValue:
    views.remove(g.actor, view_id)
    flash(gettext("The view is removed."))
    return redirect(url_for("cases.listing"), 303)
