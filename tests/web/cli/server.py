"""The server as an operator starts it, in a process of its own."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from tests.web.cli.shell import ROOT


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


PATIENCE = 90
"""Seconds: a machine that runs other suites beside this one is slow, not broken."""


@contextmanager
def served(data: Path, port: int, **more: str) -> Iterator["subprocess.Popen[str]"]:
    """`more` are variables of its environment."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("CASEWORK_")}
    environment |= {"CASEWORK_DATA": str(data), "CASEWORK_COOKIE_SECURE": "no"} | more
    command = [sys.executable, "-m", "casework", "serve", "--bind", f"127.0.0.1:{port}", "--workers", "2"]
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=PATIENCE)


def fetch(port: int, path: str) -> tuple[int, str, dict[str, str]]:
    """Waits for the server at first."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as connection:
            try:
                connection.request("GET", path)
            except ConnectionRefusedError:
                time.sleep(0.1)
                continue
            response = connection.getresponse()
            return response.status, response.read().decode(), dict(response.getheaders())
    raise AssertionError("the server did not start")
