"""Forms about members and their passphrases."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import Form, PasswordField
from wtforms.validators import ValidationError

from casework.domain.policy import Role
from casework.vault.passphrase import LONGEST, SHORTEST
from casework.web.forms.fields import Bounded, EnumField, Line, Needed


def passphrase_hint() -> str:
    return str(
        gettext(
            "At least %(count)s characters. Several unrelated words are strong and easy to remember.", count=SHORTEST
        )
    )


class Typed(PasswordField):
    """Never sent back to the browser, also not after an error."""

    def __init__(self, label: object, **rest: Any) -> None:
        super().__init__(label, [Needed(_("Enter the passphrase.")), Bounded(LONGEST)], **rest)
        self.type = "PasswordField"


class SignInForm(Form):
    login = Line(_("Login"), [Needed(_("Enter your login."))], longest=100)
    passphrase = Typed(_("Passphrase"))


class TwiceForm(Form):
    """A new passphrase, typed twice because it cannot be seen.

    Forms that ask for more name both again at their end: problems are listed in the order of the page.
    """

    passphrase = Typed(_("New passphrase"))
    again = Typed(_("The same passphrase again"))

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.passphrase.description = passphrase_hint()

    def validate_again(self, field: Typed) -> None:
        if self.passphrase.data and field.data != self.passphrase.data:
            raise ValidationError(gettext("The two passphrases are not the same."))


class SetupForm(TwiceForm):
    token = Line(_("Set-up token"), [Needed(_("Enter the token printed on the console."))], longest=100)
    organisation = Line(_("Organisation"), [Needed(_("Enter the name of the organisation."))], longest=200)
    name = Line(_("Your name"), [Needed(_("Enter your name."))], longest=200)
    login = Line(_("Login"), [Needed(_("Choose a login."))], longest=100)
    passphrase = Typed(_("New passphrase"))
    again = Typed(_("The same passphrase again"))


class RecoveryKeyForm(Form):
    recovery_key = Line(
        _("Recovery key"), [Needed(_("Enter the recovery key from your paper."))], longest=200,
        description=_("Nine groups of four. Spaces, hyphens and capitals do not matter."),
    )  # fmt: skip


class RecoverForm(RecoveryKeyForm, TwiceForm):
    login = Line(_("Login of the coordinator"), [Needed(_("Enter the login."))], longest=100)
    passphrase = Typed(_("New passphrase"))
    again = Typed(_("The same passphrase again"))


class ChangePassphraseForm(TwiceForm):
    current = Typed(_("Present passphrase"))
    passphrase = Typed(_("New passphrase"))
    again = Typed(_("The same passphrase again"))


class InviteForm(Form):
    name = Line(_("Name"), [Needed(_("Enter the name colleagues will see."))], longest=200)
    login = Line(_("Login"), [Needed(_("Choose a login."))], longest=100)
    role = EnumField(_("Role"), Role, blank=_("Choose a role"))

    def validate_role(self, field: EnumField) -> None:
        if field.data is None:
            raise ValidationError(gettext("Choose a role."))
