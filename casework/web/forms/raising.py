"""By whom an action is: rows of one line each. A name that is not on file is asked about in its own row."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import FieldList

from casework.domain.actions import Action, ActionKind
from casework.domain.actors import ActorKind, AdvocacyActor, faults, folded
from casework.domain.folding import mostly_cyrillic
from casework.domain.reference import Titles
from casework.services.actors import Raiser
from casework.services.raising import Raising
from casework.web.countries import country
from casework.web.forms.base import RowForm, filled
from casework.web.forms.fields import EnumField, Line, ReferenceField
from casework.web.forms.kinds import LIKELY
from casework.web.labels import label
from casework.web.messages import sentence
from casework.web.names import any_title

UNKNOWN, SEVERAL = "unknown", "several"


class ActorRow(RowForm):
    """`asked` says what the row must still say: of a name that is not on file, or that several have."""

    telling = ("name",)
    asked = ""
    name = Line(_("Name"))
    which = ReferenceField(_("Which of them"), _("Choose"))
    kind = EnumField(_("What it is"), ActorKind, blank=_("Choose"))
    country = ReferenceField(_("Country"), _("No one state"))


@dataclass(frozen=True, slots=True)
class OnFile:
    """Actors by their folded names. `before` are those of the stored action, `plain` its names without a record."""

    raisers: Mapping[str, list[Raiser]]
    before: Mapping[str, UUID]
    plain: frozenset[str]

    @classmethod
    def of(cls, known: Iterable[Raiser], action: Action | None = None) -> "OnFile":
        by_fold: dict[str, list[Raiser]] = {}
        for raiser in known:
            for fold in raiser.folds:
                by_fold.setdefault(fold, []).append(raiser)
        before = _pairs(action, by_fold) if action else {}
        plain = frozenset(folded(name) for name in action.actors if folded(name) not in before) if action else ()
        return cls(by_fold, before, frozenset(plain))


def _pairs(action: Action, by_fold: Mapping[str, list[Raiser]]) -> dict[str, UUID]:
    """Which record each name of a stored action means: by name, and what is left over in its order."""
    left = [UUID(key) for key in action.by]
    found: dict[str, UUID] = {}
    for fold in map(folded, action.actors):
        named = next((one.id for one in by_fold.get(fold, ()) if one.id in left), None)
        if named:
            found[fold] = named
            left.remove(named)
    for fold in map(folded, action.actors):
        if fold not in found and left and fold not in by_fold:
            found[fold] = left.pop(0)
    return found


def settle(rows: FieldList, known: OnFile, language: str) -> list[Raising] | None:
    """Each row's actor. None when a row must say more: it is asked, beside the row."""
    found: dict[tuple[str, Any], Raising] = {}
    whole = True
    for row in filled(rows):
        settled = _settled(row, known, language)
        whole = whole and settled is not None
        if settled:
            found.setdefault((folded(settled.name), settled.record), settled)
    return list(found.values()) if whole else None


def ask_again(rows: FieldList, known: OnFile, kind: ActionKind | None) -> None:
    """Show the questions of rows that were asked, or must be, and what may be answered."""
    for row in filled(rows):
        fold = folded(row.name.data)
        several = known.raisers.get(fold, [])
        answered = row.kind.raw_data or row.which.raw_data
        if not (row.asked or answered):
            continue
        if len(several) > 1 and fold not in known.before:
            row.asked = SEVERAL
            row.which.offer({str(one.id): _told(one) for one in several})
        elif not several and fold not in known.before:
            row.asked = UNKNOWN
            if row.kind.data is None and not row.kind.raw_data and kind:
                row.kind.data = LIKELY.get(kind)


def _settled(row: Any, known: OnFile, language: str) -> Raising | None:
    name, fold = row.name.data, folded(row.name.data)
    if fold in known.before:
        return Raising(name, known.before[fold])
    several = known.raisers.get(fold, [])
    if len(several) == 1:
        return Raising(name, several[0].id)
    if several:
        return _chosen(row, several)
    if row.kind.data is None:
        if fold in known.plain:
            return Raising(name)
        _ask(row)
        return None
    new = AdvocacyActor(row.kind.data, titled(name, language), country=row.country.data or "")
    problems = [sentence(fault) for fault in faults(new)]
    if problems:
        row.asked = UNKNOWN
        row.country.errors = problems
        return None
    return Raising(name, new=new)


def _chosen(row: Any, several: list[Raiser]) -> Raising | None:
    found = next((one for one in several if str(one.id) == row.which.data), None)
    if found:
        return Raising(row.name.data, found.id)
    row.asked = SEVERAL
    row.which.errors = [gettext("Several on file have this name. Choose which of them.")]
    return None


def _ask(row: Any) -> None:
    row.asked = UNKNOWN
    text = gettext("This name is not on file yet. Say what it is, and it is put on file; or correct the name.")
    row.name.errors = [*row.name.errors, text]


def titled(name: str, language: str) -> Titles:
    """As the name's own letters say: Latin is English; Cyrillic is the reader's language, or as it looks."""
    if not mostly_cyrillic(name):
        return Titles(en=name)
    belarusian = language == "be" or (language != "ru" and any(letter in "ўі" for letter in name.casefold()))
    return Titles(be=name) if belarusian else Titles(ru=name)


def _told(one: Raiser) -> str:
    parts = (any_title(one.names), label(one.kind), country(one.country) if one.country else "")
    return ", ".join(filter(None, parts))
