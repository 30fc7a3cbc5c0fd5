"""`serve`: gunicorn with workers and threads, without a debugger, a core dump or an access log of addresses."""

import os
import sys
from ipaddress import ip_address

import click

from app import create_app
from casework.services import accounts
from casework.web.cli.answers import migrated
from config import Settings


@click.command()
@click.option("--bind", default="127.0.0.1:8000", show_default=True, help="ADDRESS:PORT, or unix:PATH.")
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True)
@click.option("--threads", type=click.IntRange(1, 64), default=4, show_default=True)
@click.pass_obj
def serve(settings: Settings, bind: str, workers: int, threads: int) -> None:
    """Serve until stopped; on an empty instance, print the one-time set-up token first."""
    run(settings, bind, workers, threads)


def run(settings: Settings, bind: str, workers: int, threads: int) -> None:
    """Replaces this process by gunicorn. Raises UsageError for plain HTTP open to a network."""
    if not settings.cookie_secure and not local(bind):
        raise click.UsageError("CASEWORK_COOKIE_SECURE=no is for a loopback address only")
    migrated(settings)
    app = create_app(settings)
    with app.app_context():
        token = accounts.first_run_token()
    click.echo(f"Casework is served on {shown(bind)}  (Ctrl+C stops it)")
    if token:
        click.echo(f"First run. Set-up token, valid once: {token}")
    sys.stdout.flush()
    os.execv(sys.executable, command(bind, workers, threads))  # noqa: S606


def command(bind: str, workers: int, threads: int) -> list[str]:
    return [
        sys.executable, "-m", "gunicorn", "--config", "python:casework.web.cli.gunicorn_settings",
        "--bind", bind, "--workers", str(workers), "--threads", str(threads), "casework.web.cli.wsgi:application",
    ]  # fmt: skip


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
