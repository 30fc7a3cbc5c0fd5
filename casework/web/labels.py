"""What the words of the domain are called on a page: the one place, in three languages."""

from enum import Enum

from flask import Flask
from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString

from casework.domain.actions import ActionKind, CoverageKind
from casework.domain.consent import Audience
from casework.domain.members import AccountState
from casework.domain.policy import Compartment, Permission, Role
from casework.domain.sections import (
    Consent,
    ConsentTopic,
    PenaltyKind,
    Recognition,
    Regime,
    Script,
    SectionName,
    Sex,
    Stage,
)
from casework.domain.statement import Format, Language
from casework.domain.status import ReleaseGround, Status

WORDS: tuple[tuple[Enum, LazyString], ...] = (
    (Status.WANTED, _("Wanted")),
    (Status.DETAINED, _("Detained (administrative)")),
    (Status.PRETRIAL, _("In pre-trial custody")),
    (Status.HOUSE_ARREST, _("House arrest")),
    (Status.ON_TRIAL, _("On trial, in custody")),
    (Status.COLONY, _("Serving in a colony")),
    (Status.PRISON, _("Serving in prison regime")),
    (Status.SETTLEMENT, _("Serving in a colony-settlement")),
    (Status.OPEN_FACILITY, _("Open-type facility (khimiya)")),
    (Status.HOME_RESTRICTION, _("Home restriction (home khimiya)")),
    (Status.PSYCHIATRIC, _("Compulsory psychiatric treatment")),
    (Status.RELEASED, _("Released")),
    (Status.DEPORTED, _("Deported or forced into exile")),
    (Status.RETURNED, _("Returned after refusing exile")),
    (Status.DIED, _("Died in custody")),
    (Status.UNKNOWN, _("Status unknown")),
    (ReleaseGround.TERM_SERVED, _("Term served")),
    (ReleaseGround.AMNESTY, _("Amnesty")),
    (ReleaseGround.PARDON, _("Pardon")),
    (ReleaseGround.PAROLE, _("Parole")),
    (ReleaseGround.SENTENCE_CHANGED, _("Sentence changed")),
    (ReleaseGround.ACQUITTED, _("Acquitted")),
    (ReleaseGround.CHARGES_DROPPED, _("Charges dropped")),
    (ReleaseGround.NOT_STATED, _("Ground not stated")),
    (Sex.FEMALE, _("Female")),
    (Sex.MALE, _("Male")),
    (Sex.OTHER, _("Other")),
    (Sex.UNKNOWN, _("Sex not known")),
    (Script.BE, _("In Belarusian")),
    (Script.RU, _("In Russian")),
    (Script.LATIN, _("In Latin letters")),
    (Recognition.RECOGNISED, _("Recognised as political prisoner")),
    (Recognition.NOT_RECOGNISED, _("Not recognised")),
    (Recognition.WITHDRAWN, _("Recognition withdrawn")),
    (Recognition.UNKNOWN, _("Recognition not known")),
    (Consent.COUNTS_ONLY, _("0 – none or unknown: counts only")),
    (Consent.CONFIDENTIAL, _("1 – confidential submissions (UN, governments)")),
    (Consent.ANONYMISED, _("2 – public, anonymised")),
    (Consent.NAME_AND_FACTS, _("3 – public, name and basic facts")),
    (Consent.FULL_PROFILE, _("4 – public, full profile and photo")),
    (ConsentTopic.NAME, _("Name")),
    (ConsentTopic.PHOTO, _("Photo")),
    (ConsentTopic.HEALTH, _("Health")),
    (ConsentTopic.FAMILY, _("Family")),
    (ConsentTopic.ADDRESS, _("Address")),
    (Regime.GENERAL, _("General regime")),
    (Regime.REINFORCED, _("Reinforced regime")),
    (Regime.STRICT, _("Strict regime")),
    (Regime.SPECIAL, _("Special regime")),
    (Regime.PRISON, _("Prison regime")),
    (Regime.SETTLEMENT, _("Colony-settlement")),
    (Regime.NOT_STATED, _("Regime not stated")),
    (Stage.SUSPECT, _("Suspect")),
    (Stage.ACCUSED, _("Accused")),
    (Stage.ON_TRIAL, _("On trial")),
    (Stage.CONVICTED_APPEAL, _("Convicted, appeal pending")),
    (Stage.CONVICTED_FINAL, _("Convicted, final")),
    (Stage.CLOSED, _("Closed")),
    (PenaltyKind.IMPRISONMENT, _("Deprivation of liberty")),
    (PenaltyKind.RESTRICTION_OPEN, _("Restriction of liberty, open-type facility")),
    (PenaltyKind.RESTRICTION_HOME, _("Restriction of liberty at home")),
    (PenaltyKind.FINE, _("Fine")),
    (PenaltyKind.OTHER, _("Other penalty")),
    (SectionName.IDENTITY, _("Identity")),
    (SectionName.STATUS, _("Custody status")),
    (SectionName.CUSTODY, _("Places of custody")),
    (SectionName.LEGAL, _("Prosecution")),
    (SectionName.CONSENT, _("Consent")),
    (SectionName.SOURCES, _("Sources")),
    (ActionKind.JOINT_STATEMENT, _("Joint governmental statement")),
    (ActionKind.STATE_STATEMENT, _("Single-state statement")),
    (ActionKind.PARLIAMENT, _("Parliamentary resolution or question")),
    (ActionKind.UN_COMMUNICATION, _("UN communication")),
    (ActionKind.WGAD_OPINION, _("WGAD opinion")),
    (ActionKind.URGENT_ACTION, _("Urgent action")),
    (ActionKind.NGO_STATEMENT, _("NGO statement")),
    (ActionKind.LETTER_AUTHORITIES, _("Letter to authorities")),
    (ActionKind.LETTER_CAMPAIGN, _("Letter-writing campaign")),
    (ActionKind.GODPARENTHOOD, _("Symbolic godparenthood")),
    (ActionKind.SANCTIONS, _("Sanctions designation")),
    (ActionKind.VISA_RESTRICTION, _("Visa restriction")),
    (ActionKind.TRIAL_OBSERVATION, _("Trial observation")),
    (ActionKind.MEDIA, _("Media")),
    (ActionKind.LEGAL_COMPLAINT, _("Legal complaint")),
    (ActionKind.MEETING, _("Meeting or briefing")),
    (ActionKind.AWARD, _("Award or nomination")),
    (CoverageKind.NAMED, _("Named one by one")),
    (CoverageKind.POPULATION, _("Everyone in a list as of a day")),
    (Audience.INTERNAL, _("Internal: everyone listed by name; not to leave the organisation")),
    (Audience.CONFIDENTIAL, _("Confidential submission (UN, a government): names from consent level 1")),
    (Audience.PUBLIC, _("Public: names from consent level 3, small counts hidden")),
    (Language.EN, _("English")),
    (Language.BE, _("Belarusian")),
    (Language.RU, _("Russian")),
    (Format.DOCX, _("Statement (Word, DOCX)")),
    (Format.XLSX, _("List and figures (Excel, XLSX)")),
    (Role.CASEWORKER, _("Caseworker")),
    (Role.COORDINATOR, _("Coordinator")),
    (Role.ANALYST, _("Analyst")),
    (Role.SECURITY_OFFICER, _("Security officer")),
    (Role.ADMINISTRATOR, _("Administrator")),
    (AccountState.INVITED, _("Invited")),
    (AccountState.WAITING, _("Waiting for keys")),
    (AccountState.ACTIVE, _("Active")),
    (AccountState.DISABLED, _("Disabled")),
    (Compartment.CASE, _("Cases")),
    (Compartment.HEALTH, _("Health data")),
    (Compartment.CONTACTS, _("Contacts")),
    (Compartment.SOURCES, _("Sources and imported rows")),
    (Compartment.ADVOCACY, _("Advocacy")),
    (Compartment.STAFF, _("Staff")),
    (Compartment.AUDIT, _("Audit log")),
    (Permission.CASE_READ, _("Read cases")),
    (Permission.CASE_WRITE, _("Change cases")),
    (Permission.HEALTH_READ, _("Read health data")),
    (Permission.HEALTH_WRITE, _("Change health data")),
    (Permission.CONTACTS_READ, _("Read contacts")),
    (Permission.CONTACTS_WRITE, _("Change contacts")),
    (Permission.SOURCES_READ, _("Read sources")),
    (Permission.SOURCES_WRITE, _("Change sources")),
    (Permission.ADVOCACY_READ, _("Read advocacy actions")),
    (Permission.ADVOCACY_WRITE, _("Record advocacy actions")),
    (Permission.LIST_IMPORT, _("Import lists")),
    (Permission.REPORT_READ, _("Read reports")),
    (Permission.REPORT_EXPORT, _("Produce and export reports")),
    (Permission.REFERENCE_WRITE, _("Change reference lists")),
    (Permission.ACCOUNT_READ, _("See accounts")),
    (Permission.ACCOUNT_MANAGE, _("Make and disable accounts")),
    (Permission.KEYS_GRANT, _("Grant keys")),
    (Permission.SESSION_END, _("End sessions")),
    (Permission.AUDIT_READ, _("Read the audit log")),
    (Permission.SETTINGS_WRITE, _("Change settings")),
)
LABELS = {(type(member), member.value): text for member, text in WORDS}
"""By kind as well as value: the `unknown` of one vocabulary is not that of another."""

FACILITY_KINDS = {
    "colony": _("Penal colony"),
    "settlement": _("Colony-settlement"),
    "prison": _("Prison"),
    "sizo": _("Pre-trial prison (SIZO)"),
    "kgb": _("KGB pre-trial prison"),
    "temporary": _("Temporary detention"),
    "open": _("Open-type facility (khimiya)"),
}

SHAPES = {
    Status.WANTED: "unknown",
    Status.DETAINED: "pretrial",
    Status.PRETRIAL: "pretrial",
    Status.HOUSE_ARREST: "home",
    Status.ON_TRIAL: "pretrial",
    Status.COLONY: "prison",
    Status.PRISON: "prison",
    Status.SETTLEMENT: "prison",
    Status.OPEN_FACILITY: "home",
    Status.HOME_RESTRICTION: "home",
    Status.PSYCHIATRIC: "prison",
    Status.RELEASED: "released",
    Status.DEPORTED: "released",
    Status.RETURNED: "released",
    Status.DIED: "died",
    Status.UNKNOWN: "unknown",
}
"""The status chip's shape says the group without colour."""


def add_labels(app: Flask) -> None:
    app.jinja_env.filters.update(label=label, shape=shape)


def label(value: Enum) -> str:
    return str(LABELS[type(value), value.value])


def shape(value: Status) -> str:
    return "st-" + SHAPES[value]
