"""Ownership that comes back to where it began: which lines of a list form a circle."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
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


def _tangles(by_owner: dict[str, list[Edge]]) -> Iterable[frozenset[str]]:
    """Strongly connected parts with more than one end, or owning themselves (Tarjan, without recursion)."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    path: list[str] = []
    on_path: set[str] = set()
    for root in list(by_owner):
        work = [(root, 0)] if root not in index else []
        while work:
            node, at = work.pop()
            if at == 0:
                index[node] = low[node] = len(index)
                path.append(node)
                on_path.add(node)
            following = by_owner.get(node, [])
            if at < len(following):
                work.append((node, at + 1))
                asset = following[at].asset
                if asset not in index:
                    work.append((asset, 0))
                elif asset in on_path:
                    low[node] = min(low[node], index[asset])
                continue
            if work:
                low[work[-1][0]] = min(low[work[-1][0]], low[node])
            if low[node] == index[node]:
                part = set()
                while True:
                    top = path.pop()
                    on_path.discard(top)
                    part.add(top)
                    if top == node:
                        break
                if len(part) > 1 or any(edge.asset == node for edge in following):
                    yield frozenset(part)
