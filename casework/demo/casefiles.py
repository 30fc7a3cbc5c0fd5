"""A life, written down as the sections of a case."""

from datetime import date, timedelta
from random import Random

from casework.demo.lives import TODAY, Life
from casework.demo.officials import COLONIES, COURTS, judges
from casework.domain.dates import PartialDate
from casework.domain.sections import (
    Charge,
    Consent,
    ConsentRecord,
    ConsentTopic,
    Custody,
    CustodyPeriod,
    ExternalId,
    Identity,
    Legal,
    PenaltyKind,
    PersonName,
    Prosecution,
    Recognition,
    Regime,
    Script,
    Section,
    SectionName,
    Sentence,
    Stage,
    StatusTimeline,
)
from casework.domain.status import Status, StatusEntry

ARTICLES = {
    ("342", "1"): 38, ("368", "1"): 11, ("130", "1"): 7, ("361-4", "1"): 7, ("361-1", "3"): 6, ("369", ""): 6,
    ("293", "2"): 5, ("364", ""): 5, ("361-2", "1"): 4, ("361", "3"): 3, ("339", "2"): 3, ("370", ""): 3,
    ("342", "2"): 3, ("203-1", "3"): 2, ("356", "1"): 2, ("357", "1"): 2, ("289", "2"): 1, ("367", "1"): 1,
    ("411", "2"): 1, ("363", "2"): 1,
}  # fmt: skip
REMAND = ("SIZO-1", "SIZO-1", "prison-1", "prison-4", "prison-8", "SIZO-7", "KGB")
REGIONS = ("Minsk", "Minsk", "Minsk", "Brest", "Homiel", "Hrodna", "Mahilioŭ", "Viciebsk")
PROFILES = (
    "worker", "student", "it specialist", "teacher", "medic", "engineer", "entrepreneur", "pensioner", "journalist",
    "activist", "lawyer", "driver", "artist", "scientist", "civil servant", "unemployed",
)  # fmt: skip
CONSENTS = {Consent.COUNTS_ONLY: 34, Consent.CONFIDENTIAL: 24, Consent.ANONYMISED: 14}
OPEN_CONSENTS = {Consent.NAME_AND_FACTS: 20, Consent.FULL_PROFILE: 8}


def sections(random: Random, life: Life) -> dict[str, Section]:
    """Everything the organisation knows about this invented person."""
    return {
        SectionName.IDENTITY: _identity(random, life),
        SectionName.STATUS: StatusTimeline(tuple(_timeline(random, life))),
        SectionName.CUSTODY: Custody(tuple(_custody(random, life))),
        SectionName.LEGAL: _legal(random, life),
        SectionName.CONSENT: _consent(random, life),
    }


def _written(life: Life, name: str, day: date) -> PartialDate:
    return PartialDate.parse(f"{day:%Y-%m}" if name in life.vague else day.isoformat())


def _identity(random: Random, life: Life) -> Identity:
    recognised = random.random() < 0.94
    aliases = (life.latin.split()[1][:4].lower() + str(random.randrange(10, 99)),) if random.random() < 0.04 else ()
    return Identity(
        names=(
            PersonName(Script.BE, life.belarusian),
            PersonName(Script.RU, life.russian),
            PersonName(Script.LATIN, life.latin),
        ),
        aliases=aliases,
        sex=life.sex,
        birth=_written(life, "born", life.born) if random.random() < 0.93 else None,
        profile=(random.choice(PROFILES),) if random.random() < 0.7 else (),
        region=random.choice(REGIONS),
        recognition=Recognition.RECOGNISED if recognised else Recognition.NOT_RECOGNISED,
        recognised_on=PartialDate.of(min(TODAY, life.arrested + timedelta(days=40))) if recognised else None,
        external_ids=(ExternalId("demo-list", str(life.number)),),
    )


def _timeline(random: Random, life: Life) -> list[StatusEntry]:
    found = []
    since = _written(life, "arrested", life.arrested)
    if life.administrative and life.arrested + timedelta(days=15) < TODAY:
        found.append(StatusEntry(Status.DETAINED, since))
        since = PartialDate.of(life.arrested + timedelta(days=15))
    found.append(StatusEntry(Status.PRETRIAL, since))
    if life.tried and random.random() < 0.4:
        found.append(StatusEntry(Status.ON_TRIAL, PartialDate.of(life.tried - timedelta(days=random.randrange(3, 20)))))
    if life.tried and life.penalty:
        found.append(StatusEntry(_serving_as(random, life.penalty), PartialDate.of(life.tried)))
    if life.ended:
        taken = True if life.ending is Status.DEPORTED else None
        end = _written(life, "ended", life.ended)
        found.append(StatusEntry(life.ending, end, ground=life.ground, documents_taken=taken))
    return found


def _serving_as(random: Random, penalty: PenaltyKind) -> Status:
    if penalty is PenaltyKind.IMPRISONMENT:
        return Status.PRISON if random.random() < 0.05 else Status.COLONY
    return Status.HOME_RESTRICTION if penalty is PenaltyKind.RESTRICTION_HOME else Status.OPEN_FACILITY


def _custody(random: Random, life: Life) -> list[CustodyPeriod]:
    arrested = _written(life, "arrested", life.arrested)
    ended = _written(life, "ended", life.ended) if life.ended else None
    if not life.tried or life.penalty is None:
        return [CustodyPeriod(random.choice(REMAND), arrested, ended)]
    tried = PartialDate.of(life.tried)
    found = [CustodyPeriod(random.choice(REMAND), arrested, tried)]
    if life.penalty is PenaltyKind.IMPRISONMENT:
        first, second = random.sample(COLONIES[life.sex], 2)
        moved = life.tried + timedelta(days=random.randrange(200, 700))
        if random.random() < 0.15 and moved < (life.ended or TODAY) - timedelta(days=40):
            move = PartialDate.of(moved)
            return [*found, CustodyPeriod(first, tried, move), CustodyPeriod(second, move, ended)]
        found.append(CustodyPeriod(first, tried, ended))
    return found


def _legal(random: Random, life: Life) -> Legal:
    charged = random.choices(list(ARTICLES), list(ARTICLES.values()), k=random.choice((1, 1, 1, 2, 2, 3)))
    charges = tuple(Charge(article, part) for article, part in dict.fromkeys(charged))
    convicted = life.tried is not None and life.penalty is not None
    court = random.choice(COURTS)
    stage = Stage.CONVICTED_FINAL if convicted else Stage.CLOSED if life.tried else Stage.ACCUSED
    prosecution = Prosecution(
        stage=stage,
        charges=charges,
        court=court if life.tried else "",
        judges=(random.choice(judges(court)),) if convicted else (),
        verdict_on=PartialDate.of(life.tried) if life.tried else None,
        sentence=_sentence(random, life) if convicted else None,
    )
    return Legal(
        prosecutions=(prosecution,),
        extremist_list=random.random() < 0.5,
        terrorist_list=random.random() < 0.14,
        extremism_register=random.random() < 0.2,
    )


def _sentence(random: Random, life: Life) -> Sentence:
    years, rest = divmod(life.months, 12)
    kinds = {PenaltyKind.RESTRICTION_HOME: "home restriction", PenaltyKind.RESTRICTION_OPEN: "open-type facility"}
    kind = life.penalty or PenaltyKind.OTHER
    inside = kind is PenaltyKind.IMPRISONMENT
    return Sentence(
        kind=kind,
        months=life.months,
        regime=random.choice((Regime.GENERAL, Regime.REINFORCED, Regime.STRICT)) if inside else Regime.NOT_STATED,
        as_written=f"{years} years{f' {rest} months' if rest else ''} of {kinds.get(kind, 'imprisonment')}",
        starts=_written(life, "arrested", life.arrested),
    )


def _consent(random: Random, life: Life) -> ConsentRecord:
    levels = CONSENTS | OPEN_CONSENTS
    level = random.choices(list(levels), list(levels.values()))[0]
    if level is Consent.COUNTS_ONLY:
        return ConsentRecord()
    given = life.arrested + timedelta(days=random.randrange(20, 400))
    topics = (ConsentTopic.NAME,) if level is Consent.NAME_AND_FACTS else ()
    return ConsentRecord(
        level=level,
        given_by=random.choice(("the person", "mother", "father", "spouse", "sister", "brother")),
        channel=random.choice(("secure messenger", "letter", "in person", "through a lawyer")),
        given_on=PartialDate.of(min(TODAY, given)),
        topics=tuple(ConsentTopic) if level is Consent.FULL_PROFILE else topics,
    )
