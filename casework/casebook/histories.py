"""How often each of some people was raised, by what kind of coverage, and when first and last."""

import json
from collections.abc import Sequence
from datetime import date

from casework.casebook import crowds
from casework.casebook.covering import History
from casework.casebook.crowds import Tally
from casework.casebook.raising import Book

_NAMED = """
    SELECT c.person, count(*), min(a.raises), max(a.raises) FROM covered c JOIN action a ON a.id = c.action
    WHERE a.raises <= :day AND c.person IN (SELECT value FROM json_each(:some)) GROUP BY c.person
"""


def of(book: Book, people: Sequence[int], day: int) -> list[History]:
    """In the order given. Call inside `reading()`."""
    values = {"day": day, "some": json.dumps(list(people))}
    named = {person: tuple(rest) for person, *rest in book.connection.execute(_NAMED, values)}
    crowd = crowds.pack([people], book.memberships.groups.size)
    crowds_of = [
        (book.lines.raises[at], members & crowd) for at, members in book.members(book.lines.until(day)).items()
    ]
    tally = Tally()
    for _, some in crowds_of:
        tally.add(some)
    times = dict(zip(people, tally.of(people), strict=True))
    first, last = _met(crowds_of, crowd), _met(crowds_of[::-1], crowd)
    return [_history(times[one], first.get(one), last.get(one), named.get(one)) for one in people]


def _met(crowds_of: Sequence[tuple[int, int]], crowd: int) -> dict[int, int]:
    """The first day, in this order, whose people each of the crowd is among."""
    found: dict[int, int] = {}
    for day, some in crowds_of:
        if hit := some & crowd:
            found |= dict.fromkeys(crowds.unpack(hit), day)
            crowd &= ~hit
        if not crowd:
            break
    return found


def _history(times: int, first: int | None, last: int | None, named: tuple[int, ...] | None) -> History:
    count, earliest, latest = named or (0, None, None)
    return History(
        times=times + count,
        times_by_name=count,
        first=_day(min(filter(None, (first, earliest)), default=None)),
        last=_day(max(filter(None, (last, latest)), default=None)),
        last_by_name=_day(latest),
    )


def _day(number: int | None) -> date | None:
    return date.fromordinal(number) if number else None
