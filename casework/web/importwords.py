"""What an import says, in the reader's language: refusals of a file, problems of a row, outcomes, fields."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from flask import url_for
from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString
from msgspec.structs import replace

from casework.domain.actions import ActionKind
from casework.domain.dates import PartialDate
from casework.domain.errors import Invalid
from casework.domain.importing import BatchState, Choice, Difference, Outcome, PlannedRow, Problem
from casework.domain.records import RecordKind
from casework.domain.sections import Claim, ImportNote, Recognition, Sex
from casework.domain.status import Status
from casework.imports.tables import Unreadable
from casework.web import listwords
from casework.web.countries import country
from casework.web.dates import when
from casework.web.labels import label
from casework.web.messages import FALLBACK
from casework.web.propertywords import PROPERTIES

DATES = listwords.DATES | {"birth", "arrest", "verdict", "appeal", "release", "death", "sentence_ends"}

ROWS: dict[str, LazyString] = {
    **listwords.ROWS,
    "no_name": _("the row has no name"),
    "impossible_date": _("%(column)s: %(value)s is not a possible date"),
    "released_before_arrest": _("%(column)s: the end (%(value)s) lies before the arrest"),
    "future_date": _("%(column)s: %(value)s is in the future"),
    "born_after_arrest": _("%(column)s: the birth (%(value)s) lies after the arrest"),
    "same_id_twice": _("the id %(value)s stands in an earlier row of this file"),
    "same_person_twice": _("the same person stands in row %(value)s of this file"),
    "id_of_another": _("the id %(value)s belongs to another person of this list, with another name and birth date"),
    "ambiguous": _("more than one case fits: nobody was guessed"),
    "only_the_name_fits": _(
        "a case has this name, but no date confirms that it is the same person: nobody was guessed"
    ),
    "short_row": _("the row has fewer cells than the header: the missing ones were read as empty"),
    "long_row": _("the row has more cells than the header: the extra ones are kept with the record"),
    "unknown_column": _("the column %(column)s is not known: its cells are kept with the record"),
    "left_out": _("the column %(column)s was left out: its cells are kept with the record"),
    "guessed_column": _("the column %(column)s was read as %(value)s"),
    "not_a_date": _("%(column)s: not understood as a date, kept with the record"),
    "unknown_article": _("%(column)s: article %(value)s is not on the reference list"),
    "article_read_as_part": _("%(column)s: %(value)s was read as an article and its part"),
    "articles_leftover": _("%(column)s: a part of the cell was not understood and is kept with the record"),
    "unknown_facility": _("%(column)s: %(value)s is not on the reference list"),
    "sentence_not_understood": _("%(column)s: not understood as a sentence, kept with the record"),
    "value_not_understood": _("%(column)s: %(value)s was not understood and is kept with the record"),
    "verdict_after_end": _(
        "%(column)s: the verdict (%(value)s) lies after the end of custody: kept with the case only"
    ),
    "verdict_before_arrest": _("%(column)s: the verdict (%(value)s) lies before the arrest: kept with the case only"),
    "release_planned": _("%(column)s: %(value)s is kept as the planned end: yet to come, or the person is still held"),
    "kept_as_source": _("%(column)s: kept with the record"),
    "status_undated": _("%(column)s: %(value)s without a date: taken to be so since about the day of the import"),
    "held_undated": _(
        "%(column)s: %(value)s, but no date says since when: without an arrest on file not counted as held"
    ),
    "status_against_dates": _("%(column)s: %(value)s does not agree with the dates of the row, which stand"),
    "twin_row": _("row %(value)s has the same name and day of birth and another number: is it one person?"),
    "twin_on_file": _(
        "somebody with another number of this list has the same name and day of birth: is it one person?"
    ),
    "formula_value": _("%(column)s: a formula, of which the value last computed was read: %(value)s"),
    "formula_without_value": _("%(column)s: the formula %(value)s has no value and is kept with the record"),
    "cell_error": _("%(column)s: the cell holds the error %(value)s, kept with the record"),
    "sheet_read": _("the sheet %(column)s was read, the first of %(value)s that holds anything"),
    "contradiction": _("%(column)s: the list now says %(value)s"),
}
REFUSALS: dict[str, LazyString] = {
    "not_previewed": _("This import is no longer waiting: it was applied or discarded meanwhile."),
    "planned_meanwhile": _(
        "Somebody chose here meanwhile, so nothing was written. Look at what it would do now, then apply it."
    ),
    "changed_since_preview": _(
        "The cases have changed since this preview was made, so nothing was written. Upload the file again."
    ),
    "changed_amid": _(
        "The records have changed since this preview was made. %(done)s rows were written before that and stand: "
        "undo the import, then upload the file again."
    ),
    "unknown_kind": _("Nothing here reads lists of this kind."),
    "unknown_profile": _("There is no saved mapping of this name."),
    "not_applied": _("This import was not applied, or is already undone."),
    "edited_amid": _(
        "The undo stopped: somebody has worked on its records since it began (%(count)s), and that work would be lost. "
        "What is taken back already stays so."
    ),
    "edited_since": _(
        "This import cannot be undone, and nothing was changed: somebody has worked on its records since (%(count)s), "
        "and that work would be lost."
    ),
}
OUTCOMES: dict[Outcome, LazyString] = {
    Outcome.CREATED: _("Created"),
    Outcome.UPDATED: _("Updated"),
    Outcome.UNCHANGED: _("Unchanged"),
    Outcome.REFUSED: _("Refused"),
}
STATES: dict[BatchState, LazyString] = {
    BatchState.UPLOADED: _("Uploaded: its columns are to be chosen"),
    BatchState.PREVIEWED: _("Waiting: nothing is written yet"),
    BatchState.APPLYING: _("Being written, not finished"),
    BatchState.APPLIED: _("Applied"),
    BatchState.UNDOING: _("Being taken back, not finished"),
    BatchState.UNDONE: _("Undone"),
}
FIELDS: dict[str, LazyString] = {
    **listwords.FIELDS,
    "name_be": _("Name in Belarusian"),
    "name_ru": _("Name in Russian"),
    "name_la": _("Name in Latin letters"),
    "aliases": _("Other names"),
    "birth": _("Birth date"),
    "sex": _("Sex"),
    "recognition": _("Recognition"),
    "region": _("Region"),
    "description": _("Description"),
    "profile": _("Profile"),
    "links": _("Links"),
    "external_ids": _("Number on the list"),
    "arrest": _("Arrest"),
    "verdict": _("Verdict"),
    "appeal": _("Appeal decided"),
    "release": _("Release"),
    "death": _("Death in custody"),
    "facility": _("Facility"),
    "charges": _("Charges"),
    "court": _("Court"),
    "judges": _("Judges"),
    "sentence": _("Sentence"),
    "sentence_ends": _("Term ends"),
    "terrorist_list": _("On the list of “terrorists”"),
    "extremist_list": _("On the list of “extremists”"),
    "row": _("Row of the list"),
}
"""What a row changes, by the name an import gives it."""
COLUMNS: dict[str, LazyString] = {
    **listwords.COLUMNS,
    "id": _("Number on the list"),
    "link": _("Link"),
    "name": _("Name"),
    "name in Belarusian": _("Name in Belarusian"),
    "name in Russian": _("Name in Russian"),
    "name in Latin letters": _("Name in Latin letters"),
    "surname": _("Surname"),
    "given name": _("Given name"),
    "patronymic": _("Patronymic"),
    "alias": _("Other names"),
    "status": _("Status, recognition"),
    "sex": _("Sex"),
    "photo": _("Photo (kept, not read)"),
    "description": _("Description"),
    "profile": _("Profile"),
    "birth": _("Birth date"),
    "arrest": _("Arrest"),
    "articles": _("Articles"),
    "facility": _("Facility"),
    "declaration": _("Declaration of recognition (link)"),
    "sentence": _("Sentence"),
    "kind of penalty": _("Kind of penalty"),
    "judge": _("Judges"),
    "court": _("Court"),
    "counsel": _("Counsel (kept, not read)"),
    "start of the penalty": _("Start of the penalty"),
    "release": _("Release"),
    "verdict": _("Verdict"),
    "appeal": _("Appeal decided"),
    "on the terrorists list": _("On the list of “terrorists”"),
    "on the extremists list": _("On the list of “extremists”"),
    "death": _("Death in custody"),
    "region": _("Region"),
}
"""What a column of a list is read as; other kinds of lists add their fields here."""
CHOICES: dict[Choice, LazyString] = {
    Choice.THEIRS: _("Take the list's value"),
    Choice.OURS: _("Keep what is on file"),
    Choice.BOTH: _("Keep what is on file, and the list's value as a claim"),
}
ADDRESSES: dict[str, tuple[str, str]] = {
    RecordKind.CASE.value: ("cases.show", "case_id"),
    RecordKind.ACTION.value: ("advocacy.show", "action_id"),
    RecordKind.ENTITY.value: ("officials.show", "entity_id"),
    RecordKind.DESIGNATION.value: ("designations.show", "listing_id"),
    RecordKind.INVOLVEMENT.value: ("involvements.show", "involvement_id"),
}
"""Where a record that an import is about is looked at: its page, and how that names the id."""
MEMBERS: dict[str, tuple[type[StrEnum], ...]] = {
    "sex": (Sex,),
    "recognition": (Recognition,),
    **listwords.MEMBERS,
    "status": (Status, *listwords.MEMBERS["status"]),
}
"""Fields that hold a member of an enumeration."""
KINDS: dict[str, LazyString] = {
    "article": _("Article"),
    "facility": _("Facility"),
    "programme": _("Sanctions programme"),
}


def address(kind: str, record: str) -> str:
    """Empty for a record without a page, and for a row that is about nobody on file."""
    if not record or kind not in ADDRESSES:
        return ""
    endpoint, argument = ADDRESSES[kind]
    values: dict[str, Any] = {argument: record}
    return url_for(endpoint, **values)


def of_row(problem: Problem) -> str:
    value: Any = problem.value
    if problem.code == "guessed_column":
        value = COLUMNS.get(problem.value, problem.value)
    column: Any = problem.column
    if problem.code in listwords.ABOUT_FIELDS:
        found = Difference("", problem.column)
        column, value = of_field(found), of_value(found, problem.value, {})
    elif problem.code in listwords.ABOUT_PROPERTIES:
        column = PROPERTIES.get(column, column)
    if problem.code in listwords.ABOUT_DAYS:
        value = _day(problem.value)
    return str(ROWS[problem.code]) % {"column": column, "value": value}


def of_note(note: ImportNote) -> str:
    """Why a cell is among the notes of a case."""
    return of_row(Problem(0, note.reason, note.column, note.value)) if note.reason in ROWS else note.reason


def of_file(refusal: Unreadable) -> str:
    text = str(listwords.FILES[refusal.code]) % refusal.values
    return text[:1].upper() + text[1:] + "."


def of_refusal(refusal: Invalid) -> str:
    return str(REFUSALS.get(refusal.code, FALLBACK)) % refusal.values


def of_noted(name: str) -> str:
    """What was kept as a note: a field of ours (`designation.listed_on`), a property of FollowTheMoney (`topics`,
    `Person.topics`), or a title of the list, which stands."""
    section, _dot, own = name.rpartition(".")
    if section.islower():
        return str(FIELDS.get(own, name))
    return str(PROPERTIES.get(own, name)) if section[:1].isupper() else str(PROPERTIES.get(name, name))


def of_name(row: PlannedRow) -> str:
    """What a row is about; an action without a title by its kind."""
    kinds = {kind.value: kind for kind in ActionKind}
    return label(kinds[row.name]) if row.kind is RecordKind.ACTION and row.name in kinds else row.name


def of_field(difference: Difference) -> str:
    return str(FIELDS.get(difference.field, difference.field))


def of_value(difference: Difference, text: str, facilities: Mapping[str, str]) -> str:
    """A value as a reader knows it: dates in words, members of an enumeration by their labels, places by name."""
    for members in MEMBERS.get(difference.field, ()):
        if text in {str(one.value) for one in members}:
            return label(members(text))
    if difference.field in DATES:
        return _day(text)
    if difference.field == "country":
        return country(text)
    if difference.field == "source_notes":
        return ", ".join(map(of_noted, text.split(", ")))
    return facilities.get(text, text) if difference.field == "facility" else text


def _day(text: str) -> str:
    try:
        return when(PartialDate.parse(text))
    except ValueError:
        return text


def of_claim(claim: Claim, facilities: Mapping[str, str]) -> Claim:
    """The same claim with its field and values as a reader knows them."""
    ours, theirs = (
        of_value(Difference(claim.section, claim.field), text, facilities) for text in (claim.ours, claim.theirs)
    )
    return replace(claim, field=of_field(Difference(claim.section, claim.field)), ours=ours, theirs=theirs)
