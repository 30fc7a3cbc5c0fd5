"""The timeline of a case: everything dated, by kind."""

from dataclasses import dataclass, replace
from datetime import date

from flask_babel import gettext

from casework.domain.dates import PartialDate
from casework.domain.sections import Legal, Recognition
from casework.web.casepage import Names, Sections, charges, sentence
from casework.web.labels import label


@dataclass(frozen=True, slots=True)
class Moment:
    """One line of the timeline; `kind` picks the shape: status, court or plain."""

    kind: str
    title: str
    date: PartialDate | None
    text: str = ""
    future: bool = False


def timeline(found: Sections, names: Names, today: date) -> list[Moment]:
    """Everything dated, the newest first; what has no date comes last."""
    moments = [*_statuses(found), *_stays(found, names), *_trials(found)]
    identity = found.identity
    if identity.recognition is Recognition.RECOGNISED and identity.recognised_on:
        moments.append(Moment("status", label(identity.recognition), identity.recognised_on))
    moments = [_placed(one, today) for one in moments]
    order = sorted(enumerate(moments), key=lambda pair: (_day(pair[1]), pair[0]), reverse=True)
    return [moment for _, moment in order]


def _statuses(found: Sections) -> list[Moment]:
    return [
        Moment(
            "status",
            label(entry.status) + (f" ({label(entry.ground)})" if entry.ground else ""),
            entry.since,
            " ".join(filter(None, (entry.note, _source(entry.source)))),
        )
        for entry in found.status.entries
    ]


def _source(source: str) -> str:
    return str(gettext("Source: %(source)s.", source=source)) if source else ""


def _stays(found: Sections, names: Names) -> list[Moment]:
    return [
        Moment("plain", names.facilities.get(stay.facility, stay.facility or stay.as_written), stay.since, stay.note)
        for stay in found.custody.periods
        if stay.since
    ]


def _trials(found: Sections) -> list[Moment]:
    moments = []
    for one in found.legal.prosecutions:
        about = charges(Legal((one,)))
        if one.verdict_on:
            text = ". ".join(part for part in (sentence(one), one.court, ", ".join(one.judges)) if part)
            moments.append(Moment("court", _titled(gettext("Verdict"), about), one.verdict_on, text))
        if one.appeal_on:
            moments.append(Moment("court", _titled(gettext("Appeal decided"), about), one.appeal_on, one.court))
        if one.sentence and one.sentence.ends:
            moments.append(Moment("court", gettext("Term ends"), one.sentence.ends))
    return moments


def _titled(title: str, about: str) -> str:
    return f"{title}: {about}" if about else title


def _placed(moment: Moment, today: date) -> Moment:
    future = moment.date is not None and moment.date.earliest > today
    return replace(moment, future=future)


def _day(moment: Moment) -> date:
    return moment.date.earliest if moment.date else date.min
