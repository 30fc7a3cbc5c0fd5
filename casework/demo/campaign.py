"""Invented advocacy actions for the invented people, with the statement of 9 August 2024 among them."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from casework.demo.lives import TODAY, Life
from casework.domain.actions import Action, ActionKind, Coverage, CoverageKind
from casework.domain.dates import PartialDate

RELEASE = "immediate and unconditional release"
ASKS = (RELEASE, "access to a lawyer and to medical care", "an end to incommunicado detention", "a fair retrial")
STATES = ("Norlandia", "Estmark", "the Republic of Valdor", "Suderland", "Westmere", "the Alpine Union")
BODIES = ("the Interparliamentary Forum", "the Council of the Northern Sea", "the Regional Human Rights Bureau")
MEMBERS = ("Member of Parliament A. Lindqvist", "Member of Parliament R. Okafor", "Senator M. Duarte")
GROUPS = ("Letters Across Borders", "Free Pens", "Lawyers for Lawyers of the North", "Students Without Bars")
ADDRESSEES = ("the authorities of Belarus", "the Prosecutor General", "the Department of Corrections")
KINDS = {
    ActionKind.STATE_STATEMENT: ("Statement on the prisoners", STATES),
    ActionKind.PARLIAMENT: ("Resolution on political prisoners", BODIES),
    ActionKind.UN_COMMUNICATION: ("Joint communication by special procedures", ("UN special procedures",)),
    ActionKind.WGAD_OPINION: ("Opinion on arbitrary detention", ("UN Working Group on Arbitrary Detention",)),
    ActionKind.URGENT_ACTION: ("Urgent action: health at risk", GROUPS),
    ActionKind.NGO_STATEMENT: ("Joint statement of human rights organisations", GROUPS),
    ActionKind.LETTER_AUTHORITIES: ("Letter on conditions of detention", MEMBERS),
    ActionKind.LETTER_CAMPAIGN: ("Letters for a birthday", GROUPS),
    ActionKind.GODPARENTHOOD: ("Symbolic godparenthood", MEMBERS),
    ActionKind.SANCTIONS: ("Designation of officials and entities", STATES),
    ActionKind.VISA_RESTRICTION: ("Visa restrictions on officials", STATES),
    ActionKind.TRIAL_OBSERVATION: ("Observation of a trial", BODIES),
    ActionKind.MEETING: ("Briefing with families", STATES),
    ActionKind.AWARD: ("Nomination for a civil courage award", GROUPS),
}
MANY = {ActionKind.STATE_STATEMENT, ActionKind.PARLIAMENT, ActionKind.NGO_STATEMENT}
OUTCOMES = ("", "", "", "noted; no reply from the authorities", "one person transferred to a hospital", "one release")
SEED_EVENT = date(2024, 8, 9)
SEED_ACTORS = ("United States", "Canada", "European Union", "United Kingdom")
"""The one statement here that was really made."""


def actions(random: Random, people: Sequence[tuple[str, Life]], wanted: int = 160) -> list[Action]:
    """People come as (record id, life). The wide statements cover everyone held on their day."""
    found = [_everyone(day, title, people) for day, title in _anniversaries()]
    while len(found) < wanted:
        action = _named(random, people)
        if action:
            found.append(action)
    return sorted(found, key=lambda action: action.date.text)


def _anniversaries() -> list[tuple[date, str]]:
    return [
        (date(2021, 8, 9), "Joint statement on the first anniversary of the election"),
        (date(2022, 8, 9), "Joint statement on the second anniversary of the election"),
        (date(2023, 8, 9), "Joint statement on the third anniversary of the election"),
        (SEED_EVENT, "Joint statement: release all political prisoners"),
        (date(2025, 8, 9), "Joint statement on the fifth anniversary of the election"),
    ]


def _everyone(day: date, title: str, people: Sequence[tuple[str, Life]]) -> Action:
    return Action(
        kind=ActionKind.JOINT_STATEMENT,
        date=PartialDate.of(day),
        title=title,
        actors=SEED_ACTORS if day == SEED_EVENT else STATES[:3],
        addressees=ADDRESSEES[:1],
        asks=(RELEASE,),
        covers=Coverage(
            kind=CoverageKind.POPULATION,
            as_of=PartialDate.of(day),
            query="custody=yes",
            count=sum(life.held(day) for _, life in people),
        ),
        link=f"https://statements.example.org/{day.isoformat()}",
    )


def _named(random: Random, people: Sequence[tuple[str, Life]]) -> Action | None:
    kind = random.choice(list(KINDS))
    title, actors = KINDS[kind]
    day = date(2020, 9, 1) + timedelta(days=random.randrange((TODAY - date(2020, 9, 1)).days))
    held = [record for record, life in people if life.held(day)]
    if not held:
        return None
    size = random.randrange(8, 60) if kind in MANY else random.randrange(1, 4)
    silent = kind in {ActionKind.VISA_RESTRICTION, ActionKind.SANCTIONS}
    return Action(
        kind=kind,
        date=PartialDate.of(day),
        title=title,
        actors=(random.choice(actors),),
        addressees=(random.choice(ADDRESSEES),),
        asks=() if silent else tuple(random.sample(ASKS, random.choice((1, 1, 2)))),
        covers=Coverage(cases=() if silent else tuple(random.sample(held, min(size, len(held))))),
        link=f"https://statements.example.org/{day.isoformat()}/{random.randrange(1000)}"
        if random.random() < 0.6
        else "",
        outcome=random.choice(OUTCOMES),
    )
