"""The forms that take a list in: the file and where it is from, then the field of each column."""

from collections.abc import Iterator
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from werkzeug.datastructures import FileStorage
from wtforms import FileField, Form, HiddenField, SelectField
from wtforms.fields import SelectChoice
from wtforms.validators import ValidationError

from casework.domain.importing import DEFAULT_LIST
from casework.imports.intake import Head
from casework.imports.lists import KINDS
from casework.services.listprofiles import LONGEST
from casework.web import importwords
from casework.web.forms.fields import Line, Needed
from casework.web.labels import label


class UploadForm(Form):
    kind = SelectField(
        _("What the list is about"),
        choices=lambda: [
            SelectChoice("", gettext("As the file shows")),
            *(SelectChoice(kind.value, label(kind)) for kind in KINDS),
        ],
        default="",
        description=_(
            "FollowTheMoney and the EU's list are recognised; any other is taken for people and their cases."
        ),
        validate_choice=False,
    )
    file = FileField(
        _("File"),
        description=_("CSV, XLSX or JSON lines. Nothing is written before you have seen what it would do."),
    )
    list_name = Line(
        _("Name of the list"),
        [Needed(_("Enter whose list it is."))],
        longest=100,
        default=DEFAULT_LIST,
        description=_("Ids are matched within one list: use the same name for each update of it."),
    )
    source = Line(_("Source (optional)"), longest=300, description=_("Who made the list, where and when you got it."))
    programme = Line(
        _("Programme (optional)"),
        longest=40,
        description=_("Of the EU's list only the programme of Belarus (BLR) is taken, or the one you name; * for all."),
    )
    licence = Line(_("Licence or terms (optional)"), longest=300, description=_("What may be done with it, by whom."))

    def validate_file(self, field: FileField) -> None:
        if not isinstance(field.data, FileStorage) or not field.data.filename:
            raise ValidationError(gettext("Choose a file."))

    def validate_kind(self, field: SelectField) -> None:
        if field.data and field.data not in {kind.value for kind in KINDS}:
            raise ValidationError(gettext("Choose one from the list."))


class ColumnsForm(Form):
    """One select for each column, named by its number; made for one list by `columns_form`."""

    profile = HiddenField()
    profile_name = Line(
        _("Save this mapping as (optional)"),
        longest=LONGEST,
        description=_("It is offered again for a list with the same columns. A name that exists takes its place."),
    )
    head: Head

    @property
    def selects(self) -> list[SelectField]:
        return [self[f"column-{number}"] for number in range(len(self.head.columns))]

    @property
    def chosen(self) -> tuple[str, ...]:
        return tuple(select.data or "" for select in self.selects)

    @property
    def lines(self) -> Iterator[tuple[Any, SelectField]]:
        return zip(self.head.columns, self.selects, strict=True)

    def validate(self, extra_validators: Any = None) -> bool:
        good = bool(super().validate(extra_validators))
        for number in self.head.twice(self.chosen):
            select = self.selects[number]
            select.errors = [*select.errors, gettext("Another column has this field already.")]
            good = False
        return good


def columns_form(head: Head, sent: Any, before: tuple[tuple[str, ...], str] = ((), "")) -> ColumnsForm:
    """`before` are the fields that are selected when the page opens, and the saved mapping they are from."""
    choices = [SelectChoice("", _("Leave out, keep with the record"))]
    choices += [SelectChoice(name, importwords.COLUMNS.get(name, name)) for name in head.fields]
    made: type[ColumnsForm] = type("ColumnsForm", (ColumnsForm,), {"head": head})
    for number, column in enumerate(head.columns):
        title = column.title or gettext("Column %(number)s", number=number + 1)
        setattr(made, f"column-{number}", SelectField(title, choices=choices))
    fields, profile = before
    data = {f"column-{number}": name for number, name in enumerate(fields)}
    return made(sent, data={**data, "profile": profile})
