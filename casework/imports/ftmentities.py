"""FollowTheMoney's entities and sanctions to drafts. What has no place here is kept as a note, under its own name."""

from collections.abc import Mapping, Sequence

from casework.domain import authorities, listdates
from casework.domain.dates import PartialDate
from casework.domain.entities import ASSETS, EntityKind, Post
from casework.domain.entitydrafts import EntityDraft, ListingDraft, PostDraft
from casework.domain.reference import Programme
from casework.domain.sections import Sex
from casework.imports import cells, countries, writtennames
from casework.imports.ftmlines import Line

KINDS: Mapping[str, EntityKind] = {
    "Person": EntityKind.PERSON,
    "LegalEntity": EntityKind.ORGANISATION,
    "Organization": EntityKind.ORGANISATION,
    "Company": EntityKind.COMPANY,
    "PublicBody": EntityKind.PUBLIC_BODY,
    "Airplane": EntityKind.AIRCRAFT,
    "Vessel": EntityKind.VESSEL,
}
_NAMES = ("name", "alias", "previousName", "weakAlias", "abbreviation")
_PARTS = ("firstName", "secondName", "middleName", "fatherName", "lastName")
_LINKS = ("sourceUrl", "website", "wikipediaUrl")
_TEXTS = ("notes", "summary", "description")
_COUNTRIES = {
    EntityKind.PERSON: ("citizenship", "nationality", "country"),
    EntityKind.AIRCRAFT: ("country", "flag"),
    EntityKind.VESSEL: ("flag", "country"),
}
_OF_A_BODY = ("jurisdiction", "mainCountry", "country")
_BEGUN = {EntityKind.PERSON: ("birthDate",), EntityKind.AIRCRAFT: ("buildDate",), EntityKind.VESSEL: ("buildDate",)}
_ENDED = {EntityKind.PERSON: ("deathDate",), EntityKind.AIRCRAFT: (), EntityKind.VESSEL: ()}
_NUMBERS = {
    "registrationNumber": "", "taxNumber": "tax", "innCode": "INN", "ogrnCode": "OGRN", "okpoCode": "OKPO",
    "vatCode": "VAT", "leiCode": "LEI", "dunsCode": "DUNS", "swiftBic": "BIC", "imoNumber": "IMO", "mmsi": "MMSI",
    "callSign": "call sign", "serialNumber": "serial number",
}  # fmt: skip
LONGEST_NUMBER = 200
TIES = ("owner", "operator")
"""What a line about an aircraft or a vessel says of other entities, by their ids."""


_Day = tuple[PartialDate, str, str]
"""A day, the property it stood in and its value."""


class Told:
    """What a draft has used of its line; the rest becomes notes."""

    def __init__(self, line: Line, draft: EntityDraft | None = None) -> None:
        self.line, self.draft = line, draft
        self.used: set[tuple[str, str]] = set()
        self.warnings: list[tuple[str, str, str]] = []

    def take(self, *names: str) -> list[str]:
        found = [(name, value) for name in names for value in self.line.properties.get(name, ())]
        self.used.update(found)
        return list(dict.fromkeys(value for _, value in found))

    def first(self, *names: str) -> str:
        """The first value there is; others stay for the notes."""
        for name in names:
            for value in self.line.properties.get(name, ()):
                self.used.add((name, value))
                return value
        return ""

    def date(self, *names: str, earliest: bool = False) -> PartialDate | None:
        """The most exact of several days, or the earliest; what is no day, and the others, stay for the notes."""
        read: list[_Day] = []
        for name in names:
            for value in self.line.properties.get(name, ()):
                try:
                    day = listdates.parse(value)
                except ValueError:
                    self.warnings.append(("not_a_date", name, value))
                    continue
                if day is not None:
                    read.append((day, name, value))
            if read:
                break
        if not read:
            return None
        best = min(read, key=_first_of if earliest else _most_exact)
        if any(day.latest < best[0].earliest or best[0].latest < day.earliest for day, *_ in read):
            self.warnings.append(("several_values", best[1], best[0].text))
        self.used.update((name, value) for day, name, value in read if _vaguer(day, best[0]))
        return best[0]

    def left(self, prefix: str, without: Sequence[str] = ()) -> list[tuple[str, str]]:
        return [
            (f"{prefix}.{name}", value)
            for name, values in self.line.properties.items()
            if name not in without
            for value in values
            if (name, value) not in self.used
        ]


def entity(line: Line, row: int) -> EntityDraft:
    """A line of one of KINDS."""
    kind = KINDS[line.schema]
    draft = EntityDraft(row, kind, ids=(line.id,), other_ids=line.referents)
    told = Told(line)
    _names(draft, told)
    fields = _COUNTRIES.get(kind, _OF_A_BODY)
    draft.country = next(filter(None, map(countries.code, line.values(*fields))), "")
    told.used.update(
        (name, value) for name in fields for value in line.values(name) if countries.code(value) == draft.country
    )
    draft.begun = told.date(*_BEGUN.get(kind, ("incorporationDate",)))
    draft.ended = told.date(*_ENDED.get(kind, ("dissolutionDate",)))
    draft.links = tuple(link for link in line.values(*_LINKS) if link.startswith(("http://", "https://")))
    told.used.update((name, link) for name in _LINKS for link in draft.links)
    draft.description = "\n\n".join(told.take(*_TEXTS))
    if kind is EntityKind.PERSON:
        _person(draft, told)
    else:
        _registered(draft, told)
    for warning in told.warnings:
        draft.warn(*warning)
    draft.notes += told.left(line.schema, TIES if kind in ASSETS else ())
    draft.notes += [(f"{line.schema}.{name}", text) for name, text in line.nested]
    draft.notes += [("datasets", "; ".join(line.datasets))] if line.datasets else []
    return draft


def _names(draft: EntityDraft, told: Told) -> None:
    texts = told.take(*_NAMES)
    if told.line.caption in texts:
        texts.insert(0, told.line.caption)
    pieces = " ".join(told.line.first(name) for name in _PARTS if told.line.first(name))
    if pieces and not texts:
        told.take(*_PARTS)
        texts = [pieces]
    draft.names, draft.aliases, rest = writtennames.by_script(texts, draft.kind)
    draft.notes += [(f"{told.line.schema}.name", text) for text in rest]
    for text in texts:
        if writtennames.put_right(text) != text:
            draft.warn("name_repaired", "name", text)
            draft.notes.append((f"{told.line.schema}.name", text))


def _person(draft: EntityDraft, told: Told) -> None:
    """Numbers of a person (tax, passport) stay with the sealed notes."""
    if word := told.first("gender"):
        draft.sex = cells.sex(word) or Sex.UNKNOWN
    draft.posts = [PostDraft(Post(text[:300])) for text in told.take("position")]


def _registered(draft: EntityDraft, told: Told) -> None:
    if draft.kind in ASSETS:
        draft.registration = told.first("registrationNumber")[:LONGEST_NUMBER]
        draft.type = told.first("type")[:LONGEST_NUMBER]
        draft.model = told.first("model")[:LONGEST_NUMBER]
    numbers = [(label, value) for name, label in _NUMBERS.items() for value in told.take(name)]
    draft.identifiers = tuple(
        dict.fromkeys(
            f"{label} {value}".strip()[:LONGEST_NUMBER] for label, value in numbers if value != draft.registration
        )
    )


def listing(line: Line, told: Told, programmes: Sequence[Programme]) -> ListingDraft:
    """A Sanction. Several days of listing are one listing since the first of them."""
    written = told.first("authority")
    authority = authorities.code(written)
    if written and not authority:
        told.warnings.append(("authority_not_known", "authority", written))
    said = told.first("programId") or told.first("program")
    found = authorities.programme(said, authority, programmes) or _by_title(told, authority, programmes)
    if said and found is None:
        told.warnings.append(("programme_not_known", "programId", said))
    elif found is not None:
        told.take("programId", "program")
    return ListingDraft(
        authority=authority or (found.authority if found else "") or written[:LONGEST_NUMBER],
        programme=found.key if found else said[:LONGEST_NUMBER],
        number=told.first("authorityId", "recordId"),
        listed=told.date("listingDate", earliest=True) or told.date("startDate", "date", earliest=True),
        delisted=told.date("endDate"),
        reason="\n\n".join(told.take("reason")),
        provisions="\n".join(told.take("provisions", "status")),
        link=next((link for link in told.take("sourceUrl", "programUrl") if link.startswith("http")), ""),
        external_id=line.id,
        unknown=bool(said) and found is None,
    )


def _by_title(told: Told, authority: str, programmes: Sequence[Programme]) -> Programme | None:
    found = (authorities.programme(text, authority, programmes) for text in told.line.values("program"))
    return next(filter(None, found), None)


def _width(one: _Day) -> int:
    return (one[0].latest - one[0].earliest).days


def _most_exact(one: _Day) -> tuple[int, str]:
    return _width(one), one[2]


def _first_of(one: _Day) -> tuple[str, int]:
    return one[0].earliest.isoformat(), _width(one)


def _vaguer(day: PartialDate, best: PartialDate) -> bool:
    return day.earliest <= best.earliest and best.latest <= day.latest
