"""Ownership that comes back to where it began: which lines of a list form a circle."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

MOST = 300
"""Lines of one tangle that are looked at one by one; a greater one is refused as a whole."""


class Edge(NamedTuple):
    """`owner` owns `asset`; `since` and `until` bound the days on which it may have (ordinals, inclusive)."""

    row: int
    owner: str
    asset: str
    since: int
    until: int


def circles(edges: Sequence[Edge]) -> list[list[int]]:
    """The rows of each circle, in the order of the file.

    A line is in a circle when ownership leads from its asset back to its owner, all of it possible on one day:
    who sold before the other bought closes none.
    """
    by_owner: dict[str, list[Edge]] = defaultdict(list)
    for edge in edges:
        by_owner[edge.owner].append(edge)
    found: list[list[int]] = []
    for tangle in _tangles(by_owner):
        inside = {owner: [edge for edge in by_owner[owner] if edge.asset in tangle] for owner in tangle}
        every = [edge for some in inside.values() for edge in some]
        rows = {edge.row for edge in every if len(every) > MOST or _comes_back(edge, inside)}
        if rows:
            found.append(sorted(rows))
    return sorted(found)


def _comes_back(first: Edge, graph: dict[str, list[Edge]]) -> bool:
    waiting = [(first.asset, first.since, first.until)]
    seen = set(waiting)
    while waiting:
        at, since, until = waiting.pop()
        if at == first.owner:
            return True
        for edge in graph.get(at, ()):
            step = (edge.asset, max(since, edge.since), min(until, edge.until))
            if step[1] <= step[2] and step not in seen:
                seen.add(step)
                waiting.append(step)
    return False


def _tangles(by_owner: dict[str, list[Edge]]) -> Iterator[frozenset[str]]:
    """Parts in which everybody leads to everybody (Kosaraju): by the order in which a first walk leaves them."""
    backwards: dict[str, list[str]] = defaultdict(list)
    forwards = {owner: [edge.asset for edge in some] for owner, some in by_owner.items()}
    for owner, assets in forwards.items():
        for asset in assets:
            backwards[asset].append(owner)
    left: list[str] = []
    seen: set[str] = set()
    for root in forwards:
        left += _walk(root, forwards, seen)
    seen = set()
    for root in reversed(left):
        part = _walk(root, backwards, seen)
        if len(part) > 1 or (part and root in forwards.get(root, ())):
            yield frozenset(part)


def _walk(root: str, graph: Mapping[str, Sequence[str]], seen: set[str]) -> list[str]:
    """Whoever is reached from `root` and was not `seen`, in the order in which the walk leaves them for good."""
    if root in seen:
        return []
    seen.add(root)
    left: list[str] = []
    path = [(root, iter(graph.get(root, ())))]
    while path:
        node, following = path[-1]
        onward = next((each for each in following if each not in seen), None)
        if onward is None:
            left.append(node)
            path.pop()
        else:
            seen.add(onward)
            path.append((onward, iter(graph.get(onward, ()))))
    return left
