"""An advocacy action on a page. Whom it covers is chosen beside the form, not typed into it."""

from typing import Any, cast
from urllib.parse import urlsplit

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import Form
from wtforms.validators import ValidationError

from casework.domain.actions import Action, ActionKind, Coverage
from casework.domain.dates import PartialDate
from casework.web.forms.fields import EnumField, Line, Lines, Needed, PartialDateField

SHORT = {"rows": 2}


def web_address(_form: object, field: Line) -> None:
    """A link may lead to a page only: `javascript:` and its like are no links."""
    if not field.data:
        return
    parts = urlsplit(field.data)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValidationError(gettext("Enter the whole address, beginning with https://"))


class ActionForm(Form):
    kind = EnumField(_("Kind of action"), ActionKind, blank=_("Choose a kind"))
    date = PartialDateField(_("Date of the action"), [Needed(_("Enter at least the year."))])
    title = Line(_("Title"), [Needed(_("Enter a title."))], description=_("One line that says what it is"))
    actors = Lines(_("By whom"), description=_("One state, body or organisation a line"), render_kw=SHORT)
    addressees = Lines(_("To whom"), description=_("One a line"), render_kw=SHORT)
    asks = Lines(
        _("What is asked for"),
        description=_("One a line, such as “immediate and unconditional release”"),
        render_kw=SHORT,
    )
    link = Line(_("Link"), [web_address], longest=2000)
    outcome = Lines(_("Response and outcome"), description=_("Not in public documents"), render_kw=SHORT)
    note = Lines(_("Note"), description=_("For ourselves; in no document"), render_kw=SHORT)

    def validate_kind(self, field: EnumField) -> None:
        if field.data is None:
            raise ValidationError(gettext("Choose the kind of action."))

    @classmethod
    def showing(cls, action: Action) -> "ActionForm":
        return cls(data=values(action))

    def action(self, covers: Coverage, report: str = "") -> Action:
        """Call after `validate`."""
        return Action(
            kind=self.kind.data,
            date=cast(PartialDate, self.date.data),
            title=self.title.data or "",
            actors=self.actors.entries,
            addressees=self.addressees.entries,
            asks=self.asks.entries,
            covers=covers,
            link=self.link.data or "",
            outcome=(self.outcome.data or "").strip(),
            note=(self.note.data or "").strip(),
            report=report,
        )


def values(action: Action) -> dict[str, Any]:
    return {
        "kind": action.kind,
        "date": action.date,
        "title": action.title,
        "actors": "\n".join(action.actors),
        "addressees": "\n".join(action.addressees),
        "asks": "\n".join(action.asks),
        "link": action.link,
        "outcome": action.outcome,
        "note": action.note,
    }
