"""Imports and documents: from the file's bytes to committed, from the question to the document's bytes."""

from datetime import date, timedelta
from pathlib import Path
from random import Random
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


def long_list(people: int) -> bytes:
    """Invented people with a list's usual columns; days and names meet about as often as in life."""
    random = Random(7)
    given = ("Ivan", "Alena", "Siarhei", "Volha", "Mikalai", "Hanna", "Anton", "Iryna", "Dzmitry", "Maryia")
    syllables = ("ka", "zha", "ro", "mi", "lu", "da", "vi", "sha", "ne", "ba", "hri", "pa", "so", "cha", "li", "nu")
    surnames = [
        "".join(random.choices(syllables, k=3)).title() + random.choice(("vich", "ski", "ou")) for _ in range(9000)
    ]
    lines = ["id,name,status,gender,birthday,arrested,articles,prison,decision,description"]
    for number in range(people):
        born = date(1950, 1, 1) + timedelta(random.randrange(20_000))
        arrested = date(2020, 8, 1) + timedelta(random.randrange(2_000))
        name = f"{random.choice(given)} {random.choice(surnames)}"
        lines.append(
            f"{number},{name},active,male,{born},{arrested},art. 342 p. 1,IK-17,2 years,at work {number % 500}"
        )
    return "\n".join(lines).encode()


def long_rows_a_second(folder: Path, people: int = 20_000) -> float:
    """A list that is written in several transactions, into an organisation without anybody."""
    made = world.build(folder, 0)
    data = long_list(people)
    with made.site.app_context():
        start = perf_counter()
        batch = importing.take(made.actor, data, "long.csv")
        return batch.read / (perf_counter() - start)


def rows_a_second(folder: Path) -> float:
    """The public list into an organisation without anybody, with its plan, its audit and its batch record."""
    made = world.build(folder, 0)
    data = PUBLIC_LIST.read_bytes()
    with made.site.app_context():
        start = perf_counter()
        batch = importing.take(made.actor, data, PUBLIC_LIST.name)
        return batch.read / (perf_counter() - start)
