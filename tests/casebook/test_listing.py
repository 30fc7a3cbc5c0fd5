"""The list page: rows, order, filters with counts."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from casework.casebook import counts, listing
from casework.casebook.query import SORTS, CaseQuery, Option
from casework.domain.sections import Consent, Sex
from casework.domain.status import Status
from tests.casebook.people import DAY, EVERYONE, HELD, book, named, person, withdrawn

ARREST = ("pretrial", "2024-08-01")


def names(query: CaseQuery, *people: tuple) -> list[str]:
    return [row.names[0].text for row in listing.page(book(*people), query).rows]


def test_a_row_says_what_was_so_on_the_day() -> None:
    index = book(person(ARREST, ("colony", "2024-09-01"), charges=[("342", "1")], stays=[("SIZO-1", "2024-08-02", "")]))
    (row,) = listing.page(index, EVERYONE).rows
    assert (row.status, row.since.text, row.facility, row.days) == (Status.PRETRIAL, "2024-08-01", "SIZO-1", 8)
    assert row.in_custody


def test_the_list_of_those_in_custody_leaves_out_the_uncertain_and_says_how_many() -> None:
    index = book(person(ARREST, name="Sure"), person(("pretrial", "2024-08"), name="Perhaps"))
    found = listing.page(index, HELD)
    assert [row.names[0].text for row in found.rows] == ["Sure"]
    assert (found.total, found.uncertain, found.everyone) == (1, 1, 2)


def test_the_uncertain_can_be_listed_by_themselves() -> None:
    people = [person(ARREST, name="Sure"), person(("pretrial", "2024-08"), name="Perhaps")]
    assert names(replace(EVERYONE, uncertain=True), *people) == ["Perhaps"]


def test_a_filter_counts_its_other_values_as_if_it_were_not_set() -> None:
    index = book(person(ARREST, sex=Sex.FEMALE), person(ARREST, sex=Sex.MALE), person(ARREST, sex=Sex.MALE))
    found = listing.page(index, replace(HELD, sexes=(Sex.FEMALE,)))
    assert found.facets["sexes"] == (Option("male", 2), Option("female", 1))
    assert found.facets["statuses"] == (Option("pretrial", 1),)


def test_pages_follow_each_other_without_gap_or_repeat() -> None:
    people = [person(ARREST, name=f"Person {number:03}") for number in range(25)]
    index = book(*people)
    pages = [listing.page(index, replace(EVERYONE, size=10, page=page)).rows for page in (1, 2, 3)]
    assert [row.names[0].text for rows in pages for row in rows] == [f"Person {number:03}" for number in range(25)]


@pytest.mark.parametrize("sort", SORTS)
def test_each_order_turns_round(sort: str) -> None:
    people = [
        person(("pretrial", "2024-01-01"), name="A", number="1", birth="1980-01-01"),
        person(("released", "2024-02-01"), name="B", number="20", birth="1990"),
        person(("colony", "2023-01-01"), name="C", number="3", birth="1970-01-01"),
    ]
    query = replace(EVERYONE, sort=sort)
    assert set(names(query, *people)) == {"A", "B", "C"}
    rising = [name for name in names(query, *people) if name != "B" or sort != "arrested"]
    falling = [name for name in names(replace(query, descending=True), *people) if name != "B" or sort != "arrested"]
    assert rising == falling[::-1]


def test_numbers_sort_as_numbers() -> None:
    people = [person(ARREST, name=number, number=number) for number in ("20", "3", "100")]
    assert names(replace(EVERYONE, sort="number"), *people) == ["3", "20", "100"]


def test_expired_and_withdrawn_consent_is_no_consent_today() -> None:
    index = book(
        person(ARREST, consent=named(Consent.FULL_PROFILE)),
        person(ARREST, consent=named(Consent.FULL_PROFILE, expires_on="2025-01")),
        person(ARREST, consent=named(Consent.NAME_AND_FACTS, withdrawn_on="2024-08-20")),
    )
    found = listing.page(index, replace(HELD, today=date(2025, 1, 1)))
    assert found.facets["consents"] == (Option(0, 2), Option(4, 1))
    assert listing.page(index, replace(HELD, today=DAY, consents=(Consent.NAME_AND_FACTS,))).total == 1


def test_a_changed_record_takes_its_old_place_in_every_table() -> None:
    record = uuid4()
    index = book(person(ARREST, name="Old Name", record=record, charges=[("342", "")]), person(ARREST, name="Other"))
    listing.page(index, HELD)
    index.take([person(ARREST, ("released", "2024-08-05"), name="New Name", record=record)])
    assert [row.names[0].text for row in listing.page(index, HELD).rows] == ["Other"]
    assert [row.names[0].text for row in listing.page(index, EVERYONE).rows] == ["New Name", "Other"]
    assert (
        not listing.found(index, "Old Name", EVERYONE)[:1] or listing.found(index, "Old Name", EVERYONE)[0].score < 90
    )
    assert counts.count(index, EVERYONE, "article").by == {}


def test_a_withdrawn_record_leaves_lists_and_counts() -> None:
    record = uuid4()
    index = book(person(ARREST, record=record), person(ARREST))
    listing.page(index, HELD)
    index.take([withdrawn(record)])
    assert listing.page(index, EVERYONE).everyone == 1
    assert counts.count(index, HELD).certain == 1


def test_a_text_narrows_the_list_and_its_counts() -> None:
    people = [person(ARREST, name="Alena Kavaliova"), person(ARREST, name="Siarhei Novik", sex=Sex.MALE)]
    found = listing.page(book(*people), replace(HELD, text="Елена Ковалёва"))
    assert (found.total, found.facets["sexes"]) == (1, (Option("female", 1),))


def test_an_article_typed_as_text_finds_who_is_charged_with_it() -> None:
    people = [person(ARREST, name="One", charges=[("361-4", "")]), person(ARREST, name="Two", charges=[("361", "")])]
    assert names(replace(EVERYONE, text="361-4"), *people) == ["One"]


def test_a_page_asks_the_same_number_of_questions_for_five_people_as_for_five_hundred() -> None:
    asked = []
    for size in (5, 500):
        index = book(*(person(ARREST, name=f"Person {number}") for number in range(size)))
        statements: list[str] = []
        index.connection.set_trace_callback(statements.append)
        listing.page(index, replace(HELD, size=size))
        asked.append(len(statements))
    assert asked[0] == asked[1]


def test_everybody_is_the_whole_list_in_its_order() -> None:
    index = book(*(person(ARREST, name=f"Person {number:04}") for number in range(1100)))
    rows = listing.everybody(index, HELD)
    assert [row.names[0].text for row in rows] == [f"Person {number:04}" for number in range(1100)]


def test_an_image_opens_as_the_same_casebook() -> None:
    from casework.casebook.index import Index

    index = book(person(ARREST, name="Alena Kavaliova", number="17"), person(ARREST, name="Siarhei Novik"))
    again = Index.load(index.image()[0])
    assert listing.page(again, HELD) == listing.page(index, HELD)
    assert [one.name for one in listing.found(again, "Сергей Новик", HELD)][:1] == ["Siarhei Novik"]
    again.take([person(ARREST, name="Mikita Sakalou")])
    assert listing.found(again, "Никита Соколов", HELD)[0].name == "Mikita Sakalou"
