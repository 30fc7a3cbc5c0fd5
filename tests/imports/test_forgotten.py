"""Nothing of a list stays in the process once it is read and nobody is signed in."""

import functools
import gc
from typing import Any

import pytest

from casework.casebook import shelf
from casework.imports import lists
from tests.organisation import Organisation

NAMES = ("Henadz Zorkavets", "Jan Bud", "Maryna Lesavaja")
LIST = f"name,judge,sex,status\n{NAMES[1]},{NAMES[0]},male,{NAMES[2]}\n".encode()


def _kept() -> set[str]:
    """The texts in the caches of functions, with what they are kept in."""
    gc.collect()
    caches = [one for one in gc.get_objects() if isinstance(one, functools._lru_cache_wrapper)]
    found, waiting = set[str](), list[Any](caches)
    for _ in range(4):
        waiting = [one for one in gc.get_referents(*waiting) if not callable(one)]
        found |= {one for one in waiting if isinstance(one, str)}
    return found


@pytest.mark.parametrize("name", NAMES)
def test_no_name_of_a_list_stays_in_a_cache(organisation: Organisation, name: str) -> None:
    lists.take(organisation.actor(), LIST, "list.csv")
    shelf.drop()
    assert not [text for text in _kept() if name in text]
