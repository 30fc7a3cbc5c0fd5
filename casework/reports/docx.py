"""Word documents: templates made in Word's own terms, filled in a sandbox, escaped."""

import re
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from jinja2.sandbox import ImmutableSandboxedEnvironment

from casework.domain.codec import plain
from casework.domain.dossier import DossierContent
from casework.domain.statement import Grid, StatementContent
from casework.reports.deterministic import FIXED, repack
from casework.reports.proof import Proof

TEMPLATES = Path(__file__).parent / "templates"
PAGE, BROAD = 9638, 15250
"""Width of the text in twentieths of a point, on an upright and on a broad page."""

MARGIN, LETTER = 240, 104
"""Cell margins, and a letter of the table's 8.5 points, in the same unit."""

LONGEST_WORD, LONGEST = 24, 48
_BREAK = re.compile(r"<w:t(?: [^>]*)?>[^<]*[\t\a\n\f]")
LOCALE = {"en": "en-GB", "be": "be-BY", "ru": "ru-RU"}


class Form(DocxTemplate):  # type: ignore[misc]
    """Goes through all paragraphs for signs to be turned into breaks only where there are such signs in a text."""

    def resolve_listing(self, xml: str) -> str:
        resolved: str = super().resolve_listing(xml) if _BREAK.search(xml) else xml
        return resolved


def render(content: StatementContent, proof: Proof) -> bytes:
    """The statement."""
    values: dict[str, Any] = plain(content)
    values["tables"] = [_laid(grid, PAGE) for grid in content.tables]
    values["annexes"] = [_laid(grid, BROAD) for grid in content.annexes]
    values["deaths"], values["done"] = _laid(content.deaths, PAGE), _laid(content.done, PAGE)
    return _filled("statement", values, content, proof)


def render_dossier(content: DossierContent, proof: Proof) -> bytes:
    """The dossier of an official."""
    values: dict[str, Any] = plain(content)
    values["tables"] = [_laid(grid, PAGE) for grid in content.tables]
    values["annexes"] = [_laid(grid, BROAD) for grid in content.annexes]
    return _filled("dossier", values, content, proof)


def _filled(name: str, values: dict[str, Any], content: StatementContent | DossierContent, proof: Proof) -> bytes:
    """A name such as `{{ 7*7 }}` or `<w:p>` is a value here, never a tag: values are put in once, escaped."""
    template = Form(TEMPLATES / f"{name}.docx")
    context = {"c": values, "proof": {"data_hash": proof.data_hash, "audit_head": proof.audit_head}}
    template.render(context, jinja_env=ImmutableSandboxedEnvironment(autoescape=True), autoescape=True)
    _finish(template, content)
    out = BytesIO()
    template.save(out)
    return repack(out.getvalue())


def _laid(grid: Grid, width: int) -> dict[str, Any]:
    laid: dict[str, Any] = plain(grid)
    return laid | {"widths": _widths(grid, width)}


def _widths(grid: Grid, width: int) -> list[int]:
    """Each column is wide enough for its longest word; what is left is shared by the length of the text."""
    least, weights = [], []
    for at, label in enumerate(grid.columns):
        texts = {row[at] for row in grid.rows} | {label}
        least.append(MARGIN + LETTER * min(LONGEST_WORD, max(len(word) for text in texts for word in text.split(" "))))
        weights.append(min(LONGEST, max(map(len, texts))))
    spare = max(0, width - sum(least))
    return shares([part + spare * weight // sum(weights) for part, weight in zip(least, weights, strict=True)], width)


def shares(parts: Sequence[int], width: int) -> list[int]:
    """The same proportions, within `width`."""
    total = max(sum(parts), 1)
    return [width * part // total for part in parts]


def _finish(template: Form, content: StatementContent | DossierContent) -> None:
    """Language for the spell checker and readers aloud, and properties that tell nothing of the machine."""
    document = template.docx
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LOCALE[content.language.value])
    core = document.core_properties
    core.title, core.author, core.last_modified_by = content.title[:255], "", ""
    core.created = core.modified = FIXED
