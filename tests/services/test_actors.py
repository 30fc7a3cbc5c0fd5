"""Who raises cases: each on file once, with a kind and a state; changed, in conflict, withdrawn."""

from uuid import uuid4

import msgspec
import pytest

from casework.domain.actions import Action, ActionKind, ActionStatus, Coverage
from casework.domain.actors import ActorKind, AdvocacyActor
from casework.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from casework.domain.policy import Permission, Role, may
from casework.domain.reference import Titles
from casework.services import actors, advocacy, audit, cases
from casework.services.actor import Actor
from tests.casefiles import case, day
from tests.organisation import Organisation

NORWAY = AdvocacyActor(ActorKind.GOVERNMENT, Titles("Norway", "Нарвегія", "Норвегия"), country="NO")


def parliament(name: str = "Storting", country: str = "NO") -> AdvocacyActor:
    return AdvocacyActor(ActorKind.PARLIAMENT, Titles(name), country=country)


def refusal(actor: Actor, value: AdvocacyActor) -> tuple[str, str]:
    with pytest.raises(Invalid) as refused:
        actors.add(actor, value)
    return refused.value.field, refused.value.code


def test_an_actor_is_listed_by_name_with_how_often_it_has_acted(each_organisation: Organisation) -> None:
    actor = each_organisation.actor(Role.CASEWORKER)
    made = actors.add(actor, NORWAY)
    actors.add(actor, AdvocacyActor(ActorKind.NGO, Titles(be="Лісты")))
    person = str(cases.create(actor, case()))
    done = Action(ActionKind.MEETING, day("2024"), by=(str(made),), covers=Coverage(cases=(person,)))
    advocacy.add_action(actor, done)
    advocacy.add_action(actor, msgspec.structs.replace(done, status=ActionStatus.PLANNED))
    found = actors.listing(actor)
    assert [(one.name, one.country, one.actions, one.planned) for one in found] == [
        ("Norway", "NO", 1, 1),
        ("Лісты", "", 0, 0),
    ]


@pytest.mark.parametrize("name", ["NORWAY", "the Norway", "Норвегия", "нарвегія", "Nоrway"])
def test_the_same_actor_is_on_file_once(each_organisation: Organisation, name: str) -> None:
    """Case, an article, another language, a look-alike letter: the same name."""
    actor = each_organisation.actor()
    made = actors.add(actor, NORWAY)
    again = AdvocacyActor(ActorKind.GOVERNMENT, Titles(name), country="NO")
    with pytest.raises(Invalid) as refused:
        actors.add(actor, again)
    assert (refused.value.code, refused.value.values) == ("actor_on_file", {"name": "Norway", "record": str(made)})


def test_one_name_may_be_that_of_another_kind_or_state(organisation: Organisation) -> None:
    actor = organisation.actor()
    actors.add(actor, NORWAY)
    actors.add(actor, msgspec.structs.replace(NORWAY, kind=ActorKind.MEDIA))
    actors.add(actor, msgspec.structs.replace(NORWAY, country="SE"))
    assert len(actors.listing(actor)) == 3


def test_an_alias_is_a_name_too(organisation: Organisation) -> None:
    actor = organisation.actor()
    actors.add(actor, msgspec.structs.replace(NORWAY, aliases=("Kingdom of Norway",)))
    again = AdvocacyActor(ActorKind.GOVERNMENT, Titles("Kingdom of Norway"), country="NO")
    assert refusal(actor, again) == ("en", "actor_on_file")


@pytest.mark.parametrize(
    ("value", "field", "code"),
    [
        (AdvocacyActor(ActorKind.NGO, Titles(" ")), "en", "no_name"),
        (AdvocacyActor(ActorKind.GOVERNMENT, Titles("Norway")), "country", "country_needed"),
        (AdvocacyActor(ActorKind.GOVERNMENT, Titles("Norway"), country="Norway"), "country", "unknown_country"),
        (AdvocacyActor(ActorKind.EUROPEAN_UNION, Titles("EU"), country="BE"), "country", "no_country"),
        (AdvocacyActor(ActorKind.NGO, Titles("Letters"), member_of=str(uuid4())), "member_of", "not_a_parliamentarian"),
        (
            AdvocacyActor(ActorKind.PARLIAMENTARIAN, Titles("A. Dahl"), country="NO", member_of=str(uuid4())),
            "member_of",
            "not_a_parliament",
        ),
        (AdvocacyActor(ActorKind.NGO, Titles("Letters"), aliases=("x" * 301,)), "aliases", "too_long"),
    ],
)
def test_what_makes_no_sense_for_a_kind_is_refused(
    organisation: Organisation, value: AdvocacyActor, field: str, code: str
) -> None:
    assert refusal(organisation.actor(), value) == (field, code)
    assert actors.listing(organisation.actor()) == []


def test_a_member_belongs_to_a_parliament_on_file(organisation: Organisation) -> None:
    actor = organisation.actor()
    house = actors.add(actor, parliament())
    actors.add(actor, AdvocacyActor(ActorKind.PARLIAMENTARIAN, Titles("A. Dahl"), country="NO", member_of=str(house)))
    assert {one.name: one.member_of for one in actors.listing(actor)} == {"A. Dahl": house, "Storting": None}


def test_a_government_is_no_parliament(organisation: Organisation) -> None:
    actor = organisation.actor()
    government = actors.add(actor, NORWAY)
    member = AdvocacyActor(ActorKind.PARLIAMENTARIAN, Titles("A. Dahl"), country="NO", member_of=str(government))
    assert refusal(actor, member) == ("member_of", "not_a_parliament")


def test_a_change_is_a_new_version_and_may_keep_its_own_name(each_organisation: Organisation) -> None:
    actor = each_organisation.actor()
    made = actors.add(actor, NORWAY)
    assert actors.save(actor, made, msgspec.structs.replace(NORWAY, note="A friend"), 1, "told") == 2
    assert [(one.version, one.reason) for one in actors.history(actor, made)] == [(1, ""), (2, "told")]
    assert actors.load(actor, made).value.note == "A friend"


def test_two_who_save_at_once_are_told_of_each_other(organisation: Organisation) -> None:
    actor, other = organisation.actor(), organisation.actor(Role.CASEWORKER)
    made = actors.add(actor, NORWAY)
    actors.save(other, made, msgspec.structs.replace(NORWAY, note="Theirs"), 1)
    with pytest.raises(Conflict) as refused:
        actors.save(actor, made, msgspec.structs.replace(NORWAY, note="Mine"), 1)
    assert (refused.value.theirs.note, refused.value.by) == ("Theirs", other.name)


def test_an_actor_that_actions_name_is_not_withdrawn(organisation: Organisation) -> None:
    actor = organisation.actor()
    made = actors.add(actor, NORWAY)
    person = str(cases.create(actor, case()))
    advocacy.add_action(
        actor, Action(ActionKind.MEETING, day("2024"), by=(str(made),), covers=Coverage(cases=(person,)))
    )
    with pytest.raises(Invalid) as refused:
        actors.withdraw(actor, made, "entered twice")
    assert (refused.value.code, refused.value.values) == ("actor_in_use", {"count": "1"})


def test_a_withdrawn_actor_is_gone_and_its_name_is_free(each_organisation: Organisation) -> None:
    actor = each_organisation.actor()
    made = actors.add(actor, NORWAY)
    with pytest.raises(Invalid):
        actors.withdraw(actor, made, "  ")
    actors.withdraw(actor, made, "entered twice")
    assert actors.listing(actor) == []
    with pytest.raises(NotFound):
        actors.load(actor, made)
    actors.add(actor, NORWAY)


def test_a_parliament_with_members_is_not_withdrawn(organisation: Organisation) -> None:
    actor = organisation.actor()
    house = actors.add(actor, parliament())
    actors.add(actor, AdvocacyActor(ActorKind.PARLIAMENTARIAN, Titles("A. Dahl"), country="NO", member_of=str(house)))
    with pytest.raises(Invalid) as refused:
        actors.withdraw(actor, house, "entered twice")
    assert (refused.value.code, refused.value.values) == ("parliament_in_use", {"count": "1"})


def test_a_case_is_no_actor(organisation: Organisation) -> None:
    person = cases.create(organisation.actor(), case())
    with pytest.raises(NotFound):
        actors.load(organisation.actor(), person)


@pytest.mark.parametrize("role", [role for role in Role if not may(role, Permission.ADVOCACY_WRITE)])
def test_roles_without_the_permission_change_nothing(organisation: Organisation, role: Role) -> None:
    made = actors.add(organisation.actor(), NORWAY)
    actor = organisation.actor(role)
    for attempt in (
        lambda: actors.add(actor, parliament()),
        lambda: actors.save(actor, made, NORWAY, 1),
        lambda: actors.withdraw(actor, made, "x"),
    ):
        with pytest.raises(NotAllowed):
            attempt()


@pytest.mark.parametrize("role", [role for role in Role if not may(role, Permission.ADVOCACY_READ)])
def test_roles_without_the_permission_read_nothing(organisation: Organisation, role: Role) -> None:
    made = actors.add(organisation.actor(), NORWAY)
    actor = organisation.actor(role)
    for attempt in (lambda: actors.listing(actor), lambda: actors.load(actor, made), lambda: actors.some(actor, ())):
        with pytest.raises(NotAllowed):
            attempt()


def test_what_was_done_with_an_actor_is_in_the_log(organisation: Organisation) -> None:
    actor = organisation.actor()
    made = actors.add(actor, NORWAY)
    actors.load(actor, made)
    actors.withdraw(actor, made, "entered twice")
    logged = [line.event.event for line in audit.listing(actor, audit.Asked()).lines if line.event]
    assert {"actor.added", "actor.opened", "actor.withdrawn"} <= set(logged)
    assert "Norway" not in str([line.event for line in audit.listing(actor, audit.Asked()).lines])
