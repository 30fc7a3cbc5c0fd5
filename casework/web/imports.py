"""Lists in: upload, see what it would do row by row, apply, undo as a whole. Columns and conflicts: importsteps."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from werkzeug.datastructures import CombinedMultiDict

from casework.domain.errors import Invalid
from casework.domain.importing import Batch, BatchState, ListKind, Outcome
from casework.domain.policy import Permission
from casework.imports import lists, recognising
from casework.imports.tables import Unreadable
from casework.services import listprofiles
from casework.web import importrunning, importshown, importsteps, importwords, recordnames
from casework.web.access import needs
from casework.web.forms.imports import UploadForm
from casework.web.importshown import MOST_TOLD, SIZE
from casework.web.labels import label
from casework.web.opened import seen_version
from casework.web.paging import Pages, page_number

pages = Blueprint("imports", __name__, url_prefix="/imports")
pages.register_blueprint(importsteps.steps)


@pages.route("", methods=["GET", "POST"])
@needs(Permission.LIST_IMPORT)
def listing() -> ResponseReturnValue:
    """Upload above, what was imported below. A file is read and kept sealed, never written to disk in the clear."""
    sent: CombinedMultiDict[str, Any] = CombinedMultiDict([request.files, request.form])
    form = UploadForm(sent if request.method == "POST" else None)
    if request.method == "POST" and form.validate():
        try:
            return _taken_in(form)
        except Unreadable as refusal:
            form.file.errors = [*form.file.errors, importwords.of_file(refusal), *_likelier(form)]
    batches = [(key, batch, importwords.STATES[batch.state]) for key, batch in lists.list_batches(g.actor)]
    profiles = listprofiles.listing(g.actor)
    page = render_template("imports/listing.html", form=form, batches=batches, profiles=profiles)
    return make_response(page, 400 if form.errors else 200)


def _likelier(form: UploadForm) -> list[str]:
    """What a refused file looks like, where its beginning tells and something else was chosen."""
    form.file.data.seek(0)
    kind = recognising.kind_of(form.file.data.read(recognising.LOOKED_AT))
    if not form.kind.data or kind is ListKind.CASES or kind.value == form.kind.data:
        return []
    return [gettext("This looks like “%(kind)s”: choose that above.", kind=label(kind))]


def _taken_in(form: UploadForm) -> ResponseReturnValue:
    """To the preview where every column is understood for certain, else to the columns. Raises Unreadable."""
    kind = ListKind(form.kind.data) if form.kind.data else None
    wishes = lists.Wishes(form.source.data, form.licence.data, kind, programme=form.programme.data)
    name = form.file.data.filename
    made = lists.upload(g.actor, form.file.data.read(), name, form.list_name.data, wishes=wishes)
    head = lists.head(g.actor, made)
    if head is not None and not head.settled:
        return redirect(url_for("imports.steps.columns", import_id=made), 303)
    return importrunning.planned(made, (), "")


@pages.get("/<uuid:import_id>")
@needs(Permission.LIST_IMPORT)
def show(import_id: UUID) -> ResponseReturnValue:
    batch, seen = lists.opened(g.actor, import_id)
    if batch.state is BatchState.UPLOADED:
        return redirect(url_for("imports.steps.columns", import_id=import_id), 303)
    chosen = {one.value: one for one in Outcome}.get(request.args.get("outcome", ""))
    wanted = frozenset({chosen} if chosen else {Outcome.CREATED, Outcome.UPDATED})
    number = page_number(request.args.get("page"))
    previewed = batch.state is BatchState.PREVIEWED
    start = (number - 1) * SIZE
    rows = lists.planned_rows(g.actor, import_id, wanted, start, SIZE) if previewed else ()
    total = sum(count for key, _, count in importshown.counts(batch) if key in {one.value for one in wanted})
    written: dict[str, str] = {}
    if batch.state in {BatchState.APPLYING, BatchState.APPLIED}:
        written, total = lists.on_file(g.actor, import_id, start, SIZE)
    kept: dict[str, Any] = {"outcome": chosen.value} if chosen else {}
    return render_template(
        "imports/show.html",
        import_id=import_id,
        batch=batch,
        seen=seen,
        state=importwords.STATES[batch.state],
        counts=importshown.counts(batch),
        chosen=chosen,
        choice=importwords.CHOICES[batch.choice],
        columns=_columns(batch),
        refused=importshown.told(batch.refused, batch.refusals),
        warnings=importshown.told(batch.warnings, batch.warned),
        offers=[importshown.offer(one) for one in batch.offers[:MOST_TOLD]],
        rows=[importshown.row(one, batch) for one in rows],
        written=recordnames.named(written) if written else [],
        pages=Pages(number, SIZE, total, lambda page: url_for("imports.show", import_id=import_id, page=page, **kept)),
    )


def _columns(batch: Batch) -> bool:
    """Whether there is a page on which the columns of this kind of list are mapped."""
    return lists.KINDS[batch.kind].head is not None if batch.kind in lists.KINDS else False


@pages.post("/<uuid:import_id>/apply")
@needs(Permission.LIST_IMPORT)
def apply(import_id: UUID) -> ResponseReturnValue:
    """The first time and to go on: of a long list each part is written for good before it is told."""
    after = url_for("imports.show", import_id=import_id)
    steps = lists.applying(g.actor, import_id, seen=seen_version() or None)
    try:
        return importrunning.followed(steps, 1, gettext("The list is being written"), _applied(import_id), after)
    except Invalid as refusal:
        return _refused(import_id, refusal)


def _applied(import_id: UUID) -> Any:
    def ended(done: Batch) -> ResponseReturnValue:
        text = gettext(
            "The list is applied: %(created)s created, %(updated)s updated.", created=done.created, updated=done.updated
        )
        flash(text)
        return _back(import_id)

    return ended


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
    """The first time and to go on: of a long list each part is taken back for good before it is told."""
    batch, _ = lists.opened(g.actor, import_id)
    if request.method == "GET":
        return render_template("imports/undo.html", import_id=import_id, batch=batch, problem="", lost=[])
    after, title = url_for("imports.show", import_id=import_id), gettext("The import is being taken back")
    steps = lists.undoing(g.actor, import_id)
    try:
        return importrunning.followed(steps, 1, title, _undone(import_id), after, importrunning.rows_left)
    except Invalid as refusal:
        lost, problem = importshown.lost(refusal), importwords.of_refusal(refusal)
        page = render_template("imports/undo.html", import_id=import_id, batch=batch, problem=problem, lost=lost)
        return make_response(page, 409)


def _undone(import_id: UUID) -> Any:
    def ended(_done: Batch) -> ResponseReturnValue:
        flash(gettext("The import is undone as a whole. The history keeps it."))
        return _back(import_id)

    return ended


def _back(import_id: UUID) -> ResponseReturnValue:
    return redirect(url_for("imports.show", import_id=import_id), 303)


def _refused(import_id: UUID, refusal: Invalid) -> ResponseReturnValue:
    flash(importwords.of_refusal(refusal), "warning")
    return _back(import_id)
