"""What can go wrong, in the field's words. The web maps each to a page, in one place."""

from collections.abc import Mapping
from typing import Any


class CaseworkError(Exception):
    """Base of every refusal. The text of these never holds anything personal."""


class NotAllowed(CaseworkError):
    """The actor's role may not do this. Shown as 404 when it is about a record."""


class NotFound(CaseworkError):
    """No such record, or none this actor may know of."""


class Locked(CaseworkError):
    """Too many failed attempts; `seconds` until the next one counts."""

    def __init__(self, seconds: int) -> None:
        super().__init__("locked")
        self.seconds = seconds


class SignInFailed(CaseworkError):
    """Login or passphrase wrong: never says which."""


class Tampered(CaseworkError):
    """A sealed value was moved, cut, swapped, rolled back or damaged. Names the place, never the content."""

    def __init__(self, place: str) -> None:
        super().__init__(f"sealed value refused: {place}")
        self.place = place


class Conflict(CaseworkError):
    """Somebody saved after the version the actor saw; holds what is stored now. `record` is an id."""

    def __init__(self, section: str, version: int, theirs: Any, by: str, at: str, record: str = "") -> None:
        super().__init__(f"{section} is now at version {version}")
        self.section = section
        self.version = version
        self.theirs = theirs
        self.by = by
        self.at = at
        self.record = record


class Invalid(CaseworkError):
    """A value breaks a rule of the domain. `field` names the form field, `code` the message."""

    def __init__(self, field: str, code: str, **values: str) -> None:
        super().__init__(f"{field}: {code}")
        self.field = field
        self.code = code
        self.values = values


class EditedSince(Invalid):
    """An import cannot be undone. `edited` are the records it wrote that somebody edited since, `tied` the others that
    name what it made; both with their kinds. `amid` says that parts of the list are taken back already."""

    def __init__(self, edited: Mapping[str, str], tied: Mapping[str, str], *, amid: bool = False) -> None:
        count = len({*edited, *tied})
        super().__init__("import", "edited_amid" if amid else "edited_since", count=str(count))
        self.edited = edited
        self.tied = tied
