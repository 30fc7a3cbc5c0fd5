"""Lists in: upload, see what it would do row by row, apply, undo as a whole."""

from collections import Counter
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from werkzeug.datastructures import CombinedMultiDict

from casework.domain.errors import EditedSince, Invalid, NotFound
from casework.domain.importing import Batch, BatchState, Offer, Outcome, PlannedRow, Problem
from casework.domain.importing import Difference as Changed
from casework.domain.policy import Permission
from casework.imports import lists
from casework.imports.reading import Unreadable
from casework.web import importwords, names
from casework.web.access import needs
from casework.web.forms.imports import UploadForm
from casework.web.paging import Pages, page_number

pages = Blueprint("imports", __name__, url_prefix="/imports")

SIZE = 50
MOST_TOLD = 200
"""Problems shown on one page; the count says how many there are."""


@dataclass(frozen=True, slots=True)
class Told:
    row: int
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    field: str
    old: str
    new: str
    contradicts: bool


@dataclass(frozen=True, slots=True)
class Row:
    number: int
    name: str
    address: str
    outcome: str
    reason: str
    differences: list[Difference]


@pages.route("", methods=["GET", "POST"])
@needs(Permission.LIST_IMPORT)
def listing() -> ResponseReturnValue:
    """Upload above, what was imported below. A file is read and kept sealed, never written to disk in the clear."""
    sent: CombinedMultiDict[str, Any] = CombinedMultiDict([request.files, request.form])
    form = UploadForm(sent if request.method == "POST" else None)
    if request.method == "POST" and form.validate():
        try:
            made = lists.preview(g.actor, form.file.data.read(), form.file.data.filename, form.list_name.data)
        except Unreadable as refusal:
            form.file.errors = [*form.file.errors, importwords.of_file(refusal)]
        else:
            return redirect(url_for("imports.show", import_id=made.id), 303)
    batches = [(key, batch, importwords.STATES[batch.state]) for key, batch in lists.list_batches(g.actor)]
    page = render_template("imports/listing.html", form=form, batches=batches)
    return make_response(page, 400 if form.errors else 200)


@pages.get("/<uuid:import_id>")
@needs(Permission.LIST_IMPORT)
def show(import_id: UUID) -> ResponseReturnValue:
    batch = _batch(import_id)
    planned = lists.planned_rows(g.actor, import_id) if batch.state is BatchState.PREVIEWED else ()
    chosen = {one.value: one for one in Outcome}.get(request.args.get("outcome", ""))
    wanted = [one for one in planned if one.outcome is chosen or (chosen is None and _tells(one))]
    number = page_number(request.args.get("page"))
    kept: dict[str, Any] = {"outcome": chosen.value} if chosen else {}
    return render_template(
        "imports/show.html",
        import_id=import_id,
        batch=batch,
        state=importwords.STATES[batch.state],
        counts=_counts(batch),
        chosen=chosen,
        refused=_told(batch.refused),
        warnings=_told(batch.warnings),
        offers=[_offer(one) for one in batch.offers],
        rows=[_row(one) for one in wanted[(number - 1) * SIZE : number * SIZE]],
        pages=Pages(
            number, SIZE, len(wanted), lambda page: url_for("imports.show", import_id=import_id, page=page, **kept)
        ),
    )


@pages.post("/<uuid:import_id>/apply")
@needs(Permission.LIST_IMPORT)
def apply(import_id: UUID) -> ResponseReturnValue:
    try:
        done = lists.apply(g.actor, import_id)
    except Invalid as refusal:
        return _refused(import_id, refusal)
    flash(
        gettext(
            "The list is applied: %(created)s created, %(updated)s updated.", created=done.created, updated=done.updated
        )
    )
    return _back(import_id)


@pages.post("/<uuid:import_id>/discard")
@needs(Permission.LIST_IMPORT)
def discard(import_id: UUID) -> ResponseReturnValue:
    try:
        lists.discard(g.actor, import_id)
    except Invalid as refusal:
        return _refused(import_id, refusal)
    flash(gettext("The upload is discarded. Nothing was written."))
    return redirect(url_for("imports.listing"), 303)


@pages.route("/<uuid:import_id>/undo", methods=["GET", "POST"])
@needs(Permission.LIST_IMPORT)
def undo(import_id: UUID) -> ResponseReturnValue:
    batch = _batch(import_id)
    if request.method == "GET":
        return render_template("imports/undo.html", import_id=import_id, batch=batch, edited=(), problem="")
    try:
        lists.undo(g.actor, import_id)
    except Invalid as refusal:
        edited = _edited(refusal) if isinstance(refusal, EditedSince) else []
        problem = importwords.of_refusal(refusal)
        page = render_template("imports/undo.html", import_id=import_id, batch=batch, edited=edited, problem=problem)
        return make_response(page, 409)
    flash(gettext("The import is undone as a whole. The history keeps it."))
    return _back(import_id)


def _edited(refusal: EditedSince) -> list[str]:
    """The pages of the first records that somebody edited."""
    named = zip(refusal.kinds, refusal.cases, strict=True)
    return [importwords.address(kind, record) for kind, record in named][:MOST_TOLD]


def _batch(import_id: UUID) -> Batch:
    found = dict(lists.list_batches(g.actor)).get(import_id)
    if found is None:
        raise NotFound("import")
    return found


def _back(import_id: UUID) -> ResponseReturnValue:
    return redirect(url_for("imports.show", import_id=import_id), 303)


def _refused(import_id: UUID, refusal: Invalid) -> ResponseReturnValue:
    flash(importwords.of_refusal(refusal), "warning")
    return _back(import_id)


def _counts(batch: Batch) -> list[tuple[str, str, int]]:
    numbers: dict[Outcome, int] = {
        Outcome.CREATED: batch.created,
        Outcome.UPDATED: batch.updated,
        Outcome.UNCHANGED: batch.unchanged,
        Outcome.REFUSED: len(batch.refused),
    }
    return [(outcome.value, str(importwords.OUTCOMES[outcome]), count) for outcome, count in numbers.items()]


def _told(problems: tuple[Problem, ...]) -> dict[str, Any]:
    """The problems row by row, the most frequent kinds first in a line each."""
    kinds = Counter(problem.code for problem in problems)
    first = {problem.code: problem for problem in reversed(problems)}
    return {
        "total": len(problems),
        "kinds": [(importwords.of_row(first[code]), count) for code, count in kinds.most_common()],
        "lines": [Told(problem.row, importwords.of_row(problem)) for problem in problems[:MOST_TOLD]],
    }


def _offer(offer: Offer) -> dict[str, Any]:
    """An entry the reference lists lack, with the form that adds it. An article's number is its key."""
    if offer.kind == "article":
        address = url_for("reference.add_article", key=offer.value)
    else:
        address = url_for("reference.add_facility")
    kind = importwords.KINDS.get(offer.kind, offer.kind)
    return {"kind": kind, "value": offer.value, "rows": offer.rows, "address": address}


def _tells(row: PlannedRow) -> bool:
    """What one has to look at: not the rows that change nothing, not those refused above."""
    return row.outcome in {Outcome.CREATED, Outcome.UPDATED}


def _row(row: PlannedRow) -> Row:
    """A refused row has its reason where the others have what they change."""
    outcome, address = str(importwords.OUTCOMES[row.outcome]), importwords.address(row.kind.value, row.record)
    if row.outcome is Outcome.REFUSED:
        reasons = [importwords.of_row(Problem(row.row, one.field, one.old, one.new)) for one in row.differences]
        return Row(row.row, row.name, address, outcome, "; ".join(reasons), [])
    return Row(row.row, row.name, address, outcome, "", [_difference(one) for one in row.differences])


def _difference(one: Changed) -> Difference:
    places = names.known().facilities
    old, new = (importwords.of_value(one, text, places) for text in (one.old, one.new))
    return Difference(importwords.of_field(one), old, new, one.contradicts)
