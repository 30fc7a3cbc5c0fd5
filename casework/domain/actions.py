"""Advocacy actions: what has been done for whom, by whom, with what result."""

from collections.abc import Mapping
from enum import StrEnum

import msgspec

from casework.domain.dates import PartialDate
from casework.domain.sections import Section


class ActionKind(StrEnum):
    JOINT_STATEMENT = "joint_statement"
    STATE_STATEMENT = "state_statement"
    PARLIAMENT = "parliament"
    UN_COMMUNICATION = "un_communication"
    WGAD_OPINION = "wgad_opinion"
    URGENT_ACTION = "urgent_action"
    NGO_STATEMENT = "ngo_statement"
    LETTER_AUTHORITIES = "letter_authorities"
    LETTER_CAMPAIGN = "letter_campaign"
    GODPARENTHOOD = "godparenthood"
    SANCTIONS = "sanctions"
    VISA_RESTRICTION = "visa_restriction"
    TRIAL_OBSERVATION = "trial_observation"
    MEDIA = "media"
    LEGAL_COMPLAINT = "legal_complaint"
    MEETING = "meeting"
    AWARD = "award"


NAMES_NOBODY = frozenset({ActionKind.SANCTIONS, ActionKind.VISA_RESTRICTION})
"""Actions against officials and entities: they need not be about anybody on file."""


class ActionStatus(StrEnum):
    """How far an action has come. What is only planned has raised nobody yet."""

    PLANNED = "planned"
    SENT = "sent"
    PUBLISHED = "published"
    ANSWERED = "answered"
    CLOSED = "closed"


INITIAL: Mapping[ActionKind, ActionStatus] = dict.fromkeys(
    (
        ActionKind.JOINT_STATEMENT, ActionKind.STATE_STATEMENT, ActionKind.WGAD_OPINION, ActionKind.NGO_STATEMENT,
        ActionKind.SANCTIONS, ActionKind.VISA_RESTRICTION, ActionKind.MEDIA, ActionKind.URGENT_ACTION,
    ),
    ActionStatus.PUBLISHED,
)  # fmt: skip
"""What a form begins with: some kinds are published, the others are sent or made."""

PUBLIC = frozenset({*INITIAL, ActionKind.PARLIAMENT, ActionKind.GODPARENTHOOD, ActionKind.AWARD})
"""Public by their nature once they are done: a question in parliament is printed, a godparent says so aloud."""


class WgadCategory(StrEnum):
    """Why the Working Group on Arbitrary Detention found a detention arbitrary."""

    I = "I"  # noqa: E741 - the numerals are the categories' names
    II = "II"
    III = "III"
    IV = "IV"
    V = "V"


class Mechanism(StrEnum):
    """The body of the United Nations a communication goes through."""

    WGAD = "wgad"
    SPECIAL_PROCEDURES = "special_procedures"
    HUMAN_RIGHTS_COMMITTEE = "human_rights_committee"
    OTHER = "other"


class Step(StrEnum):
    """What a parliament did, and how far an award or an observation went."""

    RESOLUTION = "resolution"
    QUESTION = "question"
    MOTION = "motion"
    HEARING = "hearing"
    NOMINATED = "nominated"
    AWARDED = "awarded"
    ADMITTED = "admitted"
    NOT_ADMITTED = "not_admitted"


STEPS: Mapping[ActionKind, tuple[Step, ...]] = {
    ActionKind.PARLIAMENT: (Step.RESOLUTION, Step.QUESTION, Step.MOTION, Step.HEARING),
    ActionKind.AWARD: (Step.NOMINATED, Step.AWARDED),
    ActionKind.TRIAL_OBSERVATION: (Step.ADMITTED, Step.NOT_ADMITTED),
}

OWN_FIELDS: Mapping[ActionKind, tuple[str, ...]] = {
    ActionKind.JOINT_STATEMENT: ("forum",),
    ActionKind.STATE_STATEMENT: ("forum",),
    ActionKind.PARLIAMENT: ("step", "reference", "forum"),
    ActionKind.UN_COMMUNICATION: ("mechanism", "reference", "deadline"),
    ActionKind.WGAD_OPINION: ("reference", "categories", "deadline"),
    ActionKind.URGENT_ACTION: ("reference", "deadline"),
    ActionKind.NGO_STATEMENT: ("number",),
    ActionKind.LETTER_AUTHORITIES: ("reference", "deadline"),
    ActionKind.LETTER_CAMPAIGN: ("since", "until", "number"),
    ActionKind.GODPARENTHOOD: ("since", "until"),
    ActionKind.SANCTIONS: ("programme",),
    ActionKind.VISA_RESTRICTION: ("programme", "number"),
    ActionKind.TRIAL_OBSERVATION: ("forum", "since", "until", "step"),
    ActionKind.MEDIA: ("forum",),
    ActionKind.LEGAL_COMPLAINT: ("forum", "reference", "deadline"),
    ActionKind.MEETING: ("forum",),
    ActionKind.AWARD: ("forum", "step"),
}
"""The fields that only this kind of action has, in the order of its form. What each means differs by kind:
`number` counts the co-signers of a statement, the letters of a campaign, the people a visa restriction is about."""


class CoverageKind(StrEnum):
    NAMED = "named"
    LIST_FILE = "list_file"
    POPULATION = "population"


class Coverage(msgspec.Struct, frozen=True, omit_defaults=True):
    """Named one by one, by a list file, or everyone in a list as of a date (the count frozen when it was recorded).

    Of a list file: `cases` are those found on file, `unmatched` the names of the others as they stood in it.
    """

    kind: CoverageKind = CoverageKind.NAMED
    cases: tuple[str, ...] = ()
    as_of: PartialDate | None = None
    query: str = ""
    count: int = 0
    uncertain: int = 0
    filename: str = ""
    file_hash: str = ""
    unmatched: tuple[str, ...] = ()


class Text(msgspec.Struct, frozen=True, omit_defaults=True):
    """One language version of what was said. `language` is a code such as `en`."""

    language: str
    text: str


class FollowUp(msgspec.Struct, frozen=True, omit_defaults=True):
    """Something to do after the action, by a day; done on `done`."""

    due: PartialDate
    what: str
    done: PartialDate | None = None


class Response(msgspec.Struct, frozen=True, omit_defaults=True):
    date: PartialDate
    text: str
    by: str = ""


class Action(Section, frozen=True, omit_defaults=True):
    """`actors` are named as the action names them; `by` are the records of those of them who are on file."""

    kind: ActionKind
    date: PartialDate
    title: str = ""
    actors: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    covers: Coverage = Coverage()
    link: str = ""
    outcome: str = ""
    note: str = ""
    report: str = ""
    by: tuple[str, ...] = ()
    status: ActionStatus = ActionStatus.SENT
    links: tuple[str, ...] = ()
    texts: tuple[Text, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    responses: tuple[Response, ...] = ()
    impact: str = ""
    reference: str = ""
    forum: str = ""
    mechanism: Mechanism | None = None
    step: Step | None = None
    deadline: PartialDate | None = None
    since: PartialDate | None = None
    until: PartialDate | None = None
    number: int | None = None
    programme: str = ""
    categories: tuple[WgadCategory, ...] = ()


def raises_from(kind: str, status: str, date: PartialDate, since: PartialDate | None) -> PartialDate | None:
    """From when on an action counts as raising the people it covers: from its date; a godparenthood from its
    beginning, where that is on file. None while it is only planned."""
    if status == ActionStatus.PLANNED:
        return None
    return since if kind == ActionKind.GODPARENTHOOD and since else date
