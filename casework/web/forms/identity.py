"""Who the person is."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms.validators import ValidationError

from casework.domain.folding import mostly_cyrillic
from casework.domain.sections import ExternalId, Identity, PersonName, Recognition, Script, Sex
from casework.web.forms.base import RowForm, SectionForm, filled, rows
from casework.web.forms.fields import EnumField, Line, Lines, Needed, PartialDateField


def as_written(form: RowForm, field: Line) -> None:
    """The letters are those the row says they are; look-alikes of the other alphabet among them do not count."""
    if not any(letter.isalpha() for letter in field.data or ""):
        return
    cyrillic = mostly_cyrillic(field.data)
    if form["script"].data is Script.LATIN and cyrillic:
        raise ValidationError(gettext("This is in Cyrillic letters: choose so, or write it in Latin ones."))
    if form["script"].data in {Script.BE, Script.RU} and not cyrillic:
        raise ValidationError(gettext("This is in Latin letters: choose so, or write it in Cyrillic ones."))


class NameRow(RowForm):
    telling = ("text",)
    script = EnumField(_("Written"), Script, default=Script.BE)
    text = Line(_("Name"), [as_written], description=_("Given name, then family name"))


class ListNumberRow(RowForm):
    telling = ("list_name", "value")
    list_name = Line(_("List"), [Needed(_("Enter whose list it is."))])
    value = Line(_("Number on that list"), [Needed(_("Enter the number."))])


class IdentityForm(SectionForm[Identity]):
    names = rows(NameRow, _("Name"), least=2)
    aliases = Lines(_("Other names"), description=_("Aliases, maiden name, call sign: one a line"))
    sex = EnumField(_("Sex"), Sex, default=Sex.UNKNOWN)
    birth = PartialDateField(_("Date of birth"), description=_("Leave out what is not known"))
    region = Line(_("Region"))
    profile = Lines(_("Profile"), description=_("For example journalist, student, worker: one a line"))
    description = Lines(_("Description"), longest=20_000)
    recognition = EnumField(_("Recognition"), Recognition, default=Recognition.UNKNOWN)
    recognised_on = PartialDateField(_("Recognised on"))
    external_ids = rows(ListNumberRow, _("Number on another list"))
    links = Lines(_("Links"), description=_("Public pages about the person: one a line"), longest=10_000)

    def validate_names(self, field: Any) -> None:
        if not list(filled(field)):
            raise ValidationError(gettext("Enter at least one name."))

    def validate_links(self, field: Lines) -> None:
        if any(not line.startswith(("https://", "http://")) for line in field.entries):
            raise ValidationError(gettext("Begin each link with https:// or http://."))

    @staticmethod
    def values(section: Identity) -> dict[str, Any]:
        return {
            "names": [{"script": name.script, "text": name.text} for name in section.names],
            "aliases": "\n".join(section.aliases),
            "sex": section.sex,
            "birth": section.birth,
            "region": section.region,
            "profile": "\n".join(section.profile),
            "description": section.description,
            "recognition": section.recognition,
            "recognised_on": section.recognised_on,
            "external_ids": [{"list_name": one.list_name, "value": one.value} for one in section.external_ids],
            "links": "\n".join(section.links),
        }

    def section(self) -> Identity:
        return Identity(
            names=tuple(PersonName(row.script.data, row.text.data) for row in filled(self.names)),
            aliases=self.aliases.entries,
            sex=self.sex.data,
            birth=self.birth.data,
            profile=self.profile.entries,
            region=self.region.data,
            description=(self.description.data or "").strip().replace("\r\n", "\n"),
            recognition=self.recognition.data,
            recognised_on=self.recognised_on.data,
            external_ids=tuple(ExternalId(row.list_name.data, row.value.data) for row in filled(self.external_ids)),
            links=self.links.entries,
        )
