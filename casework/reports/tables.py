"""Figures and breakdowns: in a public document small counts are hidden with whatever would give them back."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from casework.domain.consent import Appearance, Audience
from casework.domain.dates import PartialDate
from casework.domain.sections import Recognition, Sex
from casework.domain.statement import Figure, Grid, PersonFacts, StatementInputs
from casework.domain.suppression import SMALL, Cell, Shown, overlapping, partition, small
from casework.reports.rows import Speaker, appears

HIDDEN = "*"


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of one statement, with the rule of its audience applied on the way out."""

    inputs: StatementInputs
    say: Speaker

    @property
    def guarded(self) -> bool:
        return self.inputs.request.audience is Audience.PUBLIC

    @property
    def approved(self) -> bool:
        return self.inputs.request.small_counts_approved

    def public(self, person: PersonFacts) -> bool:
        return self.guarded and appears(self.inputs, person) is Appearance.NAMED

    def count(self, people: Iterable[PersonFacts]) -> int | None:
        """How many, or None where it must not be said."""
        found = list(people)
        named = sum(map(self.public, found))
        return None if self.guarded and small(len(found), named, self.approved) else len(found)

    def spoken(self, count: int | None) -> str:
        return self.say.words.say("suppressed") if count is None else str(count)

    def split(self, key: Callable[[PersonFacts], str]) -> tuple[Shown, ...] | None:
        """Everyone counted once under their key. None: the table is withheld."""
        cells = self._cells((key(person), person) for person in self.inputs.people)
        if not self.guarded:
            return tuple(Shown(cell.key, cell.people) for cell in cells)
        return partition(cells, self.approved)

    def overlap(self, keys: Callable[[PersonFacts], Iterable[str]]) -> tuple[Shown, ...]:
        """Everyone counted under each of their keys."""
        pairs = ((key, person) for person in self.inputs.people for key in sorted(set(keys(person))) or [""])
        cells = self._cells(pairs)
        if not self.guarded:
            return tuple(Shown(cell.key, cell.people) for cell in cells)
        total = len(self.inputs.people)
        shown = overlapping(cells, self.approved)
        return tuple(Shown(c.key, None) if c.people and 0 < total - c.people < SMALL else c for c in shown)

    def _cells(self, pairs: Iterable[tuple[str, PersonFacts]]) -> list[Cell]:
        people: Counter[str] = Counter()
        public: Counter[str] = Counter()
        for key, person in pairs:
            people[key] += 1
            public[key] += self.public(person)
        return [Cell(key, people[key], public[key]) for key in sorted(people)]

    def grid(self, title: str, shown: tuple[Shown, ...] | None, labels: Mapping[str, str], note: str = "") -> Grid:
        """Hidden cells stand last, in the order of their labels: a place in the order would tell their size."""
        words = self.say.words
        columns = (words.columns[title.removeprefix("by_")], words.words["count"])
        if shown is None:
            return Grid(words.say(title), "", columns, (), words.say("withheld_table"))
        blank = words.say("not_recorded")
        labelled = [(labels.get(cell.key, cell.key) or blank, cell.people) for cell in shown]
        open_ = sorted((c for c in labelled if c[1] is not None), key=lambda c: (-(c[1] or 0), c[0]))
        hidden = sorted(c for c, people in labelled if people is None)
        rows = [*((label, str(people)) for label, people in open_), *((label, HIDDEN) for label in hidden)]
        notes = [note] if note else []
        if hidden:
            notes.append(f"{HIDDEN} {words.say('table_note')}")
        return Grid(words.say(title), "", columns, tuple(rows), " ".join(notes))


def figures(tally: Tally) -> tuple[Figure, ...]:
    inputs = tally.inputs
    women = _of(tally.split(lambda p: p.sex.value), Sex.FEMALE.value)
    recognised = _of(tally.split(lambda p: p.recognition.value), Recognition.RECOGNISED.value)
    return (
        _figure(tally, "in_custody", tally.count(inputs.people), tally.count(inputs.uncertain)),
        _figure(tally, "recognised", recognised, 0),
        _figure(tally, "women", women, 0),
        _figure(tally, "died", tally.count(inputs.deaths), 0),
    )


def _of(shown: tuple[Shown, ...] | None, key: str) -> int | None:
    return None if shown is None else next((cell.people for cell in shown if cell.key == key), 0)


def _figure(tally: Tally, key: str, count: int | None, uncertain: int | None) -> Figure:
    words, inputs = tally.say.words, tally.inputs
    request = inputs.request
    doubt = words.say("uncertain_none") if uncertain == 0 else tally.spoken(uncertain)
    return Figure(
        label=words.say(key),
        value=tally.spoken(count),
        uncertain=words.say("uncertain_people", count=doubt) if uncertain != 0 else doubt,
        definition=words.say(f"{key}_definition"),
        as_of=words.day(PartialDate.of(request.as_of)),
        known_at=words.day(PartialDate.of(request.known_at or inputs.produced_on)),
        source=words.source(inputs.organisation),
    )


def breakdowns(tally: Tally) -> tuple[Grid, ...]:
    inputs, words = tally.inputs, tally.say.words
    articles = {key: f"{key} {title}".strip() for key, title in inputs.articles.items()}
    return (
        tally.grid("by_status", tally.split(lambda p: p.status.value), words.status),
        tally.grid("by_sex", tally.split(lambda p: p.sex.value), words.sex),
        tally.grid("by_facility", tally.split(lambda p: p.facility), inputs.facilities),
        tally.grid(
            "by_article",
            tally.overlap(lambda p: (c.article for c in p.charges)),
            articles,
            words.say("by_article_note"),
        ),
    )
