"""`serve`: the set-up token on the console, a page on the address, no debugger, no network without TLS."""

import re
from pathlib import Path

from casework.web.cli import serving
from tests.web.cli.server import fetch, free_port, served
from tests.web.cli.shell import Shell


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
        for path in ("/console", "/sign-in?__debugger__=yes&cmd=resource&f=debugger.js", "/no-such-page"):
            _, page, _ = fetch(port, path)
            assert "Traceback" not in page
            assert "Werkzeug" not in page
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


def test_an_address_that_is_none_is_wrong_usage(shell: Shell) -> None:
    for bind in ("nonsense", "127.0.0.1", "127.0.0.1:port", "127.0.0.1:99999", "unix:"):
        done = shell.run("serve", "--bind", bind)
        assert done.returncode == 2
        assert "--bind" in done.stderr
        assert "served on" not in done.stdout


def test_a_command_on_an_empty_folder_says_what_to_do(shell: Shell, tmp_path: Path) -> None:
    shell.environment["CASEWORK_DATA"] = str(tmp_path / "empty")
    secret = tmp_path / "secret"
    secret.write_text("kuhov-vukun-rapor-paduj\n")
    done = shell.run("count", "--as-of", "2024-08-09", "--login", "somebody", "--passphrase-file", str(secret))
    assert done.returncode == 1
    assert "not set up" in done.stderr
