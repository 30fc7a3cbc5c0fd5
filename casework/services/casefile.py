"""A case as its page shows it: the file, what was done for the person, and which officials had a part in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from casework.casebook.naming import Hit
from casework.domain.policy import Permission
from casework.domain.sections import SectionName
from casework.services import advocacy, cases, involvements, ledger, registry
from casework.services.actor import Actor
from casework.services.cases import OpenCase


@dataclass(frozen=True, slots=True)
class CaseFile:
    """`judges` are officials on file who bear the name of a judge in it."""

    case: OpenCase
    actions: Sequence[advocacy.Stored] = ()
    parts: Sequence[involvements.Part] = ()
    judges: Mapping[str, Sequence[Hit]] = field(default_factory=dict)


def open_file(actor: Actor, case_id: UUID) -> CaseFile:
    """One reading, logged at once; what was done and who had a part only for who may read that.

    Raises NotAllowed, NotFound, Tampered.
    """
    with ledger.reading_together(actor):
        case = cases.open_case(actor, case_id)
        if not actor.may(Permission.ADVOCACY_READ):
            return CaseFile(case)
        actions = advocacy.of_case(actor, case_id)
        parts = involvements.of_case(actor, case_id)
        return CaseFile(case, actions, parts, _judges(actor, case))


def _judges(actor: Actor, case: OpenCase) -> Mapping[str, Sequence[Hit]]:
    """For who may record that one of them judged."""
    legal = case.sections.get(SectionName.LEGAL)
    if legal is None or not actor.may(Permission.ADVOCACY_WRITE):
        return {}
    named = [judge for one in legal.value.prosecutions for judge in one.judges]
    return registry.of_that_name(actor, named) if named else {}
