"""A mapping of a list's columns under a name, offered again when the headers are the same."""

from casework.domain.importing import ListKind
from casework.domain.records import RecordKind, declare
from casework.domain.sections import Section

LIST_PROFILE = "list_profile"


class ListProfile(Section, frozen=True, omit_defaults=True):
    """`fields` pairs each column's title with its field, empty for one that is left out."""

    name: str
    kind: ListKind = ListKind.CASES
    fields: tuple[tuple[str, str], ...] = ()


declare(RecordKind.REFERENCE, LIST_PROFILE, ListProfile)
