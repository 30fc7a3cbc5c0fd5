"""Whom an action covers by a list file: upload, check who is meant, then the form of the action.

Between the pages nothing is kept on the server: record ids and the names that are not on file travel in the form.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from werkzeug.datastructures import CombinedMultiDict

from casework.domain.actions import Coverage, CoverageKind
from casework.domain.covering import Placed
from casework.domain.dates import PartialDate
from casework.domain.errors import NotFound
from casework.domain.policy import Permission
from casework.domain.sections import Identity
from casework.imports import covering
from casework.imports.reading import Unreadable
from casework.services import advocacy, lists
from casework.web import casepage, i18n, importwords
from casework.web.access import needs
from casework.web.advocacy import covered, making
from casework.web.advocacy.adding import form_page, save
from casework.web.advocacy.blueprint import pages
from casework.web.dates import when
from casework.web.forms.advocacy import ActionForm
from casework.web.forms.listfile import NOBODY, DoubtForm, KindForm, ListFileForm
from casework.web.messages import problems


@dataclass(frozen=True, slots=True)
class Found:
    """A row that means somebody on file, in the words of the list."""

    case: str
    said: str
    ticked: bool


@dataclass(frozen=True, slots=True)
class Doubt:
    """A row that may mean somebody, in the words of the list; `among` are the record ids offered."""

    at: int
    name: str
    said: str
    among: tuple[str, ...]
    form: DoubtForm


@dataclass(frozen=True, slots=True)
class Check:
    """The state of the check page: all that the next request needs."""

    filename: str
    file_hash: str
    read: int
    matched: tuple[Found, ...]
    doubts: tuple[Doubt, ...]
    unmatched: tuple[str, ...]


@pages.route("/new/list-file", methods=["GET", "POST"])
@needs(Permission.ADVOCACY_WRITE)
def list_file() -> ResponseReturnValue:
    """The upload; a file that can be read leads to the check page at once."""
    sent: CombinedMultiDict[str, Any] = CombinedMultiDict([request.files, request.form])
    form, then = ListFileForm(sent if request.method == "POST" else None), request.args.get("then")
    if request.method == "POST" and form.validate():
        try:
            found = covering.check(g.actor, form.file.data.read(), form.file.data.filename)
        except Unreadable as refusal:
            form.file.errors = [*form.file.errors, importwords.of_file(refusal)]
        else:
            return _page(_first(found), KindForm(data={"kind": making.KINDS.get(then or "")}))
    return make_response(render_template("advocacy/listfile.html", form=form, then=then), 400 if form.errors else 200)


@pages.route("/new/list-file/checked", methods=["GET", "POST"])
@needs(Permission.ADVOCACY_WRITE)
def checked() -> ResponseReturnValue:
    """Every doubt settled and a kind chosen: on to the form of the action."""
    if request.method == "GET":
        return redirect(url_for("advocacy.list_file"), 303)
    check, form = _again(), KindForm(request.form)
    well = form.validate()
    chosen = [doubt.form.chosen() for doubt in check.doubts]
    for doubt, choice in zip(check.doubts, chosen, strict=True):
        if choice is None:
            doubt.form.case.errors = [gettext("Choose whom this row means, or none of them.")]
    if not well or None in chosen:
        return _page(check, form, 400)
    covers = _settled(check, [choice or NOBODY for choice in chosen])
    if not covers.cases:
        form.form_errors = [gettext("Nobody in this file is on file. Take them in first, or choose another file.")]
        return _page(check, form, 400)
    return form_page(covered.Covered(file=covers), ActionForm.blank(form.kind.data, making.programmes()))


@pages.route("/new/from-file", methods=["GET", "POST"])
@needs(Permission.ADVOCACY_WRITE)
def from_file() -> ResponseReturnValue:
    if request.method == "GET" or "covers-hash" not in request.form:
        return redirect(url_for("advocacy.list_file"), 303)
    return save(covered.from_form(request.form), making.read(request.form))


def _first(found: covering.Checked) -> Check:
    """As the file was read. Of a doubt nobody is chosen already, also where one person alone has the name."""
    doubts = [
        Doubt(at, one.name, _said(one), one.cases, DoubtForm(prefix=f"doubt-{at}-"))
        for at, one in enumerate(found.doubtful)
    ]
    matched = tuple(Found(one.cases[0], _said(one), ticked=True) for one in found.matched)
    return Check(found.filename, found.file_hash, found.read, matched, tuple(doubts), found.unmatched)


def _said(one: Placed) -> str:
    """What the list says of the person, to be held against what is on file."""
    number = one.number if one.number != one.name else ""
    told = ", ".join(filter(None, (one.name, _born(one.birth), _held(one.arrested), number)))
    return str(gettext("Row %(number)s: %(name)s", number=one.row, name=told))


def _again() -> Check:
    """As it was sent back. Raises NotFound for an id that is none."""
    sent = request.form
    ticked = set(covered.ids(sent.getlist("case")))
    doubts = []
    for at, name in enumerate(sent.getlist("doubt-name")[: advocacy.MOST_NAMED]):
        among = covered.ids(sent.get(f"doubt-{at}-among", "").split())
        form = DoubtForm(sent, prefix=f"doubt-{at}-")
        doubts.append(Doubt(at, name, sent.get(f"doubt-{at}-said", ""), among, form))
    covers = covered.said(sent)
    read = sent.get("read", "")
    return Check(
        filename=covers.filename,
        file_hash=covers.file_hash,
        read=int(read) if read.isascii() and read.isdigit() and len(read) < 9 else 0,
        matched=tuple(
            Found(case, sent.get(f"said-{case}", ""), case in ticked) for case in covered.ids(sent.getlist("matched"))
        ),
        doubts=tuple(doubts),
        unmatched=covers.unmatched,
    )


def _settled(check: Check, chosen: Sequence[str]) -> Coverage:
    """Those left out of the matched ones are no part of it; a row that means none of those on file keeps its name."""
    cases = [one.case for one in check.matched if one.ticked] + [choice for choice in chosen if choice != NOBODY]
    left = [doubt.name for doubt, choice in zip(check.doubts, chosen, strict=True) if choice == NOBODY]
    return Coverage(
        kind=CoverageKind.LIST_FILE,
        cases=tuple(dict.fromkeys(cases)),
        unmatched=tuple(dict.fromkeys((*check.unmatched, *left))),
        filename=check.filename,
        file_hash=check.file_hash,
    )


def _page(check: Check, form: KindForm, status: int = 200) -> ResponseReturnValue:
    ids = dict.fromkeys(
        [*(one.case for one in check.matched), *(case for doubt in check.doubts for case in doubt.among)]
    )
    told = _told(list(ids))
    for doubt in check.doubts:
        doubt.form.offer(doubt.said, [(case, told[case]) for case in doubt.among])
    failed = bool(problems(form)) or any(doubt.form.case.errors for doubt in check.doubts)
    page = render_template("advocacy/check.html", check=check, form=form, told=told, failed=failed)
    return make_response(page, status)


def _told(cases: Sequence[str]) -> dict[str, str]:
    """Who each is, well enough to tell namesakes apart, in one read."""
    found = lists.rows(g.actor, [UUID(case) for case in cases]) if cases else {}
    shown = {}
    for case in cases:
        row = found.get(UUID(case))
        if row is None:
            raise NotFound("case")
        names = Identity(names=row.names)
        name = casepage.main_name(names, i18n.language())
        told = (name.text if name else "", _born(row.birth), _held(row.arrested), row.number)
        shown[case] = ", ".join(filter(None, told))
    return shown


def _born(day: PartialDate | None) -> str:
    return str(gettext("born %(date)s", date=when(day))) if day else ""


def _held(day: PartialDate | None) -> str:
    return str(gettext("detained %(date)s", date=when(day))) if day else ""
