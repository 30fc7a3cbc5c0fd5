"""Coverage worked out person by person and action by action, slowly and in plain sight: what the index must give."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from random import Random
from uuid import UUID

from casework.casebook import population, projection
from casework.casebook.index import Change
from casework.casebook.query import CaseQuery
from casework.casebook.summaries import ActionSummary, CaseSummary
from casework.domain.actions import Action, ActionKind, ActionStatus, Coverage, CoverageKind
from casework.domain.actors import ActorKind, AdvocacyActor
from casework.domain.dates import PartialDate
from casework.domain.records import RecordKind
from casework.domain.reference import Titles
from casework.domain.sections import Consent, ConsentRecord, Sex
from casework.domain.status import DEPRIVED_OR_RESTRICTED, IN_CUSTODY, Status, StatusEntry, spans
from tests.casebook.people import named, person

FIRST, LAST = date(2020, 1, 1).toordinal(), date(2025, 12, 31).toordinal()
PROFILES, REGIONS, ARTICLES, PLACES = ("medic", "student"), ("Brest", "Homiel", ""), ("342", "368"), ("IK-1", "IK-4")


def invented(random: Random, record: UUID) -> Change:
    """Somebody with a life of up to six statuses, some of whose dates are known by the month or the year alone."""
    days = sorted(random.sample(range(FIRST, LAST), random.randrange(7)))
    lives = [(random.choice(list(Status)).value, _date(random, day)) for day in days]
    lives.sort(key=lambda line: PartialDate.parse(line[1]).earliest)
    stays = [(random.choice(PLACES), _date(random, day), "" if random.random() < 0.4 else _date(random, day + 300))
             for day in days[:2]]  # fmt: skip
    found = person(
        *lives,
        name=f"Person {random.randrange(10_000)}",
        sex=random.choice(list(Sex)),
        charges=[(one, "") for one in ARTICLES if random.random() < 0.5],
        stays=stays,
        birth=random.choice(("", "1950", "1990-05-04", "2007-11", "2000-02-29")),
        region=random.choice(REGIONS),
        consent=_consent(random),
        record=record,
    )[1]
    assert isinstance(found, CaseSummary)
    profile = tuple(one for one in PROFILES if random.random() < 0.4)
    return record, _replaced(found, profile=profile)


def _replaced(found: CaseSummary, **changed: object) -> CaseSummary:
    import msgspec

    return msgspec.structs.replace(found, **changed)


def _consent(random: Random) -> ConsentRecord:
    if random.random() < 0.5:
        return ConsentRecord()
    return named(
        random.choice(list(Consent)), given_on=_date(random, FIRST + 300), expires_on=_date(random, LAST - 400)
    )


def _date(random: Random, day: int) -> str:
    text = date.fromordinal(day).isoformat()
    return random.choice((text, text, text, text[:7], text[:4]))


def action(random: Random, record: UUID, people: Iterable[UUID], actors: Iterable[UUID]) -> Change:
    """Planned or done, naming some or covering a list whose filters are anything a list can have."""
    day = random.randrange(FIRST, LAST)
    kind = random.choice((ActionKind.MEDIA, ActionKind.GODPARENTHOOD, ActionKind.PARLIAMENT, ActionKind.SANCTIONS))
    made = Action(
        kind=kind,
        date=PartialDate.parse(_date(random, day)),
        covers=_covers(random, day, list(people)),
        by=tuple(str(one) for one in actors if random.random() < 0.4),
        status=random.choice(list(ActionStatus)),
        since=PartialDate.parse(_date(random, day - 200)) if random.random() < 0.3 else None,
    )
    return summary(record, made)


def _covers(random: Random, day: int, people: list[UUID]) -> Coverage:
    if random.random() < 0.5:
        some = tuple(map(str, random.sample(people, random.randrange(min(6, len(people))))))
        return Coverage(kind=random.choice((CoverageKind.NAMED, CoverageKind.LIST_FILE)), cases=some)
    filters: dict[str, object] = {
        "in_custody": random.choice((True, True, True, None, False)),
        "sexes": (Sex.FEMALE,) if random.random() < 0.3 else (),
        "regions": ("Brest",) if random.random() < 0.2 else (),
        "articles": ARTICLES[: random.randrange(3)] if random.random() < 0.2 else (),
        "profiles": ("medic",) if random.random() < 0.2 else (),
        "consents": (Consent.COUNTS_ONLY, Consent.FULL_PROFILE) if random.random() < 0.2 else (),
        "statuses": (Status.COLONY, Status.PRETRIAL) if random.random() < 0.2 else (),
        "facilities": ("IK-1",) if random.random() < 0.2 else (),
    }
    on = date.fromordinal(day - random.choice((0, 0, 0, 3, 400)))
    text = population.kept(CaseQuery(on, **filters))  # type: ignore[arg-type]
    return Coverage(kind=CoverageKind.POPULATION, as_of=PartialDate.of(on), query=text)


def actor(record: UUID, kind: ActorKind = ActorKind.GOVERNMENT, country: str = "") -> Change:
    made = AdvocacyActor(kind=kind, names=Titles(en=str(record)[:8]), country=country)
    data = projection.summarise(RecordKind.ACTOR, {"actor": made}, {"actor": 1}, "")
    return record, projection.read(RecordKind.ACTOR, data)


def summary(record: UUID, made: Action) -> Change:
    data = projection.summarise(RecordKind.ACTION, {"action": made}, {"action": 1}, "")
    return record, projection.read(RecordKind.ACTION, data)


@dataclass
class Told:
    """(day, by name, action) for every time somebody was raised up to a day, the earliest first."""

    times: list[tuple[date, bool, UUID]]

    def named(self) -> list[tuple[date, bool, UUID]]:
        return [one for one in self.times if one[1]]


def told(people: Mapping[UUID, CaseSummary], actions: Mapping[UUID, ActionSummary], until: date) -> dict[UUID, Told]:
    found = {record: Told([]) for record in people}
    for record, one in actions.items():
        on = one.since if one.kind == ActionKind.GODPARENTHOOD and one.since else one.date
        day = PartialDate.parse(on).earliest
        if one.status == ActionStatus.PLANNED or day > until:
            continue
        for case, somebody in people.items():
            if not one.population and str(case) in one.cases:
                found[case].times.append((day, True, record))
            elif one.population and one.as_of and inside(somebody, one):
                found[case].times.append((day, False, record))
    for each in found.values():
        each.times.sort(key=lambda time: time[0])
    return found


def inside(one: CaseSummary, of: ActionSummary) -> bool:
    day = PartialDate.parse(of.as_of).earliest
    return matches(one, population.query(of.query, day))


def matches(one: CaseSummary, query: CaseQuery) -> bool:
    day = query.as_of
    wanted = {True: 2, False: 0, None: custody(one, day)}[query.in_custody]
    return (
        custody(one, day) == wanted
        and (not query.sexes or one.sex in query.sexes)
        and (not query.regions or one.region in query.regions)
        and (not query.articles or any(article in query.articles for article, _ in one.charges))
        and (not query.profiles or any(each in query.profiles for each in one.profile))
        and (not query.consents or _level(one, day) in query.consents)
        and (not query.statuses or status(one, day) in query.statuses)
        and (not query.facilities or facility(one, day) in query.facilities)
    )


def _lines(one: CaseSummary) -> list[StatusEntry]:
    return [StatusEntry(Status(status), PartialDate.parse(since)) for status, since in one.timeline]


def custody(one: CaseSummary, day: date) -> int:
    found = spans(_lines(one))
    return 2 if any(each.certain(day) for each in found) else 1 if any(each.possible(day) for each in found) else 0


def status(one: CaseSummary, day: date) -> str | None:
    lines, held = _lines(one), custody(one, day)
    sure = [each.status for each in lines if each.since.latest <= day and (held < 2 or each.status in IN_CUSTODY)]
    begun = [each.status for each in lines if each.since.earliest <= day]
    return (sure or begun or [None])[-1]


def facility(one: CaseSummary, day: date) -> str:
    if not custody(one, day) and status(one, day) not in DEPRIVED_OR_RESTRICTED:
        return ""
    found = [
        place
        for place, since, until in one.stays
        if (not since or PartialDate.parse(since).latest <= day)
        and (not until or day < PartialDate.parse(until).latest)
    ]
    return found[-1] if found else ""


def _level(one: CaseSummary, day: date) -> int:
    begun = not one.consent_from or PartialDate.parse(one.consent_from).earliest <= day
    ended = bool(one.consent_until) and PartialDate.parse(one.consent_until).earliest <= day
    return one.consent if begun and not ended else 0
