"""A list file that says whom an action covers: the upload, and what somebody settled about its rows."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from werkzeug.datastructures import FileStorage
from wtforms import FileField, Form, RadioField
from wtforms.fields import SelectChoice
from wtforms.validators import ValidationError

from casework.domain.actions import ActionKind
from casework.web.forms.fields import EnumField

NOBODY = "nobody"
"""None of those on file: the name is kept as it stood in the list."""


class ListFileForm(Form):
    file = FileField(
        _("List file"),
        description=_(
            "CSV with a header: a name, or our case number or that of a list, and the date of birth if it has one. "
            "The file itself is not kept."
        ),
    )

    def validate_file(self, field: FileField) -> None:
        if not isinstance(field.data, FileStorage) or not field.data.filename:
            raise ValidationError(gettext("Choose a file."))


class KindForm(Form):
    kind = EnumField(_("Kind of action"), ActionKind, blank=_("Choose a kind"))

    def validate_kind(self, field: EnumField) -> None:
        if field.data is None and not field.process_errors:
            raise ValidationError(gettext("Choose the kind of action."))


class DoubtForm(Form):
    """One row that may mean somebody on file."""

    case = RadioField(validators=[], validate_choice=False)

    def offer(self, name: str, candidates: Sequence[tuple[str, str]]) -> None:
        self.case.label.text = name
        none = SelectChoice(NOBODY, gettext("None of these: keep the name as not on file"))
        self.case.choices = [*(SelectChoice(case, told) for case, told in candidates), none]

    def chosen(self) -> str | None:
        """A record id, NOBODY, or None while nothing is chosen."""
        value: Any = self.case.data
        if value == NOBODY:
            return NOBODY
        try:
            return str(UUID(str(value)))
        except ValueError:
            return None
