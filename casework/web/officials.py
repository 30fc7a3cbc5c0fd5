"""Officials, entities and assets: the list, the search, the page of one, its history, taking it off the lists."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from uuid import UUID

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from casework.domain.dates import PartialDate
from casework.domain.policy import Permission
from casework.services import clock, involvements, officials, registry
from casework.services.officials import HOLDINGS, POSTS, PROFILE, SECTIONS, OpenEntity
from casework.services.registry import InOffice
from casework.web import asking, casepage, facts, officialfilters, officialpage, withdrawals
from casework.web.access import may, needs
from casework.web.i18n import language
from casework.web.officialsections import make_form
from casework.web.paging import Pages, page_number

pages = Blueprint("officials", __name__, url_prefix="/officials")

CASES = 25


@dataclass(frozen=True, slots=True)
class Change:
    section: str
    version: int
    at: str
    by: str
    reason: str
    differences: list[facts.Difference]


@pages.route("", methods=["GET", "POST"])
@needs(Permission.ADVOCACY_READ)
def listing() -> ResponseReturnValue:
    """POST alone carries the bodies that posts are held at: they are names. All else is the address."""
    view = officialfilters.read(request.values, request.form.getlist("body"))
    if request.method == "POST" and not view.bodies():
        return redirect(url_for("officials.listing", **view.arguments()), 303)
    found = registry.listing(g.actor, view.query())
    shown = Pages(
        view.page,
        officialfilters.SIZE,
        found.total,
        lambda number: url_for("officials.listing", **view.on_page(number).arguments()),
    )
    return render_template(
        "officials/list.html",
        view=view,
        tabs=officialfilters.GROUPS,
        lines=found.lines,
        pages=shown,
        groups=list(officialfilters.groups(view, found.facets)),
        involved=officialfilters.involved_choices(view, found.facets),
        chips=officialfilters.chips(view),
        everything=found.everything,
        latest_post=officialpage.latest_post,
    )


@pages.route("/search", methods=["GET", "POST"])
@needs(Permission.ADVOCACY_READ)
def search() -> ResponseReturnValue:
    """POST alone carries the term: it is a name."""
    text = " ".join(request.form.get("q", "").split())[:200]
    found = registry.search(g.actor, text, limit=30) if text else []
    return render_template("officials/search.html", searched=text, found=found, latest_post=officialpage.latest_post)


@pages.get("/<uuid:entity_id>")
@needs(Permission.ADVOCACY_READ)
@asking.asks
def show(entity_id: UUID) -> ResponseReturnValue:
    found = officials.load(g.actor, entity_id)
    day = asking.partial_day(request.args, "on") or PartialDate.of(clock.today())
    held = registry.named(g.actor, officialpage.ids([one.of for one in found.holdings.entries]))
    return render_template(
        "officials/show.html",
        entity_id=entity_id,
        found=found,
        name=officialpage.title(found.profile),
        others=officialpage.others(found.profile),
        rows=officialpage.rows(found, _edit(entity_id, PROFILE)),
        day=day,
        stays=officialpage.stays(found.posts.entries, day, _bodies(found)),
        office=_office(entity_id, found, day),
        held={str(record): summary for record, summary in held.items()},
        holders=registry.holders(g.actor, entity_id),
        cases=_cases(entity_id) if may(Permission.CASE_READ) else None,
        is_person=found.profile.kind.value == "person",
        is_asset=not officialpage.is_body(found.profile.kind) and found.profile.kind.value != "person",
        saved=[found.sections[name] for name in SECTIONS if name in found.sections],
    )


def _edit(entity_id: UUID, section: str) -> str:
    if not may(Permission.ADVOCACY_WRITE):
        return ""
    return url_for("officialsections.edit", entity_id=entity_id, section=section)


def _bodies(found: OpenEntity) -> dict[str, str]:
    """The pages of the bodies that posts are at."""
    known = registry.named(g.actor, officialpage.ids([post.entity for post in found.posts.entries]))
    return {str(record): url_for("officials.show", entity_id=record) for record in known}


def _office(entity_id: UUID, found: OpenEntity, day: PartialDate) -> list[tuple[InOffice, bool]]:
    """Who holds or held office here, and whether surely on that day."""
    if not officialpage.is_body(found.profile.kind):
        return []
    return [(one, officialpage.surely(one.post, day)) for one in registry.in_office(g.actor, entity_id)]


def _cases(entity_id: UUID) -> dict[str, Any]:
    page = involvements.of_entity(g.actor, entity_id, page_number(request.args.get("page")), CASES)
    names = [casepage.main_name(part.person, language()) if part.person else None for part in page.parts]
    shown = Pages(
        page.number,
        page.size,
        page.total,
        lambda number: url_for("officials.show", entity_id=entity_id, page=number, _anchor="cases"),
    )
    named = [
        (part, name.text if name else part.involvement.case[:8]) for part, name in zip(page.parts, names, strict=True)
    ]
    return {"parts": named, "pages": shown}


@pages.get("/<uuid:entity_id>/history")
@needs(Permission.ADVOCACY_READ)
def history(entity_id: UUID) -> ResponseReturnValue:
    """Every version of every section, the newest first, each with what it changed."""
    found = officials.load(g.actor, entity_id)
    changes = [change for section in (PROFILE, POSTS, HOLDINGS) for change in _changes(entity_id, found, section)]
    changes.sort(key=lambda change: (change.at, change.version), reverse=True)
    return render_template(
        "officials/history.html",
        entity_id=entity_id,
        name=officialpage.title(found.profile),
        changes=changes,
        titles=officialpage.TITLES,
    )


def _changes(entity_id: UUID, found: OpenEntity, section: str) -> list[Change]:
    if not found.version(section):
        return []
    versions = officials.history(g.actor, entity_id, section)
    kind = found.profile.kind
    empty = SECTIONS[section](kind) if section == PROFILE else SECTIONS[section]()
    forms = [make_form(section, value, kind) for value in (empty, *(one.value for one in versions))]
    return [
        Change(section, one.version, one.at, one.by, one.reason, facts.differences(before, after))
        for one, (before, after) in zip(versions, pairwise(forms), strict=True)
    ]


@pages.route("/<uuid:entity_id>/withdraw", methods=["GET", "POST"])
@needs(Permission.ADVOCACY_WRITE)
def withdraw(entity_id: UUID) -> ResponseReturnValue:
    found = officials.load(g.actor, entity_id)
    here = url_for("officials.show", entity_id=entity_id)
    return withdrawals.asked(
        lambda reason: officials.withdraw(g.actor, entity_id, reason),
        gettext("It is off the lists. The history keeps everything."),
        url_for("officials.listing"),
        title=gettext("Withdraw this record"),
        text=gettext("It leaves the lists and searches. Everything that was saved stays in the database."),
        crumbs=[(url_for("officials.listing"), gettext("Officials")), (here, officialpage.title(found.profile))],
        send=url_for("officials.withdraw", entity_id=entity_id),
        back=here,
    )
