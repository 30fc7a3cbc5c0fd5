"""FollowTheMoney JSON lines, in any order: an index of the file first, then its entities, ties, sanctions and the rest.

The index holds where each line begins, its id and what it ties together; a line is decoded when its turn comes, so
memory grows with the number of lines, not with what they say.
"""

from array import array
from collections import Counter
from collections.abc import Iterator
from enum import IntEnum
from typing import NamedTuple

from casework.domain import circles, listdates
from casework.domain.circles import Edge
from casework.domain.dates import PartialDate
from casework.domain.entities import ASSETS, HoldingKind, Post
from casework.domain.entitydrafts import Addition, EntityRow, HoldingDraft, PostDraft
from casework.domain.importing import Problem
from casework.domain.reference import Programme
from casework.imports import ftmlines
from casework.imports.ftmentities import KINDS, TIES, Told, entity, listing
from casework.imports.ftmlines import Line

_EVER = 4_000_000
_SHOWN_ROWS = 10
_TOWARDS_NOTES = ("addressEntity", "proof")
"""Where an entity names a line of a schema that has no place here."""


class Turn(IntEnum):
    """When a line is read: entities before what speaks of them."""

    ENTITY = 1
    TIE = 2
    SANCTION = 3
    POSITION = 4
    NOTE = 5


_TURNS = {"Occupancy": Turn.TIE, "Ownership": Turn.TIE, "Directorship": Turn.TIE, "Sanction": Turn.SANCTION,
          "Position": Turn.POSITION, **dict.fromkeys(KINDS, Turn.ENTITY)}  # fmt: skip


class _Position(NamedTuple):
    name: str
    body: str
    """The id of an entity, or what the body is called."""


class FtmList:
    """One file. Raises Unreadable. `rows()` may be read again and again; `told` is said once for the file."""

    def __init__(self, data: bytes, limit: int, programmes: tuple[Programme, ...]) -> None:
        ftmlines.must_be_followthemoney(data, limit)
        self.data, self.programmes = data, programmes
        self._starts, self._ends, self._rows = array("Q"), array("Q"), array("L")
        self._turns = array("b")
        self._at: dict[str, int] = {}
        self._refused: list[Problem] = []
        self._positions: dict[str, _Position] = {}
        self._bodies: dict[str, str] = {}
        self._named_by: dict[str, str] = {}
        self._assets: list[int] = []
        self._schemas: Counter[str] = Counter()
        self._loose: Counter[str] = Counter()
        edges: list[Edge] = []
        for row, start, end in ftmlines.spans(data):
            found = ftmlines.line(row, data[start:end])
            if isinstance(found, Problem):
                self._refused.append(found)
            else:
                self._index(found, start, end, edges)
        self._circular = {row: rows for rows in circles.circles(edges) for row in rows}
        self._names_of_bodies()
        self.told = self._kept()

    def _index(self, line: Line, start: int, end: int, edges: list[Edge]) -> None:
        turn = _TURNS.get(line.schema, Turn.NOTE)
        known = len(self._starts)
        if self._at.setdefault(line.id, known) != known and turn is not Turn.ENTITY:
            self._refused.append(Problem(line.row, "same_id_twice", value=line.id))
            return
        for column, value in zip(
            (self._starts, self._ends, self._rows, self._turns), (start, end, line.row, turn), strict=True
        ):
            column.append(value)
        if turn is Turn.POSITION:
            body = line.first("organization")
            self._positions[line.id] = _Position(line.first("name") or line.caption, body)
            self._bodies[body] = ""
        elif line.schema == "Ownership":
            edges += _edges(line)
        elif turn is Turn.NOTE:
            self._schemas[line.schema] += 1
        elif turn is Turn.ENTITY:
            if KINDS[line.schema] in ASSETS:
                self._assets.append(known)
            for named in line.values(*_TOWARDS_NOTES):
                self._named_by[named] = min(line.id, self._named_by.get(named, line.id))

    def _lines(self, turn: Turn) -> Iterator[Line]:
        return (self._line(at) for at, found in enumerate(self._turns) if found == turn)

    def _line(self, at: int) -> Line:
        return ftmlines.again(self._rows[at], self.data[self._starts[at] : self._ends[at]])

    def _is(self, value: str, turn: Turn) -> bool:
        at = self._at.get(value)
        return at is not None and self._turns[at] == turn

    def _names_of_bodies(self) -> None:
        for body in filter(None, list(self._bodies)):
            if body in self._at:
                line = self._line(self._at[body])
                self._bodies[body] = line.caption or line.first("name")

    def _owner(self, line: Line) -> str:
        """Whom a line of no schema of ours is about: whom it names, else who names it."""
        names = sorted((name, value) for name, values in line.properties.items() for value in values)
        named = [value for _, value in names if self._is(value, Turn.ENTITY)]
        return named[0] if named else self._named_by.get(line.id, "")

    def _kept(self) -> list[Problem]:
        """What is said once for the file: how many lines of each schema that has no place here, and where they are."""
        self._loose.update(line.schema for line in self._lines(Turn.NOTE) if not self._owner(line))
        kept = {schema: count - self._loose[schema] for schema, count in self._schemas.items()}
        told = [Problem(0, "schema_kept", schema, str(count)) for schema, count in sorted(kept.items()) if count]
        loose = sorted(self._loose.items())
        return told + [Problem(0, "schema_with_the_file", schema, str(count)) for schema, count in loose]

    def rows(self) -> Iterator[EntityRow]:
        yield from self._refused
        for line in self._lines(Turn.ENTITY):
            yield self._entity(line)
        for at in self._assets:
            yield from self._held_asset(self._line(at))
        for line in self._lines(Turn.TIE):
            yield from self._tie(line)
        for line in self._lines(Turn.SANCTION):
            yield from self._sanctions(line)
        for line in self._lines(Turn.NOTE):
            if owner := self._owner(line):
                yield Addition(line.row, owner, line.schema, notes=Told(line).left(line.schema))

    def _entity(self, line: Line) -> EntityRow:
        draft = entity(line, line.row)
        if not draft.names and not draft.registration:
            return Problem(line.row, "no_name")
        for name in TIES if draft.kind in ASSETS else ():
            for value in line.values(name):
                if not self._is(value, Turn.ENTITY):
                    draft.warn("reference_kept", name, value)
                    draft.notes.append((f"{line.schema}.{name}", value))
        return draft

    def _held_asset(self, line: Line) -> Iterator[Addition]:
        for name in TIES:
            for owner in line.values(name):
                if self._is(owner, Turn.ENTITY):
                    tie = HoldingDraft(HoldingKind(name), line.id, name)
                    yield Addition(line.row, owner, line.schema, name, holdings=[tie])

    def _tie(self, line: Line) -> Iterator[EntityRow]:
        told = Told(line)
        since, until = told.date("startDate", "date", earliest=True), told.date("endDate")
        if line.schema == "Occupancy":
            made = [self._occupancy(line, told, who, since, until) for who in told.take("holder")]
        else:
            ends = ("owner", "asset") if line.schema == "Ownership" else ("director", "organization")
            made = [self._holding(line, told, ends, who, since, until) for who in told.take(ends[0])]
        for one in made or [Problem(line.row, "reference_missing", "holder")]:
            if isinstance(one, Addition):
                one.notes = told.left(line.schema)
                one.warnings = [Problem(line.row, *warning) for warning in told.warnings]
            yield one

    def _occupancy(
        self, line: Line, told: Told, who: str, since: PartialDate | None, until: PartialDate | None
    ) -> EntityRow:
        source = next((link for link in told.take("sourceUrl") if link.startswith("http")), "")[:300]
        posts = []
        for key in told.take("post"):
            position = self._positions.get(key)
            if position is None:
                return Problem(line.row, "reference_missing", "post", key)
            body = position.body if self._is(position.body, Turn.ENTITY) else ""
            title = self._bodies.get(position.body) or ("" if body else position.body)
            post = Post(position.name[:300], title[:300], "", since, until, False, source)
            posts.append(PostDraft(post, body))
        if not posts:
            return Problem(line.row, "reference_missing", "post")
        return Addition(line.row, who, line.schema, "holder", posts=posts)

    def _holding(
        self,
        line: Line,
        told: Told,
        ends: tuple[str, str],
        who: str,
        since: PartialDate | None,
        until: PartialDate | None,
    ) -> EntityRow:
        if line.row in self._circular:
            return Problem(line.row, "circular_ownership", value=_rows(self._circular[line.row]))
        kind = HoldingKind.OWNER if line.schema == "Ownership" else HoldingKind.DIRECTOR
        share = _share(told) if kind is HoldingKind.OWNER else ""
        source = next((link for link in told.take("sourceUrl") if link.startswith("http")), "")[:300]
        held = [HoldingDraft(kind, of, ends[1], share, since, until, source) for of in told.take(ends[1])]
        if not held:
            return Problem(line.row, "reference_missing", ends[1])
        return Addition(line.row, who, line.schema, ends[0], holdings=held)

    def _sanctions(self, line: Line) -> Iterator[EntityRow]:
        told = Told(line)
        said = listing(line, told, self.programmes)
        of = told.take("entity")
        for who in of:
            one = Addition(line.row, who, line.schema, "entity", listing=said)
            one.notes = told.left(line.schema)
            one.warnings = [Problem(line.row, *warning) for warning in told.warnings]
            yield one
        if not of:
            yield Problem(line.row, "reference_missing", "entity")


def _edges(line: Line) -> Iterator[Edge]:
    since, until = (_day(line.first("startDate", "date")), _day(line.first("endDate")))
    first = since.earliest.toordinal() if since else 0
    last = until.latest.toordinal() if until else _EVER
    for owner in line.values("owner"):
        for asset in line.values("asset"):
            yield Edge(line.row, owner, asset, first, last)


def _day(text: str) -> PartialDate | None:
    try:
        return listdates.parse(text)
    except ValueError:
        return None


def _share(told: Told) -> str:
    """Only what is a share; `50-75%` stays a note."""
    for value in told.line.values("percentage"):
        number = value.replace("%", "").replace(",", ".").strip()
        try:
            part = float(number)
        except ValueError:
            continue
        if 0 < part <= 100 and len(number) <= 10:
            told.used.add(("percentage", value))
            return f"{part:g}%"
    return ""


def _rows(rows: list[int]) -> str:
    more = f", … ({len(rows)})" if len(rows) > _SHOWN_ROWS else ""
    return ", ".join(map(str, rows[:_SHOWN_ROWS])) + more
