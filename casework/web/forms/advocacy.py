"""An advocacy action on a page. Whom it covers is chosen beside the form, not typed into it."""

from typing import Any, cast

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import Form, SelectField
from wtforms.fields import Label, SelectChoice
from wtforms.validators import ValidationError

from casework.domain.actionrules import LONGEST_LINK, LONGEST_TEXT, MOST_ROWS, faults, web_address
from casework.domain.actions import (
    INITIAL,
    OWN_FIELDS,
    STEPS,
    Action,
    ActionKind,
    ActionStatus,
    Coverage,
    FollowUp,
    Mechanism,
    Response,
    Step,
    Text,
    WgadCategory,
)
from casework.domain.dates import PartialDate
from casework.services import clock
from casework.web.forms.base import RowForm, filled, rows
from casework.web.forms.fields import (
    EnumField,
    Line,
    Lines,
    ManyEnumField,
    Needed,
    PartialDateField,
    ReferenceField,
    WholeNumber,
)
from casework.web.forms.kinds import words
from casework.web.forms.raising import ActorRow
from casework.web.i18n import LANGUAGES
from casework.web.messages import attach

SHORT = {"rows": 2}
MOST_PEOPLE = 100_000_000
OWN = tuple(dict.fromkeys(name for names in OWN_FIELDS.values() for name in names))


def few_lines(_form: object, field: Lines) -> None:
    if len(field.entries) > MOST_ROWS:
        raise ValidationError(gettext("These are too many lines: at most %(count)s.", count=MOST_ROWS))


def web_addresses(_form: object, field: Lines) -> None:
    if not all(len(link) <= LONGEST_LINK and web_address(link) for link in field.entries):
        raise ValidationError(gettext("Enter whole addresses, beginning with https://, one a line."))


class LanguageField(SelectField):
    def __init__(self, label: object, **rest: Any) -> None:
        super().__init__(label, choices=self.options, validate_choice=False, **rest)

    def options(self) -> list[SelectChoice]:
        known = {"": gettext("Choose"), **LANGUAGES, "other": gettext("Another language")}
        kept = {self.data: self.data} if self.data and self.data not in known else {}
        return [SelectChoice(key, text) for key, text in (known | kept).items()]


class TextRow(RowForm):
    telling = ("text",)
    language = LanguageField(_("Language"), validators=[Needed(_("Choose the language of the text."))])
    text = Lines(_("Text"), longest=LONGEST_TEXT, render_kw={"rows": 6})


class FollowUpRow(RowForm):
    telling = ("what", "due", "done")
    what = Line(_("What to do"), [Needed(_("Enter what is to be done."))])
    due = PartialDateField(_("Due"), [Needed(_("Enter by when."))])
    done = PartialDateField(_("Done"), description=_("Leave empty while it is open"))


class ResponseRow(RowForm):
    telling = ("text", "by", "date")
    date = PartialDateField(_("Date of the response"), [Needed(_("Enter the date of the response."))])
    by = Line(_("Who responded"))
    text = Lines(_("What was said"), [Needed(_("Enter what was said."))], longest=LONGEST_TEXT, render_kw=SHORT)


class ActionForm(Form):
    """`suit` must be called once the kind is known: it names the kind's own fields."""

    kind = EnumField(_("Kind of action"), ActionKind, blank=_("Choose a kind"))
    status = EnumField(_("Status"), ActionStatus, default=ActionStatus.SENT)
    date = PartialDateField(
        _("Date of the action"),
        [Needed(_("Enter at least the year."))],
        description=_("May be in the future only while it is planned"),
    )
    title = Line(_("Title"), [Needed(_("Enter a title."))], description=_("One line that says what it is"))
    forum = Line()
    reference = Line()
    mechanism = EnumField(None, Mechanism, blank=_("Choose"))
    step = EnumField(None, Step, blank=_("Not stated"))
    programme = ReferenceField(None, _("Not stated"))
    number = WholeNumber(most=MOST_PEOPLE)
    since = PartialDateField()
    until = PartialDateField()
    deadline = PartialDateField()
    categories = ManyEnumField(None, WgadCategory)
    actors = rows(ActorRow, _("By whom"))
    addressees = Lines(_("To whom"), [few_lines], description=_("One a line"), render_kw=SHORT, longest=LONGEST_TEXT)
    asks = Lines(
        _("What is asked for"),
        [few_lines],
        description=_("One a line, such as “immediate and unconditional release”"),
        render_kw=SHORT,
        longest=LONGEST_TEXT,
    )
    links = Lines(
        _("Links"), [few_lines, web_addresses], description=_("One a line"), render_kw=SHORT, longest=LONGEST_LINK * 20
    )
    texts = rows(TextRow, _("Text"))
    responses = rows(ResponseRow, _("Response"))
    outcome = Lines(
        _("Outcome"), description=_("What came of it. Not in public documents"), render_kw=SHORT, longest=LONGEST_TEXT
    )
    impact = Lines(
        _("Impact"),
        description=_("What changed for the people, as far as can be said. No claim of cause"),
        render_kw=SHORT,
        longest=LONGEST_TEXT,
    )
    follow_ups = rows(FollowUpRow, _("Follow-up"))
    note = Lines(_("Note"), description=_("For ourselves; in no document"), render_kw=SHORT, longest=LONGEST_TEXT)

    def validate_kind(self, field: EnumField) -> None:
        if field.data is None and not field.process_errors:
            raise ValidationError(gettext("Choose the kind of action."))

    @classmethod
    def showing(cls, action: Action, programmes: dict[str, str] | None = None) -> "ActionForm":
        return cls(data=values(action)).suit(programmes or {})

    @classmethod
    def blank(cls, kind: ActionKind, programmes: dict[str, str], day: PartialDate | None = None) -> "ActionForm":
        """`day` is that of the population it covers: most are of the very day of the action."""
        dated = {"date": day} if day else {}
        return cls(data={"kind": kind, "status": INITIAL.get(kind, ActionStatus.SENT), **dated}).suit(programmes)

    def suit(self, programmes: dict[str, str]) -> "ActionForm":
        """Label and explain the fields that this kind has, and offer what they choose from."""
        self.programme.offer(programmes)
        kind = self.kind.data
        for name in OWN_FIELDS.get(kind, ()):
            text, hint = words(kind, name)
            self[name].label = Label(self[name].id, str(text))
            self[name].description = str(hint or "")
        self.step.members = {one.value: one for one in STEPS.get(kind, tuple(Step))}
        return self

    @property
    def own(self) -> list[Any]:
        return [self[name] for name in OWN_FIELDS.get(self.kind.data, ())]

    @property
    def set_aside(self) -> list[Any]:
        """What was typed into fields of another kind: kept in the page, not in the action."""
        return [self[name] for name in OWN if name not in OWN_FIELDS.get(self.kind.data, ())]

    def validate(self, extra_validators: Any = None) -> bool:
        """The rules of one action too, each beside its field."""
        self._forget_others()
        if not super().validate(extra_validators):
            return False
        found = list(faults(self.action(Coverage()), clock.today()))
        for fault in found:
            fault.field = self._place(fault.field)
            attach(self, fault)
        return not found

    def _forget_others(self) -> None:
        """A slip in a field that is not shown must not bar the form."""
        for field in self.set_aside:
            field.process_errors = []

    def _place(self, name: str) -> str:
        """Of the filled rows to that of the page: an empty row in between is none."""
        listed, _, rest = name.partition("-")
        if not rest:
            return name
        at, _, field = rest.partition("-")
        return str(list(filled(self[listed]))[int(at)][field].name)

    def action(self, covers: Coverage, report: str = "") -> Action:
        """Call after `validate`. By whom it is says `settle`."""
        kind = cast(ActionKind, self.kind.data)
        links = self.links.entries
        own = {name: self[name].data for name in OWN_FIELDS[kind]}
        own |= {name: own[name] or "" for name in ("forum", "reference", "programme") if name in own}
        own |= {"categories": tuple(own["categories"] or ())} if "categories" in own else {}
        return Action(
            kind=kind,
            status=self.status.data,
            date=cast(PartialDate, self.date.data),
            title=self.title.data or "",
            actors=tuple(row.name.data for row in filled(self.actors)),
            addressees=self.addressees.entries,
            asks=self.asks.entries,
            covers=covers,
            link=links[0] if links else "",
            links=links[1:],
            texts=tuple(Text(row.language.data, row.text.data.strip()) for row in filled(self.texts)),
            follow_ups=tuple(FollowUp(row.due.data, row.what.data, row.done.data) for row in filled(self.follow_ups)),
            responses=tuple(
                Response(row.date.data, row.text.data.strip(), row.by.data or "") for row in filled(self.responses)
            ),
            outcome=(self.outcome.data or "").strip(),
            impact=(self.impact.data or "").strip(),
            note=(self.note.data or "").strip(),
            report=report,
            **own,
        )


def values(action: Action) -> dict[str, Any]:
    own = {name: getattr(action, name) for name in OWN}
    return own | {
        "kind": action.kind,
        "status": action.status,
        "date": action.date,
        "title": action.title,
        "actors": [{"name": name} for name in action.actors],
        "addressees": "\n".join(action.addressees),
        "asks": "\n".join(action.asks),
        "links": "\n".join(filter(None, (action.link, *action.links))),
        "texts": [{"language": one.language, "text": one.text} for one in action.texts],
        "follow_ups": [{"due": one.due, "what": one.what, "done": one.done} for one in action.follow_ups],
        "responses": [{"date": one.date, "by": one.by, "text": one.text} for one in action.responses],
        "outcome": action.outcome,
        "impact": action.impact,
        "note": action.note,
    }
