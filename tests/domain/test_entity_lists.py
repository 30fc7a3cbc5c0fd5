"""Lists of officials in the domain: who is meant, what a row adds, what cannot be, which ownership is a circle."""

import pytest

from casework.domain import authorities, circles, entitychecks, entitymerging
from casework.domain.circles import Edge
from casework.domain.dates import PartialDate
from casework.domain.designations import Designation
from casework.domain.entities import EntityKind, EntityProfile, Post, Posts, SourceNotes
from casework.domain.entitydrafts import EntityDraft, ListingDraft, PostDraft
from casework.domain.entitymatching import Entities, EntityMatch, KnownEntity
from casework.domain.listingmatching import KnownListing, Listings
from casework.domain.merging import Change
from casework.domain.reference import shipped
from casework.domain.sections import ExternalId, PersonName, Script, Sex

EVER = 10_000


def day(text: str) -> PartialDate:
    return PartialDate.parse(text)


def known(record: str, *names: str, **more: object) -> KnownEntity:
    return KnownEntity(record, more.pop("kind", EntityKind.PERSON), names, **more)  # type: ignore[arg-type]


def said(name: str, kind: EntityKind = EntityKind.PERSON, **more: object) -> EntityDraft:
    return EntityDraft(2, kind, (PersonName(Script.LATIN, name),), **more)  # type: ignore[arg-type]


def match(draft: EntityDraft, *all_known: KnownEntity) -> EntityMatch:
    found = Entities("list")
    for one in all_known:
        found.add(one)
    return found.match(draft)


def post(position: str, since: str = "", until: str = "", body: str = "") -> Post:
    return Post(position, body, "", day(since) if since else None, day(until) if until else None)


JUDGE = (("Judge", "Court of Verasen"),)


def test_the_lists_own_number_finds_whoever_has_it() -> None:
    assert match(said("Ivan Prydumany", ids=("7",)), known("r", "Ivan Prydumany", ids=(("list", "7"),))).record == "r"


def test_a_former_number_finds_too() -> None:
    draft = said("Ivan Prydumany", ids=("new",), other_ids=("7",))
    assert match(draft, known("r", "Ivan Prydumany", ids=(("list", "7"),))).record == "r"


def test_the_number_of_another_list_says_nothing() -> None:
    assert match(said("Piotr Dubrava", ids=("7",)), known("r", "Ivan Prydumany", ids=(("other", "7"),))).record == ""


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (said("Piotr Dubrava", ids=("7",)), "id_of_another_entity"),
        (said("Ivan Prydumany", EntityKind.COMPANY, ids=("7",)), "kind_of_another"),
        (said("Ivan Prydumany", ids=("7", "8")), "ids_of_several"),
    ],
)
def test_a_number_that_cannot_be_theirs_is_refused(draft: EntityDraft, code: str) -> None:
    two = known("r", "Ivan Prydumany", ids=(("list", "7"),)), known("s", "Ivan Prydumany", ids=(("list", "8"),))
    problem = match(draft, *two).problem
    assert problem is not None
    assert problem.code == code


@pytest.mark.parametrize("name", ["Генадзь Заркавец", "Геннадий Заркавец", "Zarkavets Hienadź"])
def test_a_name_in_any_script_and_the_day_of_birth_find_the_person(name: str) -> None:
    draft = said(name, begun=day("1964-08-30"))
    assert match(draft, known("r", "Henadz Zarkavets", begun="1964-08-30")) == EntityMatch("r")


def test_another_day_of_birth_is_another_person() -> None:
    draft = said("Henadz Zarkavets", begun=day("1964-08-31"))
    assert match(draft, known("r", "Henadz Zarkavets", begun="1964-08-30")) == EntityMatch()


def test_the_same_name_and_post_are_the_same_person() -> None:
    draft = said("Henadz Zarkavets", posts=[PostDraft(Post("judge", "court of  verasen"))])
    assert match(draft, known("r", "Henadz Zarkavets", posts=JUDGE)) == EntityMatch("r")


def test_a_name_alone_is_never_sure() -> None:
    assert match(said("Henadz Zarkavets"), known("r", "Henadz Zarkavets")) == EntityMatch("r", unsure=True)


def test_two_whom_a_row_fits_are_never_guessed() -> None:
    draft = said("Henadz Zarkavets", posts=[PostDraft(Post("judge", "court of verasen"))])
    found = match(draft, *(known(each, "Henadz Zarkavets", posts=JUDGE) for each in ("r", "s")))
    assert found.problem is not None
    assert found.problem.code == "several_entities_fit"


def test_whoever_has_another_number_on_this_list_is_another() -> None:
    draft = said("Henadz Zarkavets", ids=("8",), begun=day("1964-08-30"))
    assert match(draft, known("r", "Henadz Zarkavets", begun="1964-08-30", ids=(("list", "7"),))) == EntityMatch()


def test_a_row_without_a_number_may_be_whoever_has_one() -> None:
    one = known("r", "Henadz Zarkavets", begun="1964-08-30", ids=(("list", "7"),))
    assert match(said("Henadz Zarkavets", begun=day("1964-08-30")), one) == EntityMatch("r")


def test_a_row_without_a_number_may_be_one_of_an_earlier_row_that_has_one() -> None:
    found = Entities("list")
    found.take(said("Henadz Zarkavets", begun=day("1964-08-30"), ids=("7",)), "r")
    assert found.match(said("Henadz Zarkavets", begun=day("1964-08-30"))) == EntityMatch("r")


def test_a_body_is_known_by_its_name_and_its_number_counts() -> None:
    colony = known("r", "Invented Colony No 1", kind=EntityKind.PUBLIC_BODY)
    assert match(said("Invented colony no. 1", EntityKind.ORGANISATION), colony) == EntityMatch("r")
    assert match(said("Invented colony no. 15", EntityKind.ORGANISATION), colony) == EntityMatch()


def test_a_person_is_never_taken_for_a_company() -> None:
    company = known("r", "Henadz Zarkavets", kind=EntityKind.COMPANY)
    assert match(said("Henadz Zarkavets"), company) == EntityMatch()


def test_an_aircraft_is_known_by_its_registration() -> None:
    plane = known("r", "White Bird", kind=EntityKind.AIRCRAFT, registration="EW-1")
    assert match(said("Some plane", EntityKind.AIRCRAFT, registration="ew-1"), plane) == EntityMatch("r")
    assert match(said("White Bird", EntityKind.AIRCRAFT, registration="EW-2"), plane) == EntityMatch()


def test_a_row_adds_refines_and_marks_what_contradicts() -> None:
    change = Change()
    old = EntityProfile(EntityKind.PERSON, (PersonName(Script.LATIN, "A B"),), sex=Sex.MALE, begun=day("1964"))
    draft = said("A B", sex=Sex.FEMALE, begun=day("1964-08-30"), country="BY", ids=("7",))
    new = entitymerging.profile(old, draft, "list", change)
    assert (new.sex, str(new.begun), new.country) == (Sex.FEMALE, "1964-08-30", "BY")
    assert new.external_ids == (ExternalId("list", "7"),)
    assert [(one.field, one.contradicts) for one in change.differences] == [
        ("begun", False), ("country", False), ("sex", True), ("external_ids", False),
    ]  # fmt: skip


def test_an_empty_field_never_erases_and_the_same_row_again_changes_nothing() -> None:
    change = Change()
    draft = said("A B", sex=Sex.FEMALE, begun=day("1964-08-30"), country="BY", ids=("7",), description="A judge.")
    once = entitymerging.opened(draft, "list")
    assert entitymerging.profile(once, draft, "list", change) == once
    assert entitymerging.profile(once, said("A B"), "list", change) == once
    assert change.differences == []


def test_our_description_is_never_written_over() -> None:
    old = EntityProfile(EntityKind.PERSON, (PersonName(Script.LATIN, "A B"),), description="Ours.")
    draft = said("A B", description="Theirs.")
    assert entitymerging.profile(old, draft, "list", Change()).description == "Ours."
    assert entitymerging.set_aside(old, draft) == [("description", "Theirs.")]


def test_an_organisation_may_turn_out_a_company_but_no_company_gets_vaguer() -> None:
    vague, exact = (EntityProfile(kind) for kind in (EntityKind.ORGANISATION, EntityKind.COMPANY))
    assert entitymerging.profile(vague, said("X", EntityKind.COMPANY), "l", Change()).kind is EntityKind.COMPANY
    assert entitymerging.profile(exact, said("X", EntityKind.ORGANISATION), "l", Change()).kind is EntityKind.COMPANY


def test_the_same_post_gets_its_days_and_another_one_is_added() -> None:
    old = Posts((post("Judge", body="Court"),))
    new = entitymerging.posts(old, [post("judge", "2019", "2021"), post("Prosecutor", "2022")], Change())
    assert [(one.position, str(one.since), one.beside) for one in new.entries] == [
        ("Judge", "2019", False), ("Prosecutor", "2022", False),
    ]  # fmt: skip


def test_a_post_that_overlaps_another_is_held_beside_it() -> None:
    new = entitymerging.posts(Posts((post("Judge", "2019"),)), [post("Lecturer", "2020-05")], Change())
    assert [one.beside for one in new.entries] == [False, True]


def test_the_same_post_held_again_later_is_another_stay() -> None:
    new = entitymerging.posts(Posts((post("Judge", "2010", "2015"),)), [post("Judge", "2019")], Change())
    assert len(new.entries) == 2


def test_notes_of_a_list_are_kept_once() -> None:
    once = entitymerging.notes(SourceNotes(), "list", [("a", "1"), ("a", "1"), ("b", "2")], Change())
    assert once.entries == (("list", "a", "1"), ("list", "b", "2"))
    assert entitymerging.notes(once, "list", [("a", "1")], Change()) is once


def listing(listed: str = "", delisted: str = "", **more: str) -> ListingDraft:
    made = ListingDraft("EU", "EU-BLR", **more)  # type: ignore[arg-type]
    made.listed = day(listed) if listed else None
    made.delisted = day(delisted) if delisted else None
    return made


def test_a_listing_is_found_by_authority_programme_and_time() -> None:
    found = Listings("list")
    found.add("e", KnownListing("one", "EU", "EU-BLR", day("2006"), day("2016-02")))
    found.add("e", KnownListing("two", "EU", "EU-BLR", day("2020")))
    assert found.match("e", listing("2020-10-02")) == ("two", False)
    assert found.match("e", listing("2006-05-18", "2016-02-27")) == ("one", False)
    assert found.match("other", listing("2020-10-02")) == ("", False)


def test_a_listing_after_a_delisting_is_another_one() -> None:
    found = Listings("list")
    found.add("e", KnownListing("one", "EU", "EU-BLR", day("2006"), day("2016-02")))
    assert found.match("e", listing("2020-10-02")) == ("", False)


def test_a_listing_told_in_two_lines_began_on_the_earlier_day_in_either_order() -> None:
    lines = [listing("2020-10-02", external_id="s1"), listing("2021-06-21", external_id="s2")]
    for order in (lines, lines[::-1]):
        made: Designation | None = None
        for one in (*order, *order):
            made = entitymerging.designation(made, "e", one, "list", Change())
        assert made is not None
        assert str(made.listed_on) == "2020-10-02"


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (listing("1950"), "listed_before_existed"), (listing("", "2021"), "delisted_without_listing"),
        (listing("2021", "2020"), "delisted_before_listed"), (listing("2190"), "day_to_come"),
    ],
)  # fmt: skip
def test_a_listing_that_cannot_be_is_refused_with_its_reason(draft: ListingDraft, code: str) -> None:
    of = EntityProfile(EntityKind.PERSON, begun=day("1964"))
    made = entitymerging.designation(None, "e", draft, "list", Change())
    problem = entitychecks.designation(made, of, 5, day("2026-01-01").earliest)
    assert problem is not None
    assert (problem.row, problem.code) == (5, code)


def test_every_row_of_a_circle_is_named_and_a_chain_is_none() -> None:
    edges = [
        Edge(1, "a", "b", 0, EVER),
        Edge(2, "b", "c", 0, EVER),
        Edge(3, "c", "a", 0, EVER),
        Edge(4, "c", "d", 0, EVER),
    ]
    assert circles.circles(edges) == [[1, 2, 3]]


def test_who_owns_itself_is_a_circle_of_one() -> None:
    assert circles.circles([Edge(7, "a", "a", 0, EVER)]) == [[7]]


def test_ownership_that_never_met_is_no_circle() -> None:
    assert circles.circles([Edge(1, "a", "b", 0, 5), Edge(2, "b", "a", 6, EVER)]) == []


def test_a_circle_of_a_hundred_thousand_is_found() -> None:
    ring = [Edge(at, str(at), str((at + 1) % 100_000), 0, EVER) for at in range(100_000)]
    assert [len(rows) for rows in circles.circles(ring)] == [100_000]


@pytest.mark.parametrize("text", ["BLR", "eu-blr", "Council Regulation (EC) No 765/2006", "EU-BLR"])
def test_a_programme_is_found_as_lists_write_it(text: str) -> None:
    found = authorities.programme(text, "EU", shipped().programmes)
    assert found is not None
    assert found.key == "EU-BLR"


def test_a_programme_of_another_authority_is_none() -> None:
    assert authorities.programme("EU-BLR", "US", shipped().programmes) is None
