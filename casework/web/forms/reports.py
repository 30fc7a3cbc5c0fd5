"""What a statement is to be made from, and where it was published."""

from datetime import date
from typing import Any, cast

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, Form
from wtforms.validators import ValidationError

from casework.domain.consent import Audience
from casework.domain.dates import PartialDate
from casework.domain.statement import Format, Language, StatementRequest
from casework.services.clock import today
from casework.web.forms.fields import (
    EnumField,
    Line,
    Lines,
    ManyEnumField,
    Needed,
    PartialDateField,
    not_in_future,
    whole_address,
)


class StatementForm(Form):
    as_of = PartialDateField(
        _("As of"),
        [Needed(_("Enter the day the figures are about.")), not_in_future(today)],
        exact=True,
        description=_("The day the figures are about"),
    )
    known_at = PartialDateField(
        _("As known on"),
        [not_in_future(today)],
        exact=True,
        description=_("Leave empty for what is known today. Consent is always today's."),
    )
    audience = EnumField(_("For whom"), Audience, default=Audience.PUBLIC)
    language = EnumField(_("Language of the document"), Language, default=Language.EN)
    title = Line(_("Title"), longest=200, description=_("Left empty, a plain one is put in"))
    occasion = Line(_("Occasion"))
    context = Lines(_("Context"), description=_("One paragraph a line. Check yourself that it names nobody."))
    ask = Lines(_("What we ask for"), description=_("One paragraph a line"))
    formats = ManyEnumField(_("Files"), Format, default=list(Format))
    small_counts_approved = BooleanField(
        _("Show counts of 1 to 4 where everyone counted is already public by consent"),
        description=_("Public documents only. Your approval is written to the audit log."),
    )

    def validate_formats(self, field: ManyEnumField) -> None:
        if not field.data:
            raise ValidationError(gettext("Choose at least one kind of file."))

    def request(self, query: str, population: str) -> StatementRequest:
        """Call after `validate`."""
        return StatementRequest(
            as_of=cast(date, _day(self.as_of)),
            known_at=_day(self.known_at),
            audience=self.audience.data,
            language=self.language.data,
            title=self.title.data or "",
            occasion=self.occasion.data or "",
            context=(self.context.data or "").strip(),
            ask=(self.ask.data or "").strip(),
            query=query,
            population=population,
            small_counts_approved=bool(self.small_counts_approved.data),
            formats=tuple(self.formats.data),
        )

    @staticmethod
    def starting(as_of: date, known_at: date | None) -> dict[str, Any]:
        return {"as_of": PartialDate.of(as_of), "known_at": PartialDate.of(known_at) if known_at else None}


class PublicationForm(Form):
    on = PartialDateField(
        _("Published on"), [Needed(_("Enter the day it was published.")), not_in_future(today)], exact=True
    )
    link = Line(_("Link"), [whole_address], longest=2000, description=_("Where it can be read; leave empty if nowhere"))


def _day(field: PartialDateField) -> date | None:
    return field.data.earliest if field.data else None
