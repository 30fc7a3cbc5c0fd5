"""Forged forms and floods: the CSRF check and the limit by address."""

from flask import Flask, current_app
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_wtf import CSRFProtect

csrf = CSRFProtect()
limiter = Limiter(get_remote_address, storage_uri="memory://", headers_enabled=False)
"""Per worker: it slows a flood. The lock-out of an account and an address is kept in the database."""


def add_limits(app: Flask) -> None:
    csrf.init_app(app)
    limiter.init_app(app)


def sign_in_limit() -> str:
    """For `@limiter.limit(sign_in_limit, methods=["POST"])` on the pages that take a passphrase or a token."""
    return f"{current_app.config['CASEWORK'].sign_ins_per_minute} per minute"
