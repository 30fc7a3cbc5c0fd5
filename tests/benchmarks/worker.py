"""A process of its own for each twin: builds its world, then measures what it is asked, turn by turn."""

import gc
import json
import subprocess
import sys
from multiprocessing.connection import Connection
from pathlib import Path

from tests.benchmarks import measures, papers, twin, world


def serve(connection: Connection, folder: str, people: int, *, sealed: bool) -> None:
    if not sealed:
        twin.unseal_everything()
    made = world.build(Path(folder), people)
    connection.send(made.seconds_to_fill)
    gc.freeze()
    while True:
        asked, *arguments = connection.recv()
        if asked == "stop":
            return
        connection.send(answer(made, asked, arguments))


def answer(made: world.World, asked: str, arguments: list[int]) -> object:
    if asked in measures.ALL:
        return measures.timed(made, asked, arguments[0])
    if asked == "cold start":
        return measures.cold_start(made)
    if asked == "search":
        return measures.search(made)
    if asked == "rebuild":
        return measures.rebuild(made)
    if asked == "papers":
        return papers.drawn(made)
    if asked == "memory":
        return memory(made)
    raise ValueError(asked)


def memory(made: world.World) -> int:
    given = json.dumps([str(made.folder), made.token, str(made.cases[0])])
    command = [sys.executable, "-m", "tests.benchmarks.memory"]
    return int(subprocess.run(command, input=given, capture_output=True, text=True, check=True).stdout)
