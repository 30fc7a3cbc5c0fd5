"""Lays `dossier.docx` anew: python -m casework.reports.templates.make_dossier

The template holds layout and docxtpl tags only, no words: those come with the content, in its language.
"""

from io import BytesIO
from pathlib import Path

from docx import Document
from docx.document import Document as Doc

from casework.reports.deterministic import repack
from casework.reports.templates.laying import (
    lay_annexes,
    lay_grids,
    lay_page,
    lay_paragraphs,
    lay_proof,
    lay_properties,
    lay_styles,
    lay_table,
)

TARGET = Path(__file__).parent / "dossier.docx"


def build() -> bytes:
    document = Document()
    lay_properties(document)
    lay_styles(document)
    lay_page(document, basis=0)
    document.add_paragraph("{{ c.title }}", style="Title")
    _pairs(document, "c.basis")
    document.add_paragraph("{{ c.words.identity }}", style="Heading 1")
    _pairs(document, "c.identity")
    lay_grids(document, "c.tables", "", 1)
    lay_paragraphs(document, "c.words.method", "c.method")
    lay_proof(document)
    lay_annexes(document)
    out = BytesIO()
    document.save(out)
    return repack(out.getvalue())


def _pairs(document: Doc, lines: str) -> None:
    table = lay_table(document, ("{{ line[0] }}", "{{ line[1] }}"), f"line in {lines}", (30, 70))
    table.rows[1].cells[0].paragraphs[0].runs[0].bold = True


if __name__ == "__main__":
    TARGET.write_bytes(build())
