"""What cannot be in an advocacy action: dates out of order, a field of another kind, an answer to what was not sent."""

from collections.abc import Iterator, Mapping
from datetime import date
from urllib.parse import urlsplit

from casework.domain.actions import (
    NAMES_NOBODY,
    OWN_FIELDS,
    PUBLIC,
    STEPS,
    Action,
    ActionKind,
    ActionStatus,
    Coverage,
    CoverageKind,
)
from casework.domain.dates import PartialDate
from casework.domain.errors import Invalid

LONGEST_LINE = 300
LONGEST_LINK = 2_000
LONGEST_TEXT = 20_000
MOST_ROWS = 200

NEEDED: Mapping[ActionKind, str] = {ActionKind.GODPARENTHOOD: "since", ActionKind.VISA_RESTRICTION: "number"}
"""What makes it one of its kind, once it is more than planned: a relation with a beginning, people who are counted."""

_OWN = tuple(dict.fromkeys(name for names in OWN_FIELDS.values() for name in names))
_BLANK = Action(ActionKind.MEDIA, PartialDate.of(date(2000, 1, 1)))


def public(kind: ActionKind, status: ActionStatus) -> bool:
    """Whether everybody may know of it: what was published, and what is public by its nature once it is done."""
    return status is ActionStatus.PUBLISHED or (kind in PUBLIC and status is not ActionStatus.PLANNED)


def names_in_public(action: Action) -> bool:
    """A population names nobody."""
    return public(action.kind, action.status) and action.covers.kind is not CoverageKind.POPULATION


def faults(action: Action, today: date) -> Iterator[Invalid]:
    """All of them. A row's field is named by its list and place: `follow_ups-0-due`."""
    yield from _dates(action, today)
    yield from _rows(action, today)
    yield from _own(action)
    yield from _sizes(action)
    if action.status is ActionStatus.PLANNED and action.responses:
        yield Invalid("status", "planned_answered")
    for link in filter(None, (action.link, *action.links)):
        if not web_address(link):
            yield Invalid("links", "not_a_link")


def lacks(action: Action) -> str:
    """The field that makes it one of its kind, where it is more than planned and does not say it yet."""
    name = NEEDED.get(action.kind, "")
    return name if name and getattr(action, name) is None and action.status is not ActionStatus.PLANNED else ""


def new_fault(action: Action, today: date, before: Action | None = None) -> Invalid | None:
    """The first that was not recorded before: what stands bars no other change."""
    known = {(fault.field, fault.code) for fault in faults(before, today)} if before else set()
    return next((fault for fault in faults(action, today) if (fault.field, fault.code) not in known), None)


def written_fault(action: Action, today: date, before: Action | None = None) -> Invalid | None:
    """The same for who can be asked for what is lacking, as a list cannot."""
    name = lacks(action)
    needed = Invalid(name, "needed") if name and not (before and lacks(before)) else None
    return new_fault(action, today, before) or needed


def coverage_faults(kind: ActionKind, covers: Coverage) -> Iterator[Invalid]:
    people = covers.cases or covers.kind is CoverageKind.POPULATION
    if not people and kind not in NAMES_NOBODY:
        yield Invalid("covers", "nobody")
    if kind is ActionKind.GODPARENTHOOD and covers.kind is CoverageKind.POPULATION:
        yield Invalid("covers", "godparent_of_all")


def web_address(link: str) -> bool:
    """A link may lead to a page only: `javascript:` and its like are no links."""
    try:
        parts = urlsplit(link)
        return parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return False


def _dates(action: Action, today: date) -> Iterator[Invalid]:
    if action.date.earliest > today and action.status is not ActionStatus.PLANNED:
        yield Invalid("date", "future_done")
    if action.covers.kind is CoverageKind.POPULATION and _before(action.date, action.covers.as_of):
        yield Invalid("date", "before_population")
    if _before(action.until, action.since):
        yield Invalid("until", "date_order")
    if _before(action.deadline, action.date):
        yield Invalid("deadline", "deadline_before")


def _rows(action: Action, today: date) -> Iterator[Invalid]:
    for at, one in enumerate(action.follow_ups):
        if _before(one.due, action.date):
            yield Invalid(f"follow_ups-{at}-due", "before_action")
        if one.done and one.done.earliest > today:
            yield Invalid(f"follow_ups-{at}-done", "future")
    for at, answer in enumerate(action.responses):
        if _before(answer.date, action.date):
            yield Invalid(f"responses-{at}-date", "before_action")
        if answer.date.earliest > today:
            yield Invalid(f"responses-{at}-date", "future")


def _own(action: Action) -> Iterator[Invalid]:
    for name in _OWN:
        if name not in OWN_FIELDS[action.kind] and getattr(action, name) != getattr(_BLANK, name):
            yield Invalid(name, "not_of_kind")
    if action.step and action.step not in STEPS.get(action.kind, ()):
        yield Invalid("step", "not_of_kind")
    if action.number is not None and action.number < 0:
        yield Invalid("number", "out_of_range")


def _sizes(action: Action) -> Iterator[Invalid]:
    for name in ("actors", "addressees", "asks", "links", "texts", "follow_ups", "responses"):
        if len(getattr(action, name)) > MOST_ROWS:
            yield Invalid(name, "too_many_rows", most=str(MOST_ROWS))
    lines = {"title": (action.title,), "actors": action.actors, "reference": (action.reference,)}
    lines |= {"forum": (action.forum,)}
    for name, texts in lines.items():
        if any(len(text) > LONGEST_LINE for text in texts):
            yield Invalid(name, "too_long")
    longer = {"outcome": action.outcome, "impact": action.impact, "note": action.note}
    longer |= {f"texts-{at}-text": one.text for at, one in enumerate(action.texts)}
    longer |= {f"responses-{at}-text": one.text for at, one in enumerate(action.responses)}
    for name, text in longer.items():
        if len(text) > LONGEST_TEXT:
            yield Invalid(name, "too_long")


def _before(one: PartialDate | None, other: PartialDate | None) -> bool:
    """Surely before: partial dates that may be in order are."""
    return one is not None and other is not None and one.latest < other.earliest
