"""What every section's form can do: show a section, read one back, and add or remove rows without a script."""

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Generic, TypeVar

from flask_babel import gettext
from wtforms import Field, FieldList, Form, FormField
from wtforms.validators import ValidationError

from casework.domain.sections import Section
from casework.web.forms.fields import PartialDateField

S = TypeVar("S", bound=Section)
MOST_ROWS = 200


class RowForm(Form):
    """One of several rows. A row whose `telling` fields are all empty is no row: it is neither checked nor kept."""

    telling: ClassVar[tuple[str, ...]] = ()

    def validate(self, extra_validators: Any = None) -> bool:
        return self.blank or bool(super().validate(extra_validators))

    @property
    def blank(self) -> bool:
        return all(_empty(self[name]) for name in self.telling)


class SectionForm(Form, Generic[S]):
    """A section on a page. `offer` gives it the reference lists it chooses from."""

    @classmethod
    def showing(cls, section: S) -> "SectionForm[S]":
        return cls(data=cls.values(section))

    @staticmethod
    def values(section: Any) -> dict[str, Any]:
        """The section as the fields hold it."""
        raise NotImplementedError

    def section(self) -> S:
        """The section the fields describe; call after `validate`."""
        raise NotImplementedError


def filled(rows: FieldList) -> Iterator[Any]:
    """The row forms that hold something."""
    return (entry.form for entry in rows if not entry.form.blank)


def rows(row: type[RowForm], label: object, least: int = 1, **rest: Any) -> FieldList:
    """What was sent beyond the bound is refused in words, not cut off in silence."""
    return FieldList(
        FormField(row), label=label, validators=[few], min_entries=least, max_entries=MOST_ROWS * 10, **rest
    )


def few(_form: object, field: FieldList) -> None:
    if len(field.entries) > MOST_ROWS:
        raise ValidationError(gettext("These are too many rows: at most %(count)s.", count=MOST_ROWS))


def change_rows(form: Form, sent: Mapping[str, str]) -> bool:
    """Carry out an “add another” or “remove” button; True when the page is to be shown again with what was typed."""
    added, removed = sent.get("add"), sent.get("remove")
    if added:
        found = _find_list(form, added)
        if found is not None and len(found.entries) < MOST_ROWS:
            found.append_entry()
    elif removed:
        name, _, index = removed.rpartition("-")
        found = _find_list(form, name)
        if found is not None and index.isdigit():
            found.entries = [entry for entry in found.entries if entry.name != removed]
    return bool(added or removed)


def _find_list(fields: Any, name: str) -> FieldList | None:
    for field in fields:
        if isinstance(field, FieldList):
            if field.name == name:
                return field
            found = _find_list(field, name)
        elif isinstance(field, FormField):
            found = _find_list(field.form, name)
        else:
            continue
        if found is not None:
            return found
    return None


def _empty(field: Field) -> bool:
    if isinstance(field, PartialDateField):
        return not any(field.parts.values())
    if isinstance(field, FieldList):
        return all(entry.form.blank for entry in field)
    return field.data in (None, "", [])
