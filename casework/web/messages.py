"""The sentence for each refusal a service names by code, and the problems of a form as links to its fields."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import Flask
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import Field, FieldList, Form, FormField

from casework.domain.errors import Invalid

SENTENCES = {
    "needed": _("Enter a value."),
    "not_a_date": _("There is no such date."),
    "future": _("This date is in the future."),
    "order": _("This date is before the one it follows."),
    "date_order": _("The end is before the beginning."),
    "unknown_article": _("This article is not on the reference list. Add it there, or choose another."),
    "unknown_facility": _("This facility is not on the reference list. Add it there, or choose another."),
    "unknown_role": _("There is no such role."),
    "too_long": _("This text is too long."),
    "too_many": _("There are too many already. Remove one first."),
    "no_name": _("Enter at least one name."),
    "taken": _("This login is taken."),
    "wrong_token": _("This is not the token that was printed last."),
    "wrong_passphrase": _("This is not your present passphrase."),
    "passphrase_too_short": _("This passphrase is too short."),
    "passphrase_too_long": _("This passphrase is too long."),
    "passphrase_too_plain": _("This passphrase is easy to guess. Use several unrelated words."),
    "passphrase_personal": _("This passphrase contains your name, your login or the organisation's name."),
    "not_a_recovery_key": _("A recovery key has nine groups of four letters and digits."),
    "mistyped": _("There is a slip in this recovery key. Compare it with the paper."),
    "not_this_one": _("This is a recovery key, but not the one that was shown last."),
    "yourself": _("You cannot do this to your own account."),
    "last_coordinator": _("This is the last coordinator: nobody could grant keys any more."),
    "not_waiting": _("This account is not waiting for keys."),
    "transition": _("This status cannot follow the one before it."),
    "born_after_status": _("The date of birth is after a status on file."),
    "ground_without_release": _("A ground belongs to a release only."),
    "after_death": _("A status cannot follow death."),
    "out_of_range": _("This number is out of range."),
    "whole_number": _("Enter a whole number from %(least)s to %(most)s."),
    "article_key": _("An article begins with its number, such as 342 or 361-4."),
    "facility_key": _("Enter the short name."),
    "authority_code": _("Enter the code in capital letters, such as EU or US."),
    "unknown_authority": _("Nobody on the reference list lists under this code. Known are: %(known)s."),
    "unknown_programme": _("This programme is not on the reference list. Add it there, or choose another."),
    "other_authority": _("This programme is one of %(authority)s, not of the authority chosen."),
    "programme_not_yet": _("This programme was not in force yet on the day of the listing."),
    "programme_over": _("This programme was no longer in force on the day of the listing."),
    "before_birth": _("This is before the birth that is on file."),
    "before_founding": _("This is before the founding that is on file."),
    "before_building": _("This is before the building that is on file."),
    "listed_after_death": _("This is after the death that is on file."),
    "delisted_without_listing": _("A delisting needs the day of the listing. Enter that first."),
    "delisted_before_listing": _("The delisting is before the listing."),
    "delisted_already": _("This listing has already ended by a delisting."),
    "listed_already": _(
        "It is already listed under %(programme)s, since %(since)s. Record the delisting there first, "
        "or change that listing."
    ),
    "not_sanctions": _("Listings belong to an action of the kind “Sanctions designation” only."),
    "not_a_population": _("This action names people one by one."),
    "nobody": _("This covers nobody. Choose a person, or another list or day."),
    "nobody_on_file": _("Nobody in this file is on file. Take them in first, or choose another file."),
    "godparent_of_all": _("A godparent is one of people named one by one, not of everyone in a list."),
    "godparent": _("Name the member of parliament: one who is on file as such, or put on file here."),
    "future_done": _("This date is in the future: only a planned action may have one."),
    "deadline_before": _("The deadline is before the action."),
    "before_action": _("This is before the date of the action."),
    "before_population": _(
        "This is before the day the people are of. Enter a later date, or cover those of another day."
    ),
    "not_consented": _(
        "It is public and names people who have not consented to it: %(count)s. Tick the box beside their names to "
        "record it all the same."
    ),
    "planned_answered": _("What is only planned has no response yet. Choose another status."),
    "not_of_kind": _("This kind of action has no such field."),
    "not_a_link": _("Enter whole addresses, beginning with https://, one a line."),
    "too_many_rows": _("These are too many: at most %(most)s."),
    "actor_on_file": _("An actor of this kind, state and name is on file already: %(name)s."),
    "action_in_use": _("Sanctions listings came with this action: %(count)s. It stays on file."),
    "actor_in_use": _("Actions name this actor: %(count)s. It stays on file."),
    "parliament_in_use": _("Members of this parliament are on file: %(count)s. It stays on file."),
    "unknown_country": _("Choose a state from the list."),
    "country_needed": _("Choose the state: a government and a member of parliament are counted under it."),
    "no_country": _("The European Union, UN bodies and regional bodies belong to no one state. Leave this empty."),
    "not_a_parliamentarian": _("Only a member of parliament belongs to one."),
    "not_a_parliament": _("Choose a parliament that is on file."),
    "too_many_named": _("These are too many to name one by one. Choose a list instead."),
    "unknown_filter": _("This list of people cannot be understood. Choose it again from the list of cases."),
    "name_or_registration": _("Enter a name or a registration."),
    "person_registered": _("A person has no registration, type or model."),
    "only_persons": _("Only a person has this."),
    "not_a_country": _("Choose a country from the list."),
    "only_persons_hold_posts": _("Only a person holds posts."),
    "same_post": _("“%(one)s” is entered twice for the same time."),
    "posts_overlap": _(
        "“%(other)s” overlaps with “%(one)s”. Set the dates right, or tick that one was held beside the other."
    ),
    "not_a_body": _("This is no organisation, company or public body on file."),
    "assets_hold_nothing": _("An aircraft or a vessel holds nothing."),
    "holds_itself": _("Nothing owns, directs or operates itself."),
    "held_twice": _("This holding is entered twice."),
    "not_a_share": _("Enter a share between 0 and 100 per cent, such as 50 or 33.3."),
    "share_of_owner": _("Only an owner has a share."),
    "not_on_file": _("This is not on file. Add it first, or choose another."),
    "person_held": _("A person is not owned, directed or operated."),
    "circle": _("This would close a circle: it owns, directly or through others, what is to own it."),
    "more_than_whole": _("With its other owners on file this makes more than 100 per cent at one time."),
    "life_before_involvement": _("An act in a case on file lies outside this lifetime."),
    "asset_involved": _("An aircraft or a vessel has no part in a case."),
    "after_end": _("This date is after the death or end of the official."),
    "same_part": _("This part of the official in this case is on file already."),
    "still_involved": _("It has a part in cases on file: %(count)s. Withdraw those first."),
    "still_listed": _("It has sanctions listings on file: %(count)s. They keep it on file."),
    "still_held": _("It has owners, directors or operators on file: %(count)s. Take it off them first."),
    "published_before": _("This report is already marked as published."),
    "consent_ended": _("Somebody named in this report has withdrawn consent since. Produce a new one."),
    "not_for_public": _(
        "It names people who have not consented to be named in public. Publish one that was produced for the public."
    ),
}
FALLBACK = _("This value was refused. Check it and try again.")


@dataclass(frozen=True, slots=True)
class Problem:
    """`anchor` is the id of the box to go to; empty when the problem is the form's own."""

    anchor: str
    text: str


def add_messages(app: Flask) -> None:
    app.jinja_env.globals.update(problems=problems)


def sentence(refusal: Invalid) -> str:
    """In the reader's language; a code without a sentence of its own gets the general one."""
    return str(SENTENCES.get(refusal.code, FALLBACK)) % refusal.values


def attach(form: Form, refusal: Invalid) -> None:
    """Put a service's refusal beside the field it is about, in the same words as the summary on top."""
    found = _find(form, refusal.field)
    if found is None:
        form.form_errors = [*form.form_errors, sentence(refusal)]
    else:
        found.errors = [*found.errors, sentence(refusal)]


def problems(form: Form) -> list[Problem]:
    """Every error of the form in page order; the same words as beside the field."""
    own = [Problem("", str(text)) for text in form.form_errors]
    return own + list(_walk(form))


def anchor(field: Field) -> str:
    """Where a link to the field leads: the first box of a group."""
    if field.type == "PartialDateField":
        return f"{field.id}-day"
    if field.type in {"ManyEnumField", "RadioField"}:
        return f"{field.id}-0"
    if field.type == "FieldList":
        return anchor(field.entries[0].form[field.entries[0].form.telling[0]]) if field.entries else ""
    return str(field.id)


def _walk(fields: Any) -> Iterator[Problem]:
    for field in fields:
        if isinstance(field, FormField):
            yield from (Problem("", str(text)) for text in field.form.form_errors)
            yield from _walk(field.form)
        elif isinstance(field, FieldList):
            yield from _walk(field)
            yield from (Problem(anchor(field), text) for text in field.errors if isinstance(text, str))
        else:
            for text in field.errors:
                yield Problem(anchor(field), gettext("%(field)s: %(problem)s", field=field.label.text, problem=text))


def _find(fields: Any, name: str) -> Field | None:
    """A field by its own name or its short one, at any depth."""
    for field in fields:
        inner = field.form if isinstance(field, FormField) else field if isinstance(field, FieldList) else None
        if inner is not None:
            deeper = _find(inner, name)
            if deeper is not None:
                return deeper
        elif name in (field.name, field.short_name):
            return field
    return None
