"""A file that fits the head: the limits of CONTRIBUTING.md."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted([*ROOT.glob("casework/**/*.py"), *ROOT.glob("*.py"), *ROOT.glob("tests/**/*.py")])
TEMPLATES = sorted(ROOT.glob("templates/**/*.html"))
FORBIDDEN_NAMES = {"utils", "helpers", "common", "misc"}


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", SOURCES, ids=named)
def test_a_file_has_at_most_300_lines_and_a_function_at_most_40(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.count("\n") <= 300
    long = [
        f"{node.name}: {1 + (node.end_lineno or 0) - node.lineno} lines"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef) and 1 + (node.end_lineno or 0) - node.lineno > 40
    ]
    assert long == []


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_a_template_has_at_most_150_lines_and_nothing_inline(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.count("\n") <= 150
    assert not [
        word for word in ("<script", "<style", ' style="', " onclick", " onload", "javascript:") if word in text
    ]


def test_no_folder_or_file_is_named_for_nothing() -> None:
    assert [named(path) for path in SOURCES if FORBIDDEN_NAMES & set(path.with_suffix("").parts)] == []


def test_requirements_name_no_registry_and_every_package_has_a_hash() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / name).read_text("utf-8")
        assert "index-url" not in text
        assert "find-links" not in text
        pinned = [line for line in text.splitlines() if "==" in line]
        assert pinned
        assert [line for line in pinned if not line.endswith("\\")] == []
