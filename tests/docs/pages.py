"""The docs as data: sections by title, tables by their first cell, the code words of a cell."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"


def read(name: str) -> str:
    return (DOCS / name).read_text("utf-8")


def part(text: str, title: str) -> str:
    """What stands under a heading, up to the next heading of its rank or above."""
    found = re.search(rf"^(#+) {re.escape(title)}$\n(.*?)(?=^#{{1,6}} |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, f"no heading {title!r}"
    return found[2]


def table(text: str) -> dict[str, list[str]]:
    """Rows whose first cell begins with a code word: that word, and the other cells."""
    found: dict[str, list[str]] = {}
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        word = re.match(r"`([^`]+)`", cells[0]) if line.startswith("| `") else None
        if word:
            assert word[1] not in found, f"{word[1]} stands twice"
            found[word[1]] = cells[1:]
    return found


def rows(text: str) -> list[list[str]]:
    """All rows of a table but its head and the line below it."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip()[1:-1].split("|")] for line in lines[2:]]


def code_words(text: str) -> set[str]:
    return set(re.findall(r"`([^`]+)`", text))
