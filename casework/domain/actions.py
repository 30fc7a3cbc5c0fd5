"""Advocacy actions: what has been done for whom, by whom, with what result."""

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


class CoverageKind(StrEnum):
    NAMED = "named"
    POPULATION = "population"


class Coverage(msgspec.Struct, frozen=True, omit_defaults=True):
    """Named one by one, or everyone in a list as of a date (the count frozen when it was recorded)."""

    kind: CoverageKind = CoverageKind.NAMED
    cases: tuple[str, ...] = ()
    as_of: PartialDate | None = None
    query: str = ""
    count: int = 0
    uncertain: int = 0


class Action(Section, frozen=True, omit_defaults=True):
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
