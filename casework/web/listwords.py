"""What an import of officials, entities and actions says, in the reader's language: parts of `importwords`."""

from enum import StrEnum

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString

from casework.domain.actions import ActionKind, ActionStatus
from casework.domain.entities import EntityKind

ROWS: dict[str, LazyString] = {
    "no_number": _("the row has no number of the person or enterprise it is about"),
    "ids_of_several": _("the numbers %(value)s belong to several entities on file: nobody was guessed"),
    "kind_of_another": _("the number %(value)s belongs to something of another kind on this list"),
    "id_of_another_entity": _("the number %(value)s belongs to another entity of this list, with another name"),
    "several_entities_fit": _("more than one official or entity fits: nobody was guessed"),
    "only_the_name_fits_entity": _(
        "an official has this name, but no birth date and no post confirms it: nobody was guessed"
    ),
    "unknown_entity_kind": _("%(column)s: %(value)s is no kind of official or entity known here"),
    "unknown_subject_type": _("%(value)s is no type of subject known here: only persons and enterprises are"),
    "ended_before_begun": _("the end (%(value)s) lies before the beginning"),
    "day_to_come": _("the day %(value)s has not come yet"),
    "post_ended_before_begun": _("the post %(value)s ends before it begins"),
    "tie_ended_before_begun": _("the tie ends (%(value)s) before it begins"),
    "no_authority": _("the listing names no authority"),
    "listed_before_existed": _("the listing (%(value)s) lies before the birth, founding or building"),
    "delisted_without_listing": _("the delisting (%(value)s) is of a listing whose day is not known"),
    "delisted_before_listed": _("the delisting (%(value)s) lies before the listing"),
    "several_listings_fit": _("more than one listing of this authority and programme fits: nothing was guessed"),
    "asset_involved": _("an aircraft or a vessel takes part in no case"),
    "involved_before_birth": _("the day of the act (%(value)s) lies before the birth"),
    "circular_ownership": _("ownership that comes back to where it began, in the rows %(value)s"),
    "circular_on_file": _("%(column)s: with what is on file, ownership of %(value)s comes back to where it began"),
    "reference_missing": _("%(column)s: the file has no entity %(value)s that could be taken"),
    "entity_refused": _("%(column)s: the entity of row %(value)s was refused, so this could not be taken either"),
    "person_held": _("%(column)s: %(value)s is a person, whom nobody owns or directs"),
    "asset_holds": _("an aircraft or a vessel owns and directs nothing"),
    "only_persons_hold_posts": _("only persons hold posts"),
    "too_many_ties": _("more posts or holdings than one record can have"),
    "not_json": _("the line is no JSON"),
    "not_an_entity": _("the line is no FollowTheMoney entity with id, schema and lists of values (%(column)s)"),
    "not_a_number": _("the line holds %(value)s, which is no number"),
    "doubled_key": _("%(column)s stands twice in the same object"),
    "too_deep": _("the line is nested too deeply"),
    "line_too_long": _("the line is longer than %(value)s MB"),
    "not_text": _("the line holds bytes that are no text"),
    "bad_id": _("the id holds line breaks, spaces at its ends or other signs that no id has, or is too long"),
    "no_action_kind": _("the row does not say what kind of action it is"),
    "unknown_action_kind": _("%(column)s: %(value)s is no kind of action known here"),
    "no_date": _("the row has no date"),
    "future_done": _("the date is in the future: only a planned action may have one"),
    "before_population": _("the date is before the day of the people whom the action on file covers"),
    "planned_answered": _("the action on file has responses: it is more than planned"),
    "too_many_rows": _("%(column)s: these are too many for one action"),
    "too_long_together": _("%(column)s: all that would stand there together is longer than the field may be"),
    "not_a_link": _("a link is no address of a web page"),
    "covers_nobody": _("the action is about nobody on file"),
    "several_actions_fit": _("more than one action fits: nothing was guessed"),
    "schema_kept": _("%(column)s: %(value)s kept as notes"),
    "schema_with_the_file": _("%(column)s: %(value)s that name no entity of the file: kept with the file alone"),
    "programme_skipped": _("programme %(column)s: %(value)s left out"),
    "authority_not_known": _("%(column)s: %(value)s is no authority known here, kept as it stands"),
    "programme_not_known": _("%(column)s: %(value)s is not on the reference list"),
    "several_values": _("%(column)s: days that contradict each other, %(value)s was taken and the others are kept"),
    "name_repaired": _("%(column)s: letters of another alphabet in %(value)s were put right"),
    "reference_kept": _("%(column)s: the file has no entity %(value)s, kept as a note"),
    "post_beside": _("the post %(value)s overlaps with another one: taken as held beside it"),
    "case_not_on_file": _("%(column)s: no case has the number %(value)s"),
    "several_cases_have_it": _("%(column)s: several cases have the number %(value)s: nobody was guessed"),
    "person_not_on_file": _("%(column)s: nobody on file is called or numbered %(value)s, kept by name"),
    "several_persons_fit": _("%(column)s: more than one case fits %(value)s: kept by name"),
    "too_long": _("%(column)s: longer than the field may be, kept with the record"),
    "named_unconsented": _("the action is public and names people who have not consented to it: %(value)s"),
    "kind_incomplete": _("the list says neither since when nor how many, as this kind needs: add it to the action"),
}
FILES: dict[str, LazyString] = {
    "empty": _("the file is empty"),
    "too_large": _("the file is larger than %(limit)s MB"),
    "wrong_kind": _("this is no list but a file of another kind (%(kind)s): save the list as CSV first"),
    "binary": _("the file holds binary data: it is no CSV file"),
    "encoding": _("the text is in none of the encodings known here (UTF-8, UTF-16, windows-1251)"),
    "no_name_column": _("no column holds a name: the first row must be the header"),
    "no_rows": _("there is a header but no row below it"),
    "too_many_rows": _("the list has more than %(most)s rows"),
    "long_cell": _("row %(row)s: a cell holds more than %(limit)s characters, or a quotation mark is never closed"),
    "too_wide": _("the list has more than %(limit)s columns"),
    "bomb": _("the workbook would unpack to far more than its size: it is not opened"),
    "macros": _("the workbook holds macros: save it as XLSX without them"),
    "encrypted": _("the file is encrypted or protected by a password: save it without one"),
    "broken_workbook": _("the workbook is damaged and cannot be read"),
    "no_sheet": _("no sheet of the workbook holds anything"),
    "broken_json": _("line %(row)s is no JSON object: JSON lines hold one object on each line"),
    "nested_json": _("line %(row)s: %(column)s holds fields of its own: a list has one value or several in a field"),
    "same_key_twice": _("line %(row)s: %(column)s stands twice in one object"),
    "not_followthemoney": _("this is no FollowTheMoney file: each line has to hold an id, a schema and properties"),
    "json_array": _("this is one JSON array: FollowTheMoney files hold one object on each line"),
    "not_eu_consolidated": _("this is not the consolidated list of the EU: no columns hold the number and the name"),
    "no_action_columns": _("no columns hold the date and the kind of the action: the first row must be the header"),
}
FIELDS: dict[str, LazyString] = {
    "kind": _("Kind"),
    "begun": _("Birth, founding or building"),
    "ended": _("End"),
    "country": _("Country"),
    "registration": _("Registration"),
    "type": _("Type"),
    "model": _("Model"),
    "identifiers": _("Numbers"),
    "posts": _("Posts"),
    "post_since": _("Post since"),
    "post_until": _("Post until"),
    "owner": _("Owns"),
    "director": _("Directs"),
    "operator": _("Operates"),
    "share": _("Share"),
    "held_since": _("Held since"),
    "held_until": _("Held until"),
    "listed": _("Listed"),
    "listed_on": _("Listed on"),
    "delisted_on": _("Delisted on"),
    "authority": _("Authority"),
    "programme": _("Programme"),
    "number": _("Number"),
    "reason": _("Reason"),
    "provisions": _("Provisions"),
    "link": _("Link"),
    "links": _("Links"),
    "source": _("Source"),
    "source_notes": _("Kept as notes"),
    "role": _("Part in a case"),
    "act": _("What was done"),
    "act_on": _("Day of the act"),
    "date": _("Date"),
    "title": _("Title"),
    "actors": _("By whom"),
    "addressees": _("Addressees"),
    "asks": _("Asks"),
    "outcome": _("Outcome"),
    "note": _("Note"),
    "reference": _("Reference"),
    "status": _("Status"),
    "persons": _("People covered"),
    "by": _("Actors on file"),
}
COLUMNS: dict[str, LazyString] = {
    "status of the action": _("Status"),
    "kind": _("Kind"),
    "country": _("Country"),
    "position": _("Position"),
    "body": _("Body"),
    "since": _("In office since"),
    "until": _("In office until"),
    "registration": _("Registration"),
    "type": _("Type"),
    "model": _("Model"),
    "authority": _("Sanctions: authority"),
    "programme": _("Sanctions: programme"),
    "listed": _("Sanctions: listed on"),
    "delisted": _("Sanctions: delisted on"),
    "case": _("Case: number"),
    "role": _("Case: part taken"),
    "date of the act": _("Case: day of the act"),
    "act": _("Case: what was done"),
    "date": _("Date"),
    "title": _("Title"),
    "by whom": _("By whom"),
    "addressees": _("Addressees"),
    "asks": _("Asks"),
    "persons": _("People covered"),
    "reference": _("Reference"),
    "outcome": _("Outcome"),
    "note": _("Note"),
}
ABOUT_FIELDS = frozenset(
    {"contradiction", "person_not_on_file", "several_persons_fit", "too_many_rows", "too_long_together"}
)
"""Problems whose column is a field of ours, not a title of the list."""
ABOUT_PROPERTIES = frozenset(
    {
        "programme_not_known", "authority_not_known", "reference_kept", "reference_missing", "entity_refused",
        "several_values", "person_held", "circular_on_file",
    }
)  # fmt: skip
"""Problems whose column may be a property of FollowTheMoney."""
ABOUT_DAYS = frozenset(
    {
        "ended_before_begun", "day_to_come", "tie_ended_before_begun", "listed_before_existed",
        "delisted_without_listing", "delisted_before_listed", "involved_before_birth", "several_values",
    }
)  # fmt: skip
"""Problems whose value is a day."""
DATES = frozenset(
    {
        "begun",
        "ended",
        "post_since",
        "post_until",
        "held_since",
        "held_until",
        "listed_on",
        "delisted_on",
        "act_on",
        "date",
    }
)
"""Fields that hold a day."""
MEMBERS: dict[str, tuple[type[StrEnum], ...]] = {"kind": (EntityKind, ActionKind), "status": (ActionStatus,)}
"""Fields that hold a member of an enumeration."""
