"""First run: the organisation, its first coordinator, the recovery key. Nothing else works before."""

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from casework.domain.errors import Invalid, NotFound
from casework.services import accounts
from casework.vault import passphrase
from casework.web.access import keep_token, token
from casework.web.forms.accounts import RecoveryKeyForm, SetupForm
from casework.web.limits import limiter, sign_in_limit
from casework.web.messages import attach

pages = Blueprint("setup", __name__, url_prefix="/setup")


@pages.route("", methods=["GET", "POST"])
@limiter.limit(sign_in_limit, methods=["POST"])
def start() -> ResponseReturnValue:
    """Open only while there is no organisation, and only to who can read the console."""
    if not accounts.first_run_open():
        return redirect(url_for("auth.sign_in"), 303)
    form = SetupForm(request.form)
    if request.method == "POST" and form.validate():
        try:
            accounts.check_first_run_token(form.token.data)
            made = accounts.set_up(form.organisation.data, form.login.data, form.name.data, form.passphrase.data)
        except Invalid as refusal:
            attach(form, refusal)
        else:
            accounts.close_first_run()
            response = make_response(render_template("setup/recovery_key.html", recovery_key=made.recovery))
            keep_token(response, made.token)
            return response
    page = render_template(
        "setup/start.html", form=form, suggestion=passphrase.generate(),
        failed=bool(form.errors),
    )  # fmt: skip
    return make_response(page, 400 if form.errors else 200)


@pages.route("/recovery-key", methods=["GET", "POST"])
@limiter.limit(sign_in_limit, methods=["POST"])
def confirm() -> ResponseReturnValue:
    """The only page of a session whose recovery key has not been typed back."""
    if not accounts.unconfirmed(token(request)):
        return redirect("/", 303)
    form = RecoveryKeyForm(request.form)
    if request.method == "POST" and form.validate():
        try:
            accounts.confirm_recovery(token(request), form.recovery_key.data)
        except Invalid as refusal:
            attach(form, refusal)
        else:
            return redirect("/", 303)
    page = render_template("setup/confirm.html", form=form, failed=bool(form.errors))
    return make_response(page, 400 if form.errors else 200)


@pages.post("/new-recovery-key")
def renew() -> ResponseReturnValue:
    """The paper was lost before it was typed back: another key, and the first one is void."""
    if not accounts.unconfirmed(token(request)):
        raise NotFound
    shown = accounts.renew_recovery(token(request))
    return render_template(
        "setup/recovery_key.html", recovery_key=shown, again=gettext("The key shown before is void.")
    )
