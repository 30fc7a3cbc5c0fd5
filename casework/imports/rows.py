"""Rows of a list to drafts: every cell understood, or kept as a note, or the row refused with its reason."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

import msgspec

from casework.domain import articles, sentences, standing
from casework.domain.dates import PartialDate
from casework.domain.drafts import Draft
from casework.domain.facilities import Places
from casework.domain.importing import Problem
from casework.domain.reference import ReferenceList
from casework.domain.sections import Charge, ImportNote, PersonName, Recognition, Script
from casework.domain.status import IN_CUSTODY
from casework.imports import cells
from casework.imports.fields import Field
from casework.imports.headers import Mapping
from casework.imports.tables import Row, Table
from casework.imports.taken import Columns, Refused, Taken
from casework.services import clock

_NAMES = (
    (Field.NAME, None),
    (Field.NAME_BE, Script.BE),
    (Field.NAME_RU, Script.RU),
    (Field.NAME_LATIN, Script.LATIN),
)
_PIECES = (Field.GIVEN, Field.PATRONYMIC, Field.SURNAME)


class RowReader:
    """One list's columns and reference data; `draft` reads one row."""

    def __init__(self, table: Table, mapping: Mapping[Field], reference: ReferenceList) -> None:
        self.columns = Columns(table.header, mapping)
        self.today = clock.today()
        self.read_on = PartialDate.parse(f"~{self.today}")
        self.places = Places(reference.facilities)
        self.sex, self.said = lru_cache(maxsize=256)(cells.sex), lru_cache(maxsize=256)(cells.said)
        self.judges_and_court = lru_cache(maxsize=16384)(cells.judges_and_court)
        self.known = reference.article_keys()
        self.cyrillic = Script.BE if mapping.language == "be" else Script.RU

    def drafts(self, table: Table) -> Iterator[Draft | Problem]:
        for row in table.rows():
            try:
                yield self.draft(row)
            except Refused as refused:
                yield refused.problem

    def draft(self, row: Row) -> Draft:
        """Raises Refused."""
        taken = Taken(self.columns, row)
        draft = Draft(row.number, self._every_cell(row), self.read_on)
        taken.warn_of_width(draft)
        taken.tell_marks(draft)
        draft.external_id = taken.text(Field.ID)
        draft.names, draft.aliases = self._names(taken)
        if not draft.names:
            raise Refused(Problem(row.number, "no_name"))
        _identity(draft, taken, self)
        _dates(draft, taken, self)
        _legal(draft, taken, self)
        _facility(draft, taken, self.places)
        _order(draft, taken, self.today)
        _tell_status(draft, taken, self)
        taken.keep_the_rest(draft)
        return draft

    def _every_cell(self, row: Row) -> tuple[tuple[str, str], ...]:
        header = self.columns.header
        extra = ((f"column {len(header) + n}", text) for n, text in enumerate(row.extra, 1))
        return (*zip(header, row.cells, strict=True), *extra)

    def _names(self, taken: Taken) -> tuple[tuple[PersonName, ...], tuple[str, ...]]:
        found = [
            name
            for field, script in _NAMES
            for cell in taken.cells[field]
            if (name := cells.person_name(cell.text, script, self.cyrillic))
        ]
        pieces = [cell.text for field in _PIECES for cell in taken.cells[field][:1]]
        if pieces and (name := cells.person_name(" ".join(pieces), None, self.cyrillic)):
            found.append(name)
        if len(found) == 1 and not taken.cells[Field.ALIAS]:
            return tuple(found), ()
        by_script = {name.script: name for name in reversed(found)}
        aliases = [name.text for name in found if by_script[name.script].text != name.text]
        aliases += [part.strip() for cell in taken.cells[Field.ALIAS] for part in cell.text.split(";") if part.strip()]
        return tuple(sorted(by_script.values(), key=found.index)), tuple(dict.fromkeys(aliases))


def _identity(draft: Draft, taken: Taken, reader: RowReader) -> None:
    if cell := taken.cell(Field.SEX):
        found = reader.sex(cell.text)
        if found is None:
            taken.note(draft, cell, "value_not_understood")
        else:
            draft.sex = found
    if cell := taken.cell(Field.STATUS):
        recognition, draft.stated, held = reader.said(cell.text)
        if recognition is None and draft.stated is None and not held:
            taken.note(draft, cell, "value_not_understood")
        draft.recognition = recognition or Recognition.UNKNOWN
    draft.description = taken.text(Field.DESCRIPTION)
    draft.region = taken.text(Field.REGION)
    draft.profile = tuple(cell.text for cell in taken.cells[Field.PROFILE])
    draft.terrorist_list = taken.flag(Field.TERRORIST, draft)
    draft.extremist_list = taken.flag(Field.EXTREMIST, draft)
    _links(draft, taken)


def _links(draft: Draft, taken: Taken) -> None:
    for cell in (*taken.cells[Field.LINK], *taken.cells[Field.DECLARATION]):
        if cell.text.startswith(("http://", "https://")):
            draft.links = (*draft.links, cell.text)
        else:
            draft.notes.append(ImportNote(cell.title, cell.text, "kept_as_source"))


def _dates(draft: Draft, taken: Taken, reader: RowReader) -> None:
    draft.birth = taken.date(Field.BIRTH, draft)
    draft.arrested = taken.date(Field.ARRESTED, draft)
    draft.verdict = taken.date(Field.VERDICT, draft)
    draft.released = taken.date(Field.RELEASED, draft)
    if draft.released and (draft.released.earliest > reader.today or reader.said(taken.text(Field.STATUS)).held):
        _planned(draft, taken)
    draft.died = taken.date(Field.DIED, draft)
    draft.appeal = taken.date(Field.APPEAL, draft)


def _tell_status(draft: Draft, taken: Taken, reader: RowReader) -> None:
    """A status without a date of its own is told: what it does, or that it does nothing."""
    cell = taken.cell(Field.STATUS)
    if cell is None:
        return
    held, own = reader.said(cell.text).held, standing.dated(draft)
    if draft.stated in standing.OUT and (not own or standing.ends(own, draft.stated)):
        taken.warn(draft, "status_undated", cell.title, cell.text)
    elif own and draft.stated and (draft.stated in IN_CUSTODY) is not (own[-1].status in IN_CUSTODY):
        taken.warn(draft, "status_against_dates", cell.title, cell.text)
    elif held and not own:
        taken.warn(draft, "held_undated", cell.title, cell.text)


def _planned(draft: Draft, taken: Taken) -> None:
    """A release beside "still held", or on a day to come, is the end that is planned, not one that happened."""
    if cell := taken.cell(Field.RELEASED):
        taken.note(draft, cell, "release_planned")
    draft.planned_end, draft.released = draft.released, None


def _legal(draft: Draft, taken: Taken, reader: RowReader) -> None:
    charges: list[Charge] = []
    unknown: list[str] = []
    for cell in taken.cells[Field.ARTICLES]:
        found = articles.read(cell.text, reader.known)
        charges.extend(found.charges)
        unknown.extend(found.unknown)
        for article in found.unknown:
            taken.note(draft, cell, "unknown_article", article)
        for doubt in found.doubts:
            taken.warn(draft, "article_read_as_part", cell.title, doubt)
        if found.leftover:
            taken.note(draft, cell, "articles_leftover", found.leftover, kept=found.leftover)
    draft.charges = tuple(dict.fromkeys(charges))
    draft.unknown_articles = tuple(dict.fromkeys(unknown))
    _sentence(draft, taken)
    courts = [cell.text for cell in taken.cells[Field.COURT]]
    for cell in taken.cells[Field.JUDGE]:
        people, court = reader.judges_and_court(cell.text)
        draft.judges += people
        courts += [court] if court else []
    draft.court = ", ".join(dict.fromkeys(courts))


def _sentence(draft: Draft, taken: Taken) -> None:
    penalty = taken.text(Field.PENALTY)
    cell = taken.cell(Field.SENTENCE) or taken.cell(Field.PENALTY)
    starts = taken.date(Field.PENALTY_START, draft)
    if cell is None:
        return
    found = sentences.read(cell.text, penalty)
    if found is None:
        taken.note(draft, cell, "sentence_not_understood")
        return
    draft.sentence = msgspec.structs.replace(found, starts=starts, ends=draft.planned_end)


def _facility(draft: Draft, taken: Taken, places: Places) -> None:
    cell = taken.cell(Field.FACILITY)
    if cell is None:
        return
    draft.facility_as_written = cell.text
    draft.facility = places.match(cell.text) or ""
    if draft.facility:
        draft.facility_kind = places.by_key[draft.facility].kind
    else:
        taken.note(draft, cell, "unknown_facility")


def _order(draft: Draft, taken: Taken, today: date) -> None:
    """Dates that cannot be refuse the row; a verdict outside custody only leaves the timeline."""
    for field, day in ((Field.BIRTH, draft.birth), (Field.ARRESTED, draft.arrested), (Field.DIED, draft.died)):
        if day is not None and day.earliest > today:
            raise Refused(Problem(draft.row, "future_date", taken.title(field), day.text))
    if _before(draft.arrested, draft.birth):
        born = draft.birth.text if draft.birth else ""
        raise Refused(Problem(draft.row, "born_after_arrest", taken.title(Field.BIRTH), born))
    for field, end in ((Field.RELEASED, draft.released), (Field.DIED, draft.died)):
        if end is not None and _before(end, draft.arrested):
            raise Refused(Problem(draft.row, "released_before_arrest", taken.title(field), end.text))
    if draft.verdict is None:
        return
    if _before(draft.verdict, draft.arrested):
        draft.verdict_in_timeline = False
        taken.warn(draft, "verdict_before_arrest", taken.title(Field.VERDICT), draft.verdict.text)
    elif any(end is not None and _before(end, draft.verdict) for end in (draft.released, draft.died)):
        draft.verdict_in_timeline = False
        taken.warn(draft, "verdict_after_end", taken.title(Field.VERDICT), draft.verdict.text)


def _before(one: PartialDate | None, other: PartialDate | None) -> bool:
    """Certainly before: the last day one may mean lies before the first of the other."""
    return one is not None and other is not None and one.latest < other.earliest
