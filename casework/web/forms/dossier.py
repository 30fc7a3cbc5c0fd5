"""For whom a dossier is made, in which language, as of which day."""

from datetime import date
from typing import cast
from uuid import UUID

from flask_babel import lazy_gettext as _
from wtforms import Form

from casework.domain.consent import Audience
from casework.domain.dates import PartialDate
from casework.domain.dossier import DossierRequest
from casework.domain.statement import Language
from casework.services.clock import today
from casework.web.forms.fields import EnumField, Needed, PartialDateField, not_in_future


class DossierForm(Form):
    audience = EnumField(_("For whom"), Audience, default=Audience.INTERNAL)
    language = EnumField(_("Language of the document"), Language, default=Language.EN)
    as_of = PartialDateField(
        _("As of"),
        [Needed(_("Enter the day the figures are about.")), not_in_future(today)],
        exact=True,
        description=_("Parts in cases and listings up to this day. Consent is always today's."),
    )

    @classmethod
    def starting(cls, as_of: date, language: Language) -> "DossierForm":
        return cls(data={"as_of": PartialDate.of(as_of), "language": language, "audience": Audience.INTERNAL})

    def request(self, entity: UUID) -> DossierRequest:
        """Call after `validate`."""
        day = cast(PartialDate, self.as_of.data).earliest
        return DossierRequest(str(entity), day, self.audience.data, self.language.data)
