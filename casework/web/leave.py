"""Leave quickly: end the session on the server, forget the cookies, show something else."""

from flask import Blueprint, current_app, make_response, redirect, request
from flask.typing import ResponseReturnValue

from casework.services import accounts
from casework.web.access import drop_token, token

pages = Blueprint("leave", __name__)


@pages.get("/leave")
def now() -> ResponseReturnValue:
    """A plain link, so that it works with no script and from the address bar.

    It asks the browser to drop what it cached; no page can erase the browser's own history.
    """
    accounts.sign_out(token(request))
    response = make_response(redirect(current_app.config["CASEWORK"].leave_url, 303))
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    drop_token(response)
    return response
