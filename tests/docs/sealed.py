"""Reads from the code what is sealed: sections of every kind of record with their fields, and columns."""

import importlib
import pkgutil
import typing
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import msgspec

import casework.domain
import casework.services
from casework.domain import records
from casework.domain.records import Sealing


def sections() -> dict[tuple[str, str], Sealing]:
    """(kind of record, section), once every module that declares one has been read."""
    for package in (casework.domain, casework.services):
        _read_all(package)
    return {(kind.value, section): found for (kind, section), found in records._known.items()}


def _read_all(package: ModuleType) -> None:
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        importlib.import_module(module.name)


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
