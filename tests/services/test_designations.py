"""Sanctions listings: recorded, ended by a delisting, kept; what cannot be is refused in words."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest

from casework.casebook.listings import Asked
from casework.domain.actions import Action, ActionKind
from casework.domain.dates import PartialDate
from casework.domain.entities import EntityKind
from casework.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from casework.domain.policy import Permission, Role, may
from casework.domain.records import WITHDRAWN, Withdrawn
from casework.services import advocacy, audit, clock, designations, ledger
from tests.organisation import Organisation
from tests.sanctioned import listing, official

DAY = PartialDate.parse("2024-08-09")
SANCTIONS = Action(kind=ActionKind.SANCTIONS, date=DAY, title="Designations under E.O. 14038")


def refused(attempt: Callable[[], object]) -> tuple[str, str]:
    with pytest.raises(Invalid) as found:
        attempt()
    return found.value.field, found.value.code


def test_a_listing_is_recorded_and_found_under_its_entity(each_organisation: Organisation) -> None:
    actor = each_organisation.actor(Role.CASEWORKER)
    one, other = official(actor), official(actor, "Other Person")
    made = designations.add(actor, listing(one, number="L 153/77"))
    assert [found.id for found in designations.of_entity(actor, one)] == [made]
    assert designations.of_entity(actor, other) == []
    assert designations.load(actor, made).designation == listing(one, number="L 153/77")


def test_a_delisting_ends_the_listing_and_keeps_it(each_organisation: Organisation) -> None:
    actor = each_organisation.actor()
    one = official(actor)
    made = designations.add(actor, listing(one, on="2022-06-03"))
    assert designations.delist(actor, made, PartialDate.parse("2023-02-01"), "The court annulled it.", seen=1) == 2
    stored = designations.load(actor, made)
    assert (stored.designation.delisting_reason, stored.reason) == ("The court annulled it.", "The court annulled it.")
    on = {text: asked(actor, text) for text in ("2022-06-02", "2022-06-03", "2023-01-31", "2023-02-01")}
    assert on == {"2022-06-02": [], "2022-06-03": [made], "2023-01-31": [made], "2023-02-01": []}
    assert [found.id for found in designations.of_entity(actor, one)] == [made]


def asked(actor: designations.Actor, text: str, **more: object) -> list[UUID]:
    when = PartialDate.parse(text).earliest
    found = designations.listing(actor, Asked(when, in_force=True, **more))  # type: ignore[arg-type]
    return [line.id for line in found.lines]


def test_a_listing_is_in_force_only_when_its_partial_dates_are_over(organisation: Organisation) -> None:
    actor = organisation.actor()
    made = designations.add(actor, listing(official(actor), on="2022", until="2023-06"))
    assert asked(actor, "2022-12-30") == []
    assert asked(actor, "2022-12-31") == asked(actor, "2023-05-31") == [made]
    assert asked(actor, "2023-06-01") == []
    possible = designations.listing(actor, Asked(PartialDate.parse("2022-03-01").earliest)).lines[0]
    assert (possible.certain, possible.possible) == (False, True)


def test_a_relisting_after_a_delisting_stands_beside_the_first(each_organisation: Organisation) -> None:
    actor = each_organisation.actor()
    one = official(actor)
    first = designations.add(actor, listing(one, on="2022-06-03"))
    designations.delist(actor, first, PartialDate.parse("2023-02-01"), "Annulled", 1)
    second = designations.add(actor, listing(one, on="2023-02-01"))
    assert [found.id for found in designations.of_entity(actor, one)] == [second, first]
    late = listing(one, on="2022-06-03", until="2023-06-01")
    with pytest.raises(Invalid):
        designations.save(actor, first, late, seen=2)


def test_what_came_with_an_action_is_counted_by_kind(each_organisation: Organisation) -> None:
    """The event of 9 August 2024 as it was announced: 19 individuals, 14 entities and one aircraft."""
    actor = each_organisation.actor()
    action = advocacy.add_action(actor, SANCTIONS)
    kinds = [EntityKind.PERSON] * 19 + [EntityKind.COMPANY] * 10 + [EntityKind.PUBLIC_BODY] * 4
    for number, kind in enumerate([*kinds, EntityKind.AIRCRAFT]):
        one = official(actor, f"Invented {number}", kind=kind)
        designations.add(actor, listing(one, "US", "US-BRUS", on="2024-08-09", action=str(action)))
    found = designations.of_action(actor, action)
    assert designations.tally(found) == designations.Tally(19, 14, 1, 0)
    visas = Action(kind=ActionKind.VISA_RESTRICTION, date=DAY, title="Visa restrictions", number=19)
    restriction = advocacy.add_action(actor, visas)
    assert advocacy.load(actor, restriction).action.number == 19
    assert designations.of_action(actor, restriction) == []


def test_a_change_is_a_new_version_of_the_same_entitys_listing(each_organisation: Organisation) -> None:
    actor = each_organisation.actor()
    one, other = official(actor), official(actor, "Other")
    made = designations.add(actor, listing(one))
    assert designations.save(actor, made, listing(other, number="7"), seen=1, reason="the number") == 2
    assert designations.load(actor, made).designation == listing(one, number="7")
    assert [(found.version, found.reason) for found in designations.history(actor, made)] == [
        (1, ""),
        (2, "the number"),
    ]


def test_two_who_save_at_once_are_told_of_each_other(organisation: Organisation) -> None:
    actor, other = organisation.actor(), organisation.actor(Role.CASEWORKER)
    made = designations.add(actor, listing(official(actor)))
    designations.save(other, made, listing(uuid4(), number="Theirs"), seen=1)
    for attempt in (
        lambda: designations.save(actor, made, listing(uuid4(), number="Mine"), seen=1),
        lambda: designations.delist(actor, made, PartialDate.parse("2023-02-01"), "", seen=1),
    ):
        with pytest.raises(Conflict) as found:
            attempt()
        assert (found.value.version, found.value.theirs.number, found.value.by) == (2, "Theirs", other.name)


def test_a_listing_entered_by_mistake_leaves_every_list(each_organisation: Organisation) -> None:
    actor = each_organisation.actor()
    one = official(actor)
    made = designations.add(actor, listing(one))
    assert refused(lambda: designations.withdraw(actor, made, " ")) == ("reason", "needed")
    designations.withdraw(actor, made, "Somebody of the same name")
    assert designations.of_entity(actor, one) == []
    with pytest.raises(NotFound):
        designations.load(actor, made)
    assert designations.add(actor, listing(one)) != made


def test_listings_are_asked_for_by_authority_programme_kind_and_year(organisation: Organisation) -> None:
    actor = organisation.actor()
    eu = designations.add(actor, listing(official(actor), on="2022-06-03"))
    us = designations.add(
        actor, listing(official(actor, "Plane", kind=EntityKind.AIRCRAFT), "US", "US-BRUS", on="2024")
    )
    today = clock.today()

    def found(**more: object) -> list[UUID]:
        return [line.id for line in designations.listing(actor, Asked(today, **more)).lines]  # type: ignore[arg-type]

    assert found() == [us, eu]
    assert found(authority="EU") == found(programme="EU-BLR") == found(year=2022) == [eu]
    assert found(kind=EntityKind.AIRCRAFT) == found(year=2024) == [us]
    assert found(year=2023) == found(in_force=False) == []


def test_a_listing_of_an_entity_taken_from_file_is_shown_nowhere(organisation: Organisation) -> None:
    actor = organisation.actor()
    one = official(actor)
    designations.add(actor, listing(one))
    with ledger.writing(actor) as unit:
        unit.save(one, WITHDRAWN, Withdrawn(), 0)
    assert designations.listing(actor, Asked(clock.today())).total == 0


def test_an_entity_is_found_by_a_name_in_another_script_and_by_registration(organisation: Organisation) -> None:
    actor = organisation.actor()
    one = official(actor, "Piotr Zadumany")
    plane = official(actor, "A plane", kind=EntityKind.AIRCRAFT, registration="EW-000ZZ")
    assert [found.id for found in designations.search(actor, "Пётр Задуманы")] == [one]
    assert [found.id for found in designations.search(actor, "ew 000zz")] == [plane]
    assert designations.search(actor, "Nobody Likethis") == designations.search(actor, " ") == []


@pytest.mark.parametrize("role", [role for role in Role if not may(role, Permission.ADVOCACY_WRITE)])
def test_roles_without_the_permission_change_nothing(organisation: Organisation, role: Role) -> None:
    made = designations.add(organisation.actor(), listing(official(organisation.actor())))
    actor, one = organisation.actor(role), uuid4()
    for attempt in (
        lambda: designations.add(actor, listing(one)),
        lambda: designations.save(actor, made, listing(one), 1),
        lambda: designations.delist(actor, made, DAY, "", 1),
        lambda: designations.withdraw(actor, made, "A mistake"),
    ):
        with pytest.raises(NotAllowed):
            attempt()


@pytest.mark.parametrize("role", [role for role in Role if not may(role, Permission.ADVOCACY_READ)])
def test_roles_without_the_permission_read_nothing(organisation: Organisation, role: Role) -> None:
    one = official(organisation.actor())
    made = designations.add(organisation.actor(), listing(one))
    actor = organisation.actor(role)
    for attempt in (
        lambda: designations.load(actor, made),
        lambda: designations.history(actor, made),
        lambda: designations.of_entity(actor, one),
        lambda: designations.of_action(actor, one),
        lambda: designations.listing(actor, Asked(clock.today())),
        lambda: designations.search(actor, "Piotr"),
        lambda: designations.entity(actor, one),
    ):
        with pytest.raises(NotAllowed):
            attempt()


def test_an_entity_is_no_listing(organisation: Organisation) -> None:
    actor = organisation.actor()
    with pytest.raises(NotFound):
        designations.load(actor, official(actor))


def test_what_was_done_is_in_the_log(organisation: Organisation) -> None:
    actor = organisation.actor()
    made = designations.add(actor, listing(official(actor)))
    designations.delist(actor, made, PartialDate.parse("2023-02-01"), "Annulled", 1)
    for event in ("designation.added", "designation.delisted"):
        logged = audit.listing(actor, audit.Asked(event=event)).lines[0].event
        assert logged
        assert logged.subject == str(made)
        assert "Annulled" not in str(logged.detail)
