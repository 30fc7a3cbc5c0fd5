"""Change one section of a case. Optimistic: the form carries the version it was made from."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from casework.domain.errors import Conflict, Invalid
from casework.domain.policy import Permission
from casework.domain.sections import SectionName
from casework.services import cases
from casework.web import facts, names
from casework.web.access import needs
from casework.web.forms.base import SectionForm, change_rows
from casework.web.forms.consent import ConsentForm
from casework.web.forms.custody import CustodyForm
from casework.web.forms.identity import IdentityForm
from casework.web.forms.legal import LegalForm
from casework.web.forms.status import StatusForm
from casework.web.labels import label
from casework.web.messages import attach
from casework.web.opened import person, seen_version

pages = Blueprint("sections", __name__, url_prefix="/cases")

FORMS: dict[SectionName, type[SectionForm[Any]]] = {
    SectionName.IDENTITY: IdentityForm,
    SectionName.STATUS: StatusForm,
    SectionName.CUSTODY: CustodyForm,
    SectionName.LEGAL: LegalForm,
    SectionName.CONSENT: ConsentForm,
}


@pages.route("/<uuid:case_id>/<any(identity, status, custody, legal, consent):name>", methods=["GET", "POST"])
@needs(Permission.CASE_WRITE)
def edit(case_id: UUID, name: str) -> ResponseReturnValue:
    section = SectionName(name)
    found = cases.open_case(g.actor, case_id)
    loaded = found.sections.get(section)
    value = loaded.value if loaded else cases.empty(section)
    form = make_form(section, value, request.form if request.method == "POST" else None)
    if request.method == "GET":
        return _page(case_id, section, found, form, loaded.version if loaded else 0)
    if change_rows(form, request.form) or not form.validate():
        return _page(case_id, section, found, form, seen_version(), 400 if form.errors else 200)
    return _save(case_id, section, found, form)


def make_form(section: SectionName, value: Any, sent: Any = None) -> SectionForm[Any]:
    """The section's form with its reference lists, showing `value`, or what was sent."""
    kind = FORMS[section]
    form = kind.showing(value) if sent is None else kind(sent, data=kind.values(value))
    known = names.known()
    if isinstance(form, CustodyForm):
        form.offer(dict(known.facilities))
    if isinstance(form, LegalForm):
        form.offer(dict(known.articles))
    return form


def _save(case_id: UUID, section: SectionName, found: Any, form: SectionForm[Any]) -> ResponseReturnValue:
    reason = request.form.get("reason", "")[:300].strip()
    try:
        cases.save_section(g.actor, case_id, section, form.section(), seen_version(), reason)
    except Conflict as conflict:
        if conflict.theirs is None:
            return _page(case_id, section, found, form, 0, 409)
        return _both(case_id, section, found, form, conflict)
    except Invalid as refusal:
        attach(form, refusal)
        return _page(case_id, section, found, form, seen_version(), 400)
    flash(gettext("Saved: %(section)s.", section=label(section)))
    return redirect(url_for("cases.show", case_id=case_id), 303)


def _page(
    case_id: UUID, section: SectionName, found: Any, form: SectionForm[Any], seen: int, status: int = 200
) -> ResponseReturnValue:
    return make_response(
        render_template(
            "sections/edit.html",
            **_shared(case_id, section, found),
            form=form,
            seen=seen,
            reason=request.form.get("reason", ""),
        ),
        status,
    )


def _both(
    case_id: UUID, section: SectionName, found: Any, form: SectionForm[Any], conflict: Conflict
) -> ResponseReturnValue:
    """Both versions, and what was typed kept; saving again is knowingly over theirs."""
    theirs = make_form(section, conflict.theirs)
    page = render_template(
        "sections/conflict.html",
        **_shared(case_id, section, found),
        form=form,
        seen=conflict.version,
        reason=request.form.get("reason", ""),
        by=conflict.by,
        at=conflict.at,
        different=facts.differences(theirs, form),
    )
    return make_response(page, 409)


def _shared(case_id: UUID, section: SectionName, found: Any) -> dict[str, Any]:
    return {"case_id": case_id, "name": section.value, "title": label(section), "person": person(found)}
