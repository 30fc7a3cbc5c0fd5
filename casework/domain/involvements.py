"""An official's part in a case: the role, how close to the act, and how far the evidence is to be trusted."""

from enum import StrEnum

from casework.domain.dates import PartialDate
from casework.domain.sections import Section


class InvolvementRole(StrEnum):
    ORDERED = "ordered"
    JUDGED = "judged"
    PROSECUTED = "prosecuted"
    INVESTIGATED = "investigated"
    DETAINED = "detained"
    ILL_TREATED = "ill_treated"
    GUARDED = "guarded"
    OTHER = "other"


class Degree(StrEnum):
    """How the official took part (HURIDOCS: degree of involvement)."""

    DIRECT = "direct"
    COMMAND = "command"
    ASSISTED = "assisted"
    NOT_KNOWN = "not_known"


class Reliability(StrEnum):
    """Of the source (Admiralty scale): kept apart from the credibility of what it says."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


class Credibility(StrEnum):
    """Of the information (Admiralty scale)."""

    CONFIRMED = "1"
    PROBABLE = "2"
    POSSIBLE = "3"
    DOUBTFUL = "4"
    IMPROBABLE = "5"
    CANNOT_JUDGE = "6"


class Involvement(Section, frozen=True, omit_defaults=True):
    """`basis` says in general terms what shows it (a public verdict, a video); who told us lies in `Evidence`."""

    entity: str
    case: str
    role: InvolvementRole
    degree: Degree = Degree.NOT_KNOWN
    on: PartialDate | None = None
    act: str = ""
    basis: str = ""
    link: str = ""
    reliability: Reliability = Reliability.F
    credibility: Credibility = Credibility.CANNOT_JUDGE


class Evidence(Section, frozen=True, omit_defaults=True):
    """Sealed with the sources: it may point to a witness."""

    source: str = ""
    text: str = ""
