"""What is measured: one call each, through the pages where there is a page."""

from collections.abc import Callable
from itertools import count
from random import Random
from statistics import median
from time import perf_counter

from casework.casebook import searching, shelf, snapshot
from casework.casebook.shelf import Shelf
from casework.store import settings
from tests.benchmarks.world import World

Measure = Callable[[World], None]
_random = Random(3)
_saves = count(1)


def list_page(world: World) -> None:
    _shown(world, "/cases?custody=yes")


def filtered_list(world: World) -> None:
    _shown(world, "/cases?custody=yes&as_of=2024-08-09&sex=female&article=342&sort=arrested")


def name_search(world: World) -> None:
    _sent(world, "/cases/search", {"q": _random.choice(world.names)}, 200)


def case_page(world: World) -> None:
    _shown(world, f"/cases/{_random.choice(world.cases)}")


def dashboard(world: World) -> None:
    _shown(world, "/dashboard?as_of=2024-08-09")


def save_a_section(world: World) -> None:
    """Consent of somebody whose consent was not saved here before: its version is the first."""
    case = world.cases[-next(_saves)]
    form = {"seen": "1", "level": "3", "topics": ["name"], "given_by": "Mother"}
    _sent(world, f"/cases/{case}/consent", form, 303)


def list_after_a_save(world: World) -> None:
    """The first list page after somebody saved: the change is opened, figures are counted again."""
    save_a_section(world)
    list_page(world)


READS: dict[str, Measure] = {
    "list page": list_page,
    "filtered list": filtered_list,
    "name search": name_search,
    "case page": case_page,
    "dashboard": dashboard,
}
WRITES: dict[str, Measure] = {"save a section": save_a_section, "save, then list": list_after_a_save}
ALL = READS | WRITES


def timed(world: World, name: str, times: int) -> list[float]:
    """Seconds of each call; the first, which fills caches, is not among them."""
    measure = ALL[name]
    measure(world)
    return [_seconds(lambda: measure(world)) for _ in range(times)]


def _seconds(call: Callable[[], object]) -> float:
    start = perf_counter()
    call()
    return perf_counter() - start


def cold_start(world: World, times: int = 5) -> float:
    """The median of opening the casebook from its snapshot, as a new process does."""
    keyring = world.actor.keyring
    with world.site.app_context():
        folder = settings.data_folder() / "snapshots"
        snapshot.keep(folder, keyring, shelf.current(world.actor))
        return median(_seconds(lambda: Shelf().current(keyring, folder)) for _ in range(times))


def search(world: World, times: int = 40) -> float:
    """The median of finding a Belarusian name among the others, in process: no page, no audit entry."""
    with world.site.app_context():
        book = shelf.current(world.actor)
    asked = iter(_random.sample(world.names, times))
    with book.reading():
        return median(_seconds(lambda: searching.search(book, next(asked))) for _ in range(times))


def rebuild(world: World) -> float:
    with world.site.app_context():
        nowhere = settings.data_folder() / "none"
        return _seconds(lambda: Shelf().current(world.actor.keyring, nowhere))


def _shown(world: World, path: str) -> None:
    found = world.client.get(path)
    assert found.status_code == 200, (path, found.status_code)


def _sent(world: World, path: str, form: dict[str, object], status: int) -> None:
    found = world.client.post(path, data=form)
    assert found.status_code == status, (path, found.status_code, found.text[:2000])
