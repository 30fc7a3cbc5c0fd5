"""Reference lists: what ships at first, then the organisation's own, and imports follow it."""

import pytest

from casework.domain.errors import Invalid, NotAllowed
from casework.domain.policy import Role
from casework.domain.reference import Article, Facility, Programme, Titles, shipped
from casework.imports import lists
from casework.services import reference
from tests.imports.onfile import rows
from tests.organisation import Organisation

NEW = Article("777", Titles(en="A new article"))
ROW = "1,Ivan Ivanou,1990-01-01,2021-02-01,,Penal Colony No. 99,art. 777"


def test_every_role_that_reads_cases_reads_what_ships(organisation: Organisation) -> None:
    for role in (Role.CASEWORKER, Role.COORDINATOR, Role.ANALYST):
        assert reference.lists(organisation.actor(role)).article_keys() == shipped().article_keys()


def test_an_article_added_is_known_to_the_next_import(organisation: Organisation) -> None:
    actor = organisation.actor()
    assert [offer.value for offer in lists.dry_run(actor, rows(ROW), "list.csv").batch.offers] == [
        "777",
        "Penal Colony No. 99",
    ]
    reference.save_article(actor, NEW)
    reference.save_facility(actor, Facility("IK-99", "colony", Titles(en="Penal Colony No. 99"), 99))
    assert not lists.dry_run(actor, rows(ROW), "list.csv").batch.offers


def test_an_entry_is_replaced_not_doubled(organisation: Organisation) -> None:
    actor = organisation.actor()
    reference.save_article(actor, NEW)
    reference.save_article(actor, Article("777", Titles(en="Its title")))
    found = [one.titles.en for one in reference.lists(actor).articles if one.key == "777"]
    assert found == ["Its title"]


def test_an_entry_without_a_key_is_refused(organisation: Organisation) -> None:
    with pytest.raises(Invalid):
        reference.save_article(organisation.actor(), Article("", Titles()))
    with pytest.raises(Invalid):
        reference.save_facility(organisation.actor(), Facility(" ", "colony", Titles()))


def test_a_programme_is_corrected_in_its_place_and_a_new_one_comes_last(organisation: Organisation) -> None:
    actor = organisation.actor()
    keys = [one.key for one in shipped().programmes]
    first = shipped().programmes[0]
    reference.save_programme(actor, Programme(first.key, first.authority, Titles(en="Its title")))
    reference.save_programme(actor, Programme("NO-BLR", "NO", Titles(en="Norlandia")))
    found = reference.lists(actor)
    assert [one.key for one in found.programmes] == [*keys, "NO-BLR"]
    assert found.programmes[0].titles.en == "Its title"
    assert found.authorities() == (*shipped().authorities(), "NO")


@pytest.mark.parametrize(
    "wrong", [Programme("", "EU", Titles()), Programme("X", "", Titles()), Programme("X", "e u", Titles())]
)
def test_a_programme_without_a_key_or_an_authority_is_refused(organisation: Organisation, wrong: Programme) -> None:
    with pytest.raises(Invalid):
        reference.save_programme(organisation.actor(), wrong)


def test_only_who_may_change_the_lists_does(organisation: Organisation) -> None:
    with pytest.raises(NotAllowed):
        reference.save_article(organisation.actor(Role.CASEWORKER), NEW)
    with pytest.raises(NotAllowed):
        reference.save_programme(organisation.actor(Role.CASEWORKER), shipped().programmes[0])
    with pytest.raises(NotAllowed):
        reference.lists(organisation.actor(Role.SECURITY_OFFICER))
