"""The dossier of an official: on a page for members, and as a document for an audience."""

from io import BytesIO
from uuid import UUID

from flask import Blueprint, g, make_response, render_template, request, send_file
from flask.typing import ResponseReturnValue

from casework.domain.errors import Invalid
from casework.domain.policy import Permission
from casework.domain.statement import Format, Language
from casework.reports import build, dossier
from casework.services import clock, dossiers
from casework.web import asking, officialpage
from casework.web.access import needs
from casework.web.forms.dossier import DossierForm
from casework.web.i18n import language
from casework.web.messages import attach
from casework.web.reports import TYPES

pages = Blueprint("dossier", __name__, url_prefix="/officials/<uuid:entity_id>/dossier")


@pages.get("")
@needs(Permission.ADVOCACY_READ)
@asking.asks
def show(entity_id: UUID) -> ResponseReturnValue:
    as_of = asking.day(request.args, "as_of") or clock.today()
    return _page(entity_id, DossierForm.starting(as_of, Language(language())))


@pages.post("")
@needs(Permission.REPORT_EXPORT)
def produce(entity_id: UUID) -> ResponseReturnValue:
    """The name of the file tells for whom it is and the day, and nothing of whom it is about."""
    form = DossierForm(request.form)
    if not form.validate():
        return _page(entity_id, form)
    try:
        made = build.dossier(g.actor, form.request(entity_id))
    except Invalid as refusal:
        attach(form, refusal)
        return _page(entity_id, form)
    name = f"dossier-{form.audience.data.value}-{form.as_of.data.earliest.isoformat()}.docx"  # type: ignore[union-attr]
    return send_file(BytesIO(made.data), mimetype=TYPES[Format.DOCX], as_attachment=True, download_name=name)


def _page(entity_id: UUID, form: DossierForm) -> ResponseReturnValue:
    """What the organisation knows, drawn from the same text as an internal document."""
    day = form.as_of.data.earliest if form.as_of.data and not form.errors else clock.today()
    inputs = dossiers.look(g.actor, entity_id, day, Language(language()))
    page = render_template(
        "officials/dossier.html",
        entity_id=entity_id,
        name=officialpage.title(inputs.profile),
        content=dossier.on_page(inputs),
        cases=[act.case for act in inputs.acts],
        as_of=day,
        form=form,
    )
    return make_response(page, 400 if form.errors or form.form_errors else 200)
