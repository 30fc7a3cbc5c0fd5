"""Every refusal and fault to its page, in one place. A page says what happened, what is safe, and what to do next."""

import logging

from flask import Flask, g, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_login import AnonymousUserMixin
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from casework.domain.errors import Conflict, Invalid, Locked, NotAllowed, NotFound, SignInFailed, Tampered
from casework.store.database import LOST
from casework.web.access import actor_or_none, to_sign_in

ABSENT = _("There is nothing at this address, or your role does not include it.")
log = logging.getLogger("casework.web")


def add_errors(app: Flask) -> None:
    app.register_error_handler(NotAllowed, _not_allowed)
    app.register_error_handler(NotFound, _not_found)
    app.register_error_handler(Locked, _locked)
    app.register_error_handler(SignInFailed, lambda _problem: to_sign_in())
    app.register_error_handler(Tampered, _tampered)
    app.register_error_handler(Conflict, _conflict)
    app.register_error_handler(Invalid, _invalid)
    app.register_error_handler(CSRFError, _csrf)
    for lost in LOST:
        app.register_error_handler(lost, _database)
    app.register_error_handler(OSError, _disk)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _fault)


def page(status: int, title: str, text: str, wait: int = 0, bare: bool = False) -> ResponseReturnValue:
    """The plain error page. `bare` asks for nobody's session: it can be shown with no database at all."""
    if bare and not hasattr(g, "_login_user"):
        g._login_user = AnonymousUserMixin()  # noqa: SLF001 - Flask-Login offers no other way to say "nobody"
    response = make_response(render_template("errors/error.html", title=title, text=text, status=status), status)
    if wait:
        response.headers["Retry-After"] = str(wait)
    return response


def _not_allowed(_problem: NotAllowed) -> ResponseReturnValue:
    """About a record, a refusal looks like absence: whether someone is on file is itself a secret."""
    if request.view_args and "case_id" in request.view_args:
        return _not_found(NotFound())
    text = gettext("Your role does not include this. If you need it, ask a coordinator.")
    return page(403, gettext("You may not do this"), text)


def _not_found(_problem: Exception) -> ResponseReturnValue:
    return page(404, gettext("Page not found"), str(ABSENT))


def _locked(problem: Locked) -> ResponseReturnValue:
    text = gettext("There were too many attempts. Try again in %(seconds)s seconds.", seconds=problem.seconds)
    return page(429, gettext("Please wait"), text, problem.seconds)


def _tampered(problem: Tampered) -> ResponseReturnValue:
    """The place holds ids only. Nothing of a refused value is shown; the rest of the casebook works."""
    log.error("sealed value refused at %s", problem.place)
    text = gettext(
        "A stored value was damaged or changed outside this program, so it was not opened: %(place)s. "
        "Nothing else is affected. Tell a coordinator; a backup may hold the right one.",
        place=problem.place,
    )
    return page(500, gettext("A record is damaged"), text)


def _conflict(problem: Conflict) -> ResponseReturnValue:
    """For forms without a page of their own for both versions."""
    text = gettext(
        "%(name)s saved a newer version while you were typing. Yours was not saved. "
        "Go back, copy what you typed, reload the page and enter it again.",
        name=problem.by,
    )
    return page(409, gettext("Somebody else changed this"), text)


def _invalid(_problem: Invalid) -> ResponseReturnValue:
    text = gettext("A value was refused and nothing was saved. Go back, check what you entered and try again.")
    return page(400, gettext("This could not be saved"), text)


def _csrf(_problem: CSRFError) -> ResponseReturnValue:
    """The token is tied to the browser session; a lost session keeps the form as a draft."""
    if actor_or_none() is None and request.endpoint and not request.endpoint.startswith(("auth.", "setup.")):
        return to_sign_in()
    text = gettext("This form is too old or was sent from another page. Go back, reload the page and send it again.")
    return page(400, gettext("The form was not accepted"), text)


def _database(problem: Exception) -> ResponseReturnValue:
    """Only the kind is logged: a driver's message can repeat the values of a statement."""
    log.error("database fault: %s", type(problem).__name__)
    text = gettext("The database cannot be reached. Nothing was saved. Go back in a minute and send the form again.")
    return page(503, gettext("The database is not available"), text, 60, bare=True)


def _disk(problem: OSError) -> ResponseReturnValue:
    """Full, read-only or gone. A path can tell an id at most, but the reason is enough."""
    log.error("disk fault: %s", problem.strerror or type(problem).__name__)
    text = gettext("A file could not be written: the disk may be full. Nothing was saved. Tell the operator.")
    return page(503, gettext("The disk cannot be written"), text, 60)


def _http(problem: HTTPException) -> ResponseReturnValue:
    status = problem.code or 500
    if status < 400:
        return problem.get_response()
    known = {
        404: (
            gettext("Page not found"),
            gettext("There is nothing at this address, or your role does not include it."),
        ),
        405: (gettext("Not possible here"), gettext("This address does not accept that. Go back and use the form.")),
        413: (
            gettext("The file is too large"),
            gettext("Nothing was read or kept. Split the file and try again."),
        ),
        429: (gettext("Please wait"), gettext("There were too many attempts. Try again in a minute.")),
    }
    usual = (gettext("This was not accepted"), gettext("Go back, check what you sent and try again."))
    title, text = known.get(status, usual)
    return page(status, title, text, 60 if status == 429 else 0)


def _fault(problem: Exception) -> ResponseReturnValue:
    """Our own mistake. The log names the kind and the line, never the value: it could be a name."""
    where = problem.__traceback__
    while where and where.tb_next:
        where = where.tb_next
    place = f"{where.tb_frame.f_code.co_filename}:{where.tb_lineno}" if where else "?"
    log.error("fault: %s at %s in %s", type(problem).__name__, place, request.endpoint)
    text = gettext("Something went wrong on our side. Nothing was saved. If it happens again, tell the operator when.")
    return page(500, gettext("Something went wrong"), text, bare=True)
