"""Every word of the domain has its name on a page, in each language, and no two vocabularies share one by accident."""

from enum import StrEnum

import pytest
from flask_babel import force_locale

from casework.domain.actions import ActionKind, ActionStatus, CoverageKind, Mechanism, Step, WgadCategory
from casework.domain.actors import ActorKind
from casework.domain.entities import EntityKind, HoldingKind
from casework.domain.involvements import Credibility, Degree, InvolvementRole, Reliability
from casework.domain.policy import Compartment, Permission, Role
from casework.domain.reference import KINDS
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
from casework.domain.status import ReleaseGround, Status
from casework.imports import values
from casework.web.labels import FACILITY_KINDS, SHAPES, label
from tests.organisation import Organisation

VOCABULARIES = (
    ActionKind, ActionStatus, ActorKind, Compartment, Consent, ConsentTopic, CoverageKind, Credibility, Degree,
    EntityKind, HoldingKind, InvolvementRole, Mechanism, PenaltyKind, Permission, Recognition, Regime, ReleaseGround,
    Reliability, Role, Script, SectionName, Sex, Stage, Status, Step, WgadCategory,
)  # fmt: skip


@pytest.mark.parametrize("code", ["en", "be", "ru"])
@pytest.mark.parametrize("vocabulary", VOCABULARIES)
def test_every_word_has_a_name_of_its_own(organisation: Organisation, vocabulary: type, code: str) -> None:
    with organisation.site.test_request_context(), force_locale(code):
        named = [label(word) for word in vocabulary]
    assert all(named)
    assert len(set(named)) == len(named)


def test_the_unknown_of_one_vocabulary_is_not_that_of_another(organisation: Organisation) -> None:
    with organisation.site.test_request_context():
        assert len({label(Sex.UNKNOWN), label(Status.UNKNOWN), label(Recognition.UNKNOWN)}) == 3


def test_every_status_has_a_shape_and_every_kind_of_facility_a_name() -> None:
    assert set(SHAPES) == set(Status)
    assert set(FACILITY_KINDS) == set(KINDS)


@pytest.mark.parametrize("code", ["en", "be", "ru"])
@pytest.mark.parametrize(
    ("name", "vocabulary"),
    [
        ("entity_kind", EntityKind),
        ("role", InvolvementRole),
        ("action_kind", ActionKind),
        ("action_status", ActionStatus),
        ("sex", Sex),
        ("recognition", Recognition),
        ("status", Status),
    ],
)
def test_a_list_may_use_the_words_of_our_pages(
    organisation: Organisation, name: str, vocabulary: type[StrEnum], code: str
) -> None:
    with organisation.site.test_request_context(), force_locale(code):
        read = {member: values.value(name, str(label(member))) for member in vocabulary}
    assert read == {member: "" if member.value == "unknown" else member.value for member in vocabulary}
