"""`coverage` answers with one object whose parts add up, on SQLite and on PostgreSQL."""

from tests.web.cli.shell import Shell

DAY = "2024-08-09"
HELD = 1400


def test_with_no_action_on_file_everyone_in_custody_was_never_raised(listed: Shell) -> None:
    found = listed.answer("coverage", "--as-of", DAY)
    assert (found["as_of"], found["population"], found["uncertain"]) == (DAY, HELD, 0)
    assert (found["raised"], found["raised_by_name"]) == (0, 0)
    for name in ("never_raised", "never_by_name"):
        assert found[name]["count"] == len(found[name]["cases"]) == HELD
        assert set(found[name]["cases"][0]) == {"case", "number", "name", "arrested"}
    assert found["not_raised_for"] == {"months": 12, "since": "2023-08-09", "count": HELD, "by_name": HELD}
    assert sum(one["population"] for one in found["by_sex"].values()) == HELD
    assert found["by_actor"] == []


def test_a_population_can_be_narrowed(listed: Shell) -> None:
    women = listed.answer("coverage", "--as-of", DAY, "--sex", "female", "--months", "6")
    article = listed.answer("coverage", "--as-of", DAY, "--article", "342")
    assert (women["population"], article["population"]) == (233, 926)
    assert women["not_raised_for"]["months"] == 6


def test_before_anything_was_recorded_there_was_nobody_to_raise(listed: Shell) -> None:
    assert listed.answer("coverage", "--as-of", DAY, "--known-at", DAY)["population"] == 0


def test_people_read_sentences(listed: Shell) -> None:
    lines = listed.run("coverage", "--as-of", DAY, *listed.identity).stdout.splitlines()
    assert lines[0] == f"{HELD} in custody on {DAY}"
    assert f"{HELD:7}  never raised by anyone" in lines
    assert "  and 1380 more (--json holds all)" in lines


def test_a_span_of_no_months_is_wrong_usage(listed: Shell) -> None:
    assert listed.run("coverage", "--as-of", DAY, "--months", "0", *listed.identity).returncode == 2
