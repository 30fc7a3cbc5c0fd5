"""Officials, entities and assets on a page: who they are, the posts they held, what they hold."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField
from wtforms.validators import ValidationError

from casework.domain.entities import ASSETS, EntityKind, EntityProfile, Holding, HoldingKind, Holdings, Post, Posts
from casework.domain.officials import BODIES, folded
from casework.domain.sections import ExternalId, PersonName, Script, Sex
from casework.web.forms.base import RowForm, SectionForm, filled, rows
from casework.web.forms.fields import EnumField, Line, Lines, Needed, PartialDateField, ReferenceField
from casework.web.forms.identity import ListNumberRow, as_written
from casework.web.forms.onfile import OnFile, OnFileField

SHORT = {"rows": 2}
NOTHING: Mapping[str, str] = {}
NATURES = (frozenset({EntityKind.PERSON}), BODIES, ASSETS)
"""Within one of these a kind can be set right later; a person does not become a company."""


def of_nature(kind: EntityKind) -> tuple[EntityKind, ...]:
    """The kinds that a record of this kind may turn out to be."""
    return next(tuple(one for one in EntityKind if one in some) for some in NATURES if kind in some)


class EntityNameRow(RowForm):
    telling = ("text",)
    script = EnumField(_("Written"), Script, default=Script.BE)
    text = Line(_("Name"), [as_written])


class ProfileForm(SectionForm[EntityProfile]):
    """The page draws the fields that the kind has; what it does not draw stays empty. Only a person has a sex."""

    kind = EnumField(_("Kind"), EntityKind)
    names = rows(EntityNameRow, _("Name"), least=2)
    aliases = Lines(_("Other names"), description=_("Aliases, former names, short forms: one a line"), render_kw=SHORT)
    sex = EnumField(_("Sex"), Sex, default=Sex.UNKNOWN)
    begun = PartialDateField(_("Born, founded or built"), description=_("Leave out what is not known"))
    ended = PartialDateField(_("Died, dissolved or scrapped"))
    country = ReferenceField(_("Country"), blank=_("Not known"))
    registration = Line(_("Registration"), description=_("The mark of an aircraft, the IMO number of a vessel"))
    type = Line(_("Type"), description=_("For example business jet, tanker"))
    model = Line(_("Model"))
    identifiers = Lines(_("Other numbers"), description=_("Tax or register number: one a line"), render_kw=SHORT)
    external_ids = rows(ListNumberRow, _("Number on another list"))
    links = Lines(_("Links"), description=_("Public pages: one a line"), longest=10_000, render_kw=SHORT)
    description = Lines(_("Description"), longest=20_000)
    note = Lines(_("Note"), description=_("For ourselves; in no document"), longest=20_000, render_kw=SHORT)

    def offer(self, countries: dict[str, str], kind: EntityKind) -> None:
        self.country.offer(countries)
        if kind is not EntityKind.PERSON:
            del self.sex
        self.kind.members = {one.value: one for one in of_nature(kind)}
        for name, text in _titles(kind).items():
            self[name].label.text = text

    def validate_kind(self, field: EnumField) -> None:
        if field.data is not None and field.data.value not in field.members:
            raise ValidationError(gettext("Choose one from the list."))

    def validate_links(self, field: Lines) -> None:
        if any(not line.startswith(("https://", "http://")) for line in field.entries):
            raise ValidationError(gettext("Begin each link with https:// or http://."))

    @staticmethod
    def values(section: EntityProfile) -> dict[str, Any]:
        return {
            "kind": section.kind,
            "names": [{"script": name.script, "text": name.text} for name in section.names],
            "aliases": "\n".join(section.aliases),
            "sex": section.sex,
            "begun": section.begun,
            "ended": section.ended,
            "country": section.country,
            "registration": section.registration,
            "type": section.type,
            "model": section.model,
            "identifiers": "\n".join(section.identifiers),
            "external_ids": [{"list_name": one.list_name, "value": one.value} for one in section.external_ids],
            "links": "\n".join(section.links),
            "description": section.description,
            "note": section.note,
        }

    def section(self) -> EntityProfile:
        return EntityProfile(
            kind=self.kind.data,
            names=tuple(PersonName(row.script.data, row.text.data) for row in filled(self.names)),
            aliases=self.aliases.entries,
            sex=self.sex.data if "sex" in self else Sex.UNKNOWN,
            begun=self.begun.data,
            ended=self.ended.data,
            country=self.country.data or "",
            registration=self.registration.data or "",
            type=self.type.data or "",
            model=self.model.data or "",
            identifiers=self.identifiers.entries,
            external_ids=tuple(ExternalId(row.list_name.data, row.value.data) for row in filled(self.external_ids)),
            links=self.links.entries,
            description=_text(self.description),
            note=_text(self.note),
        )


def _titles(kind: EntityKind) -> dict[str, str]:
    """What beginning and end are called."""
    if kind is EntityKind.PERSON:
        return {"begun": gettext("Date of birth"), "ended": gettext("Date of death")}
    if kind in ASSETS:
        return {"begun": gettext("Built"), "ended": gettext("Out of use since")}
    return {"begun": gettext("Founded"), "ended": gettext("Dissolved")}


class PostRow(RowForm):
    telling = ("position", "body", "since", "until", "source")
    position = Line(
        _("Position"), [Needed(_("Enter the position."))], description=_("For example judge, head of colony")
    )
    body = OnFileField(_("At"), description=_("Court, ministry, colony; one on file is linked"))
    since = PartialDateField(_("From"))
    until = PartialDateField(_("Until"), description=_("Leave empty while it lasts"))
    beside = BooleanField(_("Held beside another post at that time"))
    source = Line(_("Source"), description=_("A public one: everyone who reads advocacy sees it"))

    def post(self, kept: Mapping[str, str] = NOTHING) -> Post:
        """`kept` are the records of bodies as they stood, by the text they stood with: what was not touched stays."""
        text = self.body.data or ""
        record = kept.get(folded(text)) or self.body.record
        return Post(
            position=self.position.data or "",
            body=self.body.known.plain(record, text),
            entity=record,
            since=self.since.data,
            until=self.until.data,
            beside=bool(self.beside.data),
            source=self.source.data or "",
        )


class PostsForm(SectionForm[Posts]):
    entries = rows(PostRow, _("Post"))

    kept: Mapping[str, str] = NOTHING

    def offer(self, known: OnFile, before: Posts) -> None:
        self.kept = {folded(post.body): post.entity for post in before.entries if known.text(post.entity)}
        for row in self.entries:
            row.form.body.offer(known)

    @staticmethod
    def values(section: Posts) -> dict[str, Any]:
        return {
            "entries": [
                {
                    "position": one.position, "body": one.body, "since": one.since, "until": one.until,
                    "beside": one.beside, "source": one.source,
                }
                for one in section.entries
            ]
        }  # fmt: skip

    def section(self) -> Posts:
        return Posts(tuple(row.post(self.kept) for row in filled(self.entries)))


class HoldingRow(RowForm):
    telling = ("of", "share", "since", "until", "source")
    kind = EnumField(_("How"), HoldingKind, default=HoldingKind.OWNER)
    of = OnFileField(_("What"), [Needed(_("Enter what it is."))], description=_("One of those on file"))
    share = Line(_("Share, per cent"), longest=20, description=_("Of an owner, for example 50"))
    since = PartialDateField(_("From"))
    until = PartialDateField(_("Until"), description=_("Leave empty while it lasts"))
    source = Line(_("Source"), description=_("A public one: everyone who reads advocacy sees it"))

    def validate_of(self, field: OnFileField) -> None:
        if field.data and not field.record:
            raise ValidationError(gettext("This is not on file. Add it first, or choose another."))


class HoldingsForm(SectionForm[Holdings]):
    entries = rows(HoldingRow, _("Holding"))

    def offer(self, known: OnFile) -> None:
        for row in self.entries:
            field = row.form.of
            field.offer(known)
            if field.raw_data is None:
                field.data = known.text(field.data or "", field.data or "")

    @staticmethod
    def values(section: Holdings) -> dict[str, Any]:
        """`of` is the record until `offer` has put its name there."""
        return {
            "entries": [
                {
                    "kind": one.kind, "of": one.of, "share": one.share, "since": one.since, "until": one.until,
                    "source": one.source,
                }
                for one in section.entries
            ]
        }  # fmt: skip

    def section(self) -> Holdings:
        return Holdings(
            tuple(
                Holding(
                    row.kind.data,
                    row.of.record,
                    row.share.data or "",
                    row.since.data,
                    row.until.data,
                    row.source.data or "",
                )
                for row in filled(self.entries)
            )
        )


class NewEntityForm(ProfileForm):
    """Who it is, and for a person the posts: the rest is filled in on its page."""

    posts = rows(PostRow, _("Post"))

    def offer_bodies(self, known: OnFile) -> None:
        for row in self.posts:
            row.form.body.offer(known)

    def held(self) -> Posts:
        return Posts(tuple(row.post() for row in filled(self.posts)))


def _text(field: Lines) -> str:
    return (field.data or "").strip().replace("\r\n", "\n")
