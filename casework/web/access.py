"""Who is asking. The cookie's token opens the session; a page says which permission it needs, services ask again."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast
from urllib.parse import urlsplit
from uuid import UUID

from flask import Flask, Request, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, UserMixin, current_user
from werkzeug.wrappers import Response

from casework.domain.errors import SignInFailed, Tampered
from casework.domain.policy import Permission
from casework.services import accounts, drafts
from casework.services.actor import Actor, require

log = logging.getLogger("casework.web")
View = TypeVar("View", bound=Callable[..., ResponseReturnValue])
COOKIE = "casework"
HOST_COOKIE = "__Host-casework"
"""The browser itself refuses a `__Host-` cookie that is not secure, or is set by another host."""


class SignedIn(UserMixin):
    def __init__(self, actor: Actor) -> None:
        self.actor = actor
        self.id = str(actor.user_id)


def add_access(app: Flask) -> None:
    manager = LoginManager(app)
    manager.request_loader(_load)
    app.config["SESSION_PROTECTION"] = None
    app.jinja_env.globals.update(actor=actor_or_none, may=may, Permission=Permission)


def token(current: Request) -> str:
    return current.cookies.get(_cookie(), "")


def keep_token(response: Response, value: str) -> None:
    """No expiry in the cookie: it ends with the browser, and on the server long before."""
    secure = current_app.config["CASEWORK"].cookie_secure
    response.set_cookie(_cookie(), value, httponly=True, samesite="Lax", secure=secure, path="/")


def drop_token(response: Response) -> None:
    secure = current_app.config["CASEWORK"].cookie_secure
    response.delete_cookie(_cookie(), httponly=True, samesite="Lax", secure=secure, path="/")


def actor_or_none() -> Actor | None:
    return current_user.actor if current_user and current_user.is_authenticated else None


def may(permission: Permission | str) -> bool:
    """For menus and buttons; the refusal itself is in the services."""
    actor = actor_or_none()
    return actor is not None and actor.may(Permission(permission))


def signed_in(view: View) -> View:
    """Give the view `g.actor`; an expired POST is kept as a sealed draft until the next sign-in."""

    @wraps(view)
    def guarded(*arguments: Any, **named: Any) -> ResponseReturnValue:
        actor = actor_or_none()
        if actor is None:
            return to_sign_in()
        g.actor = actor
        return view(*arguments, **named)

    return cast(View, guarded)


def needs(permission: Permission) -> Callable[[View], View]:
    """`signed_in`, and 403 before any work for a role without the permission; the attempt is in the audit log."""

    def wrap(view: View) -> View:
        @wraps(view)
        def guarded(*arguments: Any, **named: Any) -> ResponseReturnValue:
            require(g.actor, permission, next((str(one) for one in named.values() if isinstance(one, UUID)), ""))
            return view(*arguments, **named)

        return signed_in(cast(View, guarded))

    return wrap


def safe_next(target: str) -> str:
    """Only a path of this site; anything else leads home."""
    try:
        elsewhere = urlsplit(target).netloc
    except ValueError:
        return "/"
    local = target.startswith("/") and not target.startswith("//") and not elsewhere
    return target if local and "\\" not in target else "/"


def to_sign_in() -> Response:
    """Where a request without a session goes; the form it carried is sealed under the old cookie, if there was one."""
    here = request.full_path.rstrip("?")
    back = here if request.method == "GET" else request.path
    if request.method == "POST" and token(request):
        drafts.keep(token(request), here, list(request.form.items(multi=True)))
    return redirect(url_for("auth.sign_in", next=back), 303)


def _load(current: Request) -> SignedIn | None:
    value = token(current)
    if not value or current.endpoint == "static":
        return None
    try:
        actor = accounts.actor_for(value, address=current.remote_addr or "")
    except SignInFailed:
        return None
    except Tampered as problem:
        log.error("session refused: %s", problem.place)  # noqa: TRY400 - a trace could hold names
        return None
    return SignedIn(actor) if actor else None


def _cookie() -> str:
    return HOST_COOKIE if current_app.config["CASEWORK"].cookie_secure else COOKIE
