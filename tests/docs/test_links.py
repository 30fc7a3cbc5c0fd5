"""A link of the docs leads somewhere."""

import re
from pathlib import Path

import pytest

from tests.docs import pages

TEXTS = sorted([*pages.ROOT.glob("*.md"), *pages.DOCS.rglob("*.md")])
LINK = re.compile(r"\]\((?!https?:)([^)#]*)(#[^)]*)?\)")


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: str(path.relative_to(pages.ROOT)))
def test_every_link_to_a_file_leads_to_one(path: Path) -> None:
    targets = [target for target, _ in LINK.findall(path.read_text("utf-8")) if target]
    assert [target for target in targets if not (path.parent / target).exists()] == []


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: str(path.relative_to(pages.ROOT)))
def test_every_file_that_is_named_in_code_letters_exists(path: Path) -> None:
    named = re.findall(
        r"`((?:casework|docs|tests|adr|migrations)/[\w./-]+\.(?:py|md|json|css))`", path.read_text("utf-8")
    )
    roots = (pages.ROOT, path.parent, pages.DOCS)
    assert [name for name in named if not any((root / name).exists() for root in roots)] == []
