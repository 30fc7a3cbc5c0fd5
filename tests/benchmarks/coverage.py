"""Coverage and the never-raised list, in process: python -m tests.benchmarks --only coverage [--people N ...]

The world is put into the index as opened summaries, for sealing it would take longer than everything that is
measured; the questions are those the pages and the command ask.
"""

import gc
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from statistics import median
from time import perf_counter
from uuid import UUID

from casework.casebook import bywhom, coverage, days
from casework.casebook.covering import CoverageQuery, Which
from casework.casebook.index import Change, Index
from casework.casebook.query import CaseQuery
from casework.casebook.summaries import ActionSummary, ActorSummary, CaseSummary
from casework.demo import lives
from casework.domain.actions import NAMES_NOBODY, ActionKind
from casework.domain.actors import ActorKind
from tests.benchmarks.table import Line, Table

SIZES = {3164: 2000, 150_000: 20_000}
WANTED = {3164: 0.05, 150_000: 1.0}
DAY = date(2024, 8, 9)
HELD = CoverageQuery(CaseQuery(DAY, in_custody=True))
FILTERS = ("custody=yes",) * 12 + (
    "custody=yes&sex=female", "custody=yes&article=342", "custody=yes&region=Brest",
    "custody=yes&profile=medic&sex=male",
    "custody=yes&recognition=recognised", "custody=yes&article=368&article=369", "sex=female", "custody=yes&sex=male",
)  # fmt: skip
"""What populations ask for; every twentieth action covers one."""
KINDS = [kind.value for kind in ActionKind if kind not in NAMES_NOBODY]
ARTICLES = ("342", "368", "369", "130", "361-1", "361-4", "293", "364", "356", "203-1")
PROFILES = ("medic", "student", "teacher", "worker", "journalist", "lawyer", "engineer")
REGIONS = ("Minsk", "Brest", "Homiel", "Hrodna", "Mahilioŭ", "Viciebsk")


def filled(people: int, actions: int) -> tuple[Index, list[Change]]:
    random, index = Random(20240809), Index()
    cases = [(UUID(int=random.getrandbits(128)), _case(random, life)) for life in _invented(random, people)]
    actors = [(UUID(int=random.getrandbits(128)), _actor(random, number)) for number in range(300)]
    deeds = [(UUID(int=random.getrandbits(128)), _action(random, number, cases, actors)) for number in range(actions)]
    index.take([*cases, *actors, *deeds])
    gc.freeze()
    return index, [*cases, *deeds]


def _invented(random: Random, people: int) -> Iterator[lives.Life]:
    left = people
    while left:
        some = lives.invent(random, min(5000, left), exiles=(), deaths=0)
        yield from some
        left -= len(some)


def _case(random: Random, life: lives.Life) -> CaseSummary:
    start = life.arrested.isoformat()
    timeline = [("pretrial", start)] + ([("colony", life.tried.isoformat())] if life.tried else [])
    if life.ended:
        timeline.append((life.ending.value, life.ended.isoformat()))
    return CaseSummary(
        {"identity": 1}, "", True, number=str(life.number), names=(("la", life.latin),), aliases=(), sex=life.sex.value,
        birth=life.born.isoformat(), region=random.choice(REGIONS), recognition="recognised",
        profile=(random.choice(PROFILES),), external_ids=(), timeline=tuple(timeline),
        stays=((f"IK-{random.randrange(1, 25)}", start, ""),), consent=random.randrange(5), consent_from="",
        charges=tuple((article, "1") for article in random.sample(ARTICLES, random.randrange(1, 3))), consent_until="",
    )  # fmt: skip


def _actor(random: Random, number: int) -> ActorSummary:
    kind = random.choice(list(ActorKind)).value
    return ActorSummary(
        {"actor": 1}, "", True, kind, (f"Actor {number}", "", ""), (), random.choice(("NO", "DE", "")), ""
    )


def _action(random: Random, number: int, cases: list[Change], actors: list[Change]) -> ActionSummary:
    """Nineteen in twenty name up to 40 people, a list file now and then 400; the others cover a population."""
    day = (date(2020, 9, 1) + timedelta(days=random.randrange(1440))).isoformat()
    everyone = number % 20 == 0
    size = 400 if number % 200 == 1 else random.randrange(1, 40)
    named = () if everyone else tuple(str(record) for record, _ in random.sample(cases, min(size, len(cases))))
    return ActionSummary(
        {"action": 1}, "", True, kind=random.choice(KINDS), date=day, title="", actors=(), addressees=(),
        population=everyone, cases=named, as_of=day if everyone else "", query=random.choice(FILTERS), count=0,
        uncertain=0, link="", outcome="", report="", by=tuple(str(one) for one, _ in random.sample(actors, 2)),
    )  # fmt: skip


def asked(index: Index) -> None:
    """What the overview and the list of those never raised ask together."""
    coverage.figures(index, HELD)
    coverage.groups(index, HELD)
    bywhom.by_whom(index, HELD)
    for which in (Which.NEVER, Which.NEVER_BY_NAME):
        coverage.people(index, replace(HELD, which=which))


def seconds(call: Callable[[], object]) -> float:
    start = perf_counter()
    call()
    return perf_counter() - start


def measure(table: Table, people: int, actions: int, times: int) -> None:
    index, records = filled(people, actions)
    size, wanted = f"{people:,}", WANTED.get(people)
    with index.reading() as connection:
        days.ready(connection, DAY)
    random = Random(7)
    table.add(Line(f"coverage, {actions:,} actions: from nothing", size, median(_anew(index, times)), wanted, "s"))
    for what, some in (("a person", records[:people]), ("an action", records[people:])):
        found = []
        for _ in range(times):
            index.take(random.sample(some, 1))
            found.append(seconds(lambda: asked(index)))
        table.add(Line(f"coverage, {actions:,} actions: after {what} changed", size, median(found), wanted, "s"))
    table.add(Line(f"coverage, {actions:,} actions: warm", size, median(_warm(index, times)), wanted, "s"))
    unnamed = replace(HELD, which=Which.NEVER_BY_NAME)
    count = len(coverage.briefly(index, unnamed))
    whole = median(seconds(lambda: coverage.briefly(index, unnamed)) for _ in range(times))
    table.add(Line(f"never raised by name, the whole list of {count:,}", size, whole, wanted, "s"))


def _anew(index: Index, times: int) -> Iterator[float]:
    """As in a new process: nothing worked out but the day itself, which lists and dashboard share, and what the
    snapshot brings with the rows."""
    for _ in range(times):
        index.kept.clear()
        index.worked.forget()
        yield seconds(lambda: asked(index))


def _warm(index: Index, times: int) -> Iterator[float]:
    asked(index)
    for _ in range(times):
        yield seconds(lambda: asked(index))


def actions_of(people: int) -> int:
    return SIZES.get(people, people // 7)
