"""What an import says about itself: problems with a row, differences it would make, the batch and its outcome."""

from enum import StrEnum

import msgspec

from casework.domain import listsayings
from casework.domain.records import RecordKind
from casework.domain.sections import Section

DEFAULT_LIST = "public list"
"""Whose numbers the ids of a list are, when nobody names the list: ids match only within one list."""


class ListKind(StrEnum):
    """What a list is a list of: it decides how the file is read and how its rows are planned."""

    CASES = "cases"
    OFFICIALS = "officials"
    ACTIONS = "actions"
    FTM = "followthemoney"
    EU = "eu_consolidated"


class Problem(msgspec.Struct, frozen=True, omit_defaults=True):
    """Why a row was refused or what to look at. `code` is one of MESSAGES; `column` and `value` as in the file.

    `row` counts as a spreadsheet does (the header is row 1); 0 is the file as a whole.
    """

    row: int
    code: str
    column: str = ""
    value: str = ""

    @property
    def text(self) -> str:
        return MESSAGES[self.code] % {"column": self.column, "value": self.value}


MESSAGES = {
    "no_name": "the row has no name",
    "impossible_date": "%(column)s: %(value)s is not a possible date",
    "released_before_arrest": "%(column)s: the end (%(value)s) lies before the arrest",
    "future_date": "%(column)s: %(value)s is in the future",
    "born_after_arrest": "%(column)s: the birth (%(value)s) lies after the arrest",
    "same_id_twice": "the id %(value)s stands in an earlier row of this file",
    "same_person_twice": "the same person stands in row %(value)s of this file",
    "id_of_another": "the id %(value)s belongs to another person of this list, with another name and birth date",
    "ambiguous": "more than one case fits: nobody was guessed",
    "only_the_name_fits": "a case has this name, but no date confirms that it is the same person: nobody was guessed",
    "short_row": "the row has fewer cells than the header: the missing ones were read as empty",
    "long_row": "the row has more cells than the header: the extra ones are kept with the record",
    "unknown_column": "the column %(column)s is not known: its cells are kept with the record",
    "left_out": "the column %(column)s was left out: its cells are kept with the record",
    "guessed_column": "the column %(column)s was read as %(value)s",
    "not_a_date": "%(column)s: not understood as a date, kept with the record",
    "unknown_article": "%(column)s: article %(value)s is not on the reference list",
    "article_read_as_part": "%(column)s: %(value)s was read as an article and its part",
    "articles_leftover": "%(column)s: a part of the cell was not understood and is kept with the record",
    "unknown_facility": "%(column)s: %(value)s is not on the reference list",
    "sentence_not_understood": "%(column)s: not understood as a sentence, kept with the record",
    "value_not_understood": "%(column)s: %(value)s was not understood and is kept with the record",
    "verdict_after_end": "%(column)s: the verdict (%(value)s) lies after the end of custody: kept with the case only",
    "verdict_before_arrest": "%(column)s: the verdict (%(value)s) lies before the arrest: kept with the case only",
    "kept_as_source": "%(column)s: kept with the record",
    "release_planned": "%(column)s: %(value)s is kept as the planned end: yet to come, or the person is still held",
    "status_undated": "%(column)s: %(value)s without a date: taken to be so since about the day of the import",
    "held_undated": "%(column)s: %(value)s, but no date says since when: without an arrest on file not counted as held",
    "status_against_dates": "%(column)s: %(value)s does not agree with the dates of the row, which stand",
    "twin_row": "row %(value)s has the same name and day of birth and another number: is it one person?",
    "twin_on_file": "somebody with another number of this list has the same name and day of birth: is it one person?",
    "formula_value": "%(column)s: a formula, of which the value last computed was read: %(value)s",
    "formula_without_value": "%(column)s: the formula %(value)s has no value and is kept with the record",
    "cell_error": "%(column)s: the cell holds the error %(value)s, kept with the record",
    "sheet_read": "the sheet %(column)s was read, the first of %(value)s that holds anything",
    "contradiction": "%(column)s: the list now says %(value)s",
    **listsayings.REFUSED,
    **listsayings.WARNINGS,
}
"""English templates, also the message ids of the translated pages."""


class Difference(msgspec.Struct, frozen=True, omit_defaults=True):
    """One field a row would change. `contradicts` when something else stood there, not nothing."""

    section: str
    field: str
    old: str = ""
    new: str = ""
    contradicts: bool = False


class Outcome(StrEnum):
    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


class PlannedRow(msgspec.Struct, frozen=True, omit_defaults=True, rename={"record": "case"}):
    """What one row would do (or did): shown before anything is written. `record` is whom it is about, if on file."""

    row: int
    outcome: Outcome
    name: str = ""
    record: str = ""
    differences: tuple[Difference, ...] = ()
    kind: RecordKind = RecordKind.CASE

    @property
    def contradicts(self) -> bool:
        return self.outcome is Outcome.UPDATED and any(found.contradicts for found in self.differences)


class Choice(StrEnum):
    """What becomes of a value on file that a list contradicts."""

    THEIRS = "theirs"
    OURS = "ours"
    BOTH = "both"
    """Ours stays, theirs is kept beside it as a claim with its source."""


class BatchState(StrEnum):
    UPLOADED = "uploaded"
    PREVIEWED = "previewed"
    APPLYING = "applying"
    APPLIED = "applied"
    UNDOING = "undoing"
    UNDONE = "undone"


class Written(msgspec.Struct, frozen=True, array_like=True):
    """A section the batch wrote: `before` is 0 where it was new."""

    record: str
    section: str
    before: int
    after: int


class Offer(msgspec.Struct, frozen=True, omit_defaults=True):
    """An article or a place that the reference list lacks, and how many rows name it."""

    kind: str
    value: str
    rows: int


class Part(msgspec.Struct, frozen=True, array_like=True):
    """Up to a thousand rows of a plan: how many of each outcome, and the fingerprint of them all."""

    rows: int
    created: int
    updated: int
    unchanged: int
    refused: int
    conflicts: int
    hash: str


class Batch(Section, frozen=True, omit_defaults=True):
    """One import, from the upload to the undo. The file lies sealed beside it, under the batch's id."""

    list_name: str
    filename: str
    file_hash: str
    state: BatchState = BatchState.PREVIEWED
    read: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    refused: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    offers: tuple[Offer, ...] = ()
    plan_hash: str = ""
    """Of every planned row: what is applied is what was shown, or nothing."""
    at: str = ""
    by: str = ""
    kind: ListKind = ListKind.CASES
    source: str = ""
    licence: str = ""
    columns: tuple[str, ...] = ()
    """The field of each column, empty for one that is left out; no columns at all: by their headers."""
    profile: str = ""
    conflicts: int = 0
    choice: Choice = Choice.THEIRS
    choices: tuple[tuple[int, Choice], ...] = ()
    """For single rows, instead of `choice`."""
    parts: tuple[Part, ...] = ()
    refused_count: int = 0
    warnings_count: int = 0
    """Of a very long list the first problems are kept, and how many there were."""
    began: int = 0
    """The change from which on a list was written; 0 before."""
    plan: str = ""
    """The id under which the parts of the plan are kept; empty: that of the import itself."""
    programme: str = ""
    """Of the EU's list: the only programme that is taken, `*` for all; empty for that of Belarus."""

    @property
    def refusals(self) -> int:
        return max(self.refused_count, len(self.refused))

    @property
    def warned(self) -> int:
        return max(self.warnings_count, len(self.warnings))


class BatchWritten(Section, frozen=True, omit_defaults=True):
    """What undo needs: the records made, and each section written of a record that existed, with its versions.

    Of whatever kind: a record's kind stands in the store, and says how each of its sections is sealed. A long list
    is written in several transactions; each is a version of this section, with what it found on its rows.
    """

    created: tuple[str, ...] = ()
    written: tuple[Written, ...] = ()
    seq: int = 0
    parts: tuple[Part, ...] = ()
    refused: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    offers: tuple[Offer, ...] = ()
    refused_count: int = 0
    warnings_count: int = 0


class Cursor(Section, frozen=True, omit_defaults=True):
    """How many rows of a long list are on file, while it is written or taken back.

    It says nothing about anybody: whoever reads figures reads it too.
    """

    done: int = 0
    unfinished: bool = False
    undoing: bool = False
