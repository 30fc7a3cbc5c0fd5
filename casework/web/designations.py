"""Sanctions listings on pages: the list, one with its history, adding one after another, delisting, withdrawing."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from casework.casebook.listings import Entity, Listing
from casework.domain.dates import PartialDate
from casework.domain.designations import Designation
from casework.domain.entities import EntityKind
from casework.domain.errors import Conflict, Invalid, NotFound
from casework.domain.policy import Permission
from casework.services import advocacy, designations
from casework.web import asking, dates, facts, listingview
from casework.web.access import needs
from casework.web.forms.designations import DelistingForm, DesignationForm, WithdrawalForm, values
from casework.web.labels import label
from casework.web.listingview import Version
from casework.web.messages import attach
from casework.web.opened import seen_version
from casework.web.paging import Pages

pages = Blueprint("designations", __name__, url_prefix="/sanctions/listings")

SIZE = 50


@dataclass(frozen=True, slots=True)
class Together:
    """What came with one action, counted, and the action itself."""

    action: UUID
    title: str
    listings: list[Listing]
    tally: designations.Tally


@pages.app_template_global()
def listings_with(action_id: UUID) -> Together:
    """What came with an action: for its own page."""
    found = designations.of_action(g.actor, action_id)
    return Together(action_id, "", found, designations.tally(found))


@pages.get("")
@needs(Permission.ADVOCACY_READ)
@asking.asks
def listing() -> ResponseReturnValue:
    view = listingview.read(request.args)
    found = designations.listing(g.actor, view.asked(), view.page, SIZE)
    shown = Pages(
        view.page,
        SIZE,
        found.total,
        lambda page: url_for("designations.listing", **replace(view, page=page).arguments()),
    )
    return render_template(
        "sanctions/listings.html",
        view=view,
        lines=found.lines,
        pages=shown,
        known=listingview.known(),
        chips=listingview.chips(view),
        kinds=[(kind.value, label(kind)) for kind in EntityKind],
    )


@pages.route("/new", methods=["GET", "POST"])
@needs(Permission.ADVOCACY_WRITE)
def add() -> ResponseReturnValue:
    """For the entity in the address; without one it is looked for first. With an action, one after another."""
    entity, together = _entity(), _together()
    if entity is None:
        return _choosing(together)
    if request.method == "GET":
        return _adding(entity, together, DesignationForm(data=_starting(together)))
    form = DesignationForm(request.form)
    known = _offer(form)
    if not form.validate():
        return _adding(entity, together, form)
    try:
        made = designations.add(g.actor, form.listing(Designation(str(entity.id), ""), known.programmes))
    except Invalid as refusal:
        return _adding(entity, together, form, _said(form, refusal))
    if designations.ended_before(g.actor, made):
        flash(gettext("By its profile it had ended before it was listed. Check the days."), "warning")
    if together:
        flash(gettext("The listing is recorded. Add the next one."))
        return redirect(url_for("designations.add", action=together.action), 303)
    flash(gettext("The listing is recorded."))
    return redirect(url_for("designations.show", listing_id=made), 303)


@pages.post("/new/find")
@needs(Permission.ADVOCACY_WRITE)
def find() -> ResponseReturnValue:
    """Look for whom or what is listed. POST: what is searched for is a name."""
    text = " ".join(request.form.get("q", "").split())[:200]
    return _choosing(_together(), designations.search(g.actor, text) if text else [])


def _entity() -> Entity | None:
    text = request.args.get("entity", "")
    return designations.entity(g.actor, _uuid(text)) if text else None


def _together() -> Together | None:
    text = request.args.get("action", "")
    if not text:
        return None
    stored = advocacy.load(g.actor, _uuid(text))
    return replace(listings_with(stored.id), title=stored.action.title)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise NotFound("record") from error


def _starting(together: Together | None) -> dict[str, Any]:
    """As the action says, and as the one recorded before."""
    if together is None:
        return {}
    action = advocacy.load(g.actor, together.action).action
    last = next(iter(together.listings), None)
    programme = last.programme if last else listingview.programme_named(action.programme)
    return {"action": str(together.action), "listed_on": action.date, "programme": programme}


def _choosing(together: Together | None, hits: list[Entity] | None = None) -> ResponseReturnValue:
    return make_response(render_template("sanctions/choose.html", together=together, hits=hits))


def _offer(form: DesignationForm) -> listingview.Known:
    known = listingview.known()
    form.offer(known.titles, known.authorities, known.actions())
    return known


def _adding(
    entity: Entity, together: Together | None, form: DesignationForm, said: dict[str, Any] | None = None
) -> ResponseReturnValue:
    _offer(form)
    here = url_for("designations.add", entity=entity.id, action=together.action if together else None)
    page = render_template(
        "sanctions/add.html", entity=entity, together=together, form=form, here=here, **(said or _nothing())
    )
    return make_response(page, 400 if form.errors or form.form_errors else 200)


def _nothing() -> dict[str, Any]:
    return {"standing": "", "offered": None}


def _said(form: DesignationForm, refusal: Invalid) -> dict[str, Any]:
    """The refusal beside its field, with the listing it names, or the programme it offers as reference data."""
    said = _nothing()
    if refusal.code == "listed_already":
        said["standing"] = refusal.values["listing"]
        since = refusal.values["since"]
        shown = dates.when(PartialDate.parse(since)) if since else gettext("a day not known")
        programme = refusal.values["programme"] or gettext("a programme not known")
        refusal = Invalid("programme", refusal.code, since=shown, programme=programme)
    if refusal.code in {"unknown_programme", "unknown_authority"}:
        said["offered"] = {"key": form.programme.data or "", "authority": form.authority.data or ""}
    attach(form, refusal)
    return said


@pages.get("/<uuid:listing_id>")
@needs(Permission.ADVOCACY_READ)
def show(listing_id: UUID) -> ResponseReturnValue:
    stored = designations.load(g.actor, listing_id)
    entity = designations.entity(g.actor, _uuid(stored.designation.entity))
    known = listingview.known()
    return render_template(
        "sanctions/show.html",
        stored=stored,
        entity=entity,
        known=known,
        announced=_announced(stored.designation.action),
        versions=_versions(listing_id, known),
    )


def _announced(action: str) -> str:
    """The title of the action it came with."""
    return advocacy.load(g.actor, _uuid(action)).action.title if action else ""


def _versions(listing_id: UUID, known: listingview.Known) -> list[Version]:
    def form(one: designations.Stored) -> DesignationForm:
        made = DesignationForm.showing(one.designation)
        made.offer(known.titles, known.authorities, known.actions())
        return made

    return listingview.versions(designations.history(g.actor, listing_id), form)


@pages.route("/<uuid:listing_id>/edit", methods=["GET", "POST"])
@needs(Permission.ADVOCACY_WRITE)
def edit(listing_id: UUID) -> ResponseReturnValue:
    stored = designations.load(g.actor, listing_id)
    form = DesignationForm(request.form if request.method == "POST" else None, data=values(stored.designation))
    known = _offer(form)
    if request.method == "GET":
        return _editing(stored, form, stored.version)
    if not form.validate():
        return _editing(stored, form, seen_version(), status=400)
    reason = request.form.get("change", "")[:300].strip()
    try:
        wanted = form.listing(stored.designation, known.programmes)
        designations.save(g.actor, listing_id, wanted, seen_version(), reason)
    except Conflict as conflict:
        return _editing(stored, form, conflict.version, conflict, 409)
    except Invalid as refusal:
        return _editing(stored, form, seen_version(), status=400, said=_said(form, refusal))
    flash(gettext("The listing is saved."))
    return redirect(url_for("designations.show", listing_id=listing_id), 303)


def _editing(
    stored: designations.Stored, form: DesignationForm, seen: int, conflict: Conflict | None = None, status: int = 200,
    said: dict[str, Any] | None = None,
) -> ResponseReturnValue:  # fmt: skip
    """After a conflict both versions are shown, and saving again is knowingly over theirs."""
    theirs = DesignationForm.showing(conflict.theirs) if conflict and conflict.theirs else None
    if theirs is not None:
        _offer(theirs)
    page = render_template(
        "sanctions/edit.html",
        stored=stored,
        entity=designations.entity(g.actor, _uuid(stored.designation.entity)),
        form=form,
        seen=seen,
        change=request.form.get("change", ""),
        conflict=conflict,
        different=facts.differences(theirs, form) if theirs is not None else [],
        **(said or _nothing()),
    )
    return make_response(page, status)


@pages.route("/<uuid:listing_id>/delist", methods=["GET", "POST"])
@needs(Permission.ADVOCACY_WRITE)
def delist(listing_id: UUID) -> ResponseReturnValue:
    def work(form: Any) -> None:
        designations.delist(g.actor, listing_id, form.delisted_on.data, form.reason.data.strip(), seen_version())

    back = url_for("designations.show", listing_id=listing_id)
    return _ending(listing_id, DelistingForm, "delist", work, (gettext("The delisting is recorded."), back))


@pages.route("/<uuid:listing_id>/withdraw", methods=["GET", "POST"])
@needs(Permission.ADVOCACY_WRITE)
def withdraw(listing_id: UUID) -> ResponseReturnValue:
    def work(form: Any) -> None:
        designations.withdraw(g.actor, listing_id, form.reason.data)

    back = url_for("designations.listing")
    return _ending(listing_id, WithdrawalForm, "withdraw", work, (gettext("The listing is withdrawn."), back))


def _ending(
    listing_id: UUID, kind: type[Any], page: str, work: Callable[[Any], None], done: tuple[str, str]
) -> ResponseReturnValue:
    """`done` is what is said then, and where it leads."""
    stored = designations.load(g.actor, listing_id)
    form = kind(request.form if request.method == "POST" else None)
    status, conflict = 200, None
    if request.method == "POST":
        status = 400
        try:
            if form.validate():
                work(form)
                flash(done[0])
                return redirect(done[1], 303)
        except Conflict as found:
            status, conflict = 409, found
        except Invalid as refusal:
            attach(form, refusal)
    entity = designations.entity(g.actor, _uuid(stored.designation.entity))
    seen = conflict.version if conflict else seen_version() if request.method == "POST" else stored.version
    shown = {"stored": stored, "entity": entity, "form": form, "conflict": conflict, "seen": seen}
    return make_response(render_template(f"sanctions/{page}.html", **shown), status)
