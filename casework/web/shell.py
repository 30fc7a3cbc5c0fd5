"""The web floor put together: extensions, headers, errors and one blueprint per noun."""

from importlib import import_module

from flask import Flask

from casework.web import (
    access,
    asking,
    assets,
    countries,
    dates,
    errors,
    headers,
    i18n,
    importshown,
    labels,
    limits,
    messages,
    names,
    navigation,
    officialpage,
    uploads,
)

PAGES = (
    "dashboard",
    "cases",
    "intake",
    "sections",
    "status",
    "history",
    "reference",
    "help",
    "policy",
    "leave",
    "auth",
    "setup",
    "drafts",
    "views",
    "accounts",
    "advocacy",
    "actors",
    "officials",
    "officialsections",
    "involvements",
    "sanctions",
    "designations",
    "dossier",
    "coverage",
    "imports",
    "reports",
    "audit",
)
"""One module of casework/web for each noun; each holds `pages`, a blueprint."""


def add_web(app: Flask) -> None:
    """Everything a request meets, in the order it meets it."""
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    uploads.add_uploads(app)
    headers.add_headers(app)
    assets.add_assets(app)
    i18n.add_languages(app)
    access.add_access(app)
    limits.add_limits(app)
    dates.add_dates(app)
    countries.add_countries(app)
    labels.add_labels(app)
    messages.add_messages(app)
    asking.add_asking(app)
    names.add_names(app)
    officialpage.add_names(app)
    importshown.add_imports(app)
    navigation.add_navigation(app)
    errors.add_errors(app)
    for name in PAGES:
        app.register_blueprint(import_module(f"casework.web.{name}").pages)
