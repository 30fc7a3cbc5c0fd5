"""A row about an advocacy action into the action that stands: the empty is filled, lists grow, nothing is erased."""

from collections.abc import Sequence

from msgspec.structs import replace

from casework.domain.actiondrafts import ActionDraft
from casework.domain.actions import Action, Coverage, CoverageKind
from casework.domain.difference import Change
from casework.domain.entitymerging import folded

ACTION = "action"
_GROWING = ("actors", "addressees", "asks", "links", "by")
_SINGLE = ("title", "link", "outcome", "note", "reference", "status")


def same(one: Action, other: Action) -> bool:
    """Of one kind and day: the same reference, else the same title, else done by the same to the same."""
    if one.kind is not other.kind or one.date != other.date:
        return False
    if one.reference and other.reference:
        return folded(one.reference) == folded(other.reference)
    if one.title and other.title:
        return folded(one.title) == folded(other.title)
    return _set(one.actors) == _set(other.actors) and _set(one.addressees) == _set(other.addressees)


def _set(texts: Sequence[str]) -> set[str]:
    return {folded(text) for text in texts}


def merged(old: Action, draft: ActionDraft, covers: Coverage, change: Change) -> Action:
    new = old
    for name in _GROWING:
        said = getattr(draft.action, name)
        have = {folded(text) for text in getattr(old, name)}
        more = tuple(text for text in said if folded(text) not in have)
        if name == "by" and more:
            change.refine(ACTION, name, str(len(old.by)), str(len(old.by) + len(more)))
        for text in more if name != "by" else ():
            change.refine(ACTION, name, "", text)
        new = replace(new, **{name: getattr(old, name) + more})
    for name in _SINGLE:
        said, stood = getattr(draft.action, name), getattr(old, name)
        if name in draft.said and said != stood and change.takes(ACTION, name, stood, said):
            new = replace(new, **{name: said})
    claims = [f"{claim.list_name}: {claim.field}: {claim.theirs}" for claim in change.claims]
    fresh = [line for line in claims if line not in new.note]
    new = replace(new, note="\n".join(filter(None, [new.note, *fresh])))
    found = set(draft.persons) - set(covers.unmatched)
    return replace(new, covers=_covers(old.covers, covers, found, change))


def covered(cases: Sequence[str], unmatched: Sequence[str], filename: str, file_hash: str) -> Coverage:
    """Named one by one where everybody is on file; else what a list file says, with the names of the others."""
    found, others = tuple(dict.fromkeys(cases)), tuple(dict.fromkeys(unmatched))
    if not others:
        return Coverage(CoverageKind.NAMED, found, count=len(found))
    return Coverage(
        CoverageKind.LIST_FILE, found, count=len(found), filename=filename, file_hash=file_hash, unmatched=others
    )


def _covers(old: Coverage, said: Coverage, found: set[str], change: Change) -> Coverage:
    """Whoever a list of everyone covers is not named beside it; who was not on file may be `found` now."""
    if old.kind is CoverageKind.POPULATION:
        return old
    cases = tuple(dict.fromkeys((*old.cases, *said.cases)))
    unmatched = tuple(dict.fromkeys((*(name for name in old.unmatched if name not in found), *said.unmatched)))
    if (cases, unmatched) == (old.cases, old.unmatched):
        return old
    change.refine(ACTION, "persons", str(len(old.cases)), str(len(cases)))
    return covered(cases, unmatched, old.filename or said.filename, old.file_hash or said.file_hash)
