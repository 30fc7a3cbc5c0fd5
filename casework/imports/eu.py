"""The EU's consolidated list of restrictive measures as CSV, in its older and newer columns (FSF CSV 1.0 and 1.1).

One person or enterprise spans several rows, one for each alias, birth, document, address; they need not stand
together. A cell may hold several aliases separated by `;`.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from casework.domain import authorities, listdates
from casework.domain.dates import PartialDate
from casework.domain.entities import EntityKind, Post
from casework.domain.entitydrafts import EntityDraft, EntityRow, ListingDraft, PostDraft
from casework.domain.importing import Problem
from casework.domain.reference import Programme
from casework.domain.sections import Sex
from casework.imports import cells, countries, writtennames
from casework.imports.reading import Table, Unreadable

AUTHORITY = "EU"
BELARUS = "BLR"
EVERY = "*"

_FIELDS = {
    "id": "entitylogicalid entitylogicalidentity logicalid",
    "reference": "entityeureferencenumber eurefnum eureferencenumber",
    "subject": "entitysubjecttypeclassificationcode entitysubjecttype subjecttype subjecttypeclassificationcode",
    "programme": "entityregulationprogramme programme regulationprogramme",
    "number": "entityregulationnumbertitle lebanumtitle regulationnumbertitle",
    "published": "entityregulationpublicationdate lebapublicationdate regulationpublicationdate",
    "designated": "entitydesignationdate designationdate",
    "reason": "entitydesignationdetails designationdetails",
    "link": "entityregulationpublicationurl lebaurl regulationpublicationurl",
    "remark": "entityremark remark",
    "name": "namealiaswholename naalwholename wholename",
    "surname": "namealiaslastname naallastname",
    "given": "namealiasfirstname naalfirstname",
    "middle": "namealiasmiddlename naalmiddlename",
    "gender": "namealiasgender naalgender gender",
    "function": "namealiasfunction naalfunction function",
    "language": "namealiasnamelanguage naallanguage",
    "birth": "birthdatebirthdate birtdate birthdate",
    "year": "birthdateyear",
    "citizenship": "citizenshipcountryiso2code citicountry citizenshipcountrydescription",
    "registered": "addresscountryiso2code addrcountry addresscountrydescription",
}
_BY_TITLE = {title: name for name, titles in _FIELDS.items() for title in titles.split()}
_OF_THE_FILE = frozenset({"filegenerationdate", "datefile", "entitylogicalid", "entityunitednationid"})
_KINDS = {"p": EntityKind.PERSON, "person": EntityKind.PERSON, "e": EntityKind.ORGANISATION,
          "enterprise": EntityKind.ORGANISATION, "entity": EntityKind.ORGANISATION}  # fmt: skip
_LONGEST = 300


@dataclass(slots=True)
class _Subject:
    """Everything that the rows of one person or enterprise say, each value once, in their order."""

    row: int
    values: dict[str, dict[str, None]] = field(default_factory=dict)
    functions: dict[tuple[str, str], None] = field(default_factory=dict)
    rest: dict[tuple[str, str], None] = field(default_factory=dict)

    def every(self, name: str) -> list[str]:
        return list(self.values.get(name, ()))

    def first(self, name: str) -> str:
        return next(iter(self.values.get(name, ())), "")


def names_subjects(header: Iterable[str]) -> bool:
    """Whether these are columns of the list: each subject has a number and a name."""
    columns = set(_columns(header))
    return bool(columns & {"id", "reference"}) and bool(columns & {"name", "surname"})


def _columns(header: Iterable[str]) -> list[str]:
    return [_BY_TITLE.get(_plain(title), "") for title in header]


class EuList:
    """One file. Raises Unreadable. Only one programme is taken unless `programme` is EVERY."""

    def __init__(self, table: Table, programmes: tuple[Programme, ...], programme: str = BELARUS) -> None:
        self.table, self.programmes, self.wanted = table, programmes, programme.casefold()
        if not names_subjects(table.header):
            raise Unreadable("not_eu_consolidated")
        self.columns = _columns(table.header)
        self._nameless: list[Problem] = []
        self._subjects = self._gathered()
        self.told = [Problem(0, "programme_skipped", name, str(count)) for name, count in self._skip()]

    def rows(self) -> Iterator[EntityRow]:
        yield from self._nameless
        for subject in self._subjects.values():
            yield self._draft(subject)

    def _gathered(self) -> dict[str, _Subject]:
        found: dict[str, _Subject] = {}
        for row in self.table.rows():
            said = [text.strip() for text in row.cells]
            by_name = {name: text for name, text in zip(self.columns, said, strict=True) if name and text}
            key = by_name.get("id", "") or by_name.get("reference", "")
            if not key:
                self._nameless.append(Problem(row.number, "no_number"))
                continue
            subject = found.setdefault(key, _Subject(row.number))
            for name, title, text in zip(self.columns, self.table.header, said, strict=True):
                if name and text:
                    subject.values.setdefault(name, {}).setdefault(text)
                elif text and _worth_keeping(title):
                    subject.rest.setdefault((title, text))
            if not by_name.get("name") and by_name.get("surname"):
                pieces = (by_name.get(piece, "") for piece in ("given", "middle", "surname"))
                subject.values.setdefault("name", {}).setdefault(" ".join(filter(None, pieces)))
            if function := by_name.get("function", ""):
                subject.functions.setdefault((by_name.get("language", "").upper(), function))
        return found

    def _skip(self) -> list[tuple[str, int]]:
        """Leaves out the other programmes, and says how many of each."""
        if self.wanted == EVERY:
            return []
        skipped: Counter[str] = Counter()
        for key, subject in list(self._subjects.items()):
            theirs = subject.every("programme")
            if theirs and self.wanted not in map(str.casefold, theirs):
                skipped[theirs[0]] += 1
                del self._subjects[key]
        return sorted(skipped.items())

    def _draft(self, subject: _Subject) -> EntityRow:
        kind = next((found for text in subject.every("subject") if (found := _KINDS.get(text.casefold()))), None)
        if kind is None:
            return Problem(subject.row, "unknown_subject_type", value=subject.first("subject"))
        ids = (subject.first("id"), subject.first("reference"))
        draft = EntityDraft(subject.row, kind, ids=tuple(filter(None, ids)))
        self._names(draft, subject)
        if not draft.names:
            return Problem(subject.row, "no_name")
        self._facts(draft, subject)
        self._listing(draft, subject)
        draft.notes += subject.rest
        return draft

    def _names(self, draft: EntityDraft, subject: _Subject) -> None:
        """Aliases are separated by `;` also inside a cell."""
        texts = [part.strip() for text in subject.every("name") for part in text.split(";") if part.strip()]
        draft.names, draft.aliases, rest = writtennames.by_script(texts, draft.kind)
        draft.notes += [("name", text) for text in rest]
        for text in texts:
            if writtennames.put_right(text) != text:
                draft.warn("name_repaired", "name", text)
                draft.notes.append(("name", text))

    def _facts(self, draft: EntityDraft, subject: _Subject) -> None:
        draft.description = "\n\n".join(subject.every("remark"))
        if draft.kind is not EntityKind.PERSON:
            draft.country = _country(subject.every("registered"))
            draft.notes += [("function", text) for text in subject.every("function")]
            return
        draft.sex = next(filter(None, map(cells.sex, subject.every("gender"))), Sex.UNKNOWN)
        draft.country = _country(subject.every("citizenship"))
        others = [text for text in subject.every("citizenship") if countries.code(text) != draft.country]
        draft.notes += [("citizenship", text) for text in others]
        draft.begun = self._birth(draft, subject)
        draft.posts = [PostDraft(Post(text[:_LONGEST])) for text in _in_one_language(subject.functions)]
        kept = {one.post.position for one in draft.posts}
        draft.notes += [("function", text) for text in subject.every("function") if text[:_LONGEST] not in kept]

    def _birth(self, draft: EntityDraft, subject: _Subject) -> PartialDate | None:
        """The most exact of several days that may be one; a span of years, and what contradicts, are kept as notes."""
        read: list[tuple[PartialDate, str]] = []
        for text in subject.every("birth") or subject.every("year"):
            for part in filter(None, map(str.strip, text.split(";"))):
                try:
                    day = listdates.parse(part)
                except ValueError:
                    day = None
                    draft.warn("not_a_date", "birth", part)
                    draft.notes.append(("birth", part))
                if day is not None:
                    read.append((day, part))
        if not read:
            return None
        best = min((day for day, _ in read), key=lambda day: (day.latest - day.earliest).days)
        against = [text for day, text in read if day.latest < best.earliest or best.latest < day.earliest]
        if against:
            draft.warn("several_values", "birth", best.text)
            draft.notes += [("birth", text) for text in against]
        return best

    def _listing(self, draft: EntityDraft, subject: _Subject) -> None:
        said = next((text for text in subject.every("programme") if text.casefold() == self.wanted), "")
        said = said or subject.first("programme")
        found = authorities.programme(said, AUTHORITY, self.programmes)
        if said and found is None:
            draft.warn("programme_not_known", "programme", said)
        listed = self._first_day(draft, subject, "designated") or self._first_day(draft, subject, "published")
        draft.listings.append(
            ListingDraft(
                authority=AUTHORITY,
                programme=found.key if found else said[:_LONGEST],
                number=subject.first("number")[:_LONGEST],
                listed=listed,
                reason="\n\n".join(subject.every("reason")),
                link=next((link for link in subject.every("link") if link.startswith("http")), ""),
                unknown=bool(said) and found is None,
            )
        )
        draft.notes += [("regulation", text) for text in subject.every("number")[1:]]
        draft.notes += [("programme", text) for text in subject.every("programme") if text != said]

    def _first_day(self, draft: EntityDraft, subject: _Subject, name: str) -> PartialDate | None:
        days: list[PartialDate] = []
        for text in subject.every(name):
            try:
                day = listdates.parse(text)
            except ValueError:
                draft.warn("not_a_date", name, text)
                draft.notes.append((name, text))
            else:
                days += [day] if day else []
        return min(days, key=lambda day: day.earliest, default=None)


def _plain(title: str) -> str:
    return re.sub("[^a-z0-9]+", "", title.casefold())


def _worth_keeping(title: str) -> bool:
    """Not the file's own numbering, nor the regulation behind each alias and address."""
    plain = _plain(title)
    return plain not in _OF_THE_FILE and "logicalid" not in plain and "regulation" not in plain and "leba" not in plain


def _country(texts: Iterable[str]) -> str:
    return next(filter(None, map(countries.code, texts)), "")


def _in_one_language(functions: Iterable[tuple[str, str]]) -> list[str]:
    """The list says a function again in other languages: English, or what has no language, else the first one."""
    every = list(functions)
    chosen = [text for language, text in every if language in ("EN", "")]
    return list(dict.fromkeys(chosen)) or [text for _, text in every[:1]]
