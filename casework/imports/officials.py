"""Lists of officials, entities and assets with columns of any order and language: rows to drafts."""

from collections.abc import Iterator
from enum import StrEnum

from casework.domain import authorities
from casework.domain.entities import ASSETS, EntityKind, Post
from casework.domain.entitydrafts import WHOLE_ROW, EntityDraft, EntityRow, ListingDraft, PartDraft, PostDraft
from casework.domain.importing import Problem
from casework.domain.involvements import InvolvementRole
from casework.domain.reference import Programme
from casework.domain.sections import Script
from casework.imports import cells, countries, writtennames
from casework.imports.cellreading import LONGEST_TEXT, Cells, Columns, Refused
from casework.imports.headers import Mapping, Titles, problems
from casework.imports.tables import Row, Table, Unreadable
from casework.imports.values import value


class Field(StrEnum):
    ID = "id"
    KIND = "kind"
    NAME = "name"
    NAME_BE = "name in Belarusian"
    NAME_RU = "name in Russian"
    NAME_LATIN = "name in Latin letters"
    SURNAME = "surname"
    GIVEN = "given name"
    PATRONYMIC = "patronymic"
    ALIAS = "alias"
    SEX = "sex"
    BIRTH = "birth"
    COUNTRY = "country"
    POSITION = "position"
    BODY = "body"
    SINCE = "since"
    UNTIL = "until"
    REGISTRATION = "registration"
    TYPE = "type"
    MODEL = "model"
    AUTHORITY = "authority"
    PROGRAMME = "programme"
    LISTED = "listed"
    DELISTED = "delisted"
    CASE = "case"
    ROLE = "role"
    ACT_DATE = "date of the act"
    ACT = "act"
    LINK = "link"
    DESCRIPTION = "description"


SEVERAL = frozenset(
    {
        Field.NAME, Field.NAME_BE, Field.NAME_RU, Field.NAME_LATIN, Field.ALIAS, Field.LINK, Field.AUTHORITY,
        Field.CASE, Field.COUNTRY,
    }
)  # fmt: skip
"""Of these every column is read; of the others a second one would be lost."""
_NAMES = (Field.NAME, Field.NAME_BE, Field.NAME_RU, Field.NAME_LATIN, Field.SURNAME)
_SCRIPTS = (Field.NAME_BE, Field.NAME_RU, Field.NAME_LATIN)
_PIECES = (Field.GIVEN, Field.PATRONYMIC, Field.SURNAME)
TITLES = Titles(Field, "officials.json", SEVERAL)


def named(mapping: Mapping[Field]) -> bool:
    """Whether a column says whom a row is about."""
    return mapping.has((*_NAMES, Field.REGISTRATION))


class OfficialsList:
    """One table, its columns as somebody chose them or by its headers. Raises Unreadable."""

    def __init__(self, table: Table, programmes: tuple[Programme, ...], chosen: tuple[str, ...] = ()) -> None:
        self.table, self.programmes = table, programmes
        mapping = TITLES.chosen(table.header, chosen) if chosen else TITLES.guess(table.header)
        if not named(mapping):
            raise Unreadable("no_name_column")
        if next(iter(table.rows()), None) is None:
            raise Unreadable("no_rows")
        self.columns = Columns(table.header, mapping)
        self.cyrillic = Script.BE if mapping.language == "be" else Script.RU
        self.told = problems(table.header, mapping)

    def rows(self) -> Iterator[EntityRow]:
        for row in self.table.rows():
            try:
                yield self._draft(row)
            except Refused as refused:
                yield refused.problem

    def _draft(self, row: Row) -> EntityDraft:
        """Raises Refused."""
        draft = EntityDraft(row.number, EntityKind.PERSON)
        taken = Cells(self.columns, row, draft.warn)
        draft.kind = self._kind(taken)
        self._names(draft, taken)
        draft.ids = tuple(filter(None, [taken.text(Field.ID)]))
        draft.begun = taken.date(Field.BIRTH)
        draft.country = _country(taken)
        draft.links = taken.links(Field.LINK)
        draft.description = taken.text(Field.DESCRIPTION, LONGEST_TEXT)
        if draft.kind is EntityKind.PERSON:
            _person(draft, taken)
        else:
            _registered(draft, taken)
        if not draft.names and not (draft.kind in ASSETS and draft.registration):
            raise Refused(Problem(row.number, "no_name"))
        draft.listings = list(self._listings(draft, taken))
        draft.parts = _parts(taken)
        draft.notes.append((WHOLE_ROW, self.columns.whole(row)))
        return draft

    def _kind(self, taken: Cells[Field]) -> EntityKind:
        """A person, unless the list says otherwise. Raises Refused for a word that is none of ours."""
        for title, text in taken.every(Field.KIND):
            found = value("entity_kind", text)
            if not found:
                raise Refused(Problem(taken.row.number, "unknown_entity_kind", title, text))
            return EntityKind(found)
        return EntityKind.PERSON

    def _names(self, draft: EntityDraft, taken: Cells[Field]) -> None:
        texts = list(taken.names(Field.NAME, _PIECES, _SCRIPTS))
        aliases = taken.several(Field.ALIAS)
        draft.names, others, _ = writtennames.by_script(texts, draft.kind, self.cyrillic)
        draft.aliases = tuple(dict.fromkeys((*others, *map(writtennames.put_right, aliases))))
        for text in (*texts, *aliases):
            if writtennames.put_right(text) != text:
                draft.warn("name_repaired", Field.NAME.value, text)

    def _listings(self, draft: EntityDraft, taken: Cells[Field]) -> Iterator[ListingDraft]:
        """One for each authority the row names; what names only a programme is of that programme's authority."""
        listed, delisted = taken.date(Field.LISTED), taken.date(Field.DELISTED)
        written = taken.several(Field.AUTHORITY) or ("",)
        said = taken.text(Field.PROGRAMME)
        if not (said or listed or delisted or written[0]):
            return
        for text in written:
            authority = authorities.code(text) or text
            if text and not authorities.code(text):
                draft.warn("authority_not_known", Field.AUTHORITY.value, text)
            found = authorities.programme(said, authority, self.programmes)
            if said and found is None and len(written) == 1:
                draft.warn("programme_not_known", Field.PROGRAMME.value, said)
            kept = said if len(written) == 1 else ""
            yield ListingDraft(
                authority or (found.authority if found else ""),
                found.key if found else kept,
                listed=listed,
                delisted=delisted,
                unknown=bool(kept) and found is None,
            )


def _country(taken: Cells[Field]) -> str:
    for title, text in taken.every(Field.COUNTRY):
        found = countries.code(text)
        if found:
            return found
        taken.warn("value_not_understood", title, text)
    return ""


def _person(draft: EntityDraft, taken: Cells[Field]) -> None:
    for title, text in taken.every(Field.SEX):
        found = cells.sex(text)
        if found is None:
            taken.warn("value_not_understood", title, text)
        else:
            draft.sex = found
    since, until = taken.date(Field.SINCE), taken.date(Field.UNTIL)
    position, body = taken.text(Field.POSITION), taken.text(Field.BODY)
    if position or body:
        draft.posts = [PostDraft(Post(position or body, body if position else "", "", since, until))]
    for title, text in taken.every(Field.REGISTRATION):
        taken.warn("kept_as_source", title, text)


def _registered(draft: EntityDraft, taken: Cells[Field]) -> None:
    """Of a body the number is one of its numbers; only aircraft and vessels are registered."""
    number = taken.text(Field.REGISTRATION)
    draft.ended = taken.date(Field.UNTIL)
    for field in (Field.POSITION, Field.SEX):
        for title, text in taken.every(field):
            taken.warn("kept_as_source", title, text)
    if draft.kind in ASSETS:
        draft.registration, draft.type, draft.model = number, taken.text(Field.TYPE), taken.text(Field.MODEL)
    elif number:
        draft.identifiers = (number,)


def _parts(taken: Cells[Field]) -> list[PartDraft]:
    """One for each case the row names. A part in a case that the list does not name is another one."""
    on, act = taken.date(Field.ACT_DATE), taken.text(Field.ACT, LONGEST_TEXT)
    link = next(iter(taken.links(Field.LINK)), "")
    role = InvolvementRole.OTHER
    for title, text in taken.every(Field.ROLE):
        if found := value("role", text):
            role = InvolvementRole(found)
        else:
            taken.warn("value_not_understood", title, text)
            act = act or text
    return [PartDraft(case, role, on=on, act=act, link=link) for case in taken.several(Field.CASE)]
