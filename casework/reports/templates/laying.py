"""What the Word templates are laid from: styles, page, tables that repeat a row, hashes at the end."""

from docx.document import Document as Doc
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph

from casework.reports.deterministic import FIXED

FONT = "Arial"
INK = RGBColor(0x1C, 0x5A, 0x75)


def lay_properties(document: Doc) -> None:
    core = document.core_properties
    core.author = core.last_modified_by = core.comments = core.title = core.keywords = ""
    core.created = core.modified = FIXED
    core.revision = 1


def lay_styles(document: Doc) -> None:
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(10)
    normal.paragraph_format.space_after = Pt(6)
    for name, size in (("Title", 20), ("Heading 1", 14), ("Heading 2", 11)):
        style = document.styles[name]
        style.font.name, style.font.size, style.font.bold, style.font.color.rgb = FONT, Pt(size), True, INK
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{kind}"), None)
        fonts.set(qn("w:cs"), FONT)


def lay_page(document: Doc, basis: int = 1) -> None:
    """`basis` is the line of the basis that every page repeats."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin = section.bottom_margin = Mm(18)
    section.header.paragraphs[0].text = "{{ c.marking }}"
    footer = section.footer.paragraphs[0]
    line = f"c.basis[{basis}]"
    footer.add_run(f"{{{{ c.organisation }}}} · {{{{ {line}[0] }}}}: {{{{ {line}[1] }}}} · {{{{ c.words.page }}}} ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    number = OxmlElement("w:r")
    number.append(parse_xml(f'<w:rPr {nsdecls("w")}><w:sz w:val="16"/></w:rPr>'))
    field.append(number)
    footer._p.append(field)
    for paragraph in (section.header.paragraphs[0], footer):
        for run in paragraph.runs:
            run.font.size = Pt(8)


def lay_paragraphs(document: Doc, heading: str, lines: str) -> None:
    document.add_paragraph(f"{{%p if {lines} %}}")
    document.add_paragraph(f"{{{{ {heading} }}}}", style="Heading 1")
    document.add_paragraph(f"{{%p for line in {lines} %}}")
    document.add_paragraph("{{ line }}")
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p endif %}")


def lay_proof(document: Doc) -> None:
    document.add_paragraph("{{ c.words.provenance }}", style="Heading 1")
    small(document.add_paragraph("{{ c.words.data_hash }}: {{ proof.data_hash }}"))
    small(document.add_paragraph("{{ c.words.audit_head }}: {{ proof.audit_head }}"))


def lay_grids(document: Doc, grids: str, heading: str, level: int) -> None:
    if heading:
        document.add_paragraph(f"{{{{ {heading} }}}}", style="Heading 1")
    document.add_paragraph(f"{{%p for grid in {grids} %}}")
    lay_grid(document, level)
    document.add_paragraph("{%p endfor %}")


def lay_annexes(document: Doc) -> None:
    """Each annex on a broad page: the columns vary with what consent opens."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(14)
    document.add_paragraph("{%p for grid in c.annexes %}")
    document.add_paragraph("{{ c.words.annex }} {{ loop.index }}", style="Heading 1")
    lay_grid(document, 2)
    document.add_paragraph("{%p endfor %}")


def lay_grid(document: Doc, level: int) -> None:
    document.add_paragraph("{{ grid.title }}", style=f"Heading {level}")
    for part in ("intro", "note"):
        if part == "note":
            document.add_paragraph("{%p if grid.rows %}")
            lay_open_table(document)
            document.add_paragraph("{%p endif %}")
        document.add_paragraph(f"{{%p if grid.{part} %}}")
        small(document.add_paragraph(f"{{{{ grid.{part} }}}}"))
        document.add_paragraph("{%p endif %}")


def lay_open_table(document: Doc) -> None:
    """A table with as many columns as the grid has: `tc` repeats cells, `tr` rows; widths are the grid's own."""
    table = document.add_table(rows=4, cols=3)
    dress(table)
    rows = (
        ("{%tc for label in grid.columns %}", "{{ label }}", "{%tc endfor %}"),
        ("{%tr for row in grid.rows %}", "", ""),
        ("{%tc for cell in row %}", "{{ cell }}", "{%tc endfor %}"),
        ("{%tr endfor %}", "", ""),
    )
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            write(cell.paragraphs[0], text)
            cell._tc.get_or_add_tcPr().remove_all("w:tcW")
    table.rows[0].cells[1].paragraphs[0].runs[0].bold = True
    repeat_header(table)
    grid = table._tbl.tblGrid
    for column in list(grid):
        grid.remove(column)
    column = OxmlElement("w:gridCol")
    column.set(qn("w:w"), "{{ width }}")
    grid.text = "{% for width in grid.widths %}"
    column.tail = "{% endfor %}"
    grid.append(column)


def lay_table(
    document: Doc, cells: tuple[str, ...], loop: str, widths: tuple[int, ...], head: tuple[str, ...] = ()
) -> Table:
    rows = [*([head] if head else []), (f"{{%tr for {loop} %}}",), cells, ("{%tr endfor %}",)]
    table: Table = document.add_table(rows=len(rows), cols=len(cells))
    dress(table)
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=False):
            write(cell.paragraphs[0], text)
    for column, share in zip(table.columns, widths, strict=True):
        column.width = Mm(170 * share // 100)
        for cell in column.cells:
            cell.width = column.width
    if head:
        for cell in table.rows[0].cells:
            cell.paragraphs[0].runs[0].bold = True
        repeat_header(table)
    return table


def dress(table: Table) -> None:
    """Thin lines between rows only, full width, rows that do not break across pages."""
    table.autofit = False
    properties = table._tbl.tblPr
    lines = "".join(f'<w:{edge} w:val="single" w:sz="4" w:color="C8CDD1"/>' for edge in ("top", "bottom", "insideH"))
    properties.append(parse_xml(f"<w:tblBorders {nsdecls('w')}>{lines}</w:tblBorders>"))
    width = properties.find(qn("w:tblW"))
    if width is not None:
        width.set(qn("w:type"), "pct")
        width.set(qn("w:w"), "5000")
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def repeat_header(table: Table) -> None:
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def write(paragraph: Paragraph, text: str) -> None:
    paragraph.paragraph_format.space_after = Pt(2)
    paragraph.paragraph_format.space_before = Pt(2)
    if text:
        paragraph.add_run(text).font.size = Pt(8.5)


def small(paragraph: Paragraph) -> None:
    paragraph.paragraph_format.space_after = Pt(4)
    for run in paragraph.runs:
        run.font.size = Pt(8.5)
