"""A new person: the few fields that a first call gives. Everything else is filled in on the case page."""

from typing import Any, cast

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import Form
from wtforms.validators import ValidationError

from casework.domain.articles import read
from casework.domain.dates import PartialDate
from casework.domain.sections import (
    Consent,
    ConsentRecord,
    Custody,
    CustodyPeriod,
    Identity,
    Legal,
    PersonName,
    Prosecution,
    Section,
    SectionName,
    Sex,
    StatusTimeline,
)
from casework.domain.status import IN_CUSTODY, Status, StatusEntry
from casework.web.forms.base import filled, rows
from casework.web.forms.fields import EnumField, Line, Lines, PartialDateField, ReferenceField
from casework.web.forms.identity import NameRow


class IntakeForm(Form):
    names = rows(NameRow, _("Name"), least=2)
    sex = EnumField(_("Sex"), Sex, default=Sex.UNKNOWN)
    birth = PartialDateField(_("Date of birth"), description=_("Leave out what is not known"))
    region = Line(_("Region"))
    profile = Lines(_("Profile"), description=_("For example journalist, student, worker: one a line"))
    status = EnumField(_("Status"), Status, blank=_("Choose a status"))
    since = PartialDateField(_("Since"))
    source = Line(_("Source"), description=_("Who told us, or where it was published"))
    facility = ReferenceField(_("Facility"), blank=_("Choose a facility"))
    articles = Line(_("Articles"), description=_("For example 342 part 1, 361-4"))
    level = EnumField(_("Consent"), Consent, default=Consent.COUNTS_ONLY)
    given_by = Line(_("Given by"))

    def offer(self, facilities: dict[str, str], known: frozenset[str]) -> None:
        self.facility.offer(facilities)
        self.known_articles = known

    def validate_names(self, field: Any) -> None:
        if not list(filled(field)):
            raise ValidationError(gettext("Enter at least one name."))

    def validate_since(self, field: PartialDateField) -> None:
        if self.status.data is not None and field.data is None and not field.process_errors:
            raise ValidationError(gettext("Enter at least the year."))
        if self.status.data is None and field.data is not None:
            raise ValidationError(gettext("Choose a status for this date."))

    def validate_articles(self, field: Line) -> None:
        found = read(field.data or "", self.known_articles)
        if found.unknown:
            unknown = ", ".join(found.unknown)
            raise ValidationError(gettext("Not on the reference list: %(articles)s.", articles=unknown))
        if found.leftover:
            raise ValidationError(gettext("This part was not understood: %(text)s.", text=found.leftover))

    def validate_given_by(self, field: Line) -> None:
        if self.level.data and not field.data:
            raise ValidationError(gettext("Enter who gave the consent."))

    def sections(self) -> dict[SectionName, Section]:
        """Only the sections that something was said about."""
        found: dict[SectionName, Section] = {SectionName.IDENTITY: self.identity()}
        since = self.since.data
        if self.status.data is not None:
            entry = StatusEntry(self.status.data, cast(PartialDate, since), source=self.source.data)
            found[SectionName.STATUS] = StatusTimeline((entry,))
        if self.facility.data:
            held = since if self.status.data in IN_CUSTODY else None
            found[SectionName.CUSTODY] = Custody((CustodyPeriod(self.facility.data, held),))
        charges = read(self.articles.data or "", self.known_articles).charges
        if charges:
            found[SectionName.LEGAL] = Legal((Prosecution(charges=charges),))
        if self.level.data:
            found[SectionName.CONSENT] = ConsentRecord(self.level.data, given_by=self.given_by.data)
        return found

    def identity(self) -> Identity:
        return Identity(
            names=tuple(PersonName(row.script.data, row.text.data) for row in filled(self.names)),
            sex=self.sex.data,
            birth=self.birth.data,
            region=self.region.data,
            profile=self.profile.entries,
        )
