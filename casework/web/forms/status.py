"""The status timeline, whole and as one change."""

from itertools import pairwise
from typing import Any, ClassVar, cast

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms.validators import ValidationError

from casework.domain.dates import PartialDate
from casework.domain.sections import StatusTimeline
from casework.domain.status import ReleaseGround, Status, StatusEntry
from casework.web.forms.base import RowForm, SectionForm, filled, rows
from casework.web.forms.fields import EnumField, Line, Lines, Needed, PartialDateField, YesNoField


class EntryFields(RowForm):
    telling: ClassVar[tuple[str, ...]] = ("status", "since", "source", "note")
    status = EnumField(_("Status"), Status, blank=_("Choose a status"))
    since = PartialDateField(_("Since"), [Needed(_("Enter at least the year."))])
    ground = EnumField(_("Ground of release"), ReleaseGround, blank=_("Does not apply"))
    documents_taken = YesNoField(_("Documents taken away"))
    source = Line(_("Source"), description=_("Who told us, or where it was published"))
    note = Lines(_("Note"))

    def validate_status(self, field: EnumField) -> None:
        if field.data is None:
            raise ValidationError(gettext("Choose a status."))

    def validate_ground(self, field: EnumField) -> None:
        if field.data is not None and self.status.data is not Status.RELEASED:
            raise ValidationError(gettext("A ground belongs to a release only."))

    def entry(self) -> StatusEntry:
        return StatusEntry(
            status=self.status.data,
            since=cast(PartialDate, self.since.data),
            ground=self.ground.data,
            documents_taken=self.documents_taken.data,
            source=self.source.data or "",
            note=(self.note.data or "").strip(),
        )


def entry_values(entry: StatusEntry) -> dict[str, Any]:
    return {
        "status": entry.status,
        "since": entry.since,
        "ground": entry.ground,
        "documents_taken": entry.documents_taken,
        "source": entry.source,
        "note": entry.note,
    }


class StatusForm(SectionForm[StatusTimeline]):
    entries = rows(EntryFields, _("Status"))

    def validate_entries(self, field: Any) -> None:
        """The list's own order is the order of events: a line may not end before the one above it began."""
        dates = [row.since for row in filled(field)]
        for before, after in pairwise(dates):
            if before.data and after.data and after.data.latest < before.data.earliest:
                after.errors = [*after.errors, gettext("This date is before the one it follows.")]
                raise ValidationError(gettext("Put the statuses in the order in which they happened."))

    @staticmethod
    def values(section: StatusTimeline) -> dict[str, Any]:
        return {"entries": [entry_values(entry) for entry in section.entries]}

    def section(self) -> StatusTimeline:
        return StatusTimeline(tuple(row.entry() for row in filled(self.entries)))


class StatusChangeForm(EntryFields):
    """One more line: what is so from now on, or was so since an earlier day."""

    telling: ClassVar[tuple[str, ...]] = ()
    reason = Line(_("Reason for the change"), description=_("Kept in the history; not in reports"))

    @property
    def blank(self) -> bool:
        return False
