"""`serve`: the set-up token on the console, a page on the address, no debugger, no network without TLS."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from casework.web.cli import serving
from tests.web.cli.shell import ROOT, Shell


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(data: Path, port: int) -> Iterator["subprocess.Popen[str]"]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("CASEWORK_")}
    environment |= {"CASEWORK_DATA": str(data), "CASEWORK_COOKIE_SECURE": "no"}
    command = [sys.executable, "-m", "casework", "serve", "--bind", f"127.0.0.1:{port}", "--workers", "2"]
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=20)


def fetch(port: int, path: str) -> tuple[int, str, dict[str, str]]:
    """Waits for the server at first."""
    for _ in range(150):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
            connection.request("GET", path)
            response = connection.getresponse()
            return response.status, response.read().decode(), dict(response.getheaders())
        except ConnectionRefusedError:
            time.sleep(0.1)
    raise AssertionError("the server did not start")


def test_a_first_run_prints_its_address_and_a_token_that_the_set_up_page_asks_for(tmp_path: Path) -> None:
    port = free_port()
    with served(tmp_path / "data", port) as process:
        status, page, headers = fetch(port, "/setup")
        assert process.stdout is not None
        printed = process.stdout.readline() + process.stdout.readline()
    assert f"http://127.0.0.1:{port}/" in printed
    assert re.search(r"token, valid once: [0-9a-f]{20}", printed)
    assert status == 200
    assert "token" in page.lower()
    assert headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert "Werkzeug" not in headers.get("Server", "")


def test_a_fault_shows_no_debugger_and_no_trace(tmp_path: Path) -> None:
    port = free_port()
    with served(tmp_path / "data", port):
        for path in ("/console", "/?__debugger__=yes", "/no-such-page"):
            _, page, _ = fetch(port, path)
            assert "Traceback" not in page
            assert "debugger" not in page.lower()


def test_without_tls_only_a_loopback_address_is_served(shell: Shell) -> None:
    shell.environment["CASEWORK_COOKIE_SECURE"] = "no"
    done = shell.run("serve", "--bind", "0.0.0.0:0")
    assert done.returncode == 2
    assert "loopback" in done.stderr


def test_loopback_is_told_from_a_network() -> None:
    assert serving.local("127.0.0.1:8000")
    assert serving.local("[::1]:8000")
    assert serving.local("unix:/run/casework.sock")
    assert not serving.local("0.0.0.0:8000")
    assert not serving.local("192.168.1.5:80")
    assert not serving.local("casework.example.org:80")
