"""The blueprint that the pages of advocacy share, and how they say whom an action covers."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, g
from flask_babel import gettext, ngettext

from casework.domain.actions import Coverage, CoverageKind
from casework.services import advocacy
from casework.web import casepage, dates, i18n

pages = Blueprint("advocacy", __name__, url_prefix="/advocacy")

SIZE = 50


@dataclass(frozen=True, slots=True)
class Person:
    """`without` is everybody else on the page, for the link that takes this one off."""

    case: str
    name: str
    without: list[str]


@pages.app_template_global()
def coverage(covers: Coverage) -> str:
    """Whom an action covers, in one line."""
    count = len(covers.cases)
    if covers.kind is CoverageKind.LIST_FILE:
        found = ngettext("%(count)s person from a list file", "%(count)s people from a list file", count, count=count)
        others = len(covers.unmatched)
        if not others:
            return str(found)
        more = ngettext("%(count)s name is not on file", "%(count)s names are not on file", others, count=others)
        return f"{found}; {more}"
    if covers.kind is CoverageKind.NAMED:
        if not count:
            return str(gettext("nobody on file"))
        return str(ngettext("%(count)s person by name", "%(count)s people by name", count, count=count))
    day = dates.when(covers.as_of)
    return str(gettext("everyone in a list as of %(day)s: %(count)s", day=day, count=dates.number(covers.count)))


def people(cases: Sequence[str]) -> list[Person]:
    """Their names, in one read."""
    found = advocacy.people(g.actor, cases) if cases else {}
    shown = {case: casepage.main_name(identity, i18n.language()) for case, identity in found.items()}
    return [
        Person(case, name.text if name else case[:8], [one for one in cases if one != case])
        for case, name in shown.items()
    ]
