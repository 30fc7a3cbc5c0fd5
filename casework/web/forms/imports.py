"""The form that takes a list in."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from werkzeug.datastructures import FileStorage
from wtforms import FileField, Form
from wtforms.validators import ValidationError

from casework.domain.importing import DEFAULT_LIST
from casework.web.forms.fields import Line, Needed


class UploadForm(Form):
    file = FileField(
        _("File"),
        description=_("A list as CSV, with a header. Nothing is written before you have seen what it would do."),
    )
    list_name = Line(
        _("Name of the list"),
        [Needed(_("Enter whose list it is."))],
        longest=100,
        default=DEFAULT_LIST,
        description=_("Ids are matched within one list: use the same name for each update of it."),
    )

    def validate_file(self, field: FileField) -> None:
        if not isinstance(field.data, FileStorage) or not field.data.filename:
            raise ValidationError(gettext("Choose a file."))
