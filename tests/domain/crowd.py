"""Three thousand invented names in Belarusian and Russian."""

from functools import cache
from random import Random

from casework.demo.words import ENDINGS, MEN, ROOTS, WOMEN

PEOPLE = 3164


@cache
def crowd() -> tuple[tuple[str, str], ...]:
    """(Belarusian, Russian), all different."""
    random = Random(5)
    found: dict[tuple[str, str], None] = {}
    while len(found) < PEOPLE:
        female = random.random() < 0.4
        given, root, ending = random.choice(WOMEN if female else MEN), random.choice(ROOTS), random.choice(ENDINGS)
        found.setdefault((f"{given[0]} {root[0]}{ending[0][female]}", f"{given[1]} {root[1]}{ending[1][female]}"), None)
    return tuple(found)
