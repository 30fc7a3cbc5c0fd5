"""What may be said about the person, and who allowed it."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms.validators import ValidationError

from casework.domain.sections import Consent, ConsentRecord, ConsentTopic
from casework.web.forms.base import SectionForm
from casework.web.forms.fields import EnumField, Line, Lines, ManyEnumField, PartialDateField


class ConsentForm(SectionForm[ConsentRecord]):
    level = EnumField(_("Consent"), Consent, default=Consent.COUNTS_ONLY)
    topics = ManyEnumField(_("What may be published"), ConsentTopic)
    given_by = Line(_("Given by"))
    relationship = Line(_("Relationship to the person"))
    channel = Line(_("Channel"), description=_("How it was given: in person, letter, message"))
    given_on = PartialDateField(_("Given on"))
    expires_on = PartialDateField(_("Review by"))
    withdrawn_on = PartialDateField(_("Withdrawn on"))
    note = Lines(_("Note"))

    def validate_given_by(self, field: Line) -> None:
        if self.level.data and not field.data:
            raise ValidationError(gettext("Enter who gave the consent."))

    def validate_expires_on(self, field: PartialDateField) -> None:
        if field.data and self.given_on.data and field.data.latest < self.given_on.data.earliest:
            raise ValidationError(gettext("The end is before the beginning."))

    @staticmethod
    def values(section: ConsentRecord) -> dict[str, Any]:
        return {
            "level": section.level,
            "topics": list(section.topics),
            "given_by": section.given_by,
            "relationship": section.relationship,
            "channel": section.channel,
            "given_on": section.given_on,
            "expires_on": section.expires_on,
            "withdrawn_on": section.withdrawn_on,
            "note": section.note,
        }

    def section(self) -> ConsentRecord:
        return ConsentRecord(
            level=self.level.data,
            given_by=self.given_by.data,
            relationship=self.relationship.data,
            channel=self.channel.data,
            given_on=self.given_on.data,
            expires_on=self.expires_on.data,
            withdrawn_on=self.withdrawn_on.data,
            topics=tuple(self.topics.data),
            note=(self.note.data or "").strip(),
        )
