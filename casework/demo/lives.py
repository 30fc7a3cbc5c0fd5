"""Invented lives, 2020 to 2026: arrest, trial, sentence, release. Seeded: the same seed gives the same people."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from casework.demo.words import ENDINGS, MEN, ROOTS, WOMEN, latin
from casework.domain.sections import PenaltyKind, Sex
from casework.domain.status import ReleaseGround, Status

TODAY = date(2026, 11, 20)
"""The day on which the invented world ends."""
ARRESTS = {2020: 720, 2021: 860, 2022: 640, 2023: 420, 2024: 290, 2025: 180, 2026: 90}
"""Weights by year; 2020 begins in August."""
TERMS = (12, 15, 18, 18, 24, 24, 24, 30, 30, 36, 36, 36, 42, 48, 48, 60, 60, 72, 84, 96, 120, 144, 180)
EXILED = ((date(2025, 9, 11), 52), (date(2025, 12, 13), 123))
"""Two days on which many were taken to the border at once."""
DEATHS = 8


@dataclass(slots=True)
class Life:
    number: int
    sex: Sex
    belarusian: str
    russian: str
    born: date
    arrested: date
    administrative: bool
    tried: date | None
    penalty: PenaltyKind | None
    months: int
    ended: date | None
    ending: Status = Status.RELEASED
    ground: ReleaseGround | None = None
    vague: frozenset[str] = field(default_factory=frozenset)
    """Which of `arrested`, `ended`, `born` the sources know only by the month."""

    @property
    def latin(self) -> str:
        return latin(self.belarusian)

    def held(self, day: date) -> bool:
        """In custody: from the day of arrest until the day before the end of it."""
        last = self.ended
        if self.penalty in {PenaltyKind.RESTRICTION_HOME, PenaltyKind.RESTRICTION_OPEN}:
            last = min(day for day in (self.tried, self.ended) if day)
        return self.arrested <= day and (last is None or day < last)


def invent(
    random: Random, people: int, exiles: Iterable[tuple[date, int]] = EXILED, deaths: int = DEATHS
) -> list[Life]:
    """Everybody, with the exiles and the deaths, before the count is made exact."""
    names: set[str] = set()
    lives = [_life(random, number, names) for number in range(1, people + 1)]
    for day, wanted in exiles:
        serving = [life for life in lives if _serving(life, day)]
        for life in random.sample(serving, min(wanted, len(serving))):
            life.ended, life.ending, life.ground = day, Status.DEPORTED, ReleaseGround.PARDON
            life.vague -= {"ended"}
    for life in random.sample([life for life in lives if _serving(life, date(2023, 3, 1))], deaths):
        life.ended = date(2023, 3, 1) + timedelta(days=random.randrange(1100))
        life.ending, life.ground = Status.DIED, None
    return lives


def make_exact(random: Random, lives: Iterable[Life], day: date, wanted: int) -> None:
    """Move releases near `day` until exactly `wanted` are in custody on it.

    Raises ValueError when there are too few lives to choose from.
    """
    everybody = list(lives)
    held = [life for life in everybody if life.held(day)]
    if len(held) > wanted:
        movable = [life for life in held if life.arrested < day - timedelta(days=400) and _serving(life, day)]
        for life in random.sample(movable, len(held) - wanted):
            life.ended, life.ending = day - timedelta(days=random.randrange(1, 300)), Status.RELEASED
            life.ground = ReleaseGround.PARDON if random.random() < 0.3 else ReleaseGround.TERM_SERVED
    else:
        gone = [life for life in everybody if _released_before(life, day)]
        for life in sorted(gone, key=lambda life: life.ended or day, reverse=True)[: wanted - len(held)]:
            life.ended = day + timedelta(days=random.randrange(1, 500))
    for life in everybody:
        life.vague = frozenset(name for name in life.vague if not _same_month(getattr(life, name), day))
    if sum(life.held(day) for life in everybody) != wanted:
        raise ValueError("too few people to choose from")


def _serving(life: Life, day: date) -> bool:
    sentenced = life.penalty is PenaltyKind.IMPRISONMENT and life.tried is not None and life.tried < day
    return sentenced and life.held(day) and life.ending is Status.RELEASED


def _released_before(life: Life, day: date) -> bool:
    return (
        life.penalty is PenaltyKind.IMPRISONMENT
        and life.ending is Status.RELEASED
        and life.ended is not None
        and life.ended <= day
    )


def _same_month(one: date | None, other: date) -> bool:
    return one is not None and (one.year, one.month) == (other.year, other.month)


def _life(random: Random, number: int, names: set[str]) -> Life:
    sex = Sex.FEMALE if random.random() < 0.17 else Sex.MALE
    belarusian, russian = _name(random, sex, names)
    arrested = _arrest(random)
    tried: date | None = arrested + timedelta(days=random.randrange(60, 330))
    penalty: PenaltyKind | None = random.choices(
        [PenaltyKind.IMPRISONMENT, PenaltyKind.RESTRICTION_HOME, PenaltyKind.RESTRICTION_OPEN], [76, 14, 10]
    )[0]
    months = random.choice(TERMS) if penalty is PenaltyKind.IMPRISONMENT else random.choice(TERMS[:11])
    ended: date | None = arrested + timedelta(days=int(months * 30.4 * random.uniform(0.82, 1.0)))
    ground = random.choices([ReleaseGround.TERM_SERVED, ReleaseGround.PARDON, ReleaseGround.AMNESTY], [80, 12, 8])[0]
    if tried is None or tried > TODAY:
        tried = penalty = ended = None
    elif random.random() < 0.03:
        penalty, ended, ground = None, tried, ReleaseGround.CHARGES_DROPPED
    elif ended is None or ended > TODAY:
        ended = None
    elif ended <= tried:
        ended = tried + timedelta(days=1)
    vague = frozenset(name for name, share in (("arrested", 0.03), ("ended", 0.03)) if random.random() < share)
    born = date(arrested.year - _age(random), random.randrange(1, 13), random.randrange(1, 29))
    if random.random() < 0.05:
        vague |= {"born"}
    return Life(
        number, sex, belarusian, russian, born, arrested, random.random() < 0.3, tried, penalty,
        months, ended, ground=ground if ended else None, vague=vague,
    )  # fmt: skip


def _age(random: Random) -> int:
    return min(76, max(17, int(random.lognormvariate(3.55, 0.3))))


def _arrest(random: Random) -> date:
    year = random.choices(list(ARRESTS), list(ARRESTS.values()))[0]
    first = date(2020, 8, 9) if year == 2020 else date(year, 1, 1)
    last = date(2026, 10, 31) if year == 2026 else date(year, 12, 31)
    return first + timedelta(days=random.randrange((last - first).days + 1))


def _name(random: Random, sex: Sex, taken: set[str]) -> tuple[str, str]:
    """Given name and surname, Belarusian and Russian; a few people share a name, as in life."""
    woman = sex is Sex.FEMALE
    while True:
        given = random.choice(WOMEN if woman else MEN)
        root, ending = random.choice(ROOTS), random.choice(ENDINGS)
        name = f"{given[0]} {root[0]}{ending[0][woman]}"
        if name not in taken or random.random() < 0.02:
            taken.add(name)
            return name, f"{given[1]} {root[1]}{ending[1][woman]}"
