"""`make bench`: every figure with its target and, where it means something, the ratio to the twin.

python -m tests.benchmarks [--people N ...] [--times N] [--only names]
"""

import argparse
import multiprocessing
import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median

from tests.benchmarks import lookups, measures, papers, recall
from tests.benchmarks.table import Line, Table
from tests.benchmarks.worker import serve

ROUNDS = 5
SIZES = (3164, 150_000)
COLD = {3164: 0.1, 150_000: 0.6}
READ, WRITE = 1.15, 1.5
SEARCH = {3164: 0.005, 150_000: 0.040}


@contextmanager
def process(folder: Path, people: int, *, sealed: bool) -> Iterator[Connection]:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    kind = "sealed" if sealed else "twin"
    worker = context.Process(target=serve, args=(theirs, str(folder / kind), people), kwargs={"sealed": sealed})
    worker.start()
    theirs.close()
    try:
        yield ours
        ours.send(("stop",))
    finally:
        worker.join(30)
        worker.terminate()


def ask(connection: Connection, *what: object) -> object:
    connection.send(what)
    return connection.recv()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, nargs="*", default=list(SIZES))
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--only", choices=["names"], help="a part that needs no organisation")
    chosen = parser.parse_args()
    table, before = Table(), os.getloadavg()[0]
    recall.measure(table)
    for people in chosen.people:
        lookups.measure(table, people)
    if chosen.only is None:
        organisation(table, chosen.people, chosen.times)
    print(table.text())
    print(f"\nLoad of the machine: {before:.1f} before, {os.getloadavg()[0]:.1f} after, on {os.cpu_count()} cores.")


def organisation(table: Table, sizes: list[int], times: int) -> None:
    with tempfile.TemporaryDirectory(prefix="bench") as folder:
        public, long = papers.rows_a_second(Path(folder) / "list"), papers.long_rows_a_second(Path(folder) / "long")
        table.add(Line("import of the public list", "3,164", public, 2000, "rows/s"))
        table.add(Line("import of a list in parts", "20,000", long, 2000, "rows/s"))
        for people in sizes:
            measure(table, Path(folder) / str(people), people, times)


def measure(table: Table, folder: Path, people: int, times: int) -> None:
    size = f"{people:,}"
    with ExitStack() as stack:
        both, fill = [], []
        for sealed in (True, False):
            both.append(stack.enter_context(process(folder, people, sealed=sealed)))
            fill.append(both[-1].recv())
        table.add(Line("people written through the ledger", size, people / fill[0], 1000, "rows/s", people / fill[1]))
        for name in measures.ALL:
            ours, twins = compared(both, name, times)
            table.add(Line(name, size, ours, READ if name in measures.READS else WRITE, "ratio", twins))
        table.add(Line("a name found, in process", size, ask(both[0], "search"), SEARCH.get(people, 0.04), "s"))
        table.add(Line("cold start from the snapshot", size, ask(both[0], "cold start"), COLD.get(people, 0.6), "s"))
        table.add(Line("built anew from every record", size, ask(both[0], "rebuild"), None, "s"))
        if people == min(SIZES):
            drawn = ask(both[0], "papers")
            table.add(Line("statement of 1,400 people, DOCX", size, drawn["docx"], 2, "s"))
            table.add(Line("statement of 1,400 people, XLSX", size, drawn["xlsx"], 1, "s"))
            table.add(Line("memory of one worker", size, ask(both[0], "memory"), 150, "MiB"))


def compared(both: list[Connection], name: str, times: int) -> tuple[float, float]:
    """Medians, taken turn by turn, so that whatever else the machine does falls on both."""
    found: list[list[float]] = [[], []]
    for _ in range(ROUNDS):
        for connection, seconds in zip(both, found, strict=True):
            seconds.extend(ask(connection, name, max(2, times // ROUNDS)))
    return median(found[0]), median(found[1])


if __name__ == "__main__":
    main()
