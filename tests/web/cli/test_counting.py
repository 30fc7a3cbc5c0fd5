"""The truth file's counts come out through the command line, on SQLite and on PostgreSQL."""

import json

import pytest

from tests.web.cli.shell import Shell, data

TRUTH = json.loads(data("truth.json").read_text("utf-8"))


def test_the_list_gives_as_many_people_as_it_holds(listed: Shell) -> None:
    assert listed.imported["created"] == TRUTH["people"]
    assert listed.imported["updated"] == listed.imported["unchanged"] == 0


@pytest.mark.parametrize("day", TRUTH["in_custody"])
def test_the_count_of_a_day_is_the_true_one_with_nobody_uncertain(listed: Shell, day: str) -> None:
    assert listed.answer("count", "--as-of", day) == {"count": TRUTH["in_custody"][day], "uncertain": 0, "by": {}}


def test_women_and_an_article_are_counted_apart(listed: Shell) -> None:
    women = listed.answer("count", "--as-of", "2024-08-09", "--sex", "female")
    article = listed.answer("count", "--as-of", "2024-08-09", "--article", "342")
    assert women["count"] == TRUTH["women_in_custody_2024-08-09"]
    assert article["count"] == TRUTH["article_342_in_custody_2024-08-09"]


@pytest.mark.parametrize("by", ["status", "sex", "facility"])
def test_a_breakdown_adds_up_to_the_count(listed: Shell, by: str) -> None:
    found = listed.answer("count", "--as-of", "2024-08-09", "--by", by)
    assert found["count"] == sum(found["by"].values()) == TRUTH["in_custody"]["2024-08-09"]


def test_by_article_a_person_stands_under_each_article(listed: Shell) -> None:
    found = listed.answer("count", "--as-of", "2024-08-09", "--by", "article")
    assert found["by"]["342"] == TRUTH["article_342_in_custody_2024-08-09"]
    assert sum(found["by"].values()) > found["count"]


def test_before_anything_was_recorded_nobody_was_known(listed: Shell) -> None:
    found = listed.answer("count", "--as-of", "2024-08-09", "--known-at", "2024-08-09")
    assert found == {"count": 0, "uncertain": 0, "by": {}}


def test_people_read_a_sentence(listed: Shell) -> None:
    done = listed.run("count", "--as-of", "2024-08-09", *listed.identity)
    assert done.stdout == "1400 in custody on 2024-08-09\n"


def test_the_list_imported_again_changes_nothing(listed: Shell) -> None:
    again = listed.answer("import", str(data("public-list-en.csv")))
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, TRUTH["people"])
    assert len(again["refused"]) == len(listed.imported["refused"]) > 0
    assert all(refusal["row"] > 1 and refusal["reason"] for refusal in again["refused"])
