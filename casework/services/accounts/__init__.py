"""Accounts: first run, signing in and out, newcomers, keys, the recovery key. One use case a function."""

from casework.services.accounts.inviting import (
    Invited,
    accept_invitation,
    grant_role,
    invitation,
    invite,
    invite_again,
)
from casework.services.accounts.members import (
    Member,
    disable,
    doubtful_keys,
    end_sessions,
    listing,
    member,
    organisation_name,
)
from casework.services.accounts.passphrases import change_passphrase
from casework.services.accounts.recovering import recover
from casework.services.accounts.sessions import actor_for, ends_at, unconfirmed
from casework.services.accounts.setting_up import (
    Founded,
    check_first_run_token,
    close_first_run,
    confirm_recovery,
    first_run_open,
    first_run_token,
    renew_recovery,
    set_up,
)
from casework.services.accounts.signing_in import Waiting, cli_actor, sign_in, sign_out

__all__ = [
    "Founded",
    "Invited",
    "Member",
    "Waiting",
    "accept_invitation",
    "actor_for",
    "change_passphrase",
    "check_first_run_token",
    "cli_actor",
    "close_first_run",
    "confirm_recovery",
    "disable",
    "doubtful_keys",
    "end_sessions",
    "ends_at",
    "first_run_open",
    "first_run_token",
    "grant_role",
    "invitation",
    "invite",
    "invite_again",
    "listing",
    "member",
    "organisation_name",
    "recover",
    "renew_recovery",
    "set_up",
    "sign_in",
    "sign_out",
    "unconfirmed",
]
