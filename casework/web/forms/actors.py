"""Somebody who raises cases, on a page."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import Form

from casework.domain.actionrules import LONGEST_LINK
from casework.domain.actors import ActorKind, AdvocacyActor
from casework.domain.reference import Titles
from casework.web.forms.fields import EnumField, Line, Lines, Needed, ReferenceField, whole_address


class ActorForm(Form):
    kind = EnumField(_("What it is"), ActorKind, blank=_("Choose"), validators=[Needed(_("Choose what it is."))])
    en = Line(_("Name in English"), description=_("At least one of the three names"))
    be = Line(_("Name in Belarusian"))
    ru = Line(_("Name in Russian"))
    aliases = Lines(_("Other names"), description=_("One a line: short names, former names"), render_kw={"rows": 2})
    country = ReferenceField(
        _("Country"),
        _("No one state"),
        description=_("For a government, a national parliament and its members. Leave empty for bodies of several."),
    )
    member_of = ReferenceField(
        _("Member of"), _("Not a member of parliament, or not known"), description=_("A parliament that is on file")
    )
    link = Line(_("Web page"), [whole_address], longest=LONGEST_LINK)
    note = Lines(_("Note"), description=_("For ourselves; in no document"), render_kw={"rows": 2})

    @classmethod
    def showing(cls, value: AdvocacyActor) -> "ActorForm":
        return cls(data=values(value))

    def offer(self, countries: Mapping[str, str], parliaments: Iterable[tuple[str, str]]) -> "ActorForm":
        self.country.offer(countries)
        self.member_of.offer(dict(parliaments))
        return self

    def value(self) -> AdvocacyActor:
        """Call after `validate`."""
        return AdvocacyActor(
            kind=self.kind.data,
            names=Titles(self.en.data or "", self.be.data or "", self.ru.data or ""),
            aliases=self.aliases.entries,
            country=self.country.data or "",
            member_of=self.member_of.data or "",
            link=self.link.data or "",
            note=(self.note.data or "").strip(),
        )


def values(value: AdvocacyActor) -> dict[str, Any]:
    return {
        "kind": value.kind,
        "en": value.names.en,
        "be": value.names.be,
        "ru": value.names.ru,
        "aliases": "\n".join(value.aliases),
        "country": value.country,
        "member_of": value.member_of,
        "link": value.link,
        "note": value.note,
    }
