"""The kinds of action as somebody chooses one, and what each kind's own fields mean for it."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString

from casework.domain.actions import ActionKind
from casework.domain.actors import ActorKind

K = ActionKind

GROUPS: tuple[tuple[LazyString, tuple[ActionKind, ...]], ...] = (
    (_("By states and parliaments"), (K.JOINT_STATEMENT, K.STATE_STATEMENT, K.PARLIAMENT, K.GODPARENTHOOD)),
    (_("Sanctions"), (K.SANCTIONS, K.VISA_RESTRICTION)),
    (_("At the United Nations"), (K.UN_COMMUNICATION, K.WGAD_OPINION)),
    (_("By organisations and people"), (K.NGO_STATEMENT, K.URGENT_ACTION, K.LETTER_AUTHORITIES, K.LETTER_CAMPAIGN)),
    (_("In public"), (K.MEDIA, K.AWARD, K.MEETING)),
    (_("In court"), (K.TRIAL_OBSERVATION, K.LEGAL_COMPLAINT)),
)

MEANING: Mapping[ActionKind, LazyString] = {
    K.JOINT_STATEMENT: _("Several states speak together"),
    K.STATE_STATEMENT: _("One government speaks"),
    K.PARLIAMENT: _("A resolution, a question, a motion or a hearing"),
    K.GODPARENTHOOD: _("A member of parliament takes up the case of one person"),
    K.SANCTIONS: _("Officials, entities or assets are listed"),
    K.VISA_RESTRICTION: _("People who are not named may not enter"),
    K.UN_COMMUNICATION: _("A submission or a letter of special procedures or a committee"),
    K.WGAD_OPINION: _("The Working Group on Arbitrary Detention has found"),
    K.NGO_STATEMENT: _("One organisation or several speak"),
    K.URGENT_ACTION: _("A call to act at once, with a deadline"),
    K.LETTER_AUTHORITIES: _("One letter that asks for an answer"),
    K.LETTER_CAMPAIGN: _("Many people write, to the person or to the authorities"),
    K.MEDIA: _("An article, a broadcast, a film"),
    K.AWARD: _("A prize or a nomination for one"),
    K.MEETING: _("Families or colleagues are heard"),
    K.TRIAL_OBSERVATION: _("Somebody from outside goes to the trial"),
    K.LEGAL_COMPLAINT: _("To a court or to a body that hears complaints"),
}

Words = tuple[LazyString, LazyString | None]

_REPLY = (_("Reply asked for by"), _("Counts as a follow-up until the action is answered or closed"))
_COMMON: Mapping[str, Words] = {
    "reference": (_("Reference"), None),
    "forum": (_("Where"), None),
    "deadline": _REPLY,
    "since": (_("From"), None),
    "until": (_("Until"), _("Leave empty while it lasts")),
    "number": (_("How many"), None),
    "programme": (_("Programme"), _("From the reference list")),
    "mechanism": (_("Mechanism"), _("Which body it went through")),
    "step": (_("What it was"), None),
    "categories": (_("Categories found"), _("Each one that the opinion names")),
}
_OF_KIND: Mapping[tuple[ActionKind, str], Words] = {
    (K.JOINT_STATEMENT, "forum"): (_("Forum"), _("Where it was made, such as the Permanent Council of the OSCE")),
    (K.STATE_STATEMENT, "forum"): (_("Forum"), _("Where it was made, such as the Human Rights Council")),
    (K.PARLIAMENT, "step"): (_("What parliament did"), None),
    (K.PARLIAMENT, "reference"): (_("Document number"), _("Such as B9-0102/2024")),
    (K.PARLIAMENT, "forum"): (_("Committee or plenary"), None),
    (K.UN_COMMUNICATION, "reference"): (_("Number of the communication"), _("Such as AL BLR 4/2024")),
    (K.WGAD_OPINION, "reference"): (_("Number of the opinion"), _("Such as 23/2024")),
    (K.WGAD_OPINION, "deadline"): (_("Follow-up report due"), _REPLY[1]),
    (K.URGENT_ACTION, "reference"): (_("Number of the urgent action"), _("As who called for it gave it")),
    (K.URGENT_ACTION, "deadline"): (_("Act by"), _REPLY[1]),
    (K.NGO_STATEMENT, "number"): (_("Co-signers"), _("How many organisations signed")),
    (K.LETTER_AUTHORITIES, "reference"): (_("Reference of the letter"), _("Ours, or that of its registration")),
    (K.LETTER_CAMPAIGN, "number"): (_("Letters"), _("How many were written, as far as is known")),
    (K.LETTER_CAMPAIGN, "since"): (_("Campaign from"), None),
    (K.LETTER_CAMPAIGN, "until"): (_("Campaign until"), _("Leave empty while it lasts")),
    (K.GODPARENTHOOD, "since"): (_("Godparent since"), _("Shown on the page of each person it covers")),
    (K.GODPARENTHOOD, "until"): (_("Godparent until"), _("Leave empty while it lasts")),
    (K.VISA_RESTRICTION, "number"): (_("How many people"), _("They are not named")),
    (K.TRIAL_OBSERVATION, "forum"): (_("Court"), None),
    (K.TRIAL_OBSERVATION, "since"): (_("Observed from"), None),
    (K.TRIAL_OBSERVATION, "until"): (_("Observed until"), None),
    (K.TRIAL_OBSERVATION, "step"): (_("Was the observer let in?"), None),
    (K.MEDIA, "forum"): (_("Published in"), _("The newspaper, the station or the site")),
    (K.LEGAL_COMPLAINT, "forum"): (_("Court or body"), None),
    (K.LEGAL_COMPLAINT, "reference"): (_("Number of the complaint"), None),
    (K.LEGAL_COMPLAINT, "deadline"): (_("Answer due"), _REPLY[1]),
    (K.MEETING, "forum"): (_("Place or occasion"), None),
    (K.AWARD, "forum"): (_("Award"), _("Its name")),
    (K.AWARD, "step"): (_("Nominated or awarded"), None),
}  # fmt: skip

LIKELY: Mapping[ActionKind, ActorKind] = {
    K.JOINT_STATEMENT: ActorKind.GOVERNMENT,
    K.STATE_STATEMENT: ActorKind.GOVERNMENT,
    K.PARLIAMENT: ActorKind.PARLIAMENT,
    K.GODPARENTHOOD: ActorKind.PARLIAMENTARIAN,
    K.UN_COMMUNICATION: ActorKind.UN_BODY,
    K.WGAD_OPINION: ActorKind.UN_BODY,
    K.NGO_STATEMENT: ActorKind.NGO,
    K.URGENT_ACTION: ActorKind.NGO,
    K.MEDIA: ActorKind.MEDIA,
}
"""What somebody new is most often, for this kind of action: offered when it is asked, never taken for granted."""


def words(kind: ActionKind, name: str) -> Words:
    """Label and hint of a kind's own field."""
    return _OF_KIND.get((kind, name), _COMMON[name])
