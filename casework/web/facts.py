"""A section in words, line by line: what check-answers, the history and the conflict page show.

Read off the section's own form, so that a new field appears everywhere at once.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext
from wtforms import Field, FieldList, FormField

from casework.web.dates import when
from casework.web.labels import label


@dataclass(frozen=True, slots=True)
class Fact:
    """`name` is the field's own, so that two versions can be laid side by side."""

    name: str
    term: str
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    term: str
    before: str
    after: str


def facts(form: Any) -> list[Fact]:
    """The fields that say something, in page order."""
    return [fact for fact in _walk(form, "") if fact.text]


def differences(before: Any, after: Any) -> list[Difference]:
    """What two forms of the same kind say differently; an empty text is no value."""
    old = {fact.name: fact for fact in facts(before)}
    new = {fact.name: fact for fact in facts(after)}
    names = list(new) + [name for name in old if name not in new]
    return [
        Difference((new.get(name) or old[name]).term, _text(old, name), _text(new, name))
        for name in names
        if _text(old, name) != _text(new, name)
    ]


def _text(known: dict[str, Fact], name: str) -> str:
    return known[name].text if name in known else ""


def _walk(fields: Any, prefix: str) -> Iterator[Fact]:
    for field in fields:
        title = prefix + str(field.label.text)
        if isinstance(field, FieldList):
            for number, entry in enumerate((one for one in field if not one.form.blank), start=1):
                yield from _walk(entry.form, f"{title} {number} – ")
        elif isinstance(field, FormField):
            if not field.form.blank:
                yield from _walk(field.form, f"{title} – ")
        else:
            yield Fact(field.name, title, in_words(field))


def in_words(field: Field) -> str:
    """A field's value as a reader sees it; empty when it holds nothing."""
    value = field.data
    if field.type == "BooleanField":
        return str(gettext("Yes")) if value else ""
    if value is None or value in ("", []):
        return ""
    if field.type == "YesNoField":
        return str(gettext("Yes") if value else gettext("No"))
    if field.type == "EnumField":
        return label(value)
    if field.type == "ManyEnumField":
        return ", ".join(label(one) for one in value)
    if field.type == "PartialDateField":
        return when(value)
    if field.type == "ReferenceField":
        return str(field.known.get(value, value))
    return str(value)
