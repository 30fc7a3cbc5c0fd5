"""The files: the same bytes every time, no formula, no tag, no trace of who made them where."""

import time
import zipfile
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from docxtpl import DocxTemplate

from casework.domain.consent import Audience
from casework.domain.sections import PersonName, Script
from casework.domain.statement import Format, Language, PersonFacts, StatementContent
from casework.reports import docx, xlsx
from casework.reports.deterministic import repack
from casework.reports.proof import Proof, data_hash
from casework.reports.statement import compose
from casework.reports.templates.make_statement import TARGET, build
from tests.reports.people import inputs, person

PROOF = Proof("d" * 64, "a" * 64)
DRAW = {Format.DOCX: docx.render, Format.XLSX: xlsx.render}


def hostile(number: int, name: str) -> PersonFacts:
    return person(number, 4, names=(PersonName(Script.LATIN, name),), description=name)


def content(
    *people: PersonFacts, audience: Audience = Audience.PUBLIC, language: Language = Language.EN
) -> StatementContent:
    return compose(inputs([*people, *(person(100 + n, n % 5) for n in range(30))], audience, language=language))


def parts(archive: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(archive)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


@pytest.mark.parametrize("kind", list(Format))
@pytest.mark.parametrize("language", list(Language))
def test_the_same_content_gives_the_same_bytes(kind: Format, language: Language) -> None:
    said = content(language=language)
    first = DRAW[kind](said, PROOF)
    time.sleep(1.1)  # a clock in the file would show: its dates have whole seconds
    assert DRAW[kind](said, PROOF) == first


@pytest.mark.parametrize("kind", list(Format))
def test_a_file_tells_no_clock_and_no_author(kind: Format) -> None:
    with zipfile.ZipFile(BytesIO(DRAW[kind](content(), PROOF))) as opened:
        assert {entry.date_time for entry in opened.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = opened.read("docProps/core.xml").decode()
    assert "2000-01-01T00:00:00Z" in core
    assert "2026" not in core
    assert "python-docx" not in core


@pytest.mark.parametrize("kind", list(Format))
def test_a_file_shows_the_hash_of_its_data_and_the_audit_head(kind: Format) -> None:
    text = b"".join(parts(DRAW[kind](content(), PROOF)).values())
    assert b"d" * 64 in text
    assert b"a" * 64 in text


def test_the_hash_is_of_the_data_alone() -> None:
    assert data_hash(content()) == data_hash(content())
    assert data_hash(content()) != data_hash(content(person(1, 3)))


INJECTIONS = ["=1+1", "+7", "-2", "@SUM(A1)", '=HYPERLINK("http://x")', "https://example.org/x", "{=A1}", "\t=1", "123"]


@pytest.mark.parametrize("name", INJECTIONS)
def test_a_workbook_writes_what_looks_like_a_formula_or_link_as_text(name: str) -> None:
    book = openpyxl.load_workbook(BytesIO(xlsx.render(content(hostile(1, name)), PROOF)))
    found = [
        cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value == name.replace("\t", " ")
    ]
    assert found
    assert all(cell.data_type == "s" and cell.hyperlink is None for cell in found)


def test_a_workbook_holds_no_formula_at_all() -> None:
    archive = parts(xlsx.render(content(*(hostile(n, name) for n, name in enumerate(INJECTIONS))), PROOF))
    sheets = [data for name, data in archive.items() if name.startswith("xl/worksheets/")]
    assert sheets
    assert not any(b"<f>" in data or b"<hyperlink" in data for data in sheets)


@pytest.mark.parametrize(
    "name",
    ["{{ 7*7 }}", "{% for x in y %}", "{{ c.__class__.__mro__ }}", "<w:p/>", "A & B <i>", "]]>", '"quoted"', "{#"],
)
def test_a_word_document_takes_a_name_as_text(name: str) -> None:
    document = Document(BytesIO(docx.render(content(hostile(1, name)), PROOF)))
    cells = {cell.text for cell in document.tables[-2].columns[0].cells} | {
        cell.text for table in document.tables for cell in table.columns[0].cells
    }
    assert name in cells
    assert "49" not in {text.strip() for text in cells}


@pytest.mark.parametrize("break_", ["\n", "\t", "\a", "\f"])
def test_a_break_within_a_text_of_a_word_document_is_turned_into_one(break_: str) -> None:
    xml = f'<w:p><w:r><w:t xml:space="preserve">one{break_}two</w:t></w:r></w:p>'
    laid = docx.Form(TARGET).resolve_listing(xml)
    assert laid == DocxTemplate(TARGET).resolve_listing(xml)
    assert break_ not in laid


def test_paragraphs_of_a_word_document_are_gone_through_only_where_a_text_has_a_break(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    gone_through: list[str] = []
    monkeypatch.setattr(DocxTemplate, "resolve_listing", lambda _self, xml: gone_through.append(xml) or xml)
    docx.render(content(audience=Audience.INTERNAL), PROOF)
    assert not gone_through


@pytest.mark.parametrize("name", ["a\x00b", "a\x0bb", "a\ud800b", "a\ufffeb", "a\u202eb", "a\x1bb"])
@pytest.mark.parametrize("kind", list(Format))
def test_a_character_no_document_may_hold_is_left_out(kind: Format, name: str) -> None:
    archive = parts(DRAW[kind](content(hostile(1, name)), PROOF))
    assert any(b">ab<" in data for data in archive.values())


@pytest.mark.parametrize("kind", list(Format))
def test_two_thousand_people_are_drawn_in_time(kind: Format) -> None:
    said = compose(inputs([person(n, 4) for n in range(2000)], Audience.INTERNAL))
    start = time.perf_counter()
    DRAW[kind](said, PROOF)
    assert time.perf_counter() - start < {Format.DOCX: 6, Format.XLSX: 3}[kind]  # the figures proper: `make bench`


def test_the_template_is_the_one_its_script_lays() -> None:
    assert parts(TARGET.read_bytes()) == parts(build())


def test_entries_are_sorted_with_the_content_types_first() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in ("word/b.xml", "a.xml", "[Content_Types].xml"):
            archive.writestr(name, name)
    with zipfile.ZipFile(BytesIO(repack(out.getvalue()))) as opened:
        assert opened.namelist() == ["[Content_Types].xml", "a.xml", "word/b.xml"]


def test_golden_content_of_a_small_statement() -> None:
    """The words of a statement for three languages, frozen: a change here is a change of what we publish."""
    golden = Path(__file__).parent / "golden.txt"
    lines = []
    for language in Language:
        said = content(language=language)
        lines.append(f"{language.value} {data_hash(said)}")
        lines.append(
            f"{language.value} docx {sha256(parts(docx.render(said, PROOF))['word/document.xml']).hexdigest()}"
        )
    assert golden.read_text().splitlines() == lines
