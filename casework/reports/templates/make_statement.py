"""Lays `statement.docx` anew: python -m casework.reports.templates.make_statement

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
    small,
    write,
)

TARGET = Path(__file__).parent / "statement.docx"


def build() -> bytes:
    document = Document()
    lay_properties(document)
    lay_styles(document)
    lay_page(document)
    _opening(document)
    _figures(document)
    lay_grids(document, "c.tables", "c.words.tables", 2)
    lay_grids(document, "[c.deaths]", "", 1)
    lay_paragraphs(document, "c.words.ask", "c.ask")
    lay_grids(document, "[c.done]", "", 1)
    lay_paragraphs(document, "c.words.method", "c.method")
    lay_proof(document)
    lay_annexes(document)
    out = BytesIO()
    document.save(out)
    return repack(out.getvalue())


def _opening(document: Doc) -> None:
    document.add_paragraph("{{ c.title }}", style="Title")
    document.add_paragraph("{%p if c.occasion %}")
    document.add_paragraph().add_run("{{ c.occasion }}").bold = True
    document.add_paragraph("{%p endif %}")
    table = lay_table(document, ("{{ line[0] }}", "{{ line[1] }}"), "line in c.basis", (30, 70))
    table.rows[1].cells[0].paragraphs[0].runs[0].bold = True
    lay_paragraphs(document, "c.words.context", "c.context")


def _figures(document: Doc) -> None:
    document.add_paragraph("{{ c.words.figures }}", style="Heading 1")
    head = tuple(f"{{{{ c.words.{key} }}}}" for key in ("figure", "value", "definition", "source"))
    table = lay_table(
        document, ("{{ f.label }}", "{{ f.value }}", "{{ f.definition }}", ""), "f in c.figures", (20, 16, 44, 20), head
    )
    label, value, _, source = table.rows[2].cells
    label.paragraphs[0].runs[0].bold = value.paragraphs[0].runs[0].bold = True
    small(value.add_paragraph("{{ c.words.uncertain }}: {{ f.uncertain }}"))
    write(source.paragraphs[0], "{{ f.source }}")
    small(source.add_paragraph("{{ c.words.as_of }}: {{ f.as_of }}"))
    small(source.add_paragraph("{{ c.words.known_at }}: {{ f.known_at }}"))


if __name__ == "__main__":
    TARGET.write_bytes(build())
