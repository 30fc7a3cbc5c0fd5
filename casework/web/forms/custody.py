"""Where the person was held."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms.validators import ValidationError

from casework.domain.sections import Custody, CustodyPeriod
from casework.web.forms.base import RowForm, SectionForm, filled, rows
from casework.web.forms.fields import Line, PartialDateField, ReferenceField


class PeriodRow(RowForm):
    telling = ("facility", "since", "until", "as_written", "note")
    facility = ReferenceField(_("Facility"), blank=_("Not on the list"))
    since = PartialDateField(_("From"))
    until = PartialDateField(_("Until"), description=_("Leave empty while it lasts"))
    as_written = Line(_("As the source writes it"))
    note = Line(_("Note"), longest=2000)

    def validate_facility(self, field: ReferenceField) -> None:
        if not field.data and not self.as_written.data:
            raise ValidationError(gettext("Choose a facility, or enter it as the source writes it."))

    def validate_until(self, field: PartialDateField) -> None:
        if field.data and self.since.data and field.data.latest < self.since.data.earliest:
            raise ValidationError(gettext("The end is before the beginning."))


class CustodyForm(SectionForm[Custody]):
    periods = rows(PeriodRow, _("Stay"))

    def offer(self, facilities: dict[str, str]) -> None:
        for entry in self.periods:
            entry.form.facility.offer(facilities)

    @staticmethod
    def values(section: Custody) -> dict[str, Any]:
        return {
            "periods": [
                {
                    "facility": period.facility,
                    "since": period.since,
                    "until": period.until,
                    "as_written": period.as_written,
                    "note": period.note,
                }
                for period in section.periods
            ]
        }

    def section(self) -> Custody:
        return Custody(
            tuple(
                CustodyPeriod(
                    row.facility.data or "",
                    row.since.data,
                    row.until.data,
                    row.as_written.data or "",
                    row.note.data or "",
                )
                for row in filled(self.periods)
            )
        )
