"""A sanctions listing on a page, and the delisting that ends one. What is listed is chosen beside the form."""

from collections.abc import Mapping
from typing import Any, cast

import msgspec
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import Form
from wtforms.validators import ValidationError

from casework.domain.dates import PartialDate
from casework.domain.designations import Designation
from casework.domain.reference import Programme
from casework.web.forms.fields import Line, Lines, Needed, PartialDateField, ReferenceField, whole_address

SHORT = {"rows": 2}


class DesignationForm(Form):
    programme = ReferenceField(_("Programme"), _("Programme not known"))
    authority = ReferenceField(
        _("Who lists"), _("As the programme says"), description=_("Choose it only where the programme is not known")
    )
    listed_on = PartialDateField(_("Listed on"), [Needed(_("Enter at least the year."))])
    number = Line(_("Number"), description=_("In the act or on the list, as it is written there"))
    provisions = Line(_("Measures"), description=_("For example: asset freeze, travel ban"))
    reason = Lines(_("Reason given"), description=_("As the authority states it"), render_kw=SHORT)
    link = Line(_("Link"), [whole_address], longest=2000)
    action = ReferenceField(_("Announced with"), _("No action on file"))
    delisted_on = PartialDateField(_("Delisted on"), description=_("Leave empty while it is listed"))
    delisting_reason = Lines(_("Reason of the delisting"), render_kw=SHORT)
    note = Lines(_("Note"), description=_("For ourselves; in no document"), render_kw=SHORT)

    def validate_authority(self, field: ReferenceField) -> None:
        if not field.data and not self.programme.data:
            raise ValidationError(gettext("Choose a programme, or who lists."))

    @classmethod
    def showing(cls, listing: Designation) -> "DesignationForm":
        return cls(data=values(listing))

    def offer(self, programmes: Mapping[str, str], authorities: tuple[str, ...], actions: Mapping[str, str]) -> None:
        self.programme.offer(programmes)
        self.authority.offer({code: code for code in authorities})
        self.action.offer(actions)

    def listing(self, before: Designation, programmes: tuple[Programme, ...]) -> Designation:
        """Call after `validate`. What the form does not ask for stays as it was."""
        key = self.programme.data or ""
        of = next((one.authority for one in programmes if one.key == key), "")
        return msgspec.structs.replace(
            before,
            authority=self.authority.data or of or key.partition("-")[0],
            programme=key,
            listed_on=cast(PartialDate, self.listed_on.data),
            number=self.number.data or "",
            provisions=self.provisions.data or "",
            reason=(self.reason.data or "").strip(),
            link=self.link.data or "",
            action=self.action.data or "",
            delisted_on=self.delisted_on.data,
            delisting_reason=(self.delisting_reason.data or "").strip(),
            note=(self.note.data or "").strip(),
        )


class DelistingForm(Form):
    delisted_on = PartialDateField(_("Delisted on"), [Needed(_("Enter at least the year."))])
    reason = Lines(_("Reason"), description=_("As the authority or the court states it"), render_kw=SHORT)


class WithdrawalForm(Form):
    reason = Line(_("Reason"), [Needed(_("Say why it was a mistake."))], description=_("Kept in the history"))


def values(listing: Designation) -> dict[str, Any]:
    names = (
        "programme", "authority", "listed_on", "number", "provisions", "reason", "link", "action", "delisted_on",
        "delisting_reason", "note",
    )  # fmt: skip
    return {name: getattr(listing, name) for name in names}
