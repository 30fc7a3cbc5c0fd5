"""Lists of advocacy actions with columns of any order and language: rows to drafts."""

from collections.abc import Iterator
from enum import StrEnum

from casework.domain.actiondrafts import ActionDraft, ActionRow
from casework.domain.actions import OWN_FIELDS, Action, ActionKind, ActionStatus
from casework.domain.dates import PartialDate
from casework.domain.importing import Problem
from casework.imports import heads, reading
from casework.imports.cellreading import LONGEST_TEXT, Cells, Columns, Refused
from casework.imports.headers import Mapping, Titles, problems
from casework.imports.intake import Head, Opened, Upload
from casework.imports.tables import Row, Table, Unreadable
from casework.imports.values import value
from casework.services.actor import Actor


class Field(StrEnum):
    ID = "id"
    KIND = "kind"
    DATE = "date"
    TITLE = "title"
    ACTORS = "by whom"
    ADDRESSEES = "addressees"
    ASKS = "asks"
    LINK = "link"
    STATUS = "status of the action"
    PERSONS = "persons"
    REFERENCE = "reference"
    OUTCOME = "outcome"
    NOTE = "note"


SEVERAL = frozenset({Field.ACTORS, Field.ADDRESSEES, Field.ASKS, Field.LINK, Field.PERSONS})
TITLES = Titles(Field, "actions.json", SEVERAL)


def named(mapping: Mapping[Field]) -> bool:
    """Whether the columns say what kind of action a row is, and of what day."""
    return Field.DATE in mapping.columns and Field.KIND in mapping.columns


class ActionsList:
    """One table, its columns as somebody chose them or by its headers. Raises Unreadable."""

    def __init__(self, table: Table, chosen: tuple[str, ...] = ()) -> None:
        self.table = table
        mapping = TITLES.chosen(table.header, chosen) if chosen else TITLES.guess(table.header)
        if not named(mapping):
            raise Unreadable("no_action_columns")
        if next(iter(table.rows()), None) is None:
            raise Unreadable("no_rows")
        self.columns = Columns(table.header, mapping)
        self.told = problems(table.header, mapping)

    def rows(self) -> Iterator[ActionRow]:
        for row in self.table.rows():
            try:
                yield self._draft(row)
            except Refused as refused:
                yield refused.problem

    def _draft(self, row: Row) -> ActionDraft:
        """Raises Refused."""
        warnings: list[Problem] = []
        taken = Cells(
            self.columns, row, lambda code, column, text: warnings.append(Problem(row.number, code, column, text))
        )
        kind, date = _kind(taken), _date(taken)
        links = taken.links(Field.LINK)
        fields = {
            "title": taken.text(Field.TITLE),
            "actors": taken.several(Field.ACTORS),
            "addressees": taken.several(Field.ADDRESSEES),
            "asks": taken.several(Field.ASKS),
            "link": next(iter(links), ""),
            "links": links[1:],
            "outcome": taken.text(Field.OUTCOME, LONGEST_TEXT),
            "note": taken.text(Field.NOTE, LONGEST_TEXT),
            "reference": taken.text(Field.REFERENCE),
            "status": _status(taken),
        }
        if fields["reference"] and "reference" not in OWN_FIELDS[kind]:
            fields["note"] = "\n".join(filter(None, [str(fields["note"]), str(fields.pop("reference"))]))
        said = {name: given for name, given in fields.items() if given}
        action = Action(kind, date, **said)  # type: ignore[arg-type]
        return ActionDraft(row.number, action, taken.several(Field.PERSONS), frozenset(said), warnings)


def head(upload: Upload) -> Head:
    """Raises Unreadable."""
    return heads.of(upload, TITLES, named)


def opened(_actor: Actor, upload: Upload) -> Opened:
    """Raises Unreadable."""
    table = reading.read(upload.data, upload.limit)
    found = ActionsList(table, upload.batch.columns)
    return Opened(found.rows, [*table.told, *found.told])


def _kind(taken: Cells[Field]) -> ActionKind:
    """Raises Refused: an action of no kind has no form and counts nowhere."""
    for title, text in taken.every(Field.KIND):
        found = value("action_kind", text)
        if found:
            return ActionKind(found)
        raise Refused(Problem(taken.row.number, "unknown_action_kind", title, text))
    raise Refused(Problem(taken.row.number, "no_action_kind"))


def _date(taken: Cells[Field]) -> PartialDate:
    found = taken.date(Field.DATE)
    if found is None:
        raise Refused(Problem(taken.row.number, "no_date"))
    return found


def _status(taken: Cells[Field]) -> ActionStatus | None:
    for title, text in taken.every(Field.STATUS):
        if found := value("action_status", text):
            return ActionStatus(found)
        taken.warn("value_not_understood", title, text)
    return None
