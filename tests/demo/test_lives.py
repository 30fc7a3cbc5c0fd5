"""The invented world: the same by seed, exact on its day, and consistent with the domain's own rules."""

import json
from datetime import date
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest

from casework.demo import casefiles, lives
from casework.domain.sections import Custody, Legal, SectionName, StatusTimeline
from casework.domain.status import spans

DAY = date(2024, 8, 9)
REFERENCE = Path(casefiles.__file__).parents[1] / "domain" / "reference"


def world(seed: int, people: int = 3200) -> list[dict[SectionName, object]]:
    random = Random(seed)
    found = lives.invent(random, people)
    lives.make_exact(random, found, DAY, 1400)
    return [dict(casefiles.sections(random, one)) for one in found]


def timeline(case: dict[SectionName, object]) -> StatusTimeline:
    found = case[SectionName.STATUS]
    assert isinstance(found, StatusTimeline)
    return found


@pytest.mark.parametrize("seed", [1, 2, 20240809])
def test_exactly_1400_are_in_custody_on_9_august_2024_whatever_the_seed(seed: int) -> None:
    stretches = [spans(timeline(case).entries) for case in world(seed)]
    assert sum(any(span.certain(DAY) for span in one) for one in stretches) == 1400
    assert sum(any(span.possible(DAY) for span in one) for one in stretches) == 1400


def test_the_same_seed_makes_the_same_people_and_another_seed_makes_others() -> None:
    assert world(5) == world(5)
    assert world(5) != world(6)


def test_too_few_people_cannot_hold_the_count() -> None:
    with pytest.raises(ValueError, match="too few"):
        world(1, people=900)


def test_nobodys_timeline_runs_backwards() -> None:
    for case in world(3):
        entries = timeline(case).entries
        assert all(a.since.earliest <= b.since.latest for a, b in pairwise(entries))


def test_every_facility_and_article_is_on_the_reference_lists() -> None:
    facilities = {row["key"] for row in json.loads((REFERENCE / "facilities.json").read_text("utf-8"))}
    articles = {row["key"] for row in json.loads((REFERENCE / "articles.json").read_text("utf-8"))}
    for case in world(4):
        custody, legal = case[SectionName.CUSTODY], case[SectionName.LEGAL]
        assert isinstance(custody, Custody)
        assert isinstance(legal, Legal)
        assert {period.facility for period in custody.periods} <= facilities
        assert {charge.article for one in legal.prosecutions for charge in one.charges} <= articles
