"""Who can own, direct or operate what."""

from datetime import date
from decimal import Decimal

import msgspec
import pytest

from casework.domain import ownership
from casework.domain.entities import EntityKind, Holding, HoldingKind, Holdings
from casework.domain.errors import Invalid
from casework.domain.validation import Now
from tests.officials import owns

TODAY = date(2024, 8, 9)
NOW = Now(TODAY)


def code(check: object, *arguments: object) -> str:
    with pytest.raises(Invalid) as refused:
        check(*arguments)  # type: ignore[operator]
    return refused.value.code


@pytest.mark.parametrize(
    ("text", "found"),
    [("", None), ("50", 50), ("50 %", 50), ("33,3%", Decimal("33.3")), ("0.5", Decimal("0.5"))],
)
def test_a_share_is_read_as_per_cent(text: str, found: object) -> None:
    assert ownership.share(text) == found


@pytest.mark.parametrize(
    ("holding", "said"),
    [
        (owns(""), "needed"),
        (owns("me"), "holds_itself"),
        (owns("x", "half"), "not_a_share"),
        (owns("x", "120"), "not_a_share"),
        (owns("x", "0"), "not_a_share"),
        (owns("x", "-5"), "not_a_share"),
        (Holding(HoldingKind.DIRECTOR, "x", "50"), "share_of_owner"),
        (owns("x", "50", "2015", "2014"), "date_order"),
        (owns("x", "50", "2025"), "future"),
    ],
)
def test_a_holding_that_cannot_be_is_refused(holding: Holding, said: str) -> None:
    assert code(ownership.holdings, Holdings((holding,)), EntityKind.COMPANY, "me", NOW) == said


def test_a_holding_is_accepted_and_the_same_twice_is_not() -> None:
    ownership.holdings(Holdings((owns("x", "50"), owns("x", "10", "2015"))), EntityKind.PERSON, "me", NOW)
    assert code(ownership.holdings, Holdings((owns("x"), owns("x"))), EntityKind.PERSON, "me", NOW) == "held_twice"


@pytest.mark.parametrize("kind", [EntityKind.AIRCRAFT, EntityKind.VESSEL])
def test_an_asset_holds_nothing(kind: EntityKind) -> None:
    assert code(ownership.holdings, Holdings((owns("x"),)), kind, "me", NOW) == "assets_hold_nothing"


def test_nobody_owns_a_person_and_what_is_held_is_on_file() -> None:
    assert code(ownership.held, Holdings((owns("x"),)), {"x": EntityKind.PERSON}) == "person_held"
    assert code(ownership.held, Holdings((owns("x"),)), {}) == "not_on_file"
    ownership.held(Holdings((owns("x"),)), {"x": EntityKind.VESSEL})


@pytest.mark.parametrize("length", [1, 2, 7])
def test_ownership_in_a_circle_is_refused_however_long(length: int) -> None:
    graph = {f"c{at}": [owns(f"c{at + 1}")] for at in range(length)} | {f"c{length}": [owns("me")]}
    assert code(ownership.no_circle, Holdings((owns("c0"),)), "me", graph) == "circle"
    ownership.no_circle(Holdings((owns("c0"),)), "somebody else", graph)


def test_what_was_sold_before_closes_no_circle() -> None:
    ownership.no_circle(Holdings((owns("a", since="2020"),)), "me", {"a": [owns("me", until="2019")]})
    assert code(ownership.no_circle, Holdings((owns("a", since="2020"),)), "me", {"a": [owns("me", until="2020")]})


def test_to_direct_ones_owner_is_no_circle() -> None:
    directs = msgspec.structs.replace(owns("me"), kind=HoldingKind.DIRECTOR)
    ownership.no_circle(Holdings((owns("a"),)), "me", {"a": [directs]})


def test_a_circle_elsewhere_ends_the_search() -> None:
    ownership.no_circle(Holdings((owns("a"),)), "me", {"a": [owns("b")], "b": [owns("a")]})


def test_owners_hold_no_more_than_the_whole_on_one_day() -> None:
    mine = Holdings((owns("x", "60", "2015"),))
    assert code(ownership.within_the_whole, mine, {"x": [owns("x", "40.5", "2016")]}, TODAY) == "more_than_whole"
    ownership.within_the_whole(mine, {"x": [owns("x", "40", "2016")]}, TODAY)
    ownership.within_the_whole(mine, {"x": [owns("x", "100", "2010", "2015")]}, TODAY)


def test_shares_without_a_date_are_those_of_today() -> None:
    assert code(ownership.within_the_whole, Holdings((owns("x", "60"),)), {"x": [owns("x", "60", "2016")]}, TODAY)
    ownership.within_the_whole(Holdings((owns("x", "60"),)), {"x": [owns("x", "60", "2016", "2020")]}, TODAY)
