"""Invented actors on file, and what an action of each kind has beside its date: numbers, deadlines, follow-ups."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from random import Random

import msgspec

from casework.demo import campaign
from casework.demo.lives import TODAY
from casework.domain.actions import (
    Action,
    ActionKind,
    ActionStatus,
    FollowUp,
    Mechanism,
    Response,
    Step,
    Text,
    WgadCategory,
)
from casework.domain.actors import ActorKind, AdvocacyActor, folded
from casework.domain.dates import PartialDate
from casework.domain.reference import Titles

K = ActorKind
CODES = ("QM", "QN", "QP", "QQ", "QR", "QS")
"""ISO 3166 leaves them to whoever invents a state."""
TO_DO = ("Ask for the reply again", "Tell the family what came of it", "Brief the embassy", "Publish the answer")
ANSWERS = ("The case is being looked into.", "No grounds were found to change the measure of restraint.")

PLAIN: Mapping[ActionKind, dict[str, object]] = {
    ActionKind.PARLIAMENT: {"step": Step.RESOLUTION},
    ActionKind.JOINT_STATEMENT: {
        "texts": (Text("en", "We call for the immediate and unconditional release of all of them."),)
    },
}


def actors() -> list[AdvocacyActor]:
    found = [
        AdvocacyActor(K.GOVERNMENT, Titles(state), country=code)
        for state, code in zip(campaign.STATES, CODES, strict=True)
    ]
    found += [
        AdvocacyActor(K.GOVERNMENT, Titles("United States", "Злучаныя Штаты", "США"), ("US", "USA"), "US"),
        AdvocacyActor(K.GOVERNMENT, Titles("Canada", "Канада", "Канада"), country="CA"),
        AdvocacyActor(K.GOVERNMENT, Titles("United Kingdom", "Вялікабрытанія", "Великобритания"), ("UK",), "GB"),
        AdvocacyActor(K.EUROPEAN_UNION, Titles("European Union", "Еўрапейскі саюз", "Европейский союз"), ("EU",)),
        AdvocacyActor(K.UN_BODY, Titles("UN Working Group on Arbitrary Detention"), ("WGAD",)),
        AdvocacyActor(K.UN_BODY, Titles("UN special procedures")),
    ]
    found += [AdvocacyActor(K.REGIONAL_BODY, Titles(body)) for body in campaign.BODIES]
    found += [AdvocacyActor(K.NGO, Titles(group)) for group in campaign.GROUPS]
    found += [
        AdvocacyActor(K.PARLIAMENTARIAN, Titles(member), country=code)
        for member, code in zip(campaign.MEMBERS, CODES, strict=False)
    ]
    return found


def joined(action: Action, ids: Mapping[str, str]) -> Action:
    """`ids` are the records by folded names."""
    by = tuple(ids[folded(name)] for name in action.actors if folded(name) in ids)
    return msgspec.structs.replace(action, by=by)


def detailed(random: Random, actions: Sequence[Action]) -> list[Action]:
    """The later ones have something left to do, a few of them late; one statement is still to come."""
    found = [_detailed(random, action) for action in actions]
    plan = next((one for one in reversed(found) if one.kind is ActionKind.MEETING and one.covers.cases), None)
    if plan:
        found.append(
            msgspec.structs.replace(
                plan,
                date=PartialDate.of(TODAY + timedelta(days=24)),
                title="Briefing before the winter session",
                status=ActionStatus.PLANNED,
                responses=(),
                follow_ups=(),
                outcome="",
            )
        )
    return found


def _detailed(random: Random, action: Action) -> Action:
    day = action.date.earliest
    changed: dict[str, object] = {"status": ActionStatus.PUBLISHED, **_own(random, action)}
    recent = (TODAY - day).days < 180
    if recent or random.random() < 0.2:
        due = day + timedelta(days=random.choice((14, 30, 90, 150)))
        done = None if recent else PartialDate.of(due)
        changed["follow_ups"] = (FollowUp(PartialDate.of(due), random.choice(TO_DO), done),)
    if not recent and random.random() < 0.25:
        answered = PartialDate.of(day + timedelta(days=random.randrange(5, 60)))
        changed |= {
            "responses": (Response(answered, random.choice(ANSWERS), random.choice(action.addressees)),),
            "status": ActionStatus.ANSWERED,
        }
    elif not recent:
        changed["status"] = ActionStatus.CLOSED if "deadline" in changed else ActionStatus.PUBLISHED
    return msgspec.structs.replace(action, **changed)


def _own(random: Random, action: Action) -> dict[str, object]:
    day = action.date.earliest
    reply = PartialDate.of(day + timedelta(days=60))
    number = random.randrange(1, 90)
    match action.kind:
        case ActionKind.UN_COMMUNICATION:
            reference = f"AL BLR {number}/{day.year}"
            return {"mechanism": Mechanism.SPECIAL_PROCEDURES, "reference": reference, "deadline": reply}
        case ActionKind.WGAD_OPINION:
            found = tuple(sorted(random.sample((WgadCategory.I, WgadCategory.II, WgadCategory.III), 2)))
            return {"reference": f"{number}/{day.year}", "categories": found}
        case ActionKind.URGENT_ACTION:
            return {"deadline": PartialDate.of(day + timedelta(days=30))}
        case ActionKind.GODPARENTHOOD:
            return {"since": action.date}
        case ActionKind.LETTER_CAMPAIGN:
            return {"since": action.date, "number": random.randrange(20, 900)}
        case ActionKind.VISA_RESTRICTION:
            return {"programme": "US-BRUS", "number": random.randrange(5, 40)}
        case _:
            return PLAIN.get(action.kind, {})
