"""`officials gap` and `officials dossier`, as scripts use them: on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from docx import Document

from casework.casebook import shelf
from casework.domain.involvements import InvolvementRole
from casework.services import accounts, cases, designations
from casework.store.database import db
from config import Settings
from tests.bare import bare_app
from tests.casefiles import case
from tests.databases import PostgresDatabases
from tests.sanctioned import listing, official, post, tie
from tests.web.cli.shell import PASSPHRASE, Shell

NOBODY = "00000000-0000-4000-8000-000000000000"
KEYS = {"official", "name", "position", "cases", "undated", "roles", "listed_by", "perhaps_listed_by", "last"}


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def tied(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shell]:
    """A judge with two cases whom the US lists, a prosecutor with one whom nobody lists. Tests only read it."""
    found = Shell(tmp_path_factory.mktemp("officials"))
    name = address = ""
    if request.param == "postgresql":
        databases: PostgresDatabases = request.getfixturevalue("postgres_databases")
        name = databases.create()
        address = found.environment["CASEWORK_DATABASE_URL"] = databases.address(name)
    assert found.init().returncode == 0
    app = bare_app(Settings(data=found.folder / "data", cookie_secure=False, database_url=address))
    with app.app_context():
        found.imported = {key: str(one) for key, one in fill().items()}
        shelf.drop()
        db.session.remove()
        db.engine.dispose()
    yield found
    if name:
        databases.drop(name)


def fill() -> dict[str, UUID]:
    actor = accounts.cli_actor("vera", PASSPHRASE)
    judge = official(actor, "Piotr Zadumany", post("Judge", "Court of the Lake District", "2015"))
    prosecutor = official(actor, "Hanna Vydumskaja")
    first, second = cases.create(actor, case("Silent Relative")), cases.create(actor, case("Another"))
    tie(actor, judge, first, on="2022-05")
    tie(actor, judge, second, on="")
    tie(actor, prosecutor, first, InvolvementRole.PROSECUTED, "2021-03-04")
    designations.add(actor, listing(judge, "US", "US-BRUS", on="2024-08-09"))
    return {"judge": judge, "prosecutor": prosecutor}


def test_without_an_authority_the_gap_is_who_is_listed_by_nobody(tied: Shell) -> None:
    found = tied.answer("officials", "gap")
    assert (found["authority"], found["min_cases"], found["count"]) == (None, 1, 1)
    assert [one["name"] for one in found["officials"]] == ["Hanna Vydumskaja"]


def test_the_gap_of_an_authority_names_each_official_with_what_ties_them(tied: Shell) -> None:
    found = tied.answer("officials", "gap", "--authority", "EU", "--as-of", "2024-08-09")
    assert (found["as_of"], found["authority"], found["count"]) == ("2024-08-09", "EU", 2)
    judge, prosecutor = found["officials"]
    assert set(judge) == KEYS
    assert judge == {
        "official": tied.imported["judge"],
        "name": "Piotr Zadumany",
        "position": "Judge, Court of the Lake District",
        "cases": 2,
        "undated": 1,
        "roles": {"judged": 2},
        "listed_by": ["US"],
        "perhaps_listed_by": [],
        "last": "2022-05",
    }
    assert (prosecutor["cases"], prosecutor["roles"], prosecutor["last"]) == (1, {"prosecuted": 1}, "2021-03-04")


def test_the_day_and_the_least_number_of_cases_narrow(tied: Shell) -> None:
    assert tied.answer("officials", "gap", "--as-of", "2024-08-08")["count"] == 2
    assert tied.answer("officials", "gap", "--authority", "EU", "--min-cases", "2")["count"] == 1
    assert tied.answer("officials", "gap", "--authority", "EU", "--min-cases", "3")["officials"] == []


def test_people_read_sentences(tied: Shell) -> None:
    done = tied.run("officials", "gap", "--authority", "EU", "--as-of", "2024-08-09", *tied.identity)
    assert done.stdout.splitlines() == [
        "2 officials tied to cases and not listed by EU on 2024-08-09",
        "    2  Piotr Zadumany (Judge, Court of the Lake District); listed by US",
        "    1  Hanna Vydumskaja",
    ]


def test_an_authority_that_nobody_knows_is_wrong_usage_and_the_known_ones_are_named(tied: Shell) -> None:
    done = tied.run("officials", "gap", "--authority", "XX", *tied.identity, "--json")
    assert done.returncode == 2
    assert "known are US, EU, GB, CA, CH" in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize("wrong", [("--min-cases", "0"), ("--min-cases", "many"), ("--as-of", "9 August")])
def test_bad_options_are_wrong_usage(tied: Shell, wrong: tuple[str, str]) -> None:
    assert tied.run("officials", "gap", *wrong, *tied.identity).returncode == 2


def test_a_dossier_is_written_for_its_audience(tied: Shell, tmp_path: Path) -> None:
    words = {}
    for audience in ("internal", "public"):
        out = tmp_path / f"{audience}.docx"
        options = ("--audience", audience, "--format", "docx", "--out", str(out))
        found = tied.answer("officials", "dossier", tied.imported["judge"], *options)
        assert (found["official"], found["bytes"]) == (tied.imported["judge"], out.stat().st_size)
        drawn = Document(BytesIO(out.read_bytes()))
        words[audience] = [cell.text for table in drawn.tables for row in table.rows for cell in row.cells]
        assert found["named"] == (2 if audience == "internal" else 0)
    assert "Silent Relative" in words["internal"]
    assert "Silent Relative" not in words["public"]


def test_a_dossier_of_nobody_or_into_no_folder_is_refused_and_nothing_is_written(tied: Shell, tmp_path: Path) -> None:
    options = ("--audience", "internal", "--out", str(tmp_path / "x.docx"))
    for someone, status in ((NOBODY, 1), ("not-an-id", 2), (str(uuid4()), 1)):
        assert tied.run("officials", "dossier", someone, *options, *tied.identity).returncode == status
    nowhere = ("--audience", "internal", "--out", str(tmp_path / "none" / "x.docx"))
    assert tied.run("officials", "dossier", tied.imported["judge"], *nowhere, *tied.identity).returncode == 2
    assert list(tmp_path.iterdir()) == []
