"""Reads from the code which fields are sealed."""

import typing
from collections.abc import Iterator
from typing import Any

import msgspec

from casework.domain.actions import Action
from casework.domain.sections import SECTIONS


def section_types() -> dict[str, type[msgspec.Struct]]:
    return {name.value: spec.type for name, spec in SECTIONS.items()} | {"action": Action}


def fields(kind: type[msgspec.Struct], before: str = "") -> Iterator[str]:
    """Dotted names of all fields, through lists and optional structures."""
    hints = typing.get_type_hints(kind)
    for field in msgspec.structs.fields(kind):
        inner = next(iter(_structs(hints[field.name])), None)
        if inner is None:
            yield before + field.name
        else:
            yield from fields(inner, f"{before}{field.name}.")


def _structs(hint: Any) -> list[type[msgspec.Struct]]:
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return [hint]
    return [found for part in typing.get_args(hint) for found in _structs(part)]
