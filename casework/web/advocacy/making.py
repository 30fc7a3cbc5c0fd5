"""The form of an action from what was sent: its kind's fields, its rows, and by whom it is."""

from typing import Any

from flask import flash, g, request
from flask_babel import gettext
from werkzeug.datastructures import MultiDict

from casework.domain.actions import Action, ActionKind
from casework.services import actors, reference
from casework.services.raising import Raising
from casework.web import countries
from casework.web.forms.advocacy import ActionForm, values
from casework.web.forms.base import change_rows
from casework.web.forms.raising import OnFile, ask_again, settle
from casework.web.i18n import language
from casework.web.labels import label
from casework.web.names import any_title

KINDS = {kind.value: kind for kind in ActionKind}


def read(sent: MultiDict[str, str], kind: ActionKind | None = None, stored: Action | None = None) -> ActionForm:
    """What was sent, over what is stored; `kind` where the form does not say one itself."""
    data = values(stored) if stored else {"kind": kind} if kind else {}
    return ActionForm(sent, data=data).suit(programmes())


def complete(form: ActionForm, stored: Action | None = None) -> list[Raising] | None:
    """By whom it is, when the form is to be saved and all of it is well. None: the page is to be shown again.

    A button for another row or another kind's fields, and a kind that was chosen without seeing its fields, show the
    page again with what was typed.
    """
    known = OnFile.of(on_file(), stored)
    found = None
    if not _only_changed(form) and form.validate():
        found = settle(form.actors, known, language())
    if found is None:
        ask_again(form.actors, known, form.kind.data)
        offer_states(form)
    return found


def _only_changed(form: ActionForm) -> bool:
    if change_rows(form, request.form) or "show" in request.form:
        return True
    other = request.form.get("shown", request.form.get("kind", "")) != request.form.get("kind", "")
    if not other or form.kind.data is None:
        return False
    text = gettext("Nothing is saved yet: the fields of “%(kind)s” are shown now. Look them over, then save again.",
                   kind=label(form.kind.data))  # fmt: skip
    flash(text, "warning")
    return True


def offer_states(form: ActionForm) -> None:
    states = countries.known()
    for row in form.actors:
        row.form.country.offer(states)


def on_file() -> list[actors.Raiser]:
    """Read once a request."""
    if "raisers" not in g:
        g.raisers = actors.listing(g.actor)
    found: list[actors.Raiser] = g.raisers
    return found


def suggestions() -> list[str]:
    """Names for the list that a browser offers while somebody types."""
    return list(dict.fromkeys(any_title(one.names) for one in on_file()))


def programmes() -> dict[str, str]:
    """The reference list's, in the reader's language, read once a request."""
    if "programmes" not in g:
        found = reference.lists(g.actor).programmes
        g.programmes = {one.key: f"{one.authority}: {any_title(one.titles) or one.key}" for one in found}
    known: dict[str, str] = g.programmes
    return known


def page(form: ActionForm) -> dict[str, Any]:
    """What the form's template needs besides the form."""
    offer_states(form)
    return {"form": form, "suggestions": suggestions()}
