"""Decisions are numbered, and the parts we build on are listed with the licence they state."""

from importlib.metadata import PackageMetadata, metadata
from pathlib import Path

import pytest

from tests.docs import pages

DECISIONS = sorted(pages.DOCS.glob("adr/0*.md"))
PARTS = pages.table(pages.read("adr/0001-chosen-parts.md"))
ASKED = [
    line.strip().partition(">")[0].partition("[")[0]
    for name in ("requirements.in", "requirements-dev.in")
    for line in (pages.ROOT / name).read_text("utf-8").splitlines()
    if line.strip() and not line.startswith(("#", "-"))
]
SHORT = {
    "MIT License": "MIT",
    "BSD License": "BSD",
    "BSD 2-Clause License": "BSD-2-Clause",
    "ISC License (ISCL)": "ISC",
    "Apache Software License": "Apache-2.0",
    "Apache 2.0": "Apache-2.0",
}


def licence(found: PackageMetadata) -> str:
    """What the installed package says of itself: an SPDX expression, a name, else its classifier."""
    classes = [one.rpartition("::")[2].strip() for one in found.get_all("Classifier") or [] if "License ::" in one]
    stated = [found.get("License-Expression"), found.get("License"), *classes]
    words = next((one for one in stated if one and one[:3] != "Cop" and one != "DFSG approved"), "")
    return SHORT.get(words, words)


def test_decisions_are_numbered_without_a_gap() -> None:
    assert [int(path.name[:4]) for path in DECISIONS] == list(range(1, len(DECISIONS) + 1))


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_has_its_number_in_its_title_and_a_line_in_the_overview(path: Path) -> None:
    assert path.read_text("utf-8").startswith(f"# {int(path.name[:4])}. ")
    assert f"]({path.name})" in pages.read("adr/README.md")


@pytest.mark.parametrize("package", ASKED)
def test_every_package_asked_for_is_listed_with_its_licence(package: str) -> None:
    stated = licence(metadata(package))
    assert PARTS[package][0] == stated or not stated
    assert PARTS[package][1]


def test_no_package_is_listed_that_is_not_asked_for() -> None:
    assert set(PARTS) == set(ASKED)
