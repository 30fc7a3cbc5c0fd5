"""`serve`: gunicorn with workers and threads, without a debugger, a core dump or an access log of addresses."""

import sys
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import click
from flask import Flask
from gunicorn.app.base import BaseApplication

from app import create_app
from casework.services import accounts
from casework.store.database import db
from casework.web.cli.answers import migrated
from config import Settings

MEMORY = Path("/dev/shm")  # noqa: S108 - a folder in memory, for heartbeats only
OPTIONS = {
    "worker_class": "gthread",
    "umask": 0o077,
    "accesslog": None,
    "loglevel": "warning",
    "timeout": 120,
    "graceful_timeout": 20,
    "keepalive": 5,
    "limit_request_line": 4094,
    "limit_request_fields": 60,
    "control_socket_disable": True,
    "worker_tmp_dir": str(MEMORY) if MEMORY.is_dir() else None,
}
"""Quiet, private, in memory."""


@click.command()
@click.option("--bind", default="127.0.0.1:8000", show_default=True, help="ADDRESS:PORT, or unix:PATH.")
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True)
@click.option("--threads", type=click.IntRange(1, 64), default=4, show_default=True)
@click.pass_obj
def serve(settings: Settings, bind: str, workers: int, threads: int) -> None:
    """Serve until stopped; on an empty instance, print the one-time set-up token first."""
    run(settings, bind, workers, threads)


def run(settings: Settings, bind: str, workers: int, threads: int) -> None:
    """Serve in this process until stopped. Raises UsageError for plain HTTP open to a network."""
    if not understood(bind):
        raise click.UsageError("--bind: must be ADDRESS:PORT, such as 127.0.0.1:8000, or unix:PATH")
    if not settings.cookie_secure and not local(bind):
        raise click.UsageError("CASEWORK_COOKIE_SECURE=no is for a loopback address only")
    migrated(settings)
    with create_app(settings).app_context():
        token = accounts.first_run_token()
        db.session.remove()
        db.engine.dispose()
    click.echo(f"Casework is served on {shown(bind)}  (Ctrl+C stops it)")
    if token:
        click.echo(f"First run. Set-up token, valid once: {token}")
    sys.stdout.flush()
    Server(settings, OPTIONS | {"bind": bind, "workers": workers, "threads": threads}).run()


class Server(BaseApplication):
    """Gunicorn without a configuration file: nothing outside this module changes how it serves."""

    def __init__(self, settings: Settings, options: dict[str, Any]) -> None:
        self.settings = settings
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """In each worker: no connection is shared with another process."""
        return create_app(self.settings)


def understood(bind: str) -> bool:
    """A port is always named: without one the server would choose."""
    if bind.startswith("unix:"):
        return len(bind) > len("unix:")
    host, _, port = bind.rpartition(":")
    return bool(host) and port.isascii() and port.isdigit() and int(port) < 65536


def local(bind: str) -> bool:
    """Loopback address or Unix socket."""
    if bind.startswith("unix:"):
        return True
    host = bind.rpartition(":")[0].strip("[]")
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def shown(bind: str) -> str:
    return bind if bind.startswith("unix:") else f"http://{bind}/"
