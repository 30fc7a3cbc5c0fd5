"""What the person is prosecuted for, and the sentence."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, FormField
from wtforms.validators import ValidationError

from casework.domain.sections import Charge, Legal, PenaltyKind, Prosecution, Regime, Sentence, Stage
from casework.web.forms.base import RowForm, SectionForm, filled, rows
from casework.web.forms.fields import EnumField, Line, Lines, Needed, PartialDateField, WholeNumber


class ChargeRow(RowForm):
    telling = ("article", "part")
    article = Line(
        _("Article"), [Needed(_("Enter the article."))], longest=20, description=_("For example 342 or 361-4")
    )
    part = Line(_("Part"), longest=20)


class SentenceForm(RowForm):
    telling = ("kind",)
    kind = EnumField(_("Penalty"), PenaltyKind, blank=_("No sentence yet"))
    years = WholeNumber(_("Years"), most=100)
    months = WholeNumber(_("Months"), most=1200)
    days = WholeNumber(_("Days"), most=366)
    regime = EnumField(_("Regime"), Regime, default=Regime.NOT_STATED)
    as_written = Line(_("Sentence as the source writes it"))
    starts = PartialDateField(_("Term begins"))
    ends = PartialDateField(_("Term ends"))

    def validate_ends(self, field: PartialDateField) -> None:
        if field.data and self.starts.data and field.data.latest < self.starts.data.earliest:
            raise ValidationError(gettext("The end is before the beginning."))


class ProsecutionRow(RowForm):
    telling = ("charges", "court", "judges", "verdict_on", "appeal_on", "note")
    stage = EnumField(_("Stage"), Stage, default=Stage.ACCUSED)
    charges = rows(ChargeRow, _("Charge"))
    court = Line(_("Court"))
    judges = Lines(_("Judges"), description=_("One a line"))
    verdict_on = PartialDateField(_("Verdict"))
    appeal_on = PartialDateField(_("Appeal decided"))
    sentence = FormField(SentenceForm, label=_("Sentence"))
    note = Lines(_("Note"))

    @property
    def blank(self) -> bool:
        return bool(self.sentence.form.blank) and super().blank

    def validate_appeal_on(self, field: PartialDateField) -> None:
        if field.data and self.verdict_on.data and field.data.latest < self.verdict_on.data.earliest:
            raise ValidationError(gettext("The appeal is before the verdict."))

    def prosecution(self) -> Prosecution:
        return Prosecution(
            stage=self.stage.data,
            charges=tuple(Charge(row.article.data, row.part.data or "") for row in filled(self.charges)),
            court=self.court.data or "",
            judges=self.judges.entries,
            verdict_on=self.verdict_on.data,
            appeal_on=self.appeal_on.data,
            sentence=_sentence(self.sentence.form),
            note=(self.note.data or "").strip(),
        )


class LegalForm(SectionForm[Legal]):
    prosecutions = rows(ProsecutionRow, _("Prosecution"))
    extremist_list = BooleanField(_("On the state's list of “extremists”"))
    terrorist_list = BooleanField(_("On the state's list of “terrorists”"))
    extremism_register = BooleanField(_("On the prison register as “prone to extremism” (yellow tag)"))

    def offer(self, articles: dict[str, str]) -> None:
        """Refuse an article that is not on the reference list; the page links to where it can be added."""
        self.articles = articles

    def validate_prosecutions(self, field: Any) -> None:
        for row in filled(field):
            for charge in filled(row.charges):
                if charge.article.data and charge.article.data not in self.articles:
                    charge.article.errors = [gettext("This article is not on the reference list.")]
                    raise ValidationError(gettext("Add the article to the reference list first, or choose another."))

    @staticmethod
    def values(section: Legal) -> dict[str, Any]:
        return {
            "prosecutions": [_shown(one) for one in section.prosecutions],
            "extremist_list": section.extremist_list,
            "terrorist_list": section.terrorist_list,
            "extremism_register": section.extremism_register,
        }

    def section(self) -> Legal:
        return Legal(
            prosecutions=tuple(row.prosecution() for row in filled(self.prosecutions)),
            extremist_list=bool(self.extremist_list.data),
            terrorist_list=bool(self.terrorist_list.data),
            extremism_register=bool(self.extremism_register.data),
        )


def _sentence(form: SentenceForm) -> Sentence | None:
    if form.blank:
        return None
    years, months = form.years.data, form.months.data
    return Sentence(
        kind=form.kind.data,
        months=None if years is None and months is None else 12 * (years or 0) + (months or 0),
        days=form.days.data,
        regime=form.regime.data,
        as_written=form.as_written.data or "",
        starts=form.starts.data,
        ends=form.ends.data,
    )


def _shown(one: Prosecution) -> dict[str, Any]:
    return {
        "stage": one.stage,
        "charges": [{"article": charge.article, "part": charge.part} for charge in one.charges],
        "court": one.court,
        "judges": "\n".join(one.judges),
        "verdict_on": one.verdict_on,
        "appeal_on": one.appeal_on,
        "sentence": _shown_sentence(one.sentence) if one.sentence else {},
        "note": one.note,
    }


def _shown_sentence(sentence: Sentence) -> dict[str, Any]:
    years, months = divmod(sentence.months, 12) if sentence.months is not None else (None, None)
    return {
        "kind": sentence.kind,
        "years": years or None,
        "months": months if months or not years else None,
        "days": sentence.days,
        "regime": sentence.regime,
        "as_written": sentence.as_written,
        "starts": sentence.starts,
        "ends": sentence.ends,
    }
