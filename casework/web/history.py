"""The history of a case: every version of every section, who saved it, when, why, and what changed."""

from dataclasses import dataclass
from itertools import pairwise
from uuid import UUID

from flask import Blueprint, g, render_template, request
from flask.typing import ResponseReturnValue

from casework.domain.policy import Permission
from casework.domain.sections import SectionName
from casework.services import cases
from casework.web.access import needs
from casework.web.facts import Difference, differences
from casework.web.opened import person
from casework.web.sections import FORMS, make_form

pages = Blueprint("history", __name__, url_prefix="/cases")


@dataclass(frozen=True, slots=True)
class Change:
    section: SectionName
    version: int
    at: str
    by: str
    reason: str
    differences: list[Difference]


@pages.get("/<uuid:case_id>/history")
@needs(Permission.CASE_READ)
def show(case_id: UUID) -> ResponseReturnValue:
    known = {name.value: name for name in FORMS}
    chosen = known.get(request.args.get("section", ""))
    found = cases.open_case(g.actor, case_id)
    changes = [change for name in ([chosen] if chosen else FORMS) for change in _changes(case_id, name)]
    changes.sort(key=lambda change: (change.at, change.version), reverse=True)
    return render_template(
        "history/show.html", case_id=case_id, person=person(found), sections=list(FORMS), chosen=chosen, changes=changes
    )


def _changes(case_id: UUID, name: SectionName) -> list[Change]:
    versions = cases.history(g.actor, case_id, name)
    forms = [make_form(name, cases.empty(name)), *(make_form(name, one.value) for one in versions)]
    return [
        Change(name, one.version, one.at, one.by, one.reason, differences(before, after))
        for one, (before, after) in zip(versions, pairwise(forms), strict=True)
    ]
