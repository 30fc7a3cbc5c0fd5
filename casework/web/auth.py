"""Signing in and out, the newcomer's link, a new passphrase by the recovery key."""

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from casework.domain.errors import Invalid, Locked, SignInFailed
from casework.services import accounts, drafts
from casework.vault import passphrase
from casework.web.access import drop_token, keep_token, safe_next, token
from casework.web.forms.accounts import RecoverForm, SignInForm, TwiceForm
from casework.web.limits import limiter, sign_in_limit
from casework.web.messages import attach
from casework.web.waiting import minutes

pages = Blueprint("auth", __name__)


@pages.route("/sign-in", methods=["GET", "POST"])
@limiter.limit(sign_in_limit, methods=["POST"])
def sign_in() -> ResponseReturnValue:
    """One answer for a wrong login and a wrong passphrase."""
    if accounts.first_run_open():
        return redirect(url_for("setup.start"), 303)
    form = SignInForm(request.form)
    back = request.values.get("next", "/")
    if request.method == "POST" and form.validate():
        try:
            made = accounts.sign_in(form.login.data, form.passphrase.data, request.remote_addr or "")
        except accounts.Waiting:
            return _form(form, back, _waiting(), 403)
        except SignInFailed:
            return _form(form, back, gettext("The login or the passphrase is wrong."), 403)
        except Locked as locked:
            return _form(form, back, _wait(locked), 429)
        return _entered(made, back)
    return _form(form, back, "", 400 if form.errors else 200)


def _wait(locked: Locked) -> str:
    return str(gettext("There were too many attempts. Try again in %(time)s.", time=minutes(locked.seconds)))


def _waiting() -> str:
    return str(
        gettext("Your passphrase is right. A colleague who holds the keys must grant yours first; then sign in again.")
    )


def _form(form: SignInForm, back: str, problem: str, status: int) -> ResponseReturnValue:
    if problem:
        form.form_errors = [problem]
    page = render_template("auth/sign_in.html", form=form, next=safe_next(back), failed=bool(form.errors))
    return make_response(page, status)


def _entered(made: str, back: str) -> ResponseReturnValue:
    """An old session of this browser ends; forms it left behind come first."""
    accounts.sign_out(token(request))
    if accounts.unconfirmed(made):
        response = redirect(url_for("setup.confirm"), 303)
    elif drafts.waiting(made):
        response = redirect(url_for("drafts.listing", next=safe_next(back)), 303)
    else:
        response = redirect(safe_next(back), 303)
    keep_token(response, made)
    return response


@pages.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    accounts.sign_out(token(request))
    response = redirect(url_for("auth.sign_in"), 303)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    drop_token(response)
    return response


@pages.route("/join/<link>", methods=["GET", "POST"])
@limiter.limit(sign_in_limit, methods=["POST"])
def join(link: str) -> ResponseReturnValue:
    """The newcomer's one-time link: an own passphrase, and with it own keys."""
    invited = accounts.invitation(link)
    form = TwiceForm(request.form)
    if request.method == "POST" and form.validate():
        try:
            accounts.accept_invitation(link, form.passphrase.data)
        except Invalid as refusal:
            attach(form, refusal)
        else:
            return render_template("auth/joined.html", invited=invited)
    page = render_template(
        "auth/join.html", form=form, invited=invited, suggestion=passphrase.generate(),
        failed=bool(form.errors),
    )  # fmt: skip
    return make_response(page, 400 if form.errors else 200)


@pages.route("/recovery", methods=["GET", "POST"])
@limiter.limit(sign_in_limit, methods=["POST"])
def recover() -> ResponseReturnValue:
    """For a coordinator whom nobody can help: the recovery key opens everything again."""
    form = RecoverForm(request.form)
    if request.method == "POST" and form.validate():
        try:
            accounts.recover(form.recovery_key.data, form.login.data, form.passphrase.data, request.remote_addr or "")
        except Invalid as refusal:
            attach(form, refusal)
        except SignInFailed:
            form.form_errors = [gettext("The recovery key or the login is wrong.")]
        except Locked as locked:
            form.form_errors = [_wait(locked)]
        else:
            flash(gettext("The new passphrase is set. Sign in with it."))
            return redirect(url_for("auth.sign_in"), 303)
    page = render_template("auth/recover.html", form=form, failed=bool(form.errors))
    return make_response(page, 400 if form.errors else 200)
