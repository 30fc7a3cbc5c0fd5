"""The Flask application: wiring only."""

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from casework.store.database import connect
from casework.vault import instance
from casework.web.shell import add_web
from config import ROOT, Settings


def create_app(settings: Settings) -> Flask:
    """One application on one database. Raises OSError when the data folder cannot be used."""
    app = Flask(__name__, template_folder=str(ROOT / "templates"), static_folder=str(ROOT / "static"))
    settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    secret = instance.load_or_create(settings.data / "instance.key")
    app.config.update(
        CASEWORK=settings,
        INSTANCE_KEY=secret,
        SECRET_KEY=instance.derive(secret, "flask"),
        WTF_CSRF_SECRET_KEY=instance.derive(secret, "csrf"),
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,
        WTF_I18N_ENABLED=False,
        MAX_CONTENT_LENGTH=settings.upload_bytes,
        MAX_FORM_MEMORY_SIZE=settings.upload_bytes,
        MAX_FORM_PARTS=5000,
        SESSION_COOKIE_NAME="form",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.cookie_secure,
        SQLALCHEMY_DATABASE_URI=settings.database,
    )
    if settings.trusted_proxies:
        count = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]
    connect(app)
    add_web(app)
    return app
