"""Invented advocacy actions for the invented people, with those of 9 August 2024 among them."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from random import Random

from msgspec.structs import replace

from casework.demo.lives import TODAY, Life
from casework.demo.speakers import BODIES, GROUPS, MEMBERS, OUTLETS, PARLIAMENTS, SIGNATORIES, STATES, UN_BODIES
from casework.domain.actions import (
    Action,
    ActionKind,
    ActionStatus,
    Coverage,
    CoverageKind,
    FollowUp,
    Mechanism,
    Response,
    Step,
    WgadCategory,
)
from casework.domain.dates import PartialDate

RELEASE = "immediate and unconditional release"
ASKS = (RELEASE, "access to a lawyer and to medical care", "an end to incommunicado detention", "a fair retrial")
ADDRESSEES = ("the authorities of Belarus", "the Prosecutor General", "the Department of Corrections")
KINDS = {
    ActionKind.STATE_STATEMENT: ("Statement on the prisoners", STATES),
    ActionKind.PARLIAMENT: ("Resolution on political prisoners", PARLIAMENTS),
    ActionKind.UN_COMMUNICATION: ("Joint communication by special procedures", UN_BODIES[:1]),
    ActionKind.WGAD_OPINION: ("Opinion on arbitrary detention", UN_BODIES[1:]),
    ActionKind.URGENT_ACTION: ("Urgent action: health at risk", GROUPS),
    ActionKind.NGO_STATEMENT: ("Joint statement of human rights organisations", GROUPS),
    ActionKind.LETTER_AUTHORITIES: ("Letter on conditions of detention", MEMBERS),
    ActionKind.LETTER_CAMPAIGN: ("Letters for a birthday", GROUPS),
    ActionKind.GODPARENTHOOD: ("Symbolic godparenthood", MEMBERS),
    ActionKind.MEDIA: ("Portrait of a prisoner", OUTLETS),
    ActionKind.TRIAL_OBSERVATION: ("Observation of a trial", BODIES),
    ActionKind.MEETING: ("Briefing with families", STATES),
    ActionKind.AWARD: ("Nomination for a civil courage award", GROUPS),
}
MANY = {ActionKind.STATE_STATEMENT, ActionKind.PARLIAMENT, ActionKind.NGO_STATEMENT}
PUBLISHED = MANY | {ActionKind.MEDIA, ActionKind.URGENT_ACTION, ActionKind.WGAD_OPINION}
OUTCOMES = ("", "", "", "noted; no reply from the authorities", "one person transferred to a hospital", "one release")
SEED_EVENT = date(2024, 8, 9)
OPEN_SINCE = TODAY - timedelta(days=150)
"""What has to be done after actions since then is still open."""


def actions(random: Random, people: Sequence[tuple[str, Life]], wanted: int = 160) -> list[Action]:
    """People come as (record id, life). The wide statements cover everyone held on their day."""
    found = [_everyone(day, title, people) for day, title in _anniversaries()]
    found += [seed_sanctions(), seed_visa_restrictions(), *_planned(people)]
    while len(found) < wanted:
        action = _named(random, people, len(found))
        if action:
            found.append(action)
    return sorted(found, key=lambda action: action.date.text)


def linked(action: Action, records: Mapping[str, str]) -> Action:
    """The same action, its actors joined to their records."""
    return replace(action, by=tuple(records[name] for name in action.actors if name in records))


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
        actors=SIGNATORIES if day == SEED_EVENT else STATES[:3],
        addressees=ADDRESSEES[:1],
        asks=(RELEASE,),
        covers=Coverage(
            kind=CoverageKind.POPULATION,
            as_of=PartialDate.of(day),
            query="custody=yes",
            count=sum(life.held(day) for _, life in people),
        ),
        link=f"https://statements.example.org/{day.isoformat()}",
        status=ActionStatus.PUBLISHED,
    )


def seed_sanctions() -> Action:
    """The listings that belong to it are recorded with the officials."""
    return Action(
        kind=ActionKind.SANCTIONS,
        date=PartialDate.of(SEED_EVENT),
        title="Designations under Executive Order 14038",
        actors=SIGNATORIES[:1],
        status=ActionStatus.PUBLISHED,
        programme="US-BRUS",
        note="19 individuals, 14 entities and one aircraft, as announced; here they are invented ones.",
    )


def seed_visa_restrictions() -> Action:
    return Action(
        kind=ActionKind.VISA_RESTRICTION,
        date=PartialDate.of(SEED_EVENT),
        title="Visa restrictions on officials and affiliates",
        actors=SIGNATORIES[:1],
        status=ActionStatus.PUBLISHED,
        number=19,
    )


def _planned(people: Sequence[tuple[str, Life]]) -> list[Action]:
    """Still to come: it has raised nobody yet."""
    held = [record for record, life in people if life.held(TODAY)][:3]
    day = PartialDate.of(TODAY + timedelta(days=24))
    planned = Action(
        kind=ActionKind.MEETING,
        date=day,
        title="Briefing before the winter session",
        actors=STATES[:1],
        covers=Coverage(cases=tuple(held)),
        status=ActionStatus.PLANNED,
    )
    return [planned] if held else []


def _named(random: Random, people: Sequence[tuple[str, Life]], number: int) -> Action | None:
    kind = random.choice(list(KINDS))
    title, actors = KINDS[kind]
    day = date(2020, 9, 1) + timedelta(days=random.randrange((TODAY - date(2020, 9, 1)).days))
    held = [record for record, life in people if life.held(day)]
    if not held:
        return None
    size = random.randrange(8, 60) if kind in MANY else random.randrange(1, 4)
    action = Action(
        kind=kind,
        date=PartialDate.of(day),
        title=title,
        actors=(random.choice(actors),),
        addressees=(random.choice(ADDRESSEES),),
        asks=tuple(random.sample(ASKS, random.choice((1, 1, 2)))),
        covers=Coverage(cases=tuple(random.sample(held, min(size, len(held))))),
        link=f"https://statements.example.org/{day.isoformat()}/{random.randrange(1000)}"
        if random.random() < 0.6
        else "",
        outcome=random.choice(OUTCOMES),
        status=ActionStatus.PUBLISHED if kind in PUBLISHED else ActionStatus.SENT,
    )
    return _followed(_in_its_kind(action, day, number), day)


def _in_its_kind(action: Action, day: date, number: int) -> Action:
    """The fields that only this kind of action has."""
    due = PartialDate.of(day + timedelta(days=60))
    match action.kind:
        case ActionKind.UN_COMMUNICATION:
            reference = f"AL BLR {number}/{day.year}"
            return replace(action, mechanism=Mechanism.SPECIAL_PROCEDURES, reference=reference, deadline=due)
        case ActionKind.WGAD_OPINION:
            found = (WgadCategory.II, WgadCategory.III) if number % 2 else (WgadCategory.I, WgadCategory.V)
            return replace(action, reference=f"{number}/{day.year}", categories=found)
        case ActionKind.PARLIAMENT:
            return replace(action, step=Step.RESOLUTION, reference=f"RSP {number}/{day.year}")
        case ActionKind.GODPARENTHOOD:
            return replace(action, since=action.date, covers=Coverage(cases=action.covers.cases[:1]))
        case ActionKind.LETTER_CAMPAIGN:
            return replace(action, since=action.date, until=due, number=40 + number)
        case ActionKind.AWARD:
            return replace(action, step=Step.NOMINATED, forum="Civil Courage Award")
        case ActionKind.URGENT_ACTION:
            return replace(action, reference=f"UA {number}/{day.year}", deadline=due)
        case _:
            return action


def _followed(action: Action, day: date) -> Action:
    """An answer where the outcome speaks of one; something to do afterwards for what is addressed to somebody."""
    if action.outcome.startswith("noted"):
        answer = Response(PartialDate.of(day + timedelta(days=30)), "The communication was noted.", ADDRESSEES[0])
        action = replace(action, responses=(answer,), status=ActionStatus.ANSWERED)
    elif day < OPEN_SINCE and action.deadline:
        action = replace(action, status=ActionStatus.CLOSED)
    if action.kind in {ActionKind.LETTER_AUTHORITIES, ActionKind.UN_COMMUNICATION, ActionKind.MEETING}:
        due = day + timedelta(days=90)
        done = None if day > OPEN_SINCE else PartialDate.of(due)
        action = replace(action, follow_ups=(FollowUp(PartialDate.of(due), "Ask for a reply", done),))
    return action
