"""An entry of a reference list: titles in three languages, and when it was in force."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, Form, SelectField
from wtforms.fields import SelectChoice
from wtforms.validators import ValidationError

from casework.domain.reference import KINDS, Article, Facility, Programme, Titles
from casework.web.forms.fields import Line, Lines, Needed, PartialDateField, WholeNumber
from casework.web.labels import FACILITY_KINDS


class EntryForm(Form):
    key = Line(_("Short name"), [Needed(_("Enter the short name."))], 20)
    en = Line(_("Title in English"), [Needed(_("Enter the title in English."))])
    be = Line(_("Title in Belarusian"))
    ru = Line(_("Title in Russian"))
    valid_from = PartialDateField(_("In force from"))
    valid_until = PartialDateField(_("In force until"), description=_("Leave empty while it lasts"))
    verified = BooleanField(_("Checked in a public source"))

    def validate_valid_until(self, field: PartialDateField) -> None:
        if field.data and self.valid_from.data and field.data.latest < self.valid_from.data.earliest:
            raise ValidationError(gettext("The end is before the beginning."))

    def titles(self) -> Titles:
        return Titles(self.en.data, self.be.data, self.ru.data)

    @staticmethod
    def shared(entry: Article | Facility | Programme) -> dict[str, Any]:
        titles = entry.titles
        return {
            "key": entry.key, "en": titles.en, "be": titles.be, "ru": titles.ru, "valid_from": entry.valid_from,
            "valid_until": entry.valid_until, "verified": entry.verified,
        }  # fmt: skip


class ArticleForm(EntryForm):
    parts = Line(_("Parts"), description=_("For example 1, 2, 3"))

    @classmethod
    def showing(cls, entry: Article) -> "ArticleForm":
        return cls(data=cls.shared(entry) | {"parts": ", ".join(entry.parts)})

    def entry(self) -> Article:
        parts = tuple(part.strip() for part in self.parts.data.split(",") if part.strip())
        return Article(
            self.key.data, self.titles(), self.valid_from.data, self.valid_until.data, parts, bool(self.verified.data)
        )


class FacilityForm(EntryForm):
    kind = SelectField(_("Kind of place"), choices=lambda: [SelectChoice(k, str(FACILITY_KINDS[k])) for k in KINDS])
    number = WholeNumber(_("Number"), most=999)
    towns = Lines(_("Towns"), description=_("As lists write them: one a line"))
    also = Lines(_("Also written"), description=_("Other spellings seen in lists: one a line"))
    women = BooleanField(_("For women"))

    @classmethod
    def showing(cls, entry: Facility) -> "FacilityForm":
        own = {"kind": entry.kind, "number": entry.number, "towns": "\n".join(entry.towns)}
        return cls(data=cls.shared(entry) | own | {"also": "\n".join(entry.also), "women": entry.women})

    def entry(self) -> Facility:
        return Facility(
            key=self.key.data, kind=self.kind.data, titles=self.titles(), number=self.number.data,
            towns=self.towns.entries, also=self.also.entries, women=bool(self.women.data),
            valid_from=self.valid_from.data, valid_until=self.valid_until.data, verified=bool(self.verified.data),
        )  # fmt: skip


class ProgrammeForm(EntryForm):
    authority = Line(
        _("Who lists"),
        [Needed(_("Enter the code of who lists."))],
        8,
        description=_("The code of a country or a union in capital letters, such as EU or US"),
    )
    legal_basis = Line(_("Legal basis"), description=_("The acts by their numbers, apart by semicolons"))

    @classmethod
    def showing(cls, entry: Programme) -> "ProgrammeForm":
        return cls(data=cls.shared(entry) | {"authority": entry.authority, "legal_basis": entry.legal_basis})

    def entry(self) -> Programme:
        return Programme(
            key=self.key.data, authority=self.authority.data.upper(), titles=self.titles(),
            legal_basis=self.legal_basis.data, valid_from=self.valid_from.data, valid_until=self.valid_until.data,
            verified=bool(self.verified.data),
        )  # fmt: skip
