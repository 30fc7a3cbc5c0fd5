"""`docs/audit-log.md` names every event that is written to the log, and no other."""

import ast
import re
from collections.abc import Iterator

from tests.docs import pages

EVENT = re.compile(r"[a-z_]+\.[a-z_]+")
WRITES = {"audit", "witness", "record", "witness_failure", "_log"}
"""Functions that are given an event's name."""


def written() -> Iterator[str]:
    for path in (pages.ROOT / "casework").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and _name(node.func) in WRITES:
                yield from (
                    one.value
                    for one in node.args
                    if isinstance(one, ast.Constant) and isinstance(one.value, str) and EVENT.fullmatch(one.value)
                )


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def test_every_event_is_documented_and_no_other() -> None:
    assert set(pages.table(pages.read("audit-log.md"))) == set(written())
