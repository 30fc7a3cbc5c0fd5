"""A draft into a case that exists: what it adds, what it makes more exact, and what it contradicts.

An empty cell never erases. A date that is less exact than ours, but may mean the same day, changes nothing.
A contradiction is marked and shown before anything is written; the choice made for the row decides what becomes of it.
The differences do not depend on the choice.
"""

from collections.abc import Mapping
from typing import TypeVar

from msgspec.structs import replace

from casework.domain import names, opening, whereabouts
from casework.domain.difference import Change
from casework.domain.drafts import Draft
from casework.domain.importing import Choice, Difference
from casework.domain.sections import (
    Charge,
    Claim,
    Custody,
    ExternalId,
    Identity,
    Legal,
    Prosecution,
    Recognition,
    Section,
    SectionName,
    Sentence,
    Sex,
    Sources,
    StatusTimeline,
)

S = TypeVar("S", bound=Section)


def merged(
    before: Mapping[SectionName, Section], draft: Draft, batch: str, list_name: str, choice: Choice = Choice.THEIRS
) -> tuple[dict[SectionName, Section], tuple[Difference, ...]]:
    """The sections that change, and how. Nothing at all when the very row was read before."""
    sources = _of(before, SectionName.SOURCES, Sources())
    if opening.already_read(draft, list_name, sources):
        return {}, ()
    change = Change(choice, Claim("", "", "", "", list_name, draft.row, batch))
    identity = _identity(_of(before, SectionName.IDENTITY, Identity()), draft, list_name, sources, change)
    status = whereabouts.status(_of(before, SectionName.STATUS, StatusTimeline()), draft, change)
    after: dict[SectionName, Section] = {
        SectionName.IDENTITY: identity,
        SectionName.STATUS: status,
        SectionName.CUSTODY: whereabouts.custody(_of(before, SectionName.CUSTODY, Custody()), draft, change, status),
        SectionName.LEGAL: _legal(_of(before, SectionName.LEGAL, Legal()), draft, change),
    }
    told = opening.sources(draft, batch, list_name, sources)
    after[SectionName.SOURCES] = replace(told, claims=(*told.claims, *change.claims))
    changed = {name: section for name, section in after.items() if section != before.get(name, type(section)())}
    if not change.differences:
        change.refine(SectionName.SOURCES, "row", "", f"{list_name}: {draft.row}")
    return changed, tuple(change.differences)


def _of(before: Mapping[SectionName, Section], name: SectionName, default: S) -> S:
    found = before.get(name)
    return found if isinstance(found, type(default)) else default


def _identity(old: Identity, draft: Draft, list_name: str, sources: Sources, change: Change) -> Identity:
    here = SectionName.IDENTITY
    new = replace(_named(old, draft, change), birth=change.date(here, "birth", old.birth, draft.birth))
    shown: str = "" if old.sex is Sex.UNKNOWN else old.sex
    if draft.sex not in (Sex.UNKNOWN, old.sex) and change.takes(here, "sex", shown, draft.sex):
        new = replace(new, sex=draft.sex)
    if draft.recognition not in (Recognition.UNKNOWN, old.recognition):
        shown = "" if old.recognition is Recognition.UNKNOWN else old.recognition
        if change.takes(here, "recognition", shown, draft.recognition):
            new = replace(new, recognition=draft.recognition)
    ours = {text for row in sources.rows if row.list_name == list_name for _, text in row.cells}
    for name, stood, said in (
        ("region", old.region, draft.region),
        ("description", old.description, draft.description),
    ):
        if said and said != stood and (not stood or stood in ours) and change.takes(here, name, stood, said):
            new = replace(new, **{name: said})
    return _added(new, draft, list_name, change)


def _added(old: Identity, draft: Draft, list_name: str, change: Change) -> Identity:
    """Links, professions and the list's id: kept beside what stood there."""
    links = tuple(link for link in draft.links if link not in old.links)
    profile = tuple(word for word in draft.profile if word not in old.profile)
    own = ExternalId(list_name, draft.external_id)
    ids = (own,) if draft.external_id and own not in old.external_ids else ()
    for name, values in (("links", links), ("profile", profile), ("external_ids", tuple(found.value for found in ids))):
        for value in values:
            change.refine(SectionName.IDENTITY, name, "", value)
    return replace(
        old,
        links=old.links + links,
        profile=old.profile + profile,
        external_ids=old.external_ids + ids,
    )


def _named(old: Identity, draft: Draft, change: Change) -> Identity:
    """A script we lack gets its name; another spelling in a script we have becomes an alias."""
    kept, aliases = list(old.names), list(old.aliases)
    for name in draft.names:
        if all(name.script is not have.script for have in kept):
            kept.append(name)
            change.refine(SectionName.IDENTITY, f"name_{name.script.value}", "", name.text)
        elif new_spelling(name.text, [have.text for have in kept] + aliases):
            aliases.append(name.text)
            change.refine(SectionName.IDENTITY, "aliases", "", name.text)
    for alias in draft.aliases:
        if new_spelling(alias, [have.text for have in kept] + aliases):
            aliases.append(alias)
            change.refine(SectionName.IDENTITY, "aliases", "", alias)
    return replace(old, names=tuple(kept), aliases=tuple(aliases))


def new_spelling(text: str, have: list[str]) -> bool:
    words = sorted(token.plain for token in names.tokens(text))
    return all(words != sorted(token.plain for token in names.tokens(other)) for other in have)


def _legal(old: Legal, draft: Draft, change: Change) -> Legal:
    new = old
    if opening.prosecuted(draft):
        new = replace(old, prosecutions=_prosecutions(old.prosecutions, draft, change))
    for name, said in (("terrorist_list", draft.terrorist_list), ("extremist_list", draft.extremist_list)):
        if said and not getattr(old, name):
            change.refine(SectionName.LEGAL, name, "", "yes")
            new = replace(new, **{name: True})
    return new


def _prosecutions(old: tuple[Prosecution, ...], draft: Draft, change: Change) -> tuple[Prosecution, ...]:
    """The list knows one prosecution: the last of ours, or a first one."""
    here = SectionName.LEGAL
    last = old[-1] if old else Prosecution()
    new = replace(
        last,
        charges=_charges(last.charges, draft.charges, change),
        verdict_on=change.date(here, "verdict", last.verdict_on, draft.verdict),
        appeal_on=change.date(here, "appeal", last.appeal_on, draft.appeal),
        sentence=_sentence(last.sentence, draft.sentence, change),
    )
    for name, said in (("court", draft.court), ("judges", draft.judges)):
        if said and not getattr(last, name):
            change.refine(here, name, "", said)
            new = replace(new, **{name: said})
    if new != last and last.verdict_on is None and last.sentence is None:
        new = replace(new, stage=opening.stage(draft))
    return (*old[:-1], new)


def _charges(old: tuple[Charge, ...], said: tuple[Charge, ...], change: Change) -> tuple[Charge, ...]:
    """New articles are added; a part where we had none makes the charge more exact; no part says nothing."""
    kept = list(old)
    for charge in said:
        if charge in kept or (not charge.part and any(charge.article == have.article for have in kept)):
            continue
        vague = Charge(charge.article)
        shown = f"{charge.article} {charge.part}".strip()
        change.refine(SectionName.LEGAL, "charges", charge.article if vague in kept else "", shown)
        if vague in kept:
            kept[kept.index(vague)] = charge
        else:
            kept.append(charge)
    return tuple(kept)


def _sentence(old: Sentence | None, said: Sentence | None, change: Change) -> Sentence | None:
    if said is None:
        return old
    if old and (old.kind, old.months, old.days) == (said.kind, said.months, said.days):
        return replace(old, ends=change.date(SectionName.LEGAL, "sentence_ends", old.ends, said.ends))
    if old is not None and said.months is None and said.days is None:
        return old
    if not change.takes(SectionName.LEGAL, "sentence", _term(old) if old else "", said.as_written):
        return old
    return said if old is None else replace(said, starts=said.starts or old.starts, ends=old.ends)


def _term(sentence: Sentence) -> str:
    """A sentence that somebody typed may have no words of its own; it stands all the same."""
    numbers = ((sentence.months, "months"), (sentence.days, "days"))
    return sentence.as_written or " ".join(f"{number} {unit}" for number, unit in numbers if number) or sentence.kind
