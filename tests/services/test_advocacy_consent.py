"""A public action that names people without their consent is recorded only knowingly, and the log says so."""

from uuid import UUID

import pytest
from msgspec.structs import replace

from casework.domain.actions import Action, ActionKind, ActionStatus, Coverage, CoverageKind
from casework.domain.errors import Invalid
from casework.domain.sections import Consent, ConsentRecord, ConsentTopic, SectionName
from casework.services import advocacy, audit, cases, consents
from casework.services.actor import Actor
from tests.casefiles import case, day
from tests.organisation import Organisation

LETTER = ActionKind.LETTER_AUTHORITIES


def somebody(actor: Actor, consent: ConsentRecord | None = None) -> UUID:
    return cases.create(actor, case() | ({SectionName.CONSENT: consent} if consent else {}))


def consent(level: Consent, *topics: ConsentTopic, **more: str) -> ConsentRecord:
    dates = {name: day(text) for name, text in more.items()}
    return ConsentRecord(level=level, topics=topics, **dates)  # type: ignore[arg-type]


NAMED = consent(Consent.NAME_AND_FACTS, ConsentTopic.NAME)
WITHDRAWN = consent(Consent.NAME_AND_FACTS, ConsentTopic.NAME, withdrawn_on="2024-01-01")
CONFIDENTIAL = consent(Consent.CONFIDENTIAL, ConsentTopic.NAME)


def action(*named: UUID, kind: ActionKind = ActionKind.MEDIA, status: ActionStatus = ActionStatus.PUBLISHED) -> Action:
    return Action(kind, day("2024-08-09"), "A report", status=status, covers=Coverage(cases=tuple(map(str, named))))


def logged(actor: Actor) -> list[tuple[str, dict[str, object]]]:
    lines = audit.listing(actor, audit.Asked(event="action.named_unconsented")).lines
    return [(line.event.subject, dict(line.event.detail)) for line in lines if line.event]


@pytest.mark.parametrize("given", [None, WITHDRAWN, CONFIDENTIAL])
def test_nobody_is_named_in_public_without_consent_unless_knowingly(
    each_organisation: Organisation, given: ConsentRecord | None
) -> None:
    actor = each_organisation.actor()
    named = action(somebody(actor, given), somebody(actor, NAMED))
    with pytest.raises(Invalid, match="not_consented") as refusal:
        advocacy.add_action(actor, named)
    assert (refusal.value.field, refusal.value.values["count"]) == ("aware", "1")
    assert advocacy.listing(actor).total == 0
    made = advocacy.add_action(actor, named, aware=True)
    assert logged(actor) == [(str(made), {"people": 1})]


def test_who_has_consented_is_named_without_a_word(organisation: Organisation) -> None:
    actor = organisation.actor()
    advocacy.add_action(actor, action(somebody(actor, NAMED)))
    assert logged(actor) == []


@pytest.mark.parametrize(
    ("kind", "status"),
    [(LETTER, ActionStatus.SENT), (LETTER, ActionStatus.CLOSED), (ActionKind.MEDIA, ActionStatus.PLANNED)],
)
def test_what_is_not_public_asks_for_nothing(
    organisation: Organisation, kind: ActionKind, status: ActionStatus
) -> None:
    actor = organisation.actor()
    advocacy.add_action(actor, action(somebody(actor), kind=kind, status=status))
    assert logged(actor) == []


@pytest.mark.parametrize(
    ("kind", "before", "after"),
    [
        (LETTER, ActionStatus.SENT, ActionStatus.PUBLISHED),
        (ActionKind.MEDIA, ActionStatus.PLANNED, ActionStatus.CLOSED),
    ],
)
def test_it_is_asked_when_an_action_becomes_public_and_not_again(
    organisation: Organisation, kind: ActionKind, before: ActionStatus, after: ActionStatus
) -> None:
    actor = organisation.actor()
    one = action(somebody(actor), kind=kind, status=before)
    made = advocacy.add_action(actor, one)
    with pytest.raises(Invalid, match="not_consented"):
        advocacy.save(actor, made, replace(one, status=after), 1)
    advocacy.save(actor, made, replace(one, status=after), 1, aware=True)
    advocacy.save(actor, made, replace(one, status=after, outcome="None yet"), 2)
    assert logged(actor) == [(str(made), {"people": 1})]


def test_those_of_a_list_file_are_named_too(organisation: Organisation) -> None:
    actor = organisation.actor()
    covers = Coverage(CoverageKind.LIST_FILE, (str(somebody(actor)),))
    with pytest.raises(Invalid, match="not_consented"):
        advocacy.add_for_file(actor, replace(action(), covers=covers))
    assert advocacy.add_for_file(actor, replace(action(), covers=covers), aware=True)


def test_who_may_not_be_named_keeps_the_order_given(organisation: Organisation) -> None:
    actor = organisation.actor()
    people = [somebody(actor), somebody(actor, NAMED), somebody(actor, CONFIDENTIAL)]
    assert consents.unnamed_in_public(actor, people) == (people[0], people[2])
