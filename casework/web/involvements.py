"""An official's part in a case: recorded from either side, read, changed, withdrawn.

The address names the two by their records; whoever is looked for goes by POST.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from casework.domain.entities import EntityKind
from casework.domain.errors import Conflict, Invalid, NotFound
from casework.domain.involvements import InvolvementRole
from casework.domain.officials import BODIES
from casework.domain.policy import Permission
from casework.domain.sections import Identity, Legal, SectionName
from casework.services import cases, involvements, lists, officials, registry
from casework.services.involvements import Opened
from casework.web import casepage, facts, officialpage, withdrawals
from casework.web.access import may, needs
from casework.web.forms.involvements import InvolvementForm, values
from casework.web.i18n import language
from casework.web.messages import attach
from casework.web.opened import person, seen_version

pages = Blueprint("involvements", __name__, url_prefix="/involvements")

CAN_TAKE_PART = (EntityKind.PERSON, *sorted(BODIES))


@dataclass(frozen=True, slots=True)
class Sides:
    """Whom an involvement joins; empty for the side that is not chosen yet. `begun` is "case" on a case's page."""

    entity: str = ""
    official: str = ""
    case: str = ""
    person: str = ""
    begun: str = ""

    @property
    def address(self) -> dict[str, str]:
        sides = (("entity", self.entity), ("case", self.case), ("begun", self.begun))
        return {name: value for name, value in sides if value}

    @property
    def back(self) -> str:
        """The page it was begun on: the case's, or the official's."""
        if self.begun == "case":
            return url_for("cases.show", case_id=self.case, _anchor="officials")
        return url_for("officials.show", entity_id=self.entity)


@pages.route("/new", methods=["GET", "POST"])
@needs(Permission.ADVOCACY_WRITE)
def add() -> ResponseReturnValue:
    """For the official and the case named in the address; whoever is missing is looked for first."""
    sides, legal = _sides()
    if not sides.entity and not sides.case:
        return redirect(url_for("officials.listing"), 303)
    if not (sides.entity and sides.case):
        return _looking(sides)
    if request.method == "GET":
        return _adding(sides, InvolvementForm(data=_of_verdict(legal)))
    form = InvolvementForm(request.form)
    if not form.validate():
        return _adding(sides, form)
    evidence = (form.evidence(),) if may(Permission.SOURCES_WRITE) else ()
    try:
        made = involvements.add(g.actor, form.part(sides.entity, sides.case), *evidence)
    except Invalid as refusal:
        attach(form, refusal)
        return _adding(sides, form, refusal.values.get("record", ""))
    flash(gettext("The part in the case is recorded."))
    shown = url_for("involvements.show", involvement_id=made)
    return redirect(sides.back if sides.begun else shown, 303)


@pages.post("/new/find")
@needs(Permission.ADVOCACY_WRITE)
def find() -> ResponseReturnValue:
    """Look for the other side. POST: what is searched for is a name."""
    sides, _legal = _sides()
    text = " ".join(request.form.get("q", "").split())[:200]
    return _looking(sides, text)


def _sides() -> tuple[Sides, Legal]:
    """Read from the address. Raises NotFound for what leads nowhere."""
    entity, case = request.args.get("entity", ""), request.args.get("case", "")
    official = officialpage.title(officials.load(g.actor, _uuid(entity)).profile) if entity else ""
    if not case:
        return Sides(entity, official), Legal()
    begun = "case" if not entity or request.args.get("begun") == "case" else ""
    found = cases.open_case(g.actor, _uuid(case))
    legal = found.sections.get(SectionName.LEGAL)
    return Sides(entity, official, case, person(found), begun), legal.value if legal else Legal()


def _of_verdict(legal: Legal) -> dict[str, Any]:
    """What is filled in when a judge of that prosecution is taken over: nothing is saved by it."""
    at = request.args.get("prosecution", "")
    if not (at.isascii() and at.isdigit() and len(at) < 4 and int(at) < len(legal.prosecutions)):
        return {}
    return {"role": InvolvementRole.JUDGED, "on": legal.prosecutions[int(at)].verdict_on}


def _looking(sides: Sides, text: str = "") -> ResponseReturnValue:
    people = lists.search(g.actor, text, limit=20) if text and not sides.case else []
    found = registry.search(g.actor, text, CAN_TAKE_PART, 20) if text and not sides.entity else []
    return render_template(
        "involvements/find.html",
        sides=sides,
        searched=text,
        people=people,
        officials=found,
        latest_post=officialpage.latest_post,
    )


def _adding(sides: Sides, form: InvolvementForm, same: str = "") -> ResponseReturnValue:
    page = render_template("involvements/add.html", sides=sides, form=form, same=same)
    return make_response(page, 400 if form.errors or form.form_errors else 200)


@pages.get("/<uuid:involvement_id>")
@needs(Permission.ADVOCACY_READ)
def show(involvement_id: UUID) -> ResponseReturnValue:
    opened = involvements.load(g.actor, involvement_id)
    history = involvements.history(g.actor, involvement_id)
    forms = [InvolvementForm.showing(one.value) for one in history]
    versions = [(one, facts.differences(forms[at - 1], forms[at]) if at else []) for at, one in enumerate(history)]
    return render_template(
        "involvements/show.html",
        opened=opened,
        part=opened.part.involvement,
        sides=_of(opened),
        posts=officialpage.posts_on(opened.part.official, opened.part.involvement.on),
        versions=versions[::-1],
    )


def _of(opened: Opened) -> Sides:
    part = opened.part.involvement
    named = casepage.main_name(opened.part.person or Identity(), language())
    official = officialpage.title(opened.part.official)
    return Sides(part.entity, official, part.case, named.text if named else part.case[:8])


@pages.route("/<uuid:involvement_id>/edit", methods=["GET", "POST"])
@needs(Permission.ADVOCACY_WRITE)
def edit(involvement_id: UUID) -> ResponseReturnValue:
    opened = involvements.load(g.actor, involvement_id)
    if request.method == "GET":
        return _editing(opened, _showing(opened), opened.part.version, opened.evidence_version)
    form = InvolvementForm(request.form, data=values(opened.part.involvement, opened.evidence))
    seen, seen_evidence = seen_version(), seen_version("seen_evidence")
    if not form.validate():
        return _editing(opened, form, seen, seen_evidence, status=400)
    reason = request.form.get("reason", "")[:300].strip()
    evidence = (form.evidence(), seen_evidence) if may(Permission.SOURCES_WRITE) else None
    try:
        involvements.save(g.actor, involvement_id, form.part("", ""), seen, reason, evidence)
    except Conflict as conflict:
        now = involvements.load(g.actor, involvement_id)
        return _editing(now, form, now.part.version, now.evidence_version, status=409, conflict=conflict)
    except Invalid as refusal:
        attach(form, refusal)
        same = refusal.values.get("record", "")
        return _editing(opened, form, seen, seen_evidence, status=400, same=same)
    flash(gettext("The part in the case is saved."))
    return redirect(url_for("involvements.show", involvement_id=involvement_id), 303)


def _showing(opened: Opened) -> InvolvementForm:
    return InvolvementForm.showing(opened.part.involvement, opened.evidence)


def _editing(
    opened: Opened, form: InvolvementForm, seen: int, seen_evidence: int, *, status: int = 200,
    conflict: Conflict | None = None, same: str = "",
) -> ResponseReturnValue:  # fmt: skip
    """After a conflict both versions are shown, and saving again is knowingly over theirs."""
    page = render_template(
        "involvements/edit.html",
        opened=opened,
        sides=_of(opened),
        form=form,
        seen=seen,
        seen_evidence=seen_evidence,
        reason=request.form.get("reason", ""),
        conflict=conflict,
        different=facts.differences(_showing(opened), form) if conflict else [],
        same=same,
    )
    return make_response(page, status)


@pages.route("/<uuid:involvement_id>/withdraw", methods=["GET", "POST"])
@needs(Permission.ADVOCACY_WRITE)
def withdraw(involvement_id: UUID) -> ResponseReturnValue:
    sides = _of(involvements.load(g.actor, involvement_id))
    official = (url_for("officials.show", entity_id=sides.entity), sides.official)
    return withdrawals.asked(
        lambda reason: involvements.withdraw(g.actor, involvement_id, reason),
        gettext("The part in the case is withdrawn. The history keeps everything."),
        official[0],
        title=gettext("Withdraw this part in the case"),
        text=gettext("%(official)s then has no part in the case of %(person)s. Everything that was saved stays in "
                     "the database.", official=sides.official, person=sides.person),
        crumbs=[(url_for("officials.listing"), gettext("Officials")), official],
        send=url_for("involvements.withdraw", involvement_id=involvement_id),
        back=url_for("involvements.show", involvement_id=involvement_id),
    )  # fmt: skip


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise NotFound("record") from error
