"""What the commands answer and what they refuse."""

import json
import stat
import zipfile

import pytest

from tests.web.cli.shell import Shell


def test_init_writes_the_recovery_key_once_for_its_owner_only(shell: Shell) -> None:
    assert shell.init().returncode == 0
    path = shell.folder / "recovery"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(path.read_text("utf-8").strip()) >= 36
    assert stat.S_IMODE((shell.folder / "data").stat().st_mode) == 0o700


def test_init_refuses_a_second_organisation_and_keeps_the_first_recovery_key(shell: Shell) -> None:
    shell.init()
    kept = (shell.folder / "recovery").read_text("utf-8")
    again = shell.run("init", "--org", "B", *shell.identity, "--recovery-out", str(shell.folder / "second"))
    assert again.returncode == 1
    assert not (shell.folder / "second").exists()
    over = shell.run("init", "--org", "B", *shell.identity, "--recovery-out", str(shell.folder / "recovery"))
    assert over.returncode == 2
    assert (shell.folder / "recovery").read_text("utf-8") == kept


def test_init_refuses_a_weak_passphrase_and_leaves_no_recovery_key(shell: Shell) -> None:
    (shell.folder / "passphrase").write_text("password", "utf-8")
    done = shell.run("init", "--org", "T", *shell.identity, "--recovery-out", str(shell.folder / "recovery"))
    assert done.returncode == 1
    assert "passphrase" in done.stderr
    assert not (shell.folder / "recovery").exists()


def test_a_wrong_passphrase_and_a_wrong_login_are_refused_with_the_same_words(shell: Shell) -> None:
    shell.init()
    (shell.folder / "wrong").write_text("another-passphrase-altogether\n", "utf-8")
    words = [
        shell.run("count", "--as-of", "2024-08-09", "--login", login, "--passphrase-file", str(shell.folder / "wrong"))
        for login in ("vera", "nobody-of-this-name")
    ]
    assert {done.returncode for done in words} == {1}
    assert len({done.stderr for done in words}) == 1
    assert {done.stdout for done in words} == {""}


@pytest.mark.parametrize(
    "arguments",
    [
        ["count"],
        ["count", "--as-of", "2024-02-30", "--login", "vera"],
        ["count", "--as-of", "2024-08-09", "--by", "name", "--login", "vera"],
        ["count", "--as-of", "2024-08-09", "--login", "vera", "--passphrase", "secret"],
        ["import", "no-such-file.csv", "--login", "vera"],
        ["report", "statement", "--as-of", "2024-08-09"],
        ["no-such-command"],
    ],
)
def test_wrong_usage_ends_with_status_2_and_says_nothing_on_standard_output(shell: Shell, arguments: list[str]) -> None:
    done = shell.run(*arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr


def test_a_setting_that_does_not_exist_stops_every_command(shell: Shell) -> None:
    shell.environment["CASEWORK_ENCRYPTION"] = "off"
    done = shell.run("doctor")
    assert done.returncode == 2
    assert "CASEWORK_ENCRYPTION" in done.stderr


def test_a_database_password_is_never_repeated(shell: Shell) -> None:
    shell.environment["CASEWORK_DATABASE_URL"] = "postgresql://casework:sesame-open@127.0.0.1:1/none"
    done = shell.init()
    assert done.returncode == 1
    assert "sesame-open" not in done.stderr + done.stdout


def test_a_dry_run_says_what_would_happen_and_writes_nothing(shell: Shell) -> None:
    shell.init()
    listed = shell.folder / "list.csv"
    listed.write_text("id,name,arrested\n1,Vera Verasovich,2021-03-04\n2,,2021-03-04\n3,Ales Dub,2021-13-41\n", "utf-8")
    planned = shell.answer("import", str(listed), "--dry-run")
    assert (planned["read"], planned["created"]) == (3, 1)
    assert [refusal["row"] for refusal in planned["refused"]] == [3, 4]
    assert "2021-13-41" in planned["refused"][1]["reason"]
    assert shell.answer("count", "--as-of", "2022-01-01")["count"] == 0


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n123", b"PK\x03\x04zip", b"name\n"])
def test_a_file_that_is_no_list_is_refused_in_one_line(shell: Shell, content: bytes) -> None:
    shell.init()
    (shell.folder / "list.csv").write_bytes(content)
    done = shell.run("import", str(shell.folder / "list.csv"), *shell.identity, "--json")
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("Refused: ")
    assert "Traceback" not in done.stderr


def test_a_name_is_found_in_any_script_one_answer_a_line(listed: Shell) -> None:
    queries = listed.folder / "queries"
    queries.write_text("Таццяна Пашкевіч\nPashkevich Tatiana\nno such person at all qqq\n", "utf-8")
    found = listed.answer("search", "--query-file", str(queries))
    assert [[hit["name"] for hit in hits][:1] for hits in found[:2]] == [["Tatsiana Pashkevich"]] * 2
    assert all(set(hit) == {"case", "name", "score"} for hits in found for hit in hits)
    assert all(len(hits) <= 20 for hits in found)
    assert len(found) == 3


def test_the_public_statement_names_nobody_without_consent(listed: Shell) -> None:
    for kind in ("docx", "xlsx"):
        out = listed.folder / f"statement.{kind}"
        done = listed.answer(
            "report", "statement", "--as-of", "2024-08-09", "--audience", "public", "--format", kind, "--out", str(out)
        )
        assert (done["people"], done["named"]) == (1400, 0)
        with zipfile.ZipFile(out) as document:
            inside = b"".join(document.read(name) for name in document.namelist())
        assert b"Pashkevich" not in inside
        assert b"1,400" in inside or b"1400" in inside


def test_the_audit_chain_holds_and_the_doctor_finds_nothing(listed: Shell) -> None:
    verified = json.loads(listed.run("audit", "verify", "--json").stdout)
    assert verified["entries"] > 3
    assert verified["broken_at"] is None
    examined = listed.answer("doctor")
    assert examined["sound"], examined


def test_a_cut_audit_log_is_found(shell: Shell) -> None:
    import sqlite3

    shell.init()
    with sqlite3.connect(shell.folder / "data" / "casework.sqlite3") as connection:
        connection.execute("UPDATE audit_entry SET sealed = x'00' WHERE seq = 2")
    connection.close()
    done = shell.run("audit", "verify", "--json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["broken_at"] == 2
    assert shell.run("doctor").returncode == 1
