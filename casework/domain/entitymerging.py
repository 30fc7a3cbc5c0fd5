"""What a list says of an official, an entity or an asset into what stands: as for cases (`merging`).

An empty field never erases, a date that becomes more exact refines, a contradiction takes the list's value and is
marked. A description of ours is never written over: the list's is kept with its notes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from casework.domain import names
from casework.domain.dates import PartialDate
from casework.domain.designations import Designation
from casework.domain.difference import Change, overlap, shown
from casework.domain.entities import EntityKind, EntityProfile, Holding, Holdings, Post, Posts, SourceNotes
from casework.domain.entitydrafts import EntityDraft, ListingDraft, Noted, PartDraft
from casework.domain.involvements import Involvement
from casework.domain.merging import new_spelling
from casework.domain.sections import ExternalId, PersonName, Sex

PROFILE, POSTS, HOLDINGS, NOTES = "profile", "posts", "holdings", "source_notes"
DESIGNATION, PART = "designation", "involvement"
BODIES = frozenset({EntityKind.ORGANISATION, EntityKind.COMPANY, EntityKind.PUBLIC_BODY})


@dataclass
class EntityChange(Change):
    """`settled` is what this list has said before and was kept beside ours: (field, value). It contradicts no more."""

    settled: frozenset[Noted] = frozenset()

    def takes(self, section: str, name: str, old: object, new: object) -> bool:
        settled = (f"{section}.{name}", shown(new)) in self.settled and bool(shown(old))
        return not settled and super().takes(section, name, old, new)

    def beside(self) -> list[Noted]:
        """What the list says against ours, where both are to be kept: a note with its field."""
        return [(f"{claim.section}.{claim.field}", claim.theirs) for claim in self.claims]


def opened(draft: EntityDraft, list_name: str) -> EntityProfile:
    """The profile of an entity that is new."""
    return EntityProfile(
        kind=draft.kind,
        names=draft.names,
        aliases=draft.aliases,
        sex=draft.sex,
        begun=draft.begun,
        ended=draft.ended,
        country=draft.country,
        registration=draft.registration,
        type=draft.type,
        model=draft.model,
        identifiers=draft.identifiers,
        external_ids=tuple(ExternalId(list_name, value) for value in draft.ids),
        links=draft.links,
        description=draft.description,
    )


def profile(old: EntityProfile, draft: EntityDraft, list_name: str, change: Change) -> EntityProfile:
    kept, aliases = _named(old.names, old.aliases, draft, change)
    new = replace(
        old,
        kind=_kind(old.kind, draft.kind, change),
        names=kept,
        aliases=aliases,
        begun=change.date(PROFILE, "begun", old.begun, draft.begun),
        ended=change.date(PROFILE, "ended", old.ended, draft.ended),
    )
    for name in ("country", "registration", "type", "model"):
        stood, said = getattr(old, name), getattr(draft, name)
        if said and said != stood and change.takes(PROFILE, name, stood, said):
            new = replace(new, **{name: said})
    shown_sex: str = "" if old.sex is Sex.UNKNOWN else old.sex
    if draft.sex not in (Sex.UNKNOWN, old.sex) and change.takes(PROFILE, "sex", shown_sex, draft.sex):
        new = replace(new, sex=draft.sex)
    if draft.description and not old.description:
        change.refine(PROFILE, "description", "", draft.description)
        new = replace(new, description=draft.description)
    return _added(new, draft, list_name, change)


def set_aside(old: EntityProfile, draft: EntityDraft) -> list[Noted]:
    """The list's description where ours stands."""
    other = draft.description and old.description and draft.description != old.description
    return [("description", draft.description)] if other else []


def _kind(old: EntityKind, said: EntityKind, change: Change) -> EntityKind:
    """An organisation may turn out to be a company; what is one already is not made vaguer."""
    if said is old or (said is EntityKind.ORGANISATION and old in BODIES):
        return old
    if old is EntityKind.ORGANISATION:
        change.refine(PROFILE, "kind", old, said)
        return said
    return said if change.takes(PROFILE, "kind", old, said) else old


def _added(old: EntityProfile, draft: EntityDraft, list_name: str, change: Change) -> EntityProfile:
    """Numbers and links: kept beside what stood there."""
    ids = tuple(one for value in draft.ids if (one := ExternalId(list_name, value)) not in old.external_ids)
    links = tuple(link for link in draft.links if link not in old.links)
    numbers = tuple(number for number in draft.identifiers if number not in old.identifiers)
    for name, values in (("links", links), ("identifiers", numbers), ("external_ids", [one.value for one in ids])):
        for value in values:
            change.refine(PROFILE, name, "", value)
    return replace(
        old,
        external_ids=old.external_ids + ids,
        links=old.links + links,
        identifiers=old.identifiers + numbers,
    )


def _named(
    old: tuple[PersonName, ...], old_aliases: tuple[str, ...], draft: EntityDraft, change: Change
) -> tuple[tuple[PersonName, ...], tuple[str, ...]]:
    """A script we lack gets its name; another spelling in a script we have becomes an alias."""
    kept, aliases = list(old), list(old_aliases)
    for name in draft.names:
        if all(name.script is not have.script for have in kept):
            kept.append(name)
            change.refine(PROFILE, f"name_{name.script.value}", "", name.text)
    spelt = [have.text for have in kept] + aliases
    for text in (*(name.text for name in draft.names), *draft.aliases):
        if text not in spelt and (new_spelling(text, spelt) or not names.tokens(text)):
            aliases.append(text)
            spelt.append(text)
            change.refine(PROFILE, "aliases", "", text)
    return tuple(kept), tuple(aliases)


def posts(old: Posts, said: Iterable[Post], change: Change) -> Posts:
    """The same post at the same body gets its dates; another one is added, `beside` where they overlap for certain."""
    entries = list(old.entries)
    for post in said:
        at = next((number for number, have in enumerate(entries) if _same_post(have, post)), None)
        if at is None:
            beside = post.beside or any(_together(have, post) for have in entries)
            entries.append(replace(post, beside=beside))
            change.refine(POSTS, "posts", "", shown_post(post))
        else:
            entries[at] = _refined(entries[at], post, change)
    return replace(old, entries=tuple(entries))


def _same_post(one: Post, other: Post) -> bool:
    """A body that only one of them names does not make another post; other days do, if they surely do not meet."""
    if folded(one.position) != folded(other.position):
        return False
    if one.entity and other.entity and one.entity != other.entity:
        return False
    if one.body and other.body and folded(one.body) != folded(other.body) and one.entity != (other.entity or "-"):
        return False
    return not (_ended_before(one, other) or _ended_before(other, one))


def _ended_before(one: Post, other: Post) -> bool:
    return bool(one.until and other.since and one.until.latest <= other.since.earliest)


def _refined(old: Post, said: Post, change: Change) -> Post:
    new = replace(
        old,
        since=change.date(POSTS, "post_since", old.since, said.since),
        until=change.date(POSTS, "post_until", old.until, said.until),
    )
    for name in ("body", "entity", "source"):
        if getattr(said, name) and not getattr(old, name):
            change.refine(POSTS, "source" if name == "source" else "posts", "", shown_post(said))
            new = replace(new, **{name: getattr(said, name)})
    return new


def _together(one: Post, other: Post) -> bool:
    """Whether both were surely held on one day: what began about some day, or nobody knows when, is sure of none."""
    if one.beside or one.since is None or other.since is None or one.since.approximate or other.since.approximate:
        return False
    begun = max(one.since.latest, other.since.latest)
    return all(post.until is None or begun < post.until.earliest for post in (one, other))


def shown_post(post: Post) -> str:
    title = f"{post.position}, {post.body}" if post.body else post.position
    return f"{title} ({post.since or '?'}–{post.until or ''})" if post.since or post.until else title


def holdings(old: Holdings, said: Iterable[tuple[Holding, str]], change: Change) -> Holdings:
    """Each with the name of what is held. The same tie gets its share and days; the list's share wins."""
    entries = list(old.entries)
    for one, name in said:
        at = next((n for n, have in enumerate(entries) if (have.kind, have.of) == (one.kind, one.of)), None)
        if at is None:
            entries.append(one)
            change.refine(HOLDINGS, one.kind, "", f"{name} {one.share}".strip())
            continue
        have = entries[at]
        share = have.share
        if one.share and one.share != share and change.takes(HOLDINGS, "share", share, one.share):
            share = one.share
        if one.source and not have.source:
            change.refine(HOLDINGS, "source", "", one.source)
        entries[at] = replace(
            have,
            share=share,
            since=change.date(HOLDINGS, "held_since", have.since, one.since),
            until=change.date(HOLDINGS, "held_until", have.until, one.until),
            source=have.source or one.source,
        )
    return replace(old, entries=tuple(entries))


def notes(old: SourceNotes, list_name: str, said: Sequence[Noted], change: Change) -> SourceNotes:
    """Each field and value once. What a list repeats changes nothing."""
    have = set(old.entries)
    new = [entry for entry in dict.fromkeys((list_name, name, value) for name, value in said) if entry not in have]
    if new:
        change.refine(NOTES, "source_notes", "", ", ".join(dict.fromkeys(name for _, name, _ in new)))
    return replace(old, entries=(*old.entries, *new)) if new else old


def designation(
    old: Designation | None, entity: str, said: ListingDraft, list_name: str, change: Change
) -> Designation:
    """A listing that a list tells in several lines began on the earliest of their days."""
    stood = old or Designation(entity, said.authority)
    new = replace(
        stood,
        listed_on=_listed(stood, said, list_name, change),
        delisted_on=change.date(DESIGNATION, "delisted_on", stood.delisted_on, said.delisted),
    )
    if said.authority != stood.authority and change.takes(DESIGNATION, "authority", stood.authority, said.authority):
        new = replace(new, authority=said.authority)
    for name in ("programme", "number", "reason", "provisions", "link"):
        have, text = getattr(stood, name), getattr(said, name)
        if text and not have:
            change.refine(DESIGNATION, name, "", text)
            new = replace(new, **{name: text})
    own = ExternalId(list_name, said.external_id)
    if said.external_id and own not in stood.external_ids:
        if old is not None:
            change.refine(DESIGNATION, "external_ids", "", said.external_id)
        new = replace(new, external_ids=(*stood.external_ids, own))
    return new


def _listed(stood: Designation, said: ListingDraft, list_name: str, change: Change) -> PartialDate | None:
    lines = {one.value for one in stood.external_ids if one.list_name == list_name} | {said.external_id}
    several = len(lines - {""}) > 1
    ours = stood.listed_on
    if several and ours and said.listed and not overlap(ours, said.listed) and ours.earliest < said.listed.earliest:
        return ours
    return change.date(DESIGNATION, "listed_on", ours, said.listed)


def part(old: Involvement, said: PartDraft, change: Change) -> Involvement:
    """A day becomes more exact; what we have of the act is kept."""
    new = replace(old, on=change.date(PART, "act_on", old.on, said.on))
    for name in ("act", "link"):
        if getattr(said, name) and not getattr(old, name):
            change.refine(PART, name, "", getattr(said, name))
            new = replace(new, **{name: getattr(said, name)})
    return new


def folded(text: str) -> str:
    """For comparing what was written: capitals and spaces apart."""
    return " ".join(text.casefold().split())
