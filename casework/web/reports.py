"""Reports: asked for, kept, taken out, produced again, marked as published."""

from io import BytesIO
from typing import cast
from uuid import UUID

from flask import Blueprint, flash, g, make_response, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale, gettext

from casework.domain.consent import Audience
from casework.domain.dates import PartialDate
from casework.domain.errors import Invalid, NotFound
from casework.domain.policy import Permission
from casework.domain.statement import Format
from casework.reports import build as making
from casework.services import audit, clock, population, reports
from casework.web import filters, names
from casework.web.access import needs
from casework.web.forms.reports import PublicationForm, StatementForm
from casework.web.messages import attach
from casework.web.paging import Pages, page_number

pages = Blueprint("reports", __name__, url_prefix="/reports")

SIZE = 50
TYPES = {
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@pages.app_template_global()
def short_audience(audience: Audience) -> str:
    words = {
        Audience.INTERNAL: gettext("Internal"),
        Audience.CONFIDENTIAL: gettext("Confidential"),
        Audience.PUBLIC: gettext("Public"),
    }
    return str(words[audience])


@pages.get("")
@needs(Permission.REPORT_READ)
def listing() -> ResponseReturnValue:
    found = reports.listing(g.actor, page_number(request.args.get("page")), SIZE)
    shown = Pages(found.number, found.size, found.total, lambda page: url_for("reports.listing", page=page))
    return render_template("reports/listing.html", lines=found.lines, pages=shown)


@pages.route("/new", methods=["GET", "POST"])
@needs(Permission.REPORT_EXPORT)
def new() -> ResponseReturnValue:
    """The population comes from the address, as the list of cases writes it; the rest from the form."""
    view = filters.read(request.args, clock.today())
    starting = StatementForm.starting(view.as_of, view.known_at)
    form = StatementForm(request.form if request.method == "POST" else None, data=starting)
    if request.method == "POST" and form.validate():
        try:
            made = making.build(g.actor, form.request(population.kept(view.query()), _in_words(view, form)))
        except Invalid as refusal:
            attach(form, refusal)
        else:
            flash(gettext("The statement is produced and kept. The files are below."))
            return redirect(url_for("reports.show", report_id=made.kept.id), 303)
    page = render_template("reports/new.html", form=form, chips=_chips(view), here=request.full_path.rstrip("?"))
    return make_response(page, 400 if form.errors or form.form_errors else 200)


def _chips(view: filters.View) -> list[filters.Chip]:
    """Filters other than custody and dates, which the form itself asks for."""
    return filters.chips(filters.View(as_of=view.as_of, chosen=view.chosen), _labels())


def _labels() -> dict[str, str]:
    known = names.known()
    return {**known.articles, **known.facilities}


def _in_words(view: filters.View, form: StatementForm) -> str:
    """The filters for the reader of the document, in its own language."""
    with force_locale(form.language.data.value):
        return ", ".join(chip.text for chip in _chips(view))


@pages.get("/<uuid:report_id>")
@needs(Permission.REPORT_READ)
def show(report_id: UUID) -> ResponseReturnValue:
    kept, content = reports.load(g.actor, report_id)
    return render_template(
        "reports/show.html",
        kept=kept,
        content=content,
        ended=reports.ended(g.actor, kept),
        witnessed=audit.stands(kept.report.audit_head),
    )


@pages.get("/<uuid:report_id>/<any(docx, xlsx):kind>")
@needs(Permission.REPORT_EXPORT)
def download(report_id: UUID, kind: str) -> ResponseReturnValue:
    """The name of the file tells the day of the figures and nothing else."""
    wanted = Format(kind)
    kept, _ = reports.load(g.actor, report_id)
    data = making.reproduce(g.actor, report_id, wanted)
    name = f"statement-{kept.report.request.as_of.isoformat()}.{kind}"
    return send_file(BytesIO(data), mimetype=TYPES[wanted], as_attachment=True, download_name=name)


@pages.post("/<uuid:report_id>/again")
@needs(Permission.REPORT_EXPORT)
def again(report_id: UUID) -> ResponseReturnValue:
    found = making.compare(g.actor, report_id)
    if found.same_data and found.same_files:
        flash(gettext("Produced again from the kept data: the same, byte for byte."))
    elif found.same_data:
        text = gettext(
            "The data is the same, but this version of the program draws it differently. "
            "The files kept below are the ones that were made then."
        )
        flash(text, "warning")
    else:
        flash(gettext("The kept data does not match its hash."), "warning")
    return redirect(url_for("reports.show", report_id=report_id), 303)


@pages.route("/<uuid:report_id>/published", methods=["GET", "POST"])
@needs(Permission.REPORT_EXPORT)
def publish(report_id: UUID) -> ResponseReturnValue:
    kept, _ = reports.load(g.actor, report_id)
    if kept.report.published and request.method == "GET":
        raise NotFound("published before")
    form = PublicationForm(request.form if request.method == "POST" else None)
    if request.method == "POST" and form.validate():
        try:
            reports.mark_published(g.actor, report_id, cast(PartialDate, form.on.data), form.link.data or "")
        except Invalid as refusal:
            attach(form, refusal)
        else:
            flash(gettext("The publication is recorded as an advocacy action."))
            return redirect(url_for("reports.show", report_id=report_id), 303)
    page = render_template("reports/publish.html", kept=kept, form=form)
    return make_response(page, 400 if form.errors or form.form_errors else 200)
