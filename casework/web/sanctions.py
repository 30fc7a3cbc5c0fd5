"""Sanctions: the overview of a day, the gap with its filters and files, and who is listed and tied to no case."""

from dataclasses import dataclass, replace
from io import BytesIO
from uuid import UUID

from flask import Blueprint, g, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from casework.casebook.listings import Listing
from casework.domain.entities import EntityKind
from casework.domain.involvements import InvolvementRole
from casework.domain.policy import Permission
from casework.domain.statement import Language
from casework.reports import gap as files
from casework.services import designations, sanctions
from casework.web import asking, gapview, listingview
from casework.web.access import needs
from casework.web.i18n import language
from casework.web.paging import Pages

pages = Blueprint("sanctions", __name__, url_prefix="/sanctions")

SIZE = 50
TYPES = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
COUNTED = (
    EntityKind.PERSON, EntityKind.ORGANISATION, EntityKind.COMPANY, EntityKind.PUBLIC_BODY, EntityKind.AIRCRAFT,
    EntityKind.VESSEL,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class OfEntity:
    """The listings of one entity, and who of those known does not list it today."""

    lines: list[Listing]
    missing: tuple[str, ...]


@pages.app_template_global()
def listings_of(entity_id: UUID) -> OfEntity:
    """For `officials/listings.html`, the part of an entity's page that says who lists it."""
    found = designations.of_entity(g.actor, entity_id)
    by = {one.authority for one in found if one.certain}
    return OfEntity(found, tuple(code for code in listingview.known().authorities if code not in by))


@pages.get("")
@needs(Permission.ADVOCACY_READ)
@asking.asks
def show() -> ResponseReturnValue:
    view = listingview.read(request.args)
    found = sanctions.overview(g.actor, view.as_of)
    return render_template("sanctions/overview.html", view=view, found=found, kinds=COUNTED)


@pages.route("/gap", methods=["GET", "POST"])
@needs(Permission.ADVOCACY_READ)
@asking.asks
def gap() -> ResponseReturnValue:
    """POST alone carries the bodies that posts are held at: they are names. All else is the address."""
    view = gapview.read(request.values, request.form.getlist("body"))
    if request.method == "POST" and not view.query.bodies and not asking.slips():
        return redirect(url_for("sanctions.gap", **view.arguments()), 303)
    found = sanctions.gap(g.actor, view.query)
    total = len(found.officials)
    shown = Pages(view.page, SIZE, total, lambda page: url_for("sanctions.gap", **replace(view, page=page).arguments()))
    return render_template(
        "sanctions/gap.html",
        view=view,
        found=found,
        lines=found.officials[(view.page - 1) * SIZE : view.page * SIZE],
        pages=shown,
        chips=gapview.chips(view),
        known=listingview.known(),
        roles=InvolvementRole,
        ratings=gapview.rating_boxes(),
        meaning=gapview.words(view.query.as_of),
    )


@pages.post("/gap/<any(csv, xlsx):sheet>")
@needs(Permission.REPORT_EXPORT)
def gap_file(sheet: str) -> ResponseReturnValue:
    """The whole gap, all pages. The name of the file tells the day and nothing else."""
    view = gapview.read(request.values, request.form.getlist("body"))
    data = files.build(g.actor, view.query, sheet, Language(language()))
    name = f"sanctions-gap-{view.query.as_of.isoformat()}.{sheet}"
    return send_file(BytesIO(data), mimetype=TYPES[sheet], as_attachment=True, download_name=name)


@pages.get("/unlinked")
@needs(Permission.ADVOCACY_READ)
@asking.asks
def unlinked() -> ResponseReturnValue:
    view = listingview.read(request.args)
    found = sanctions.unlinked(g.actor, view.as_of, view.authority)
    first = (view.page - 1) * SIZE
    shown = Pages(
        view.page, SIZE, len(found), lambda page: url_for("sanctions.unlinked", **replace(view, page=page).arguments())
    )
    return render_template(
        "sanctions/unlinked.html",
        view=view,
        lines=found[first : first + SIZE],
        pages=shown,
        known=listingview.known(),
    )
