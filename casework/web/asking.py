"""What the boxes of a filter say. A page that asks is shown all the same when a box holds what is none: with what was
typed, and a message at the box. Where a file would be made of it, it is refused."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Any, TypeVar, cast

from flask import Flask, g, make_response
from flask.typing import ResponseReturnValue

from casework.domain.dates import PartialDate
from casework.domain.errors import Invalid
from casework.web.forms.fields import NO_SUCH, PARTS, parse_parts
from casework.web.messages import SENTENCES

View = TypeVar("View", bound=Callable[..., ResponseReturnValue])


@dataclass(frozen=True, slots=True)
class Slip:
    """What a box held, as it was typed; of a day, by its three boxes. `anchor` is the id of the (first) box."""

    anchor: str
    typed: str | Mapping[str, str]
    text: str

    @property
    def said(self) -> str:
        return self.typed if isinstance(self.typed, str) else " ".join(filter(None, self.typed.values()))


def add_asking(app: Flask) -> None:
    app.jinja_env.globals.update(slips=slips, slip_at=lambda name: slips().get(name))


def asks(view: View) -> View:
    """The page has a form of filters: what cannot be read of them is said in it, and the answer is a 400."""

    @wraps(view)
    def shown(*arguments: Any, **named: Any) -> ResponseReturnValue:
        g.slips = {}
        response = make_response(view(*arguments, **named))
        if g.slips and response.status_code == 200:
            response.status_code = 400
        return response

    return cast(View, shown)


def slips() -> Mapping[str, Slip]:
    """By the name of the filter."""
    found: Mapping[str, Slip] = g.get("slips", {})
    return found


def day(sent: Mapping[str, str], name: str) -> date | None:
    """A day from the address (`as_of=2024-08-09`) or from the three boxes of a form."""
    text = (sent.get(name) or "").strip()
    try:
        return date.fromisoformat(text)
    except ValueError:
        found = partial_day(sent, name, exact=True)
        return found.earliest if found else None


def partial_day(sent: Mapping[str, str], name: str, *, exact: bool = False) -> PartialDate | None:
    """A date of which the day or the month may be left out."""
    parts = {part: (sent.get(f"{name}-{part}") or "").strip() for part in PARTS}
    text = (sent.get(name) or "").strip()
    if text and not any(parts.values()):
        year, month, rest = [*text.split("-", 2), "", ""][:3]
        parts = {"day": rest, "month": month, "year": year}
    if not any(parts.values()):
        return None
    try:
        return parse_parts(parts, about=False, exact=exact)
    except ValueError as error:
        _slipped(name, "not_a_date", Slip(f"{name}-day", parts, str(error)))
        return None


def number(sent: Mapping[str, str], name: str, least: int, most: int) -> int | None:
    text = (sent.get(name) or "").strip()
    if not text:
        return None
    if text.isascii() and text.isdigit() and len(text) <= len(str(most)) and least <= int(text) <= most:
        return int(text)
    _slipped(name, "out_of_range", Slip(name, text, str(SENTENCES["whole_number"]) % {"least": least, "most": most}))
    return None


def one_of(sent: Mapping[str, str], name: str, known: Iterable[str]) -> str:
    """Empty for nothing chosen."""
    text = (sent.get(name) or "").strip()
    if not text or text in known:
        return text
    _slipped(name, "unknown", Slip(name, text, str(NO_SUCH)))
    return ""


def refuse(name: str, typed: str, code: str, text: str) -> None:
    """What a box holds is possible, but not with what another holds."""
    _slipped(name, code, Slip(name, typed, text))


def _slipped(name: str, code: str, slip: Slip) -> None:
    """Raises Invalid on what is no page that asks."""
    if "slips" not in g:
        raise Invalid(name, code)
    g.slips[name] = slip
