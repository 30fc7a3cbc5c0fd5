"""The sanctions gap as a file: CSV for lists, XLSX with its definition, its day and its origin beside it. Internal."""

from io import BytesIO

from xlsxwriter import Workbook

from casework.casebook.sanctions import GapQuery, Official
from casework.domain.dates import PartialDate
from casework.domain.reference import Titles
from casework.domain.statement import Language
from casework.reports import separated, xlsx
from casework.reports.deterministic import FIXED, repack
from casework.reports.rows import Speaker
from casework.reports.statement import unprintable_removed
from casework.reports.wording import wording
from casework.reports.wording.sanctions import SanctionsWording
from casework.reports.wording.sanctions import wording as sanctions_wording
from casework.services import sanctions
from casework.services.actor import Actor
from casework.services.sanctions import Export

COLUMNS = ("official", "position", "cases", "undated", "roles", "last", "listed_by", "perhaps")
WIDTHS = (34, 44, 9, 14, 44, 16, 16, 20)
COUNTS = frozenset({"cases", "undated"})


def build(actor: Actor, query: GapQuery, kind: str, language: Language) -> bytes:
    """`kind` is csv or xlsx. Raises NotAllowed, Invalid."""
    export = sanctions.export(actor, query, kind)
    return render(export, kind, language)


def render(export: Export, kind: str, language: Language) -> bytes:
    words = sanctions_wording(language)
    speaker = Speaker(wording(language), language, {})
    columns = tuple(words.columns[key] for key in COLUMNS)
    rows = [_row(one, speaker, words) for one in export.gap.officials]
    front = _front(export, speaker, words)
    if kind == "csv":
        return separated.render(front, columns, rows)
    return _workbook(front, columns, rows, words)


def _row(one: Official, speaker: Speaker, words: SanctionsWording) -> tuple[str, ...]:
    entity = one.entity
    cells = {
        "official": speaker.name(entity.names) or next(iter(entity.aliases), "") or str(entity.id)[:8],
        "position": "; ".join(", ".join(part for part in post if part) for post in one.held),
        "cases": str(one.cases),
        "undated": str(one.undated),
        "roles": "; ".join(f"{words.role[role]}: {cases}" for role, cases in one.roles.items()),
        "last": speaker.words.day(one.last),
        "listed_by": ", ".join(one.listed_by),
        "perhaps": ", ".join(one.perhaps),
    }
    return tuple(unprintable_removed(cells[key]) for key in COLUMNS)


def _front(export: Export, speaker: Speaker, words: SanctionsWording) -> list[str]:
    """Title, definition, as-of day, source and the audit head: a figure never stands alone."""
    query, day = export.query, speaker.words.day(PartialDate.of(export.query.as_of))
    lines = [
        _title(export, speaker.language, words),
        words.say("marking_internal"),
        f"{words.words['as_of']}: {day}",
        words.say("gap_count", count=len(export.gap.officials)),
        words.say("gap_least", count=query.least),
    ]
    narrowed = [words.role[role.value] for role in query.roles]
    narrowed += query.bodies
    narrowed += [f"{words.columns['rating']} ≥ {one.value}" for one in (query.reliability, query.credibility) if one]
    if narrowed:
        lines.append(words.say("gap_filters", filters=", ".join(narrowed)))
    lines += [words.say("method_tied", day=day), words.say("method_listed")]
    lines.append(f"{words.words['source']}: {speaker.words.source(export.organisation)}")
    lines.append(f"{words.words['audit_head']}: {export.audit_head}")
    return [unprintable_removed(line) for line in lines]


def _title(export: Export, language: Language, words: SanctionsWording) -> str:
    query = export.query
    if query.programme:
        titles = next((one.titles for one in export.known.programmes if one.key == query.programme), Titles())
        said: str = getattr(titles, language.value) or titles.en
        return words.say("gap_title_programme", programme=f"{query.programme} ({said})" if said else query.programme)
    if query.authority:
        return words.say("gap_title", authority=query.authority)
    return words.say("gap_title_any")


def _workbook(
    front: list[str], columns: tuple[str, ...], rows: list[tuple[str, ...]], words: SanctionsWording
) -> bytes:
    """Every cell is text or a count, never a formula or a link."""
    out = BytesIO()
    book = Workbook(out, xlsx.SAFE)
    book.set_properties({"title": front[0], "author": "", "created": FIXED})
    heading = book.add_format({"bold": True, "font_size": 14})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet(xlsx.sheet_name(words.words["gap"]))
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    for at, line in enumerate(front):
        sheet.write_string(at, 0, line, None if at else heading)
    header = len(front) + 1
    for column, label in enumerate(columns):
        sheet.write_string(header, column, label, bold)
    for at, row in enumerate(rows, header + 1):
        for column, value in enumerate(row):
            if COLUMNS[column] in COUNTS:
                sheet.write_number(at, column, int(value), plain)
            else:
                sheet.write_string(at, column, value, plain)
    if rows:
        sheet.autofilter(header, 0, header + len(rows), len(columns) - 1)
    xlsx.on_paper(sheet)
    sheet.repeat_rows(header)
    book.close()
    return repack(out.getvalue())
