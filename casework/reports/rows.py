"""Rows about people: each cell is asked of the consent rule, so a document cannot say more than was agreed."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from casework.domain.consent import Appearance, Audience, Fact, appearance, facts, level_on
from casework.domain.dates import PartialDate
from casework.domain.sections import Charge, PersonName, Script, Sentence, Sex
from casework.domain.statement import Grid, Language, PersonFacts, StatementInputs
from casework.domain.suppression import SMALL
from casework.reports.wording import Wording

SCRIPTS: Mapping[Language, tuple[Script, ...]] = {
    Language.EN: (Script.LATIN, Script.BE, Script.RU),
    Language.BE: (Script.BE, Script.RU, Script.LATIN),
    Language.RU: (Script.RU, Script.BE, Script.LATIN),
}


@dataclass(frozen=True, slots=True)
class Speaker:
    """What turns facts into words: the language and the reference titles."""

    words: Wording
    language: Language
    facilities: Mapping[str, str]

    def name(self, names: Sequence[PersonName]) -> str:
        """In the document's script first; in English with the original spelling beside it."""
        found = {name.script: name.text for name in reversed(names)}
        spellings = [found[script] for script in SCRIPTS[self.language] if script in found]
        if not spellings:
            return ""
        if self.language is Language.EN and len(spellings) > 1:
            return f"{spellings[0]} ({spellings[1]})"
        return spellings[0]

    def charge(self, charge: Charge) -> str:
        if charge.part:
            return self.words.say("article_part", article=charge.article, part=charge.part)
        return self.words.say("article", article=charge.article)

    def sentence(self, sentence: Sentence | None) -> str:
        """Kind and length. Never its end: a release that is planned is nobody's to publish."""
        if sentence is None:
            return ""
        years, months = divmod(sentence.months or 0, 12)
        parts = [("years", years), ("months", months), ("days", sentence.days or 0)]
        length = " ".join(self.words.say(key, n=n) for key, n in parts if n)
        return ", ".join(part for part in (length, self.words.penalty[sentence.kind]) if part)

    def status(self, person: PersonFacts) -> str:
        label = self.words.status[person.status]
        since = self.words.day(person.since)
        return f"{label}, {self.words.say('since', date=since)}" if since else label


def _birth(say: Speaker, person: PersonFacts, allowed: frozenset[Fact]) -> str:
    if person.birth is None or Fact.BIRTH_YEAR not in allowed:
        return ""
    if Fact.BIRTH in allowed:
        return say.words.day(person.birth)
    first, last = person.birth.earliest.year, person.birth.latest.year
    return str(first) if first == last else ""


CELLS: Mapping[str, Fact] = {
    "name": Fact.NAME,
    "sex": Fact.SEX,
    "birth": Fact.BIRTH_YEAR,
    "status": Fact.STATUS,
    "detained": Fact.DETAINED,
    "facility": Fact.FACILITY,
    "charges": Fact.CHARGES,
    "sentence": Fact.SENTENCE,
    "recognition": Fact.RECOGNITION,
    "region": Fact.REGION,
    "profile": Fact.PROFILE,
    "description": Fact.DESCRIPTION,
}
"""Every column about a person names the fact it says; there is no other way into a document."""


def row(say: Speaker, person: PersonFacts, allowed: frozenset[Fact]) -> dict[str, str]:
    """What may be said of a person, by column; an empty cell where it may not."""
    said = {
        "name": say.name(person.names),
        "sex": say.words.sex[person.sex],
        "birth": _birth(say, person, allowed),
        "status": say.status(person),
        "detained": say.words.day(person.detained),
        "facility": say.facilities.get(person.facility, person.facility),
        "charges": "; ".join(say.charge(charge) for charge in person.charges),
        "sentence": say.sentence(person.sentence),
        "recognition": say.words.recognition[person.recognition],
        "region": person.region,
        "profile": ", ".join(person.profile),
        "description": person.description,
    }
    return {key: said[key] if fact in allowed else "" for key, fact in CELLS.items()}


def allowed_facts(inputs: StatementInputs, person: PersonFacts) -> frozenset[Fact]:
    return facts(person.consent, inputs.request.audience, inputs.produced_on, person.birth)


def level_words(say: Speaker, person: PersonFacts, day: date) -> str:
    """Consent in force on a day, as our own book-keeping names it."""
    return say.words.consent[str(int(level_on(person.consent, day)))]


def appears(inputs: StatementInputs, person: PersonFacts) -> Appearance:
    return appearance(person.consent, inputs.request.audience, inputs.produced_on, person.birth)


EVERY = ("name", "number", *(key for key in CELLS if key != "name"), "consent")
SHORT = ("name", "birth", "status", "facility")
OURS = frozenset({"number", "consent"})
"""Columns of our own book-keeping: internal documents only."""


def named_grid(
    inputs: StatementInputs,
    say: Speaker,
    people: Sequence[PersonFacts],
    title: str,
    intro: str,
    order: Sequence[str] = EVERY,
) -> Grid:
    """Those who may be named, with no column that nobody's consent opens, sorted by name."""
    internal = inputs.request.audience is Audience.INTERNAL
    rows: list[dict[str, str]] = []
    for person in people:
        if appears(inputs, person) is not Appearance.NAMED:
            continue
        cells = row(say, person, allowed_facts(inputs, person))
        if internal:
            cells["number"] = person.number
            cells["consent"] = level_words(say, person, inputs.produced_on)
        rows.append(cells)
    asked = [key for key in order if internal or key not in OURS]
    columns = [key for key in asked if key == "name" or any(cells[key] for cells in rows)]
    rows.sort(key=lambda cells: (cells["name"], cells["detained"], cells["birth"], tuple(cells.values())))
    return Grid(
        title=title,
        intro=intro,
        columns=tuple(say.words.columns[key] for key in columns),
        rows=tuple(tuple(cells[key] for key in columns) for cells in rows),
    )


QUASI = ("sex", "age_band", "year", "article")
"""What an anonymised row may show, in the order in which it is given up when it would single somebody out."""


def _age_band(birth: PartialDate | None, inputs: StatementInputs, say: Speaker) -> str:
    if birth is None or birth.earliest.year != birth.latest.year:
        return ""
    day = inputs.request.as_of
    age = day.year - birth.earliest.year - ((day.month, day.day) < (birth.latest.month, birth.latest.day))
    low = age // 10 * 10
    return f"{max(low, 18)}–{low + 9}" if age >= 18 else say.words.say("under_age")


def _traits(person: PersonFacts, inputs: StatementInputs, say: Speaker) -> tuple[str, ...]:
    year = person.detained.earliest.year if person.detained else None
    known = year is not None and person.detained is not None and person.detained.latest.year == year
    return (
        say.words.sex[person.sex] if person.sex is not Sex.UNKNOWN else "",
        _age_band(person.birth, inputs, say),
        str(year) if known else "",
        "; ".join(sorted({say.words.say("article", article=c.article) for c in person.charges})),
    )


def anonymised_grid(inputs: StatementInputs, say: Speaker) -> Grid:
    """Rows without a name. What is shown of a person is shared by at least 5 of those not named here."""
    traits = {p.case: _traits(p, inputs, say) for p in inputs.people}
    crowd = [traits[p.case] for p in inputs.people if appears(inputs, p) is not Appearance.NAMED]
    shared = [Counter(t[:depth] for t in crowd) for depth in range(len(QUASI) + 1)]
    rows: list[tuple[str, ...]] = []
    for person in inputs.people:
        if appears(inputs, person) is not Appearance.ANONYMISED:
            continue
        mine = traits[person.case]
        depth = next((d for d in range(len(QUASI), 0, -1) if shared[d][mine[:d]] >= SMALL), 0)
        rows.append(mine[:depth] + ("",) * (len(QUASI) - depth))
    return Grid(
        title=say.words.say("anonymised_title"),
        intro=say.words.say("anonymised_intro"),
        columns=tuple(say.words.columns[key] for key in QUASI),
        rows=tuple(sorted(rows)),
    )
