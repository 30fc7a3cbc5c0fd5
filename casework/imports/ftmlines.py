"""Lines of a FollowTheMoney file: one JSON object each, read with distrust. A bad line is refused by itself."""

import json
from collections.abc import Iterator
from itertools import islice
from typing import Any, NamedTuple

import msgspec

from casework.domain.importing import Problem
from casework.imports import reading
from casework.imports.reading import Unreadable

LONGEST_LINE = 2 * 1024 * 1024
LONGEST_ID = 300
_LOOKED_AT = 20


class Line(NamedTuple):
    """One entity as FollowTheMoney writes it; every property has a list of values."""

    row: int
    id: str
    schema: str
    caption: str
    properties: dict[str, list[str]]
    referents: tuple[str, ...] = ()
    datasets: tuple[str, ...] = ()
    nested: tuple[tuple[str, str], ...] = ()

    def first(self, *names: str) -> str:
        return next((value for name in names for value in self.properties.get(name, ())), "")

    def values(self, *names: str) -> list[str]:
        return list(dict.fromkeys(value for name in names for value in self.properties.get(name, ())))


class _Refused(Exception):
    def __init__(self, code: str, column: str = "", value: str = "") -> None:
        super().__init__(code)
        self.told = (code, column, value)


def spans(data: bytes) -> Iterator[tuple[int, int, int]]:
    """(row, start, end) of each line that is not empty; rows count from 1."""
    start, row = (3 if data.startswith(b"\xef\xbb\xbf") else 0), 0
    while start < len(data):
        end = data.find(b"\n", start)
        end = len(data) if end < 0 else end
        row += 1
        if data[start : min(end, start + 64)].strip() or data[start:end].strip():
            yield row, start, end
        start = end + 1


def must_be_followthemoney(data: bytes, limit: int) -> None:
    """Raises Unreadable for another kind of file, in words that name it. One bad line is not another kind of file."""
    if len(data) > limit:
        raise Unreadable("too_large", limit=str(max(1, limit // 2**20)))
    first = [(row, data[start:end]) for row, start, end in islice(spans(data), _LOOKED_AT)]
    if any(isinstance(line(row, raw), Line) for row, raw in first):
        return
    begins = first[0][1].strip()[:1] if first else b""
    if begins == b"[":
        raise Unreadable("json_array")
    if begins != b"{":
        reading.read(data, limit)
    raise Unreadable("not_followthemoney")


def line(row: int, raw: bytes) -> Line | Problem:
    """Everything checked: shape, types, doubled keys, numbers that are none."""
    if len(raw) > LONGEST_LINE:
        return Problem(row, "line_too_long", value=str(LONGEST_LINE // (1024 * 1024)))
    try:
        found = json.loads(raw.decode("utf-8"), object_pairs_hook=_once, parse_constant=_no_constant)
        made = _line(row, found)
        if b"\\u" in raw:
            json.dumps(found, ensure_ascii=False).encode()
    except _Refused as refused:
        return Problem(row, *refused.told)
    except UnicodeError:
        return Problem(row, "not_text")
    except RecursionError:
        return Problem(row, "too_deep")
    except ValueError:
        return Problem(row, "not_json")
    return made


def again(row: int, raw: bytes) -> Line:
    """A line that `line` has taken before, at speed."""
    return _line(row, msgspec.json.decode(raw.strip()))


def _line(row: int, found: Any) -> Line:
    if not isinstance(found, dict):
        raise _Refused("not_an_entity")
    properties: dict[str, list[str]] = {}
    nested: list[tuple[str, str]] = []
    given = found.get("properties", {})
    if not isinstance(given, dict):
        raise _Refused("not_an_entity", "properties")
    for name, values in given.items():
        texts = [_value(name, value, nested) for value in (values if isinstance(values, list) else [values])]
        properties[name] = [text for text in texts if text]
    caption = found.get("caption")
    return Line(
        row,
        _id(found.get("id")),
        _schema(found.get("schema")),
        _clean(caption) if isinstance(caption, str) else "",
        properties,
        _strings(found, "referents"),
        _strings(found, "datasets"),
        tuple(nested),
    )


def _value(name: str, value: Any, nested: list[tuple[str, str]]) -> str:
    """A nested entity is named by its id; what it says is kept as a note."""
    if isinstance(value, str):
        return _clean(value)
    if isinstance(value, dict) and isinstance(value.get("id"), str):
        nested.append((name, json.dumps(value, ensure_ascii=False, sort_keys=True)))
        return _id(value["id"])
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    raise _Refused("not_an_entity", name[:80])


def _strings(found: dict[str, Any], name: str) -> tuple[str, ...]:
    values = found.get(name)
    return tuple(value for value in values if isinstance(value, str)) if isinstance(values, list) else ()


def _id(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise _Refused("not_an_entity", "id")
    if len(value) > LONGEST_ID or not value.isprintable() or value != value.strip():
        raise _Refused("bad_id")
    return value


def _schema(value: Any) -> str:
    if not isinstance(value, str) or not value.isidentifier() or len(value) > 60:
        raise _Refused("not_an_entity", "schema")
    return value


def _clean(text: str) -> str:
    """Without control characters, which no field may hold; line breaks stay."""
    if text.isprintable():
        return text.strip()
    return "".join(letter if letter.isprintable() or letter == "\n" else " " for letter in text).strip()


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        raise _Refused("doubled_key", next(name for name in names if names.count(name) > 1)[:80])
    return found


def _no_constant(name: str) -> float:
    raise _Refused("not_a_number", value=name)
