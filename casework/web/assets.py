"""Style sheets carry the hash of their content in their address: kept for a year, and never stale after an upgrade."""

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from flask import Flask

YEAR = 365 * 24 * 3600


def add_assets(app: Flask) -> None:
    folder = Path(app.static_folder or "")
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = YEAR

    @cache
    def version(name: str) -> str:
        return sha256((folder / name).read_bytes()).hexdigest()[:12]

    @app.url_defaults
    def _versioned(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == "static" and "v" not in values:
            values["v"] = version(values["filename"])
