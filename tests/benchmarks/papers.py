"""Imports and documents: from the file's bytes to committed, from the question to the document's bytes."""

from datetime import date
from pathlib import Path
from time import perf_counter

from msgspec.structs import replace

from casework.domain.consent import Audience
from casework.domain.statement import Format, StatementInputs, StatementRequest
from casework.imports import lists as importing
from casework.reports import docx, xlsx
from casework.reports.proof import Proof, data_hash
from casework.reports.statement import compose
from casework.services import gathering
from tests.benchmarks import world
from tests.benchmarks.world import World

PUBLIC_LIST = Path(__file__).parents[1] / "data" / "public-list-en.csv"
PEOPLE = 1400
DAY = date(2024, 8, 9)


def drawn(made: World) -> dict[str, float]:
    """Seconds for a statement of 1,400 named people as each kind of file."""
    request = StatementRequest(as_of=DAY, audience=Audience.INTERNAL)
    found: dict[str, float] = {}
    with made.site.app_context():
        for kind, render in ((Format.DOCX, docx.render), (Format.XLSX, xlsx.render)):
            start = perf_counter()
            inputs, head = gathering.gather(made.actor, request)
            content = compose(_of_size(inputs))
            render(content, Proof(data_hash(content), head))
            found[kind.value] = perf_counter() - start
    return found


def _of_size(inputs: StatementInputs) -> StatementInputs:
    """Exactly 1,400, the first of them again where the world has fewer."""
    people = inputs.people * (PEOPLE // max(1, len(inputs.people)) + 1)
    return replace(inputs, people=people[:PEOPLE])


def rows_a_second(folder: Path) -> float:
    """The public list into an organisation without anybody, with its plan, its audit and its batch record."""
    made = world.build(folder, 0)
    data = PUBLIC_LIST.read_bytes()
    with made.site.app_context():
        start = perf_counter()
        batch = importing.take(made.actor, data, PUBLIC_LIST.name)
        return batch.read / (perf_counter() - start)
