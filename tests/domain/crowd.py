"""Three thousand invented names in Belarusian and Russian, and a search among them by the domain's own parts."""

from collections import defaultdict
from functools import cache
from random import Random

from casework.demo.words import ENDINGS, MEN, ROOTS, WOMEN
from casework.domain import names
from casework.domain.names import Token, Vocabulary

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


class Register:
    """Names by the numbers of their words, as the casebook keeps them."""

    def __init__(self, spellings: list[str]) -> None:
        self.vocabulary = Vocabulary()
        self.tokens: list[tuple[Token, ...]] = []
        self.holding: dict[int, list[int]] = defaultdict(list)
        for number, text in enumerate(spellings):
            self.tokens.append(names.tokens(text))
            for word in {word for token in self.tokens[-1] for word in self.vocabulary.add(token)}:
                self.holding[word].append(number)

    def best(self, text: str) -> list[int]:
        """The five names most like the text, surest first."""
        query = names.tokens(text)
        sums: dict[int, float] = defaultdict(float)
        for token in query:
            alike: dict[int, float] = {}
            for word, found in self.vocabulary.near(token).items():
                for number in self.holding[word]:
                    alike[number] = max(found, alike.get(number, 0.0))
            for number, found in alike.items():
                sums[number] += found
        likely = sorted(sums, key=lambda number: -sums[number])[:120]
        return sorted(likely, key=lambda number: -names.align(query, self.tokens[number]))[:5]
