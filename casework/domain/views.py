"""A saved view: a list's filters under a name, shared by everyone who reads cases."""

from casework.domain.records import RecordKind, declare
from casework.domain.sections import Section

VIEW = "view"


class SavedView(Section, frozen=True, omit_defaults=True):
    """`arguments` is the list's address as pairs; it holds no search term."""

    name: str
    arguments: tuple[tuple[str, str], ...] = ()


declare(RecordKind.REFERENCE, VIEW, SavedView)
