"""Who raises cases: the list by kind, one with what it has done, added, changed, taken off."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from casework.casebook.deedlists import ActionQuery
from casework.domain.actors import ActorKind
from casework.domain.errors import Conflict, Invalid
from casework.domain.policy import Permission
from casework.services import actors, advocacy
from casework.services.actors import Raiser
from casework.web import countries, facts, withdrawals
from casework.web.access import needs
from casework.web.forms.actors import ActorForm, values
from casework.web.messages import attach
from casework.web.names import any_title
from casework.web.opened import seen_version

pages = Blueprint("actors", __name__, url_prefix="/actors")

SHOWN = 20
"""Of an actor's actions on its page; the list of actions has the others."""


@dataclass(frozen=True, slots=True)
class Version:
    version: int
    at: str
    by: str
    reason: str
    changed: list[facts.Difference]


@pages.get("")
@needs(Permission.ADVOCACY_READ)
def listing() -> ResponseReturnValue:
    found = actors.listing(g.actor)
    groups = [(kind, _sorted([one for one in found if one.kind is kind])) for kind in ActorKind]
    return render_template("actors/listing.html", groups=[group for group in groups if group[1]], count=len(found))


def _sorted(found: list[Raiser]) -> list[Raiser]:
    return sorted(found, key=lambda one: any_title(one.names).casefold())


@pages.route("/new", methods=["GET", "POST"])
@needs(Permission.ADVOCACY_WRITE)
def add() -> ResponseReturnValue:
    form = _offered(ActorForm(request.form if request.method == "POST" else None))
    if request.method == "POST" and form.validate():
        try:
            made = actors.add(g.actor, form.value())
        except Invalid as refusal:
            attach(form, refusal)
        else:
            flash(gettext("The actor is on file."))
            return redirect(url_for("actors.show", actor_id=made), 303)
    return make_response(render_template("actors/add.html", form=form), 400 if form.errors else 200)


@pages.get("/<uuid:actor_id>")
@needs(Permission.ADVOCACY_READ)
def show(actor_id: UUID) -> ResponseReturnValue:
    stored = actors.load(g.actor, actor_id)
    return render_template(
        "actors/show.html",
        stored=stored,
        told=facts.facts(_offered(ActorForm.showing(stored.value))),
        found=advocacy.listing(g.actor, ActionQuery(actors=(actor_id,), size=SHOWN)),
        versions=_versions(actor_id),
    )


def _versions(actor_id: UUID) -> list[Version]:
    """The newest first, each with what it changed."""
    history = actors.history(g.actor, actor_id)
    forms = [_offered(ActorForm.showing(one.value)) for one in history]
    found = [
        Version(one.version, one.at, one.by, one.reason, facts.differences(forms[at - 1], forms[at]) if at else [])
        for at, one in enumerate(history)
    ]
    return found[::-1]


@pages.route("/<uuid:actor_id>/edit", methods=["GET", "POST"])
@needs(Permission.ADVOCACY_WRITE)
def edit(actor_id: UUID) -> ResponseReturnValue:
    stored = actors.load(g.actor, actor_id)
    if request.method == "GET":
        return _editing(stored, _offered(ActorForm.showing(stored.value)), stored.version)
    form = _offered(ActorForm(request.form, data=values(stored.value)))
    if not form.validate():
        return _editing(stored, form, seen_version(), status=400)
    try:
        actors.save(g.actor, actor_id, form.value(), seen_version(), request.form.get("reason", "")[:300].strip())
    except Conflict as conflict:
        return _editing(stored, form, conflict.version, conflict, 409)
    except Invalid as refusal:
        attach(form, refusal)
        return _editing(stored, form, seen_version(), status=400)
    flash(gettext("The actor is saved."))
    return redirect(url_for("actors.show", actor_id=actor_id), 303)


@pages.route("/<uuid:actor_id>/withdraw", methods=["GET", "POST"])
@needs(Permission.ADVOCACY_WRITE)
def withdraw(actor_id: UUID) -> ResponseReturnValue:
    name, here = any_title(actors.load(g.actor, actor_id).value.names), url_for("actors.show", actor_id=actor_id)
    return withdrawals.asked(
        lambda reason: actors.withdraw(g.actor, actor_id, reason),
        gettext("The actor is taken off the list."),
        url_for("actors.listing"),
        title=gettext("Take %(name)s off the list", name=name),
        text=gettext("For an actor entered twice or by mistake. It can be taken off only while no action names it. "
                     "Its history is kept, and the reason with it."),
        crumbs=[
            (url_for("advocacy.listing"), gettext("Advocacy")),
            (url_for("actors.listing"), gettext("Actors")),
            (here, name),
        ],
        send=url_for("actors.withdraw", actor_id=actor_id),
        back=here,
    )  # fmt: skip


def _editing(
    stored: actors.Stored, form: ActorForm, seen: int, conflict: Conflict | None = None, status: int = 200
) -> ResponseReturnValue:
    """After a conflict both versions are shown, and saving again is knowingly over theirs."""
    different = facts.differences(_offered(ActorForm.showing(conflict.theirs)), form) if conflict else []
    reason = request.form.get("reason", "")
    shown: dict[str, Any] = {"stored": stored, "form": form, "seen": seen, "reason": reason}
    return make_response(render_template("actors/edit.html", **shown, conflict=conflict, different=different), status)


def _offered(form: ActorForm) -> ActorForm:
    """The states and parliaments it may name; read once a request."""
    if "parliaments" not in g:
        found = [one for one in actors.listing(g.actor) if one.kind is ActorKind.PARLIAMENT]
        g.parliaments = [(str(one.id), any_title(one.names)) for one in _sorted(found)]
    return form.offer(countries.known(), g.parliaments)
