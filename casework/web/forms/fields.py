"""The fields forms are made of. One macro draws each kind; a partial date is three boxes and a tick."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import Enum
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import Field, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.utils import unset_value
from wtforms.validators import StopValidation, ValidationError

from casework.domain.actionrules import web_address
from casework.domain.dates import PartialDate
from casework.web.labels import label

PARTS = ("day", "month", "year")
NO_SUCH = _("Choose one from the list.")


class Line(StringField):
    """One line of text without the spaces around it; bounded, so that a page cannot be used as storage."""

    def __init__(self, label: object = None, validators: Iterable[Any] = (), longest: int = 300, **rest: Any) -> None:
        super().__init__(label, [*validators, Bounded(longest)], **rest)

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = " ".join(valuelist[0].split()) if valuelist else ""


class Lines(TextAreaField):
    """One entry a line."""

    def __init__(self, label: object = None, validators: Iterable[Any] = (), longest: int = 4000, **rest: Any) -> None:
        super().__init__(label, [*validators, Bounded(longest)], **rest)

    @property
    def entries(self) -> tuple[str, ...]:
        return tuple(line.strip() for line in (self.data or "").splitlines() if line.strip())


class PartialDateField(Field):
    """Day and month may be left out. `data` is a PartialDate, or None when all boxes are empty."""

    data: PartialDate | None

    def __init__(self, label: object = None, validators: Iterable[Any] = (), exact: bool = False, **rest: Any) -> None:
        super().__init__(label, validators, **rest)
        self.exact = exact
        self.parts: dict[str, str] = dict.fromkeys(PARTS, "")
        self.about = False

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:
        super().process(None, data, extra_filters)
        self._show(self.data)
        if formdata is None or not any(f"{self.name}-{part}" in formdata for part in PARTS):
            return
        self.parts = {part: (formdata.get(f"{self.name}-{part}") or "").strip() for part in PARTS}
        self.about = f"{self.name}-about" in formdata
        self.raw_data = [text for text in self.parts.values() if text]
        self._read()

    def _show(self, value: PartialDate | None) -> None:
        if value is None:
            return
        year, month, day = (*value.text.strip("~?%").split("-"), "", "")[:3]
        shown = {"day": day, "month": month, "year": year}
        self.parts = {part: "" if text == "XX" else text.lstrip("0") for part, text in shown.items()}
        self.about = value.approximate

    def _read(self) -> None:
        before, self.data = self.data, None
        if not self.raw_data:
            return
        try:
            self.data = parse_parts(self.parts, self.about, self.exact)
        except ValidationError as problem:
            self.process_errors.append(str(problem))
            return
        if before and _same(before, self.data):
            self.data = before


def parse_parts(parts: Mapping[str, str], about: bool, exact: bool) -> PartialDate:
    """Raises ValidationError with the sentence to show."""
    day, month, year = (parts[part] for part in PARTS)
    if not all(text == "" or (text.isascii() and text.isdigit()) for text in parts.values()):
        raise ValidationError(gettext("Use numbers for the day, the month and the year."))
    if len(year) != 4:
        raise ValidationError(gettext("Enter the year with four digits."))
    if day and not month:
        raise ValidationError(gettext("Enter the month as well as the day."))
    if exact and not day:
        raise ValidationError(gettext("Enter the day, the month and the year."))
    text = "-".join([year, *([month.zfill(2)] if month else []), *([day.zfill(2)] if day else [])])
    try:
        return PartialDate.parse("~" + text if about else text)
    except ValueError as error:
        raise ValidationError(gettext("There is no such date.")) from error


def _same(before: PartialDate, now: PartialDate) -> bool:
    """The boxes cannot show every mark of a date: what was not touched keeps its own text."""
    return (before.earliest, before.latest, before.approximate) == (now.earliest, now.latest, now.approximate)


class Bounded:
    def __init__(self, longest: int) -> None:
        self.longest = longest

    def __call__(self, _form: object, field: Field) -> None:
        if field.data and len(field.data) > self.longest:
            raise ValidationError(gettext("Use at most %(count)s characters.", count=self.longest))


class Needed:
    """Refuses an empty field with a sentence that says what to enter."""

    def __init__(self, message: object) -> None:
        self.message = message
        self.field_flags = {"needed": True}

    def __call__(self, _form: object, field: Field) -> None:
        if field.data in (None, "", []) and not field.process_errors:
            raise StopValidation(str(self.message))


def whole_address(_form: object, field: Field) -> None:
    """A link may lead to a page only: `javascript:` and its like are no links."""
    if field.data and not web_address(field.data):
        raise ValidationError(gettext("Enter the whole address, beginning with https://"))


def not_in_future(today: Callable[[], date]) -> Callable[[object, Field], None]:
    def check(_form: object, field: Field) -> None:
        if field.data and field.data.earliest > today():
            raise ValidationError(gettext("This date is in the future."))

    return check


class EnumField(SelectField):
    """A choice among the members of a domain enumeration, named by the labels."""

    def __init__(self, label: object, members: Iterable[Enum], blank: object = None, **rest: Any) -> None:
        self.members = {str(member.value): member for member in members}
        self.blank = blank
        super().__init__(label, choices=self.options, coerce=self.member, invalid_value_message=NO_SUCH, **rest)

    def options(self) -> list[SelectChoice]:
        first = [SelectChoice("", str(self.blank))] if self.blank is not None else []
        return first + [SelectChoice(key, label(member)) for key, member in self.members.items()]

    def member(self, value: Any) -> Enum | None:
        if isinstance(value, Enum):
            return value
        if value in (None, ""):
            return None
        if str(value) not in self.members:
            raise ValueError("no such member")
        return self.members[str(value)]

    def pre_validate(self, _form: object) -> None:
        if self.data is None and self.blank is None and not self.process_errors:
            raise ValidationError(gettext("Choose one from the list."))


class ManyEnumField(SelectMultipleField):
    def __init__(self, label: object, members: Iterable[Enum], **rest: Any) -> None:
        self.members = {str(member.value): member for member in members}
        super().__init__(label, choices=self.options, coerce=self.member, invalid_value_message=NO_SUCH, **rest)

    def options(self) -> list[SelectChoice]:
        return [SelectChoice(key, label(member)) for key, member in self.members.items()]

    def member(self, value: Any) -> Enum:
        if isinstance(value, Enum):
            return value
        if str(value) not in self.members:
            raise ValueError("no such member")
        return self.members[str(value)]


class WholeNumber(StringField):
    """A count from 0 up, or nothing. `data` is an int or None."""

    def __init__(self, label: object = None, most: int = 10_000, **rest: Any) -> None:
        super().__init__(label, **rest)
        self.most = most

    def process_formdata(self, valuelist: list[str]) -> None:
        text = valuelist[0].strip() if valuelist else ""
        self.data = None
        if not text:
            return
        if not (text.isascii() and text.isdigit() and int(text) <= self.most):
            raise ValueError(gettext("Enter a whole number up to %(most)s.", most=self.most))
        self.data = int(text)

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else str(self.data)


class ReferenceField(SelectField):
    """A choice from a reference list; a key that the list no longer holds stays selectable."""

    def __init__(self, label: object, blank: object, **rest: Any) -> None:
        self.blank = blank
        self.known: dict[str, str] = {}
        super().__init__(label, choices=self.options, validate_choice=False, **rest)

    def offer(self, known: Mapping[str, str]) -> None:
        self.known = dict(known)

    def options(self) -> list[SelectChoice]:
        kept = {self.data: self.data} if self.data and self.data not in self.known else {}
        pairs = {"": str(self.blank)} | kept | self.known
        return [SelectChoice(key, text) for key, text in pairs.items()]


class YesNoField(SelectField):
    """Yes, no, or not known. `data` is True, False or None."""

    def __init__(self, label: object, **rest: Any) -> None:
        super().__init__(label, choices=self.options, coerce=self.answer, validate_choice=False, **rest)

    def options(self) -> list[SelectChoice]:
        words = {"": gettext("Not known"), "yes": gettext("Yes"), "no": gettext("No")}
        return [SelectChoice(key, text) for key, text in words.items()]

    def answer(self, value: Any) -> bool | None:
        return value if isinstance(value, bool) else {"yes": True, "no": False}.get(str(value))
