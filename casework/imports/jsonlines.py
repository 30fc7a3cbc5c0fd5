"""JSON lines: one object a line, its keys the columns. Several values in a field are joined, nested ones refused."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from casework.domain.importing import Problem
from casework.imports.delimited import lines
from casework.imports.encodings import Encoded
from casework.imports.tables import WIDEST, Row, Unreadable

BETWEEN = "; "


@dataclass(frozen=True, slots=True)
class JsonLines:
    """A row's number is its line's, as an editor shows it."""

    header: tuple[str, ...]
    data: bytes
    encoded: Encoded
    told: tuple[Problem, ...] = ()

    def rows(self) -> Iterator[Row]:
        for number, found in objects(self.data, self.encoded):
            cells = tuple(_text(found.get(key), number, key) for key in self.header)
            if any(cells):
                yield Row(number, cells)


def opened(data: bytes, encoded: Encoded) -> JsonLines:
    """Every line is looked at once for its keys, so that what is wrong with any is said at once. Raises Unreadable."""
    header: dict[str, None] = {}
    for number, found in objects(data, encoded):
        for key, value in found.items():
            _text(value, number, key)
            header.setdefault(key)
        if len(header) > WIDEST:
            raise Unreadable("too_wide", limit=str(WIDEST))
    return JsonLines(tuple(header), data, encoded)


def objects(data: bytes, encoded: Encoded) -> Iterator[tuple[int, dict[str, Any]]]:
    """Each line's object with its number. Raises Unreadable(broken_json, same_key_twice)."""
    for number, line in enumerate(lines(data, encoded), 1):
        if not line.strip():
            continue
        try:
            found = json.loads(line, object_pairs_hook=_pairs, parse_constant=_no_number)
            if "\\u" in line:
                json.dumps(found, ensure_ascii=False).encode()
        except _TwiceError as twice:
            raise Unreadable("same_key_twice", row=str(number), column=twice.key) from None
        except (ValueError, RecursionError):
            raise Unreadable("broken_json", row=str(number)) from None
        if not isinstance(found, dict):
            raise Unreadable("broken_json", row=str(number))
        yield number, found


class _TwiceError(Exception):
    """A later value would take the place of an earlier one, unseen."""

    def __init__(self, key: str) -> None:
        super().__init__("twice")
        self.key = key


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _TwiceError(key)
        found[key] = value
    return found


def _no_number(_word: str) -> float:
    raise ValueError("no JSON")


def _text(value: Any, number: int, key: str) -> str:
    if isinstance(value, list):
        return BETWEEN.join(text for text in (_one(each, number, key) for each in value) if text)
    return _one(value, number, key)


def _one(value: Any, number: int, key: str) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, int | float):
        return str(value)
    raise Unreadable("nested_json", row=str(number), column=key)
