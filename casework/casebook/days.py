"""What held on one day: custody, status and facility of everybody, worked out once and mended as records change."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date

from casework.domain.status import DEPRIVED_OR_RESTRICTED

MOST = 6
"""Days kept ready; the one longest unused goes first."""
CERTAIN, UNCERTAIN, OUTSIDE = 2, 1, 0

_RESTRICTED = ", ".join(f"'{status.value}'" for status in sorted(DEPRIVED_OR_RESTRICTED))
_THESE = "IN (SELECT value FROM json_each(:some))"

_FILL = f"""
WITH custody AS (
    SELECT p.id, p.sex, p.region, p.recognition,
        coalesce((SELECT max(CASE WHEN start_hi <= :day AND :day < end_lo THEN 2 ELSE 1 END) FROM span
            WHERE person = p.id AND start_lo <= :day AND :day < end_hi), 0) AS custody,
        (SELECT max(start_lo) FROM span WHERE person = p.id AND start_lo <= :day) AS arrested
    FROM person p WHERE {{which}}
), standing AS (
    SELECT c.*, coalesce(
        (SELECT status FROM timeline WHERE person = c.id AND hi <= :day AND (counted OR custody < 2)
            ORDER BY ord DESC LIMIT 1),
        (SELECT status FROM timeline WHERE person = c.id AND lo <= :day ORDER BY ord DESC LIMIT 1)
    ) AS status FROM custody c
)
INSERT INTO held SELECT :day, s.id, custody, status,
    CASE WHEN custody > 0 OR status IN ({_RESTRICTED}) THEN coalesce(
        (SELECT facility FROM stay WHERE person = s.id AND since <= :day AND :day < until ORDER BY ord DESC LIMIT 1), ''
    ) ELSE '' END,
    sex, region, recognition, arrested
FROM standing s
"""  # noqa: S608
"""The status of a day is the last line of the timeline that had surely begun; of somebody surely in custody,
the last such line that counts as custody, so that a breakdown adds up to its count."""


def ready(connection: sqlite3.Connection, day: date) -> int:
    """The day's ordinal, its rows in place."""
    number = day.toordinal()
    used = (connection.execute("SELECT coalesce(max(used), 0) FROM day").fetchone()[0] or 0) + 1
    if connection.execute("UPDATE day SET used = ? WHERE day = ?", (used, number)).rowcount:
        return number
    old = connection.execute("SELECT day FROM day ORDER BY used DESC LIMIT -1 OFFSET ?", (MOST - 1,)).fetchall()
    connection.executemany("DELETE FROM held WHERE day = ?", old)
    connection.executemany("DELETE FROM day WHERE day = ?", old)
    connection.execute(_FILL.format(which="true"), {"day": number})
    connection.execute("INSERT INTO day VALUES (?, ?)", (number, used))
    return number


def mend(connection: sqlite3.Connection, people: Sequence[int] | None) -> None:
    """After these people changed; None for so many that the days are better made anew."""
    if people is None:
        connection.execute("DELETE FROM held")
        connection.execute("DELETE FROM day")
        return
    some = json.dumps(people)
    for (day,) in connection.execute("SELECT day FROM day").fetchall():
        values = {"day": day, "some": some}
        connection.execute(f"DELETE FROM held WHERE day = :day AND person {_THESE}", values)  # noqa: S608
        connection.execute(_FILL.format(which=f"p.id {_THESE}"), values)


@contextmanager
def of_some(connection: sqlite3.Connection, day: date, people: Sequence[int]) -> Iterator[None]:
    """These people's rows of a day, for a question about them alone; a day not kept ready is forgotten again."""
    number = day.toordinal()
    kept = connection.execute("SELECT 1 FROM day WHERE day = ?", (number,)).fetchone()
    if kept is None:
        connection.execute(_FILL.format(which=f"p.id {_THESE}"), {"day": number, "some": json.dumps(people)})
    try:
        yield
    finally:
        if kept is None:
            connection.execute("DELETE FROM held WHERE day = ?", (number,))
