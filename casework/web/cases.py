"""The list of cases, the search, and the page of one case."""

from datetime import date
from typing import Any
from uuid import UUID

from flask import Blueprint, g, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from casework.domain.policy import Permission
from casework.domain.sections import ConsentTopic, SectionName
from casework.services import advocacy, casefile, clock, lists, views
from casework.services.cases import OpenCase
from casework.web import (
    asking,
    casepage,
    countries,
    dates,
    filters,
    i18n,
    importwords,
    names,
    officialpanel,
    timeline,
)
from casework.web import listing as rows
from casework.web.access import may, needs
from casework.web.opened import person
from casework.web.sections import FORMS

pages = Blueprint("cases", __name__, url_prefix="/cases")


@pages.get("")
@needs(Permission.CASE_READ)
@asking.asks
def listing() -> ResponseReturnValue:
    view = filters.read(request.args, clock.today())
    found = lists.list_cases(g.actor, view.query())
    return render_template(
        "cases/list.html",
        **rows.shown(view, found, names.known(), views.listing(g.actor)),
        damaged=lists.faults(g.actor),
    )


@pages.route("/search", methods=["GET", "POST"])
@needs(Permission.CASE_READ)
def search() -> ResponseReturnValue:
    """POST alone carries the term: it is a name, and addresses are kept by browsers, proxies and logs."""
    text = " ".join(request.form.get("q", "").split())[:200]
    found = lists.search(g.actor, text, limit=20) if text else []
    return render_template(
        "cases/search.html", searched=text, found=rows.matches(found, names.known()), view=filters.View(clock.today())
    )


@pages.get("/<uuid:case_id>")
@needs(Permission.CASE_READ)
def show(case_id: UUID) -> ResponseReturnValue:
    file = casefile.open_file(g.actor, case_id)
    today = clock.today()
    page = _page(case_id, file.case, today)
    page["rows"] += [_godparent(one) for one in advocacy.godparents(g.actor, file.actions)] if file.actions else []
    part = officialpanel.panel(file) if may(Permission.ADVOCACY_READ) else None
    raised = advocacy.raising(file.actions, today)
    return render_template("cases/show.html", page=page, actions=file.actions, part=part, raised=raised)


def _godparent(one: advocacy.Godparent) -> tuple[str, str, str, str]:
    """A relation with its period, as a line of the summary."""
    members = [
        f"{names.any_title(member.names)} ({countries.country(member.country)})"
        if member.country
        else names.any_title(member.names)
        for member in one.members
    ]
    who = ", ".join(members or one.names)
    if one.until:
        since, until = dates.when(one.since), dates.when(one.until)
        text = gettext("%(name)s, from %(since)s until %(until)s", name=who, since=since, until=until)
    else:
        text = gettext("%(name)s, since %(date)s", name=who, date=dates.when(one.since))
    edit = url_for("advocacy.edit", action_id=one.action) if may(Permission.ADVOCACY_WRITE) else ""
    return gettext("Godparent"), text, edit, gettext("godparenthood")


def _page(case_id: UUID, found: OpenCase, today: date) -> dict[str, Any]:
    sections, known = casepage.Sections.of(found.values()), names.known()
    identity, consent = sections.identity, sections.consent
    shown = casepage.main_name(identity, i18n.language())
    return {
        "case": case_id,
        "name": person(found),
        "others": [name for name in identity.names if name is not shown],
        "number": casepage.number(identity, found.number, str(case_id)),
        "born": casepage.born(identity.birth, today),
        "status": casepage.status_now(sections),
        "warning": casepage.consent_warning(consent),
        "rows": casepage.summary(sections, known, lambda name: _edit(case_id, name)),
        "moments": timeline.timeline(sections, known, today),
        "consent": consent,
        "consent_words": casepage.consent_words(consent),
        "topics": [(topic, topic in consent.topics) for topic in ConsentTopic],
        "sections": [_line(case_id, found, name) for name in FORMS],
        "links": identity.links,
        "notes": [(note, importwords.of_note(note)) for note in sections.sources.notes],
        "claims": [importwords.of_claim(one, known.facilities) for one in sections.sources.claims],
        "imported": sections.sources.rows,
    }


def _edit(case_id: UUID, name: SectionName) -> str:
    return url_for("sections.edit", case_id=case_id, name=name.value) if may(Permission.CASE_WRITE) else ""


def _line(case_id: UUID, found: OpenCase, name: SectionName) -> casepage.SectionLine:
    loaded = found.sections.get(name)
    if loaded is None:
        return casepage.SectionLine(name, 0, "", "", _edit(case_id, name))
    return casepage.SectionLine(name, loaded.version, loaded.at, loaded.by, _edit(case_id, name))
