"""Help: what the words and the pages mean, for who is not a programmer."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from casework.domain.status import DEPRIVED_OR_RESTRICTED, IN_CUSTODY, Status

pages = Blueprint("help", __name__)


@pages.get("/help")
def show() -> ResponseReturnValue:
    held = [status for status in Status if status in IN_CUSTODY]
    restricted = [status for status in Status if status in DEPRIVED_OR_RESTRICTED - IN_CUSTODY]
    return render_template("help/show.html", held=held, restricted=restricted)
