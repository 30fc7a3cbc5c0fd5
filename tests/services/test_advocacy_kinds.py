"""Actions of all kinds: who took them, put on file with them; planned ones; list files; godparents."""

from datetime import date
from uuid import UUID

import msgspec
import pytest

from casework.casebook.deedlists import ActionQuery
from casework.casebook.query import CaseQuery
from casework.domain.actions import (
    Action,
    ActionKind,
    ActionStatus,
    Coverage,
    CoverageKind,
    Mechanism,
    Text,
    WgadCategory,
)
from casework.domain.actors import ActorKind, AdvocacyActor
from casework.domain.consent import Audience
from casework.domain.errors import Invalid, NotFound
from casework.domain.policy import Role
from casework.domain.records import RecordKind
from casework.domain.reference import Titles
from casework.domain.statement import StatementRequest
from casework.services import actors, advocacy, cases, gathering, ledger
from casework.services.actor import Actor
from casework.services.raising import Raising
from tests.casefiles import case, day
from tests.organisation import Organisation

HELD = CaseQuery(as_of=date(2024, 8, 9), in_custody=True)
MEMBER = AdvocacyActor(ActorKind.PARLIAMENTARIAN, Titles("A. Dahl"), country="NO")
NGO = AdvocacyActor(ActorKind.NGO, Titles("Letters Across Borders"))


def action(person: UUID, kind: ActionKind = ActionKind.MEETING, **more: object) -> Action:
    made = Action(kind, day("2024-03-01"), title="An action", covers=Coverage(cases=(str(person),)))
    return msgspec.structs.replace(made, **more)


@pytest.fixture
def actor(organisation: Organisation) -> Actor:
    return organisation.actor(Role.CASEWORKER)


@pytest.fixture
def person(actor: Actor) -> UUID:
    return cases.create(actor, case())


def test_whoever_is_not_on_file_is_put_there_with_the_action(each_organisation: Organisation) -> None:
    actor = each_organisation.actor(Role.CASEWORKER)
    person = cases.create(actor, case())
    known = actors.add(actor, NGO)
    by = [Raising("Letters across borders", known), Raising("A. Dahl", new=MEMBER), Raising("A name only")]
    made = advocacy.add_action(actor, action(person), by)
    stored = advocacy.load(actor, made).action
    assert stored.actors == ("Letters across borders", "A. Dahl", "A name only")
    assert [actors.load(actor, UUID(key)).value for key in stored.by] == [NGO, MEMBER]


def test_nothing_is_half_saved(each_organisation: Organisation) -> None:
    """An action that is refused puts nobody on file, and a new actor that is refused leaves no action."""
    actor = each_organisation.actor(Role.CASEWORKER)
    person = cases.create(actor, case())
    actors.add(actor, NGO)
    for by in ([Raising("A. Dahl", new=MEMBER), Raising("Letters", new=NGO)], [Raising("X", record=person)]):
        with pytest.raises((Invalid, NotFound)):
            advocacy.add_action(actor, action(person), by)
    assert [one.name for one in actors.listing(actor)] == ["Letters Across Borders"]
    assert advocacy.listing(actor).total == 0


def test_an_older_action_with_names_only_is_saved_as_it_is(actor: Actor, person: UUID) -> None:
    made = advocacy.add_action(actor, action(person, actors=("Somebody",)))
    changed = msgspec.structs.replace(action(person), outcome="Answered")
    advocacy.save(actor, made, changed, 1, by=[Raising("Somebody")])
    assert (advocacy.load(actor, made).action.actors, advocacy.load(actor, made).action.by) == (("Somebody",), ())


def test_what_was_recorded_bars_no_other_change(actor: Actor, person: UUID) -> None:
    """From before there were actors on file: a godparent in words only, a day that was then to come."""
    old = action(person, ActionKind.GODPARENTHOOD, actors=("A. Dahl",), date=day("2199"))
    with ledger.writing(actor) as unit:
        made = unit.create(RecordKind.ACTION, {"action": old})
    changed = msgspec.structs.replace(old, outcome="A letter came")
    assert advocacy.save(actor, made, changed, 1, by=[Raising("A. Dahl")], aware=True) == 2
    with pytest.raises(Invalid):
        advocacy.save(actor, made, msgspec.structs.replace(changed, until=day("2198"), since=day("2199")), 2)


def test_a_godparenthood_needs_a_member_of_parliament(actor: Actor, person: UUID) -> None:
    godparent = action(person, ActionKind.GODPARENTHOOD, since=day("2024-01"))
    for by in ([], [Raising("Letters", new=NGO)], [Raising("A. Dahl")]):
        with pytest.raises(Invalid) as refused:
            advocacy.add_action(actor, godparent, by)
        assert (refused.value.field, refused.value.code) == ("actors", "godparent")
    advocacy.add_action(actor, godparent, [Raising("A. Dahl", new=MEMBER)], aware=True)


def test_a_godparent_is_a_relation_with_a_period(actor: Actor, person: UUID) -> None:
    godparent = action(person, ActionKind.GODPARENTHOOD, since=day("2024-02"), until=day("2025"))
    advocacy.add_action(actor, godparent, [Raising("A. Dahl", new=MEMBER), Raising("Letters", new=NGO)], aware=True)
    planned = msgspec.structs.replace(godparent, status=ActionStatus.PLANNED)
    member = actors.listing(actor)[0]
    advocacy.add_action(actor, planned, [Raising("A. Dahl", member.id)])
    found = advocacy.godparents(actor, advocacy.of_case(actor, person))
    assert [(one.members[0].name, len(one.members), one.since.text) for one in found] == [("A. Dahl", 1, "2024-02")]


def test_a_visa_restriction_counts_people_and_names_none(actor: Actor) -> None:
    nobody = Action(ActionKind.VISA_RESTRICTION, day("2024-08-09"), number=19, programme="US-BRUS")
    stored = advocacy.load(actor, advocacy.add_action(actor, nobody)).action
    assert (stored.number, stored.programme, stored.covers) == (19, "US-BRUS", Coverage())


def test_every_field_of_a_kind_is_kept(each_organisation: Organisation) -> None:
    actor = each_organisation.actor(Role.CASEWORKER)
    person = cases.create(actor, case())
    told = action(
        person, ActionKind.UN_COMMUNICATION, mechanism=Mechanism.WGAD, reference="AL BLR 4/2024", impact="None known",
        deadline=day("2024-05-01"), texts=(Text("be", "Тэкст"),), links=("https://example.org",),
    )  # fmt: skip
    found = action(person, ActionKind.WGAD_OPINION, categories=(WgadCategory.I, WgadCategory.V))
    for one in (told, found):
        kept = advocacy.load(actor, advocacy.add_action(actor, one, aware=True)).action
        assert msgspec.structs.replace(kept, covers=one.covers) == one


def test_a_field_of_another_kind_is_refused(actor: Actor, person: UUID) -> None:
    with pytest.raises(Invalid) as refused:
        advocacy.add_action(actor, action(person, deadline=day("2025")))
    assert (refused.value.field, refused.value.code) == ("deadline", "not_of_kind")


def test_a_kind_that_must_cover_somebody_is_not_made_of_one_that_covers_nobody(actor: Actor) -> None:
    made = advocacy.add_action(actor, Action(ActionKind.SANCTIONS, day("2024-08-09")))
    with pytest.raises(Invalid) as refused:
        advocacy.save(actor, made, Action(ActionKind.MEDIA, day("2024-08-09")), 1)
    assert refused.value.code == "nobody"


def test_a_planned_action_is_not_among_what_has_been_done(organisation: Organisation) -> None:
    actor = organisation.actor()
    person = cases.create(actor, case())
    done = advocacy.add_action(actor, action(person, title="Done"))
    advocacy.add_action(actor, action(person, title="Planned", status=ActionStatus.PLANNED))
    request = StatementRequest(as_of=date(2024, 8, 9), audience=Audience.INTERNAL)
    gathered, _ = gathering.gather(actor, request)
    assert [one.title for one in gathered.actions] == ["Done"]
    assert [one.action.status for one in advocacy.of_case(actor, person) if one.id != done] == [ActionStatus.PLANNED]


def test_a_plan_for_a_list_is_counted_anew_when_it_is_done(actor: Actor, person: UUID) -> None:
    plan = Action(ActionKind.JOINT_STATEMENT, day("2024-08-09"), status=ActionStatus.PLANNED)
    made = advocacy.add_for_list(actor, plan, HELD)
    cases.create(actor, case("Found out later"))
    advocacy.save(actor, made, msgspec.structs.replace(plan, title="Still a plan"), 1)
    assert advocacy.load(actor, made).action.covers.count == 1
    advocacy.save(actor, made, msgspec.structs.replace(plan, status=ActionStatus.PUBLISHED), 2)
    cases.create(actor, case("Later still"))
    advocacy.save(actor, made, msgspec.structs.replace(plan, status=ActionStatus.CLOSED), 3)
    assert advocacy.load(actor, made).action.covers.count == 2


def test_a_list_file_names_those_on_file_and_keeps_the_others_as_they_stood(each_organisation: Organisation) -> None:
    actor = each_organisation.actor(Role.CASEWORKER)
    person = cases.create(actor, case())
    covers = Coverage(cases=(str(person),) * 2, unmatched=("Nobody Known",), filename="list.csv", file_hash="ab")
    made = advocacy.add_for_file(actor, action(person, covers=covers))
    kept = advocacy.load(actor, made).action.covers
    assert (kept.kind, kept.cases, kept.count) == (CoverageKind.LIST_FILE, (str(person),), 1)
    assert (kept.unmatched, kept.filename, kept.file_hash) == (("Nobody Known",), "list.csv", "ab")
    assert [one.id for one in advocacy.of_case(actor, person)] == [made]


def test_a_list_file_of_people_who_are_all_unknown_is_refused(actor: Actor) -> None:
    covers = Coverage(unmatched=("Nobody Known",), filename="list.csv")
    with pytest.raises(Invalid) as refused:
        advocacy.add_for_file(actor, Action(ActionKind.MEDIA, day("2024"), covers=covers))
    assert (refused.value.field, refused.value.code) == ("covers", "nobody_on_file")


def test_the_list_is_filtered_by_who_acted_where_and_when(actor: Actor, person: UUID) -> None:
    by = [Raising("A. Dahl", new=MEMBER), Raising("Letters", new=NGO)]
    both = advocacy.add_action(actor, action(person), by)
    members = {one.name: one.id for one in actors.listing(actor)}
    letters = [Raising("Letters", members["Letters Across Borders"])]
    advocacy.add_action(actor, action(person, date=day("2023-05"), status=ActionStatus.CLOSED), letters)
    for query in (
        ActionQuery(countries=("NO",)),
        ActionQuery(actors=(members["A. Dahl"],)),
        ActionQuery(years=(2024,)),
        ActionQuery(statuses=("sent",)),
    ):
        assert [line.id for line in advocacy.listing(actor, query).lines] == [both]
    facets = advocacy.listing(actor, ActionQuery(years=(2024,))).facets
    assert [(one.value, one.count) for one in facets["years"]] == [(2023, 1), (2024, 1)]
    assert {one.value: one.count for one in facets["countries"]} == {"NO": 1}
    assert {one.value: one.count for one in facets["actors"]} == dict.fromkeys(map(str, members.values()), 1)
