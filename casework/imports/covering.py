"""A list file that says whom an action covers: read, each row looked up among those on file. The file is not kept."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from casework.domain import listdates
from casework.domain.covering import Placed, Standing
from casework.domain.dates import PartialDate
from casework.domain.drafts import Draft
from casework.domain.policy import Permission
from casework.domain.sections import PersonName, Script
from casework.imports import cells, headers, reading
from casework.imports.fields import Field
from casework.imports.headers import Mapping
from casework.imports.reading import LIMIT, Row, Unreadable
from casework.services import clock, ledger, people
from casework.services.actor import Actor, require
from casework.services.advocacy import MOST_NAMED

_WHOLE = {
    Field.NAME: None, Field.NAME_BE: Script.BE, Field.NAME_RU: Script.RU, Field.NAME_LATIN: Script.LATIN,
}  # fmt: skip
_PIECES = (Field.GIVEN, Field.PATRONYMIC, Field.SURNAME)


@dataclass(frozen=True, slots=True)
class Checked:
    """A row that means somebody whom an earlier one meant adds nobody; `read` counts them all."""

    filename: str
    file_hash: str
    read: int
    matched: tuple[Placed, ...]
    doubtful: tuple[Placed, ...]
    unmatched: tuple[str, ...]


def check(actor: Actor, data: bytes, filename: str, limit: int = LIMIT) -> Checked:
    """Raises NotAllowed, Unreadable."""
    require(actor, Permission.ADVOCACY_WRITE)
    require(actor, Permission.CASE_READ)
    drafts = list(_drafts(data, limit))
    roll = people.roll(actor)
    placed = [roll.place(draft) for draft in drafts]
    matched = {one.cases[0]: one for one in reversed(placed) if one.standing is Standing.MATCHED}
    found = Checked(
        filename=filename[:200],
        file_hash=hashlib.sha256(data).hexdigest(),
        read=len(placed),
        matched=tuple(sorted(matched.values(), key=lambda one: one.row)),
        doubtful=tuple(one for one in placed if one.standing is Standing.DOUBTFUL),
        unmatched=tuple(dict.fromkeys(one.name for one in placed if one.standing is Standing.UNMATCHED)),
    )
    with ledger.reading(actor) as unit:
        told = {"read": found.read, "matched": len(found.matched), "unmatched": len(found.unmatched)}
        unit.audit("action.list_checked", "", told)
    return found


def _drafts(data: bytes, limit: int) -> Iterator[Draft]:
    table = reading.read(data, limit)
    mapping = headers.map_columns(table.header)
    if not (headers.named(mapping) or Field.ID in mapping.columns):
        raise Unreadable("no_name_column")
    count = 0
    for row in table.rows():
        draft = _draft(row, mapping)
        if draft is None:
            continue
        count += 1
        if count > MOST_NAMED:
            raise Unreadable("too_many_rows", most=str(MOST_NAMED))
        yield draft
    if not count:
        raise Unreadable("no_rows")


def _draft(row: Row, mapping: Mapping[Field]) -> Draft | None:
    """Names, the number and two dates; None for a row with neither a name nor a number."""
    draft = Draft(row.number, (), PartialDate.of(clock.today()), external_id=next(_cells(row, mapping, Field.ID), ""))
    draft.names = tuple(_names(row, mapping))
    draft.birth = _date(row, mapping, Field.BIRTH)
    draft.arrested = _date(row, mapping, Field.ARRESTED)
    return draft if draft.names or draft.external_id else None


def _names(row: Row, mapping: Mapping[Field]) -> Iterator[PersonName]:
    cyrillic = Script.BE if mapping.language == "be" else Script.RU
    pieces = " ".join(piece for field in _PIECES for piece in _cells(row, mapping, field))
    texts = [(text, script) for field, script in _WHOLE.items() for text in _cells(row, mapping, field)]
    for text, script in [*texts, (pieces, None)]:
        name = cells.person_name(text[:300], script, cyrillic)
        if name:
            yield name


def _date(row: Row, mapping: Mapping[Field], field: Field) -> PartialDate | None:
    """What is no date, or no possible one, says nothing here: nothing of the file is taken in."""
    for text in _cells(row, mapping, field):
        try:
            return listdates.parse(text)
        except (listdates.ImpossibleDate, listdates.NotADate):
            return None
    return None


def _cells(row: Row, mapping: Mapping[Field], field: Field) -> Iterator[str]:
    texts = (row.cells[number].strip() for number in mapping.columns.get(field, ()))
    return (text for text in texts if text and not cells.empty(text))
