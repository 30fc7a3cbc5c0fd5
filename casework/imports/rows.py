"""Rows of a list to drafts: every cell understood, or kept as a note, or the row refused with its reason."""

from collections.abc import Iterator
from functools import lru_cache

import msgspec

from casework.domain import articles, listdates, sentences
from casework.domain.dates import PartialDate
from casework.domain.drafts import Draft
from casework.domain.facilities import Places
from casework.domain.importing import Problem
from casework.domain.reference import ReferenceList
from casework.domain.sections import Charge, ImportNote, PersonName, Recognition, Script
from casework.imports import cells
from casework.imports.fields import Field
from casework.imports.headers import Mapping
from casework.imports.sheets import FORMULA
from casework.imports.tables import Row, Table
from casework.services import clock


class Refused(Exception):
    """This row is not taken; the rest of the list is."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


class _Cell(msgspec.Struct, frozen=True, gc=False):
    title: str
    text: str


_NONE: dict[Field, tuple[_Cell, ...]] = dict.fromkeys(Field, ())


class RowReader:
    """One list's columns and reference data; `draft` reads one row."""

    def __init__(self, table: Table, mapping: Mapping[Field], reference: ReferenceList) -> None:
        self.header, self.mapping = table.header, mapping
        self.columns = [
            (field, number, table.header[number]) for field, numbers in mapping.columns.items() for number in numbers
        ]
        self.places = Places(reference.facilities)
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
        taken = _Taken(self, row)
        draft = Draft(row.number, self._every_cell(row))
        taken.warn_of_width(draft)
        taken.tell_marks(draft)
        draft.external_id = taken.text(Field.ID)
        draft.names, draft.aliases = self._names(taken)
        if not draft.names:
            raise Refused(Problem(row.number, "no_name"))
        _identity(draft, taken)
        _dates(draft, taken)
        _legal(draft, taken, self)
        _facility(draft, taken, self.places)
        _order(draft, taken)
        taken.keep_the_rest(draft)
        return draft

    def _every_cell(self, row: Row) -> tuple[tuple[str, str], ...]:
        extra = ((f"column {len(self.header) + n}", text) for n, text in enumerate(row.extra, 1))
        return (*zip(self.header, row.cells, strict=True), *extra)

    def _names(self, taken: "_Taken") -> tuple[tuple[PersonName, ...], tuple[str, ...]]:
        found: list[PersonName] = []
        for field, script in (
            (Field.NAME, None),
            (Field.NAME_BE, Script.BE),
            (Field.NAME_RU, Script.RU),
            (Field.NAME_LATIN, Script.LATIN),
        ):
            for cell in taken.cells[field]:
                name = cells.person_name(cell.text, script, self.cyrillic)
                if name:
                    found.append(name)
        pieces = [taken.text(field) for field in (Field.GIVEN, Field.PATRONYMIC, Field.SURNAME)]
        name = cells.person_name(" ".join(piece for piece in pieces if piece), None, self.cyrillic)
        if name:
            found.append(name)
        by_script = {name.script: name for name in reversed(found)}
        aliases = [name.text for name in found if by_script[name.script].text != name.text]
        aliases += [part.strip() for cell in taken.cells[Field.ALIAS] for part in cell.text.split(";") if part.strip()]
        return tuple(sorted(by_script.values(), key=found.index)), tuple(dict.fromkeys(aliases))


class _Taken:
    """A row's cells by field; remembers what was not understood."""

    def __init__(self, reader: RowReader, row: Row) -> None:
        self.header, self.mapping, self.row = reader.header, reader.mapping, row
        self.cells = _NONE.copy()
        for field, number, title in reader.columns:
            text = row.cells[number]
            if text and not cells.empty(text):
                self.cells[field] += (_Cell(title, text.strip()),)

    def cell(self, field: Field) -> _Cell | None:
        found = self.cells[field]
        return found[0] if found else None

    def text(self, field: Field) -> str:
        found = self.cells[field]
        return found[0].text if found else ""

    def title(self, field: Field) -> str:
        return self.header[self.mapping.columns[field][0]]

    def flag(self, field: Field, draft: Draft) -> bool:
        unclear = [cell for cell in self.cells[field] if not cells.yes(cell.text)]
        for cell in unclear:
            self.note(draft, cell, "value_not_understood")
        return len(unclear) < len(self.cells[field])

    def date(self, field: Field, draft: Draft) -> PartialDate | None:
        """Raises Refused for a day that cannot be; what is no date at all is kept as a note."""
        found = self.cells[field]
        if not found:
            return None
        cell = found[0]
        try:
            return listdates.parse(cell.text)
        except listdates.ImpossibleDate:
            problem = Problem(self.row.number, "impossible_date", cell.title, cell.text)
            raise Refused(problem) from None
        except listdates.NotADate:
            self.note(draft, cell, "not_a_date")
            return None

    def note(self, draft: Draft, cell: _Cell, code: str, value: str = "", kept: str = "") -> None:
        draft.notes.append(ImportNote(cell.title, kept or cell.text, code))
        draft.warnings.append(Problem(self.row.number, code, cell.title, value or cell.text))

    def warn(self, draft: Draft, code: str, column: str = "", value: str = "") -> None:
        draft.warnings.append(Problem(self.row.number, code, column, value))

    def warn_of_width(self, draft: Draft) -> None:
        if self.row.short:
            self.warn(draft, "short_row")
        if any(text.strip() for text in self.row.extra):
            self.warn(draft, "long_row")

    def tell_marks(self, draft: Draft) -> None:
        """A formula's value is used as it was last computed; an error or a formula without one is kept as a note."""
        for mark in self.row.marks:
            title = self.header[mark.column]
            if mark.code == FORMULA:
                self.warn(draft, mark.code, title, self.row.cells[mark.column])
            else:
                self.note(draft, _Cell(title, mark.kept), mark.code)

    def keep_the_rest(self, draft: Draft) -> None:
        """Columns without a place in the case, and cells beyond the header, become notes."""
        for numbers, reason in ((self.mapping.unknown, "unknown_column"), (self.mapping.left_out, "left_out")):
            for number in numbers:
                if not cells.empty(self.row.cells[number]):
                    draft.notes.append(ImportNote(self.header[number], self.row.cells[number], reason))
        for field in (Field.PHOTO, Field.COUNSEL):
            for cell in self.cells[field]:
                draft.notes.append(ImportNote(cell.title, cell.text, "kept_as_source"))
        for number, text in enumerate(self.row.extra, len(self.header) + 1):
            if text.strip():
                draft.notes.append(ImportNote(f"column {number}", text, "long_row"))


def _identity(draft: Draft, taken: _Taken) -> None:
    if cell := taken.cell(Field.SEX):
        found = cells.sex(cell.text)
        if found is None:
            taken.note(draft, cell, "value_not_understood")
        else:
            draft.sex = found
    if cell := taken.cell(Field.STATUS):
        status = cells.recognition(cell.text)
        if status is None:
            taken.note(draft, cell, "value_not_understood")
        draft.recognition = status or Recognition.UNKNOWN
    draft.description = taken.text(Field.DESCRIPTION)
    draft.region = taken.text(Field.REGION)
    draft.profile = tuple(cell.text for cell in taken.cells[Field.PROFILE])
    draft.terrorist_list = taken.flag(Field.TERRORIST, draft)
    draft.extremist_list = taken.flag(Field.EXTREMIST, draft)
    _links(draft, taken)


def _links(draft: Draft, taken: _Taken) -> None:
    for cell in (*taken.cells[Field.LINK], *taken.cells[Field.DECLARATION]):
        if cell.text.startswith(("http://", "https://")):
            draft.links = (*draft.links, cell.text)
        else:
            draft.notes.append(ImportNote(cell.title, cell.text, "kept_as_source"))


def _dates(draft: Draft, taken: _Taken) -> None:
    draft.birth = taken.date(Field.BIRTH, draft)
    draft.arrested = taken.date(Field.ARRESTED, draft)
    draft.verdict = taken.date(Field.VERDICT, draft)
    draft.released = taken.date(Field.RELEASED, draft)
    if draft.released and (draft.released.earliest > clock.today() or cells.still_held(taken.text(Field.STATUS))):
        _planned(draft, taken)
    draft.died = taken.date(Field.DIED, draft)
    draft.appeal = taken.date(Field.APPEAL, draft)


def _planned(draft: Draft, taken: _Taken) -> None:
    """A release beside "still held", or on a day to come, is the end that is planned, not one that happened."""
    if cell := taken.cell(Field.RELEASED):
        taken.note(draft, cell, "release_planned")
    draft.planned_end, draft.released = draft.released, None


def _legal(draft: Draft, taken: _Taken, reader: RowReader) -> None:
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


def _sentence(draft: Draft, taken: _Taken) -> None:
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


def _facility(draft: Draft, taken: _Taken, places: Places) -> None:
    cell = taken.cell(Field.FACILITY)
    if cell is None:
        return
    draft.facility_as_written = cell.text
    draft.facility = places.match(cell.text) or ""
    if draft.facility:
        draft.facility_kind = places.by_key[draft.facility].kind
    else:
        taken.note(draft, cell, "unknown_facility")


def _order(draft: Draft, taken: _Taken) -> None:
    """Dates that cannot be refuse the row; a verdict outside custody only leaves the timeline."""
    for field, day in ((Field.BIRTH, draft.birth), (Field.ARRESTED, draft.arrested), (Field.DIED, draft.died)):
        if day is not None and day.earliest > clock.today():
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
