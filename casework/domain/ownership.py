"""Who can own, direct or operate what: nothing owns itself, not in a circle either, and no more than the whole."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from casework.domain.dates import PartialDate
from casework.domain.entities import ASSETS, EntityKind, Holding, HoldingKind, Holdings
from casework.domain.errors import Invalid
from casework.domain.officials import certain
from casework.domain.validation import LONGEST_NAME, MOST_ROWS, Now, short

WHOLE = Decimal(100)
_SHARE = re.compile(r"(\d{1,3}(?:[.,]\d{1,6})?)\s*%?")
Period = tuple[date, date]
Held = Mapping[str, Sequence[Holding]]
"""By record: what it holds, or who holds it."""


def share(text: str) -> Decimal | None:
    """Per cent, of `50`, `50 %` or `33,3%`; None when none is said. Raises ValueError for anything else."""
    if not text.strip():
        return None
    found = _SHARE.fullmatch(text.strip())
    if not found:
        raise ValueError("not a share")
    return Decimal(found[1].replace(",", "."))


def holdings(value: Holdings, kind: EntityKind, me: str, now: Now) -> None:
    """By itself. Raises Invalid; `row` in its values counts the entries from 0. `me` is empty for a new record."""
    if value.entries and kind in ASSETS:
        raise Invalid("entries", "assets_hold_nothing")
    if len(value.entries) > MOST_ROWS:
        raise Invalid("entries", "too_many")
    for at, one in enumerate(value.entries):
        _entry(one, str(at), me, now)
    for at, one in enumerate(value.entries):
        if one in value.entries[:at]:
            raise Invalid("of", "held_twice", row=str(at))


def _entry(one: Holding, row: str, me: str, now: Now) -> None:
    if not one.of:
        raise Invalid("of", "needed", row=row)
    if one.of == me:
        raise Invalid("of", "holds_itself", row=row)
    try:
        part = share(one.share)
    except ValueError as error:
        raise Invalid("share", "not_a_share", row=row) from error
    if part is not None and not 0 < part <= WHOLE:
        raise Invalid("share", "not_a_share", row=row)
    if part is not None and one.kind is not HoldingKind.OWNER:
        raise Invalid("share", "share_of_owner", row=row)
    if one.since and one.since.earliest > now.today and one.since.text not in now.recorded:
        raise Invalid("since", "future", row=row)
    if one.since and one.until and one.until.latest < one.since.earliest:
        raise Invalid("until", "date_order", row=row)
    short("source", one.source, LONGEST_NAME)


def held(value: Holdings, kinds: Mapping[str, EntityKind]) -> None:
    """What is held is on file, and is nobody. Raises Invalid."""
    for at, one in enumerate(value.entries):
        if one.of not in kinds:
            raise Invalid("of", "not_on_file", row=str(at))
        if kinds[one.of] is EntityKind.PERSON:
            raise Invalid("of", "person_held", row=str(at))


def no_circle(value: Holdings, me: str, graph: Held) -> None:
    """`graph` is what everything that is reached from here owns. Raises Invalid."""
    for at, one in enumerate(value.entries):
        if one.kind is HoldingKind.OWNER and _leads_to(me, one, graph):
            raise Invalid("of", "circle", row=str(at))


def _leads_to(me: str, first: Holding, graph: Held) -> bool:
    """Whether ownership comes back, all of it possible on one day: what has surely ended before closes no circle."""
    waiting: list[tuple[str, Period]] = [(first.of, _possible(first.since, first.until))]
    seen = set(waiting)
    while waiting:
        at, (since, until) = waiting.pop()
        if at == me:
            return True
        for one in graph.get(at, ()):
            begun, ended = _possible(one.since, one.until)
            step = one.of, (max(since, begun), min(until, ended))
            if one.kind is HoldingKind.OWNER and step[1][0] <= step[1][1] and step not in seen:
                seen.add(step)
                waiting.append(step)
    return False


def _possible(since: PartialDate | None, until: PartialDate | None) -> Period:
    return since.earliest if since else date.min, until.latest if until else date.max


def within_the_whole(value: Holdings, others: Held, today: date) -> None:
    """`others` is, for each thing held, what its other owners hold of it. Raises Invalid."""
    for at, one in enumerate(value.entries):
        mine = [each for each in value.entries if each.of == one.of]
        if most([*mine, *others.get(one.of, ())], today) > WHOLE:
            raise Invalid("share", "more_than_whole", row=str(at))


def most(owners: Iterable[Holding], today: date) -> Decimal:
    """The greatest sum of shares that surely were held on one day."""
    parts = [(_sure(one, today), share(one.share)) for one in owners if one.kind is HoldingKind.OWNER]
    sure = [(period, part) for period, part in parts if period and part]
    return max((_sum(sure, begun) for (begun, _), _ in sure), default=Decimal(0))


def _sum(parts: Sequence[tuple[Period, Decimal]], day: date) -> Decimal:
    return sum((part for (begun, ended), part in parts if begun <= day < ended), Decimal(0))


def _sure(one: Holding, today: date) -> Period | None:
    """Without any date it is said of today."""
    if one.since is None and one.until is None:
        return today, date.max
    return certain(one.since, one.until)
