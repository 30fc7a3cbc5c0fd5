"""Records of several kinds by the names their reader knows them by, each with its page."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from flask import g
from flask_babel import gettext

from casework.casebook.summaries import (
    ActionSummary,
    CaseSummary,
    DesignationSummary,
    EntitySummary,
    InvolvementSummary,
    Summary,
)
from casework.domain.actions import ActionKind
from casework.domain.dates import PartialDate
from casework.domain.involvements import InvolvementRole
from casework.domain.records import RecordKind
from casework.domain.sections import Identity, PersonName, Script
from casework.services import recordnames
from casework.web import casepage, importwords, officialpage
from casework.web.dates import when
from casework.web.i18n import language
from casework.web.labels import label


@dataclass(frozen=True, slots=True)
class Named:
    """`address` is empty where there is no page."""

    text: str
    address: str


def named(kinds: Mapping[str, str]) -> list[Named]:
    """Records with their kinds, in the order given."""
    wanted = {UUID(record): RecordKind(kind) for record, kind in kinds.items()}
    known = recordnames.known(g.actor, wanted)
    return [_named(record, kind, known) for record, kind in wanted.items()]


def _named(record: UUID, kind: RecordKind, known: Mapping[UUID, Summary]) -> Named:
    found = known.get(record)
    if found is None or not found.standing:
        return Named(gettext("withdrawn record"), "")
    return Named(_text(record, found, known), importwords.address(kind.value, str(record)))


def _text(record: UUID, found: Summary, known: Mapping[UUID, Summary]) -> str:
    match found:
        case CaseSummary():
            names = tuple(PersonName(Script(script), text) for script, text in found.names)
            name = casepage.main_name(Identity(names=names), language())
            return name.text if name else found.number
        case EntitySummary():
            return officialpage.title(found)
        case ActionSummary():
            title = found.title or label(ActionKind(found.kind))
            return f"{title} · {when(PartialDate.parse(found.date))}"
        case DesignationSummary():
            return f"{_other(found.entity, known)} · {found.programme or found.authority}"
        case InvolvementSummary():
            role = label(InvolvementRole(found.role))
            return f"{_other(found.entity, known)} · {role} · {_other(found.case, known)}"
    return str(record)[:8]


def _other(record: str, known: Mapping[UUID, Summary]) -> str:
    found = known.get(UUID(record))
    if found is None or not found.standing:
        return str(gettext("withdrawn record"))
    return _text(UUID(record), found, known)
