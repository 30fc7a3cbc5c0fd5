"""Members: who they are, one-time links for newcomers, keys granted, accounts disabled; one's own passphrase."""

from uuid import UUID

from flask import Blueprint, flash, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from casework.domain.errors import Invalid, SignInFailed
from casework.domain.policy import Permission
from casework.services import accounts
from casework.web.access import needs, signed_in, token
from casework.web.forms.accounts import ChangePassphraseForm, InviteForm
from casework.web.limits import limiter, sign_in_limit
from casework.web.messages import attach, sentence

pages = Blueprint("accounts", __name__, url_prefix="/accounts")


@pages.get("")
@needs(Permission.ACCOUNT_READ)
def listing() -> ResponseReturnValue:
    return render_template("accounts/listing.html", members=accounts.listing(g.actor))


@pages.route("/new", methods=["GET", "POST"])
@needs(Permission.ACCOUNT_MANAGE)
def invite() -> ResponseReturnValue:
    form = InviteForm(request.form)
    if request.method == "POST" and form.validate():
        try:
            made = accounts.invite(g.actor, form.login.data, form.name.data, form.role.data)
        except Invalid as refusal:
            attach(form, refusal)
        else:
            return _link(made)
    page = render_template("accounts/invite.html", form=form, failed=bool(form.errors))
    return make_response(page, 400 if form.errors else 200)


def _link(made: accounts.Invited) -> ResponseReturnValue:
    """The link is on this page alone: the store keeps only what follows from it."""
    address = url_for("auth.join", link=made.token, _external=True)
    return render_template("accounts/link.html", made=made, address=address)


@pages.route("/<uuid:member>/invite-again", methods=["GET", "POST"])
@needs(Permission.ACCOUNT_MANAGE)
def invite_again(member: UUID) -> ResponseReturnValue:
    if request.method == "GET":
        return render_template("accounts/invite_again.html", member=accounts.member(g.actor, member))
    try:
        return _link(accounts.invite_again(g.actor, member))
    except Invalid as refusal:
        return _refused(refusal)


@pages.post("/<uuid:member>/grant")
@needs(Permission.KEYS_GRANT)
def grant(member: UUID) -> ResponseReturnValue:
    try:
        accounts.grant_role(g.actor, member)
    except Invalid as refusal:
        return _refused(refusal)
    return _done(gettext("The keys are granted. The account can be used now."))


@pages.route("/<uuid:member>/disable", methods=["GET", "POST"])
@needs(Permission.ACCOUNT_MANAGE)
def disable(member: UUID) -> ResponseReturnValue:
    if request.method == "GET":
        return render_template("accounts/disable.html", member=accounts.member(g.actor, member))
    try:
        accounts.disable(g.actor, member)
    except Invalid as refusal:
        return _refused(refusal)
    return _done(gettext("The account is disabled: its sessions have ended and its keys are gone."))


@pages.post("/<uuid:member>/end-sessions")
@needs(Permission.SESSION_END)
def end_sessions(member: UUID) -> ResponseReturnValue:
    accounts.end_sessions(g.actor, member)
    return _done(gettext("The sessions of this account have ended."))


@pages.route("/mine", methods=["GET", "POST"])
@limiter.limit(sign_in_limit, methods=["POST"])
@signed_in
def mine() -> ResponseReturnValue:
    form = ChangePassphraseForm(request.form)
    if request.method == "POST" and form.validate():
        try:
            accounts.change_passphrase(g.actor, token(request), form.current.data, form.passphrase.data)
        except Invalid as refusal:
            attach(form, refusal)
        except SignInFailed:
            attach(form, Invalid("current", "wrong_passphrase"))
        else:
            flash(gettext("The new passphrase is set. Your other sessions have ended."))
            return redirect(url_for("accounts.mine"), 303)
    page = render_template("accounts/mine.html", form=form, failed=bool(form.errors))
    return make_response(page, 400 if form.errors else 200)


def _done(text: str) -> ResponseReturnValue:
    flash(text)
    return redirect(url_for("accounts.listing"), 303)


def _refused(refusal: Invalid) -> ResponseReturnValue:
    flash(sentence(refusal), "warning")
    return redirect(url_for("accounts.listing"), 303)
