"""The case page: what the sections of one person say, arranged for reading. No request and no key here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask_babel import gettext, ngettext

from casework.domain.dates import PartialDate
from casework.domain.sections import (
    Consent,
    ConsentRecord,
    ConsentTopic,
    Custody,
    Identity,
    Legal,
    PersonName,
    Prosecution,
    Script,
    SectionName,
    Sentence,
    Sources,
    StatusTimeline,
)
from casework.domain.status import Status
from casework.web.dates import when
from casework.web.labels import label


@dataclass(frozen=True, slots=True)
class Names:
    """The reference lists in the reader's language."""

    facilities: Mapping[str, str]
    articles: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sections:
    identity: Identity = field(default_factory=Identity)
    status: StatusTimeline = field(default_factory=StatusTimeline)
    custody: Custody = field(default_factory=Custody)
    legal: Legal = field(default_factory=Legal)
    consent: ConsentRecord = field(default_factory=ConsentRecord)
    sources: Sources = field(default_factory=Sources)

    @classmethod
    def of(cls, loaded: Mapping[SectionName, Any]) -> "Sections":
        """A section that is missing, or that the role may not open, reads as an empty one."""
        return cls(**{str(name.value): value for name, value in loaded.items() if value is not None})


def main_name(identity: Identity, language: str) -> PersonName | None:
    """The name in the reader's own script, else the first there is."""
    order = {"be": Script.BE, "ru": Script.RU}.get(language, Script.LATIN)
    return next((name for name in identity.names if name.script is order), next(iter(identity.names), None))


def number(identity: Identity, case_number: str, case_id: str) -> str:
    """The case number, else that on the first list which has one, else the beginning of the record's own id."""
    if case_number:
        return case_number
    if identity.external_ids:
        first = identity.external_ids[0]
        return f"{first.list_name} {first.value}".strip()
    return case_id[:8]


def born(birth: PartialDate | None, today: date) -> str:
    if birth is None:
        return ""
    low, high = _years(birth.latest, today), _years(birth.earliest, today)
    age = str(low) if low == high else f"{low}–{high}"
    return str(gettext("born %(date)s (%(age)s)", date=when(birth), age=age))


def _years(birth: date, today: date) -> int:
    return today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day))


def summary(found: Sections, names: Names, address: Any) -> list[tuple[str, str, str, str]]:
    """(term, text, address of the form, what the link changes); no address for who may not change."""
    identity = found.identity
    rows = [
        (gettext("Status"), _status(found), SectionName.STATUS),
        (gettext("Place"), _place(found, names), SectionName.CUSTODY),
        (gettext("Charge"), charges(found.legal), SectionName.LEGAL),
        (gettext("Sentence"), "; ".join(filter(None, map(sentence, found.legal.prosecutions))), SectionName.LEGAL),
        (gettext("Recognised"), _recognised(identity), SectionName.IDENTITY),
        (gettext("Sex"), label(identity.sex), SectionName.IDENTITY),
        (gettext("Region"), identity.region, SectionName.IDENTITY),
        (gettext("Profile"), ", ".join(identity.profile), SectionName.IDENTITY),
        (gettext("Other names"), ", ".join(identity.aliases), SectionName.IDENTITY),
        (gettext("Description"), identity.description, SectionName.IDENTITY),
    ]
    return [(term, text, address(section), term.lower()) for term, text, section in rows]


def _status(found: Sections) -> str:
    if not found.status.entries:
        return ""
    last = found.status.entries[-1]
    ground = f" ({label(last.ground)})" if last.ground else ""
    return str(gettext("%(status)s, since %(date)s", status=label(last.status) + ground, date=when(last.since)))


def _place(found: Sections, names: Names) -> str:
    if not found.custody.periods:
        return ""
    last = found.custody.periods[-1]
    place = names.facilities.get(last.facility, last.facility or last.as_written)
    if last.until:
        return str(gettext("%(place)s, until %(date)s", place=place, date=when(last.until)))
    return str(gettext("%(place)s, since %(date)s", place=place, date=when(last.since))) if last.since else place


def charges(legal: Legal) -> str:
    found = [article(charge.article, charge.part) for one in legal.prosecutions for charge in one.charges]
    return "; ".join(dict.fromkeys(found))


def article(key: str, part: str) -> str:
    if part:
        return str(gettext("art. %(article)s part %(part)s", article=key, part=part))
    return str(gettext("art. %(article)s", article=key))


def sentence(one: Prosecution) -> str:
    return _term(one.sentence) if one.sentence else ""


def _term(sentence: Sentence) -> str:
    years, months = divmod(sentence.months or 0, 12)
    length = " ".join(
        text
        for count, text in (
            (years, ngettext("%(num)s year", "%(num)s years", years)),
            (months, ngettext("%(num)s month", "%(num)s months", months)),
            (sentence.days, ngettext("%(num)s day", "%(num)s days", sentence.days or 0)),
        )
        if count
    )
    ends = gettext("ends %(date)s", date=when(sentence.ends)) if sentence.ends else ""
    regime = label(sentence.regime).lower() if sentence.regime.value != "not_stated" else ""
    return ", ".join(part for part in (label(sentence.kind), length or sentence.as_written, regime, ends) if part)


def _recognised(identity: Identity) -> str:
    said = label(identity.recognition)
    return f"{said}, {when(identity.recognised_on)}" if identity.recognised_on else said


def consent_warning(consent: ConsentRecord) -> str:
    """What must not be published, in one sentence above everything else."""
    if consent.withdrawn_on:
        return str(gettext("Consent was withdrawn: publish nothing but the count."))
    if consent.level is Consent.COUNTS_ONLY:
        return str(gettext("No consent on file: publish nothing but the count."))
    if consent.level is Consent.CONFIDENTIAL:
        return str(gettext("Confidential submissions only: publish no name."))
    if consent.level is Consent.ANONYMISED:
        return str(gettext("Publish no name: the story only, anonymised."))
    kept = [label(topic).lower() for topic in ConsentTopic if topic not in consent.topics]
    return str(gettext("Do not publish: %(topics)s.", topics=", ".join(kept))) if kept else ""


def consent_words(consent: ConsentRecord) -> str:
    said = []
    if consent.given_by:
        who = f"{consent.given_by} ({consent.relationship})" if consent.relationship else consent.given_by
        said.append(gettext("Given by %(name)s.", name=who))
    if consent.given_on:
        said.append(gettext("Given on %(date)s.", date=when(consent.given_on)))
    if consent.expires_on:
        said.append(gettext("Review by %(date)s.", date=when(consent.expires_on)))
    if consent.withdrawn_on:
        said.append(gettext("Withdrawn on %(date)s.", date=when(consent.withdrawn_on)))
    return " ".join([*said, consent.note])


def status_now(found: Sections) -> Status | None:
    return found.status.entries[-1].status if found.status.entries else None


@dataclass(frozen=True, slots=True)
class SectionLine:
    """A section in the margin: when it was last saved and by whom; `address` for who may change it."""

    name: SectionName
    version: int
    at: str
    by: str
    address: str
