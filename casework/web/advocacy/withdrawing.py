"""Withdrawing an action: why, and that is all."""

from uuid import UUID

from flask import g, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from casework.domain.policy import Permission
from casework.services import actionwithdrawal, advocacy
from casework.web import withdrawals
from casework.web.access import needs
from casework.web.advocacy.blueprint import pages
from casework.web.labels import label


@pages.route("/<uuid:action_id>/withdraw", methods=["GET", "POST"])
@needs(Permission.ADVOCACY_WRITE)
def withdraw(action_id: UUID) -> ResponseReturnValue:
    action, here = advocacy.load(g.actor, action_id).action, url_for("advocacy.show", action_id=action_id)
    return withdrawals.asked(
        lambda reason: actionwithdrawal.withdraw(g.actor, action_id, reason),
        gettext("The action is withdrawn. The history keeps everything."),
        url_for("advocacy.listing"),
        title=gettext("Withdraw this action"),
        text=gettext("For an action recorded twice or by mistake. It raises nobody any more and leaves the lists and "
                     "counts. Its history is kept, and the reason with it."),
        crumbs=[(url_for("advocacy.listing"), gettext("Advocacy")), (here, action.title or label(action.kind))],
        send=url_for("advocacy.withdraw", action_id=action_id),
        back=here,
    )  # fmt: skip
