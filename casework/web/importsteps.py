"""The steps between upload and apply: which column is which field, and what becomes of contradicted values."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from casework.domain.errors import Conflict, Invalid
from casework.domain.importing import Batch, BatchState, Choice
from casework.domain.listprofiles import ListProfile
from casework.domain.policy import Permission
from casework.imports import lists
from casework.imports.intake import Head
from casework.imports.tables import Unreadable
from casework.services import listprofiles
from casework.web import importshown, importwords
from casework.web.access import needs
from casework.web.forms.imports import ColumnsForm, columns_form
from casework.web.importrunning import planned
from casework.web.importshown import SIZE
from casework.web.messages import attach, problems
from casework.web.opened import seen_version
from casework.web.paging import Pages, page_number

steps = Blueprint("steps", __name__)
"""Inside the blueprint of imports: `imports.steps.columns`."""


@steps.route("/<uuid:import_id>/columns", methods=["GET", "POST"])
@needs(Permission.LIST_IMPORT)
def columns(import_id: UUID) -> ResponseReturnValue:
    """Each column with its first cells and the field it is read as. A saved mapping of these titles is offered."""
    batch, _ = lists.opened(g.actor, import_id)
    head = lists.head(g.actor, import_id)
    if head is None or batch.state not in {BatchState.UPLOADED, BatchState.PREVIEWED}:
        return redirect(url_for("imports.show", import_id=import_id), 303)
    saved = listprofiles.matching(g.actor, batch.kind, head.titles)
    asked = request.form.get("use")
    if request.method == "POST" and asked is None:
        form = columns_form(head, request.form)
        if form.validate():
            try:
                return _planned(import_id, batch, head, form)
            except Unreadable as refusal:
                form.form_errors = [importwords.of_file(refusal)]
            except Invalid as refusal:
                attach(form, refusal)
    else:
        form = columns_form(head, None, _before(batch, head, saved, asked))
    page = render_template("imports/columns.html", import_id=import_id, batch=batch, head=head, form=form, saved=saved)
    return make_response(page, 400 if problems(form) else 200)


def _before(batch: Batch, head: Head, saved: list[ListProfile], asked: str | None) -> tuple[tuple[str, ...], str]:
    """The fields selected when the page opens, and the saved mapping they are from: the one asked for, what was
    chosen before, the first saved one, else the guess."""
    guess = tuple(column.guess for column in head.columns)
    named = {one.name: one for one in saved}
    if asked is not None:
        return (listprofiles.columns(named[asked], head.titles), asked) if asked in named else (guess, "")
    if batch.columns:
        return batch.columns, batch.profile
    return (listprofiles.columns(saved[0], head.titles), saved[0].name) if saved else (guess, "")


def _planned(import_id: UUID, batch: Batch, head: Head, form: ColumnsForm) -> ResponseReturnValue:
    """Raises Unreadable, Invalid."""
    name = form.profile_name.data or ""
    if name:
        listprofiles.save(g.actor, name, batch.kind, head.titles, form.chosen)
    return planned(import_id, form.chosen, name or form.profile.data or "")


@steps.post("/profiles/<uuid:profile_id>/remove")
@needs(Permission.LIST_IMPORT)
def remove_profile(profile_id: UUID) -> ResponseReturnValue:
    listprofiles.remove(g.actor, profile_id)
    flash(gettext("The saved mapping is removed."))
    return redirect(url_for("imports.listing"), 303)


@steps.route("/<uuid:import_id>/conflicts", methods=["GET", "POST"])
@needs(Permission.LIST_IMPORT)
def conflicts(import_id: UUID) -> ResponseReturnValue:
    """Every row that contradicts what is on file, with a choice for all and one for each."""
    batch, seen = lists.opened(g.actor, import_id)
    if batch.state is not BatchState.PREVIEWED:
        return redirect(url_for("imports.show", import_id=import_id), 303)
    number = page_number(request.args.get("page"))
    if request.method == "POST":
        return _chosen(import_id, number)
    rows = lists.planned_rows(g.actor, import_id, start=(number - 1) * SIZE, size=SIZE, conflicts=True)
    return render_template(
        "imports/conflicts.html",
        import_id=import_id,
        batch=batch,
        seen=seen,
        choices=[(one.value, importwords.CHOICES[one]) for one in Choice],
        rows=[importshown.row(one, batch) for one in rows],
        pages=Pages(
            number,
            SIZE,
            batch.conflicts,
            lambda page: url_for("imports.steps.conflicts", import_id=import_id, page=page),
        ),
    )


def _chosen(import_id: UUID, number: int) -> ResponseReturnValue:
    """A row that is left at "as for all" follows the choice for all."""
    known: dict[str, Choice] = {one.value: one for one in Choice}
    default = known.get(request.form.get("choice", ""), Choice.THEIRS)
    rows: dict[int, Choice] = {}
    for name, value in request.form.items():
        row = name.removeprefix("row-")
        if name.startswith("row-") and row.isascii() and row.isdigit() and len(row) < 9:
            rows[int(row)] = known.get(value, default)
    here: dict[str, Any] = {"import_id": import_id, "page": number}
    try:
        lists.choose(g.actor, import_id, default, rows, seen_version())
    except Conflict as conflict:
        flash(
            gettext("%(name)s chose here meanwhile. Look at what stands now, then choose again.", name=conflict.by),
            "warning",
        )
        return redirect(url_for("imports.steps.conflicts", **here), 303)
    except Invalid as refusal:
        flash(importwords.of_refusal(refusal), "warning")
        return redirect(url_for("imports.show", import_id=import_id), 303)
    flash(gettext("The choices are kept with the preview. Nothing is written yet."))
    if "next" in request.form:
        return redirect(url_for("imports.steps.conflicts", import_id=import_id, page=number + 1), 303)
    return redirect(url_for("imports.show", import_id=import_id), 303)
