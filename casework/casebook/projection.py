"""What the casebook keeps of a record: a small summary, made when the record is saved, sealed beside it.

A summary holds what is listed, filtered, sorted, searched and counted, and the version of every
section, so that an older row put back shows. A record that no longer stands has versions and nothing else.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import TypeVar

import msgspec

from casework.casebook.summaries import (
    TYPES,
    ActionSummary,
    ActorSummary,
    CaseSummary,
    DesignationSummary,
    EntitySummary,
    InvolvementSummary,
    Summary,
)
from casework.domain.actions import Action, CoverageKind
from casework.domain.actors import AdvocacyActor
from casework.domain.dates import PartialDate
from casework.domain.designations import Designation
from casework.domain.entities import EntityProfile, Holdings, Posts
from casework.domain.involvements import Involvement
from casework.domain.records import NUMBER, Numbered, RecordKind
from casework.domain.sections import (
    ConsentRecord,
    Custody,
    Identity,
    Legal,
    Section,
    SectionName,
    StatusTimeline,
)

T = TypeVar("T", bound=Section)


_encode = msgspec.msgpack.Encoder().encode
_head = msgspec.msgpack.Decoder(Summary)


@cache
def _decoder(kind: RecordKind) -> msgspec.msgpack.Decoder[Summary]:
    return msgspec.msgpack.Decoder(TYPES[kind])


def summarise(kind: RecordKind, sections: Mapping[str, Section], versions: Mapping[str, int], at: str) -> bytes:
    """Only from sections of the record's main compartment. No sections: the record no longer stands."""
    head = Summary(dict(versions), at, bool(sections))
    make = _MAKERS.get(kind)
    if make is None or not sections:
        return _encode(head)
    return _encode(make(head, {str(name): value for name, value in sections.items()}))


def read(kind: RecordKind, data: bytes) -> Summary:
    """A summary of its kind; the bare one where the record no longer stands. Raises msgspec.MsgspecError."""
    if kind in TYPES:
        try:
            return _decoder(kind).decode(data)
        except msgspec.ValidationError:
            pass
    head = _head.decode(data)
    if head.standing and kind in TYPES:
        raise msgspec.ValidationError("not a summary of its kind")
    return head


def versions_of(summary: bytes) -> dict[str, int]:
    """The version of each section as of this summary."""
    return _head.decode(summary).versions


def _case(head: Summary, sections: Mapping[str, Section]) -> CaseSummary:
    identity = _of(sections, SectionName.IDENTITY, Identity)
    consent = _of(sections, SectionName.CONSENT, ConsentRecord)
    timeline = _of(sections, SectionName.STATUS, StatusTimeline)
    custody = _of(sections, SectionName.CUSTODY, Custody)
    return CaseSummary(
        head.versions,
        head.at,
        head.standing,
        number=_of(sections, NUMBER, Numbered).number,
        names=tuple((name.script, name.text) for name in identity.names),
        aliases=identity.aliases,
        sex=identity.sex,
        birth=_text(identity.birth),
        region=identity.region,
        recognition=identity.recognition,
        profile=identity.profile,
        external_ids=tuple((one.list_name, one.value) for one in identity.external_ids),
        timeline=tuple((entry.status, entry.since.text) for entry in timeline.entries),
        stays=tuple((stay.facility, _text(stay.since), _text(stay.until)) for stay in custody.periods),
        charges=_charges(_of(sections, SectionName.LEGAL, Legal)),
        consent=int(consent.level),
        consent_from=_text(consent.given_on),
        consent_until=_consent_end(consent),
    )


def _of(sections: Mapping[str, Section], name: str, kind: type[T]) -> T:
    found = sections.get(str(name))
    return found if isinstance(found, kind) else kind()


def _charges(legal: Legal) -> tuple[tuple[str, str], ...]:
    found = {(charge.article, charge.part): None for each in legal.prosecutions for charge in each.charges}
    return tuple(found)


def _consent_end(consent: ConsentRecord) -> str:
    ends = [end for end in (consent.expires_on, consent.withdrawn_on) if end is not None]
    return min(ends, key=lambda end: end.earliest).text if ends else ""


def _text(day: PartialDate | None) -> str:
    return day.text if day is not None else ""


def _action(head: Summary, sections: Mapping[str, Section]) -> Summary:
    action = sections.get("action")
    if not isinstance(action, Action):
        return head
    covers = action.covers
    return ActionSummary(
        head.versions,
        head.at,
        head.standing,
        kind=action.kind,
        date=action.date.text,
        title=action.title,
        actors=action.actors,
        addressees=action.addressees,
        population=covers.kind is CoverageKind.POPULATION,
        cases=covers.cases,
        as_of=_text(covers.as_of),
        query=covers.query,
        count=covers.count,
        uncertain=covers.uncertain,
        link=action.link,
        outcome=action.outcome,
        report=action.report,
        by=action.by,
        status=action.status,
        since=_text(action.since),
        until=_text(action.until),
        deadline=_text(action.deadline),
        follow_ups=tuple((one.due.text, one.what, _text(one.done)) for one in action.follow_ups),
    )


def _actor(head: Summary, sections: Mapping[str, Section]) -> Summary:
    actor = sections.get("actor")
    if not isinstance(actor, AdvocacyActor):
        return head
    return ActorSummary(
        head.versions,
        head.at,
        head.standing,
        kind=actor.kind,
        names=(actor.names.en, actor.names.be, actor.names.ru),
        aliases=actor.aliases,
        country=actor.country,
        member_of=actor.member_of,
    )


def _entity(head: Summary, sections: Mapping[str, Section]) -> Summary:
    profile = sections.get("profile")
    if not isinstance(profile, EntityProfile):
        return head
    posts, holdings = _of(sections, "posts", Posts), _of(sections, "holdings", Holdings)
    return EntitySummary(
        head.versions,
        head.at,
        head.standing,
        kind=profile.kind,
        names=tuple((name.script, name.text) for name in profile.names),
        aliases=profile.aliases,
        country=profile.country,
        begun=_text(profile.begun),
        registration=profile.registration,
        external_ids=tuple((one.list_name, one.value) for one in profile.external_ids),
        posts=tuple((one.position, one.body, _text(one.since), _text(one.until), one.entity) for one in posts.entries),
        holdings=tuple((one.kind, one.of, _text(one.since), _text(one.until), one.share) for one in holdings.entries),
        ended=_text(profile.ended),
    )


def _designation(head: Summary, sections: Mapping[str, Section]) -> Summary:
    found = sections.get("designation")
    if not isinstance(found, Designation):
        return head
    return DesignationSummary(
        head.versions,
        head.at,
        head.standing,
        entity=found.entity,
        authority=found.authority,
        programme=found.programme,
        listed_on=_text(found.listed_on),
        delisted_on=_text(found.delisted_on),
        action=found.action,
        external_ids=tuple((one.list_name, one.value) for one in found.external_ids),
    )


def _involvement(head: Summary, sections: Mapping[str, Section]) -> Summary:
    found = sections.get("involvement")
    if not isinstance(found, Involvement):
        return head
    return InvolvementSummary(
        head.versions,
        head.at,
        head.standing,
        entity=found.entity,
        case=found.case,
        role=found.role,
        degree=found.degree,
        on=_text(found.on),
        reliability=found.reliability,
        credibility=found.credibility,
    )


_MAKERS: dict[RecordKind, Callable[[Summary, Mapping[str, Section]], Summary]] = {
    RecordKind.CASE: _case,
    RecordKind.ACTION: _action,
    RecordKind.ACTOR: _actor,
    RecordKind.ENTITY: _entity,
    RecordKind.DESIGNATION: _designation,
    RecordKind.INVOLVEMENT: _involvement,
}
