"""The table of roles, read from the policy itself: what is shown is what is enforced."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from casework.domain.policy import COMPARTMENTS, PERMISSIONS, Compartment, Permission, Role
from casework.web.access import signed_in

pages = Blueprint("policy", __name__)


@pages.get("/roles")
@signed_in
def show() -> ResponseReturnValue:
    return render_template(
        "policy/show.html",
        roles=list(Role),
        permissions=[(permission, [permission in PERMISSIONS[role] for role in Role]) for permission in Permission],
        compartments=[(part, [part in COMPARTMENTS[role] for role in Role]) for part in Compartment],
    )
