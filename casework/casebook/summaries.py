"""What the casebook keeps of each kind of record. Days travel as their EDTF text.

A later version may add fields, with defaults, at the end: a summary sealed before still opens.
"""

import msgspec

from casework.domain.records import RecordKind


class Summary(msgspec.Struct, frozen=True, array_like=True):
    """Of any kind: versions by section, and when the change was recorded (ISO 8601, UTC)."""

    versions: dict[str, int]
    at: str
    standing: bool


class CaseSummary(Summary, frozen=True, array_like=True):
    """`timeline` is (status, since); `stays` (facility, since, until), empty where unknown; `charges`
    (article, part), each once; `consent_until` the earlier of expiry and withdrawal."""

    number: str
    names: tuple[tuple[str, str], ...]
    aliases: tuple[str, ...]
    sex: str
    birth: str
    region: str
    recognition: str
    profile: tuple[str, ...]
    external_ids: tuple[tuple[str, str], ...]
    timeline: tuple[tuple[str, str], ...]
    stays: tuple[tuple[str, str, str], ...]
    charges: tuple[tuple[str, str], ...]
    consent: int
    consent_from: str
    consent_until: str


class ActionSummary(Summary, frozen=True, array_like=True):
    """`population` when it covers everyone in a list; then `as_of`, `query` and the frozen counts say whom.

    `by` are records of actors; `follow_ups` (due, what, done), `done` empty while it is open.
    """

    kind: str
    date: str
    title: str
    actors: tuple[str, ...]
    addressees: tuple[str, ...]
    population: bool
    cases: tuple[str, ...]
    as_of: str
    query: str
    count: int
    uncertain: int
    link: str
    outcome: str
    report: str
    by: tuple[str, ...] = ()
    status: str = "sent"
    since: str = ""
    until: str = ""
    deadline: str = ""
    follow_ups: tuple[tuple[str, str, str], ...] = ()


class ActorSummary(Summary, frozen=True, array_like=True):
    """`names` are the titles in English, Belarusian and Russian."""

    kind: str
    names: tuple[str, str, str]
    aliases: tuple[str, ...]
    country: str
    member_of: str


class EntitySummary(Summary, frozen=True, array_like=True):
    """`posts` are (position, body, since, until, record of the body), `holdings` (kind, record of what is held,
    since, until, share)."""

    kind: str
    names: tuple[tuple[str, str], ...]
    aliases: tuple[str, ...]
    country: str
    begun: str
    registration: str
    external_ids: tuple[tuple[str, str], ...]
    posts: tuple[tuple[str, str, str, str, str], ...]
    holdings: tuple[tuple[str, str, str, str, str], ...]
    ended: str = ""


class DesignationSummary(Summary, frozen=True, array_like=True):
    entity: str
    authority: str
    programme: str
    listed_on: str
    delisted_on: str
    action: str
    external_ids: tuple[tuple[str, str], ...]


class InvolvementSummary(Summary, frozen=True, array_like=True):
    entity: str
    case: str
    role: str
    degree: str
    on: str
    reliability: str
    credibility: str


TYPES: dict[RecordKind, type[Summary]] = {
    RecordKind.CASE: CaseSummary,
    RecordKind.ACTION: ActionSummary,
    RecordKind.ACTOR: ActorSummary,
    RecordKind.ENTITY: EntitySummary,
    RecordKind.DESIGNATION: DesignationSummary,
    RecordKind.INVOLVEMENT: InvolvementSummary,
}
"""The kinds of which the casebook keeps more than versions."""
