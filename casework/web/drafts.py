"""Forms that were sent after the session had ended: kept sealed, shown after signing in, sent again or thrown away."""

from contextlib import suppress
from uuid import UUID

from flask import Blueprint, Response, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework.domain.errors import NotFound
from casework.services import drafts
from casework.web.access import actor_or_none, safe_next, signed_in

pages = Blueprint("drafts", __name__, url_prefix="/drafts")


@pages.get("")
@signed_in
def listing() -> ResponseReturnValue:
    found = drafts.listing(g.actor)
    back = safe_next(request.args.get("next", "/"))
    if not found:
        return redirect(back, 303)
    return render_template("drafts/listing.html", drafts=found, next=back)


@pages.after_app_request
def _sent_again(response: Response) -> Response:
    """A kept form that was accepted this time is no longer needed."""
    accepted = request.method == "POST" and response.status_code < 400
    kept = request.form.get("kept_draft", "") if accepted else ""
    actor = actor_or_none() if kept else None
    if actor is not None:
        with suppress(NotFound, ValueError):
            drafts.discard(actor, UUID(kept))
    return response


@pages.post("/<uuid:draft>/discard")
@signed_in
def discard(draft: UUID) -> ResponseReturnValue:
    drafts.discard(g.actor, draft)
    return redirect(url_for("drafts.listing"), 303)
