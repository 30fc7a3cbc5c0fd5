"""Add an official, an entity or an asset, after a check of who is alike; change one section of it."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from msgspec.structs import replace

from casework.domain.entities import EntityKind, Holding, HoldingKind, Holdings
from casework.domain.errors import Conflict, Invalid
from casework.domain.officials import BODIES
from casework.domain.policy import Permission
from casework.domain.sections import Script
from casework.services import officials, registry
from casework.services.officials import HOLDINGS, POSTS, PROFILE, New, OpenEntity
from casework.web import countries, facts, officialpage
from casework.web.access import needs
from casework.web.forms.base import SectionForm, change_rows, filled
from casework.web.forms.officials import HoldingsForm, NewEntityForm, PostsForm, ProfileForm
from casework.web.forms.onfile import OnFile
from casework.web.messages import attach, problems, sentence
from casework.web.opened import seen_version

pages = Blueprint("officialsections", __name__, url_prefix="/officials")

FORMS: dict[str, type[SectionForm[Any]]] = {PROFILE: ProfileForm, POSTS: PostsForm, HOLDINGS: HoldingsForm}
KINDS = {kind.value: kind for kind in EntityKind}
HOLDERS = (EntityKind.PERSON, *sorted(BODIES))
NOT_KEPT = {"csrf_token", "add", "remove"}


@pages.get("/new")
@needs(Permission.ADVOCACY_WRITE)
def start() -> ResponseReturnValue:
    return _adding(_new_form(_kind_asked()))


@pages.route("/new/check", methods=["GET", "POST"])
@needs(Permission.ADVOCACY_WRITE)
def check() -> ResponseReturnValue:
    """Nothing is saved here; the answers travel in the page, not in an address."""
    if request.method == "GET":
        return redirect(url_for("officialsections.start"), 303)
    form = _new_form(_kind_asked(), request.form)
    if change_rows(form, request.form) or not form.validate() or not _possible(form):
        return _adding(form)
    alike = registry.alike(g.actor, form.section())
    kept = [(name, text) for name, text in request.form.items(multi=True) if name not in NOT_KEPT]
    return render_template(
        "officials/check.html",
        facts=facts.facts(form),
        alike=alike,
        sent=kept,
        kind=form.kind.data,
        latest_post=officialpage.latest_post,
    )


@pages.post("/new/save")
@needs(Permission.ADVOCACY_WRITE)
def save() -> ResponseReturnValue:
    form = _new_form(_kind_asked(), request.form)
    if "change" in request.form or not form.validate():
        return _adding(form)
    try:
        made = officials.add(g.actor, New(form.section(), form.held()))
    except Invalid as refusal:
        _attach(form, form.posts, refusal)
        return _adding(form)
    flash(gettext("The record is saved."))
    return redirect(url_for("officials.show", entity_id=made), 303)


def _possible(form: NewEntityForm) -> bool:
    """What is refused at saving is refused before the check."""
    try:
        officials.examine(g.actor, New(form.section(), form.held()))
    except Invalid as refusal:
        _attach(form, form.posts, refusal)
        return False
    return True


def _kind_asked() -> EntityKind:
    """Of a new record: as the form says, else as the address does."""
    asked = request.form.get("kind") or request.args.get("kind", "")
    return KINDS.get(
        asked, {"body": EntityKind.ORGANISATION, "asset": EntityKind.AIRCRAFT}.get(asked, EntityKind.PERSON)
    )


def _new_form(kind: EntityKind, sent: Any = None) -> NewEntityForm:
    first = {"kind": kind, "names": [{"script": Script.BE}, {"script": Script.LATIN}]}
    form = NewEntityForm(sent, data=first)
    form.offer(countries.known(), kind)
    form.offer_bodies(_bodies())
    return form


def _adding(form: NewEntityForm) -> ResponseReturnValue:
    page = render_template("officials/new.html", form=form, kind=form.kind.data or EntityKind.PERSON, bodies=_bodies())
    return make_response(page, 400 if problems(form) else 200)


@pages.route("/<uuid:entity_id>/<any(profile, posts, holdings):section>", methods=["GET", "POST"])
@needs(Permission.ADVOCACY_WRITE)
def edit(entity_id: UUID, section: str) -> ResponseReturnValue:
    found = officials.load(g.actor, entity_id)
    value, kind = found.value(section), found.profile.kind
    if request.method == "GET":
        return _page(found, section, make_form(section, _begun(value), kind), found.version(section))
    form = make_form(section, value, kind, request.form)
    if change_rows(form, request.form) or not form.validate():
        return _page(found, section, form, seen_version(), status=400 if problems(form) else 200)
    reason = request.form.get("reason", "")[:300].strip()
    try:
        officials.save(g.actor, entity_id, form.section(), seen_version(), reason)
    except Conflict as conflict:
        return _both(found, section, form, conflict)
    except Invalid as refusal:
        _attach(form, getattr(form, "entries", None), refusal)
        return _page(found, section, form, seen_version(), status=400)
    flash(gettext("Saved: %(section)s.", section=officialpage.TITLES[section]))
    return redirect(url_for("officials.show", entity_id=_held() or entity_id), 303)


@pages.route("/<uuid:entity_id>/holders", methods=["GET", "POST"])
@needs(Permission.ADVOCACY_WRITE)
def holders(entity_id: UUID) -> ResponseReturnValue:
    """Look for who owns, directs or operates this: it is recorded with them. POST: what is searched for is a name."""
    found = officials.load(g.actor, entity_id)
    text = " ".join(request.form.get("q", "").split())[:200]
    hits = registry.search(g.actor, text, HOLDERS, 20) if text else []
    name = officialpage.title(found.profile)
    return render_template("officials/holders.html", entity_id=entity_id, name=name, searched=text, found=hits)


def _held() -> str:
    """What is to be held, where the form was reached from its page; empty for what is not on file."""
    asked = request.args.get("of", "")
    return asked if asked in _things().texts else ""


def _begun(value: Any) -> Any:
    """Holdings with one more, of what the address names."""
    if not isinstance(value, Holdings) or not _held():
        return value
    return replace(value, entries=(*value.entries, Holding(HoldingKind.OWNER, _held())))


def make_form(section: str, value: Any, kind: EntityKind, sent: Any = None) -> SectionForm[Any]:
    """The section's form with what it chooses from, showing `value`, or what was sent."""
    made = FORMS[section]
    form = made.showing(value) if sent is None else made(sent, data=made.values(value))
    if isinstance(form, ProfileForm):
        form.offer(countries.known(), kind)
    elif isinstance(form, PostsForm):
        form.offer(_bodies(), value)
    elif isinstance(form, HoldingsForm):
        form.offer(_things())
    return form


def _attach(form: SectionForm[Any], rows: Any, refusal: Invalid) -> None:
    """Beside the field of the row that the refusal is about; else where the page puts the others."""
    row = refusal.values.get("row")
    if row is None or rows is None:
        attach(form, refusal)
        return
    field = list(filled(rows))[int(row)][refusal.field]
    field.errors = [*field.errors, sentence(refusal)]


def _bodies() -> OnFile:
    """What a post can be at, read once a request."""
    if "bodies_on_file" not in g:
        g.bodies_on_file = OnFile(registry.bodies(g.actor), officialpage.title)
    found: OnFile = g.bodies_on_file
    return found


def _things() -> OnFile:
    """What can be held, read once a request."""
    if "things_on_file" not in g:
        g.things_on_file = OnFile(registry.things(g.actor), officialpage.title)
    found: OnFile = g.things_on_file
    return found


def _page(
    found: OpenEntity, section: str, form: SectionForm[Any], seen: int, status: int = 200, **more: Any
) -> ResponseReturnValue:
    kind = found.profile.kind
    page = render_template(
        "officials/edit.html",
        entity_id=found.id,
        section=section,
        title=officialpage.TITLES[section],
        name=officialpage.title(found.profile),
        kind=kind,
        form=form,
        seen=seen,
        reason=request.form.get("reason", ""),
        of=_held() if section == HOLDINGS else "",
        choices=_things() if section == HOLDINGS else _bodies(),
        **more,
    )
    return make_response(page, status)


def _both(found: OpenEntity, section: str, form: SectionForm[Any], conflict: Conflict) -> ResponseReturnValue:
    """Both versions, and what was typed kept; saving again is knowingly over theirs."""
    if conflict.theirs is None:
        return _page(found, section, form, 0, status=409)
    theirs = make_form(section, conflict.theirs, found.profile.kind)
    return _page(
        found,
        section,
        form,
        conflict.version,
        status=409,
        conflict=conflict,
        different=facts.differences(theirs, form),
    )
