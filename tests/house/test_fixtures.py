"""The organisation that the other tests stand on is what it says."""

from casework.domain.policy import COMPARTMENTS, Role
from tests.organisation import Organisation


def test_each_role_is_signed_in_with_exactly_its_keys(each_organisation: Organisation) -> None:
    for role in Role:
        actor = each_organisation.actor(role)
        assert actor.role is role
        assert actor.keyring.compartments() == COMPARTMENTS[role]
