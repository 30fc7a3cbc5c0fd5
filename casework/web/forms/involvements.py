"""An official's part in a case on a page; the evidence is drawn for who may read sources."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import Form
from wtforms.validators import ValidationError

from casework.domain.involvements import Credibility, Degree, Evidence, Involvement, InvolvementRole, Reliability
from casework.web.forms.fields import EnumField, Line, Lines, PartialDateField, whole_address


class InvolvementForm(Form):
    role = EnumField(_("Part in the case"), InvolvementRole, blank=_("Choose a part"))
    degree = EnumField(_("How close to the act"), Degree, default=Degree.NOT_KNOWN)
    on = PartialDateField(_("Date of the act"), description=_("Leave out what is not known"))
    act = Lines(_("What was done"), description=_("In a sentence or two"), longest=20_000, render_kw={"rows": 3})
    basis = Lines(
        _("What shows it"),
        description=_("In general terms, such as a public verdict or a video. Everyone who reads cases sees it"),
        longest=20_000,
        render_kw={"rows": 2},
    )
    link = Line(_("Link"), [whole_address], longest=2000)
    reliability = EnumField(_("Reliability of the source"), Reliability, default=Reliability.F)
    credibility = EnumField(_("Credibility of the information"), Credibility, default=Credibility.CANNOT_JUDGE)
    source = Line(_("Who told us"), description=_("Sealed with the sources: analysts never see it"))
    text = Lines(_("Evidence"), description=_("Sealed with the sources"), longest=20_000)

    def validate_role(self, field: EnumField) -> None:
        if field.data is None:
            raise ValidationError(gettext("Choose the part in the case."))

    @classmethod
    def showing(cls, part: Involvement, evidence: Evidence | None = None) -> "InvolvementForm":
        return cls(data=values(part, evidence))

    def part(self, entity: str, case: str) -> Involvement:
        """Call after `validate`."""
        return Involvement(
            entity=entity,
            case=case,
            role=self.role.data,
            degree=self.degree.data,
            on=self.on.data,
            act=_text(self.act),
            basis=_text(self.basis),
            link=self.link.data or "",
            reliability=self.reliability.data,
            credibility=self.credibility.data,
        )

    def evidence(self) -> Evidence:
        return Evidence(self.source.data or "", _text(self.text))


def values(part: Involvement, evidence: Evidence | None = None) -> dict[str, Any]:
    return {
        "role": part.role,
        "degree": part.degree,
        "on": part.on,
        "act": part.act,
        "basis": part.basis,
        "link": part.link,
        "reliability": part.reliability,
        "credibility": part.credibility,
        "source": evidence.source if evidence else "",
        "text": evidence.text if evidence else "",
    }


def _text(field: Lines) -> str:
    return (field.data or "").strip().replace("\r\n", "\n")
