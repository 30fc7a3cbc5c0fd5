"""Two ways to write the name of a body are one name; by sound they are not compared."""

import pytest

from casework.domain.actors import folded
from casework.domain.countries import COUNTRIES


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Alpine Union", "alpine  union"),
        ("Amnistie – Nord", "AMNISTIE NORD"),
        ("Нарвегія", "НАРВЕГІЯ"),
        ("Елка", "Ёлка"),
        ("Nоrway", "Norway"),
        ("People's Voice", "People’s voice"),
    ],
)
def test_case_marks_and_look_alike_letters_make_no_other_name(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(("one", "other"), [("Austria", "Ostria"), ("Iran", "Iraq"), ("The", ""), ("Niger", "Nigeria")])
def test_names_that_only_sound_alike_are_two(one: str, other: str) -> None:
    assert folded(one) != folded(other)


def test_every_state_is_there_once() -> None:
    assert len(set(COUNTRIES)) == len(COUNTRIES) == 197
    assert {"BY", "US", "GB", "VA", "PS", "XK", "TW"} <= set(COUNTRIES)
