"""The main paths in a real browser with scripts off, as a caseworker in Tor Browser has it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from casework.domain.policy import Role
from tests.organisation import Organisation
from tests.pressing import press

Opener = Callable[..., Page]


def fill_day(page: Page, legend: str, day: str, month: str, year: str) -> None:
    group = page.get_by_role("group", name=legend, exact=False).first
    group.get_by_label("Day").fill(day)
    group.get_by_label("Month").fill(month)
    group.get_by_label("Year").fill(year)


def sign_in(page: Page, login: str, passphrase: str) -> None:
    page.get_by_label("Login").fill(login)
    page.get_by_label("Passphrase", exact=True).fill(passphrase)
    press(page.locator("main").get_by_role("button", name="Sign in"))


def find(page: Page, name: str) -> None:
    """Search by POST, then open the first person found."""
    page.goto("/cases/search")
    page.get_by_label("Name or number; any script").fill(name)
    press(page.get_by_role("button", name="Go"))
    assert name not in page.url
    press(page.locator("table a").first)


def test_signing_in_leads_to_the_work_and_signing_out_ends_it(open_page: Opener, populated: Organisation) -> None:
    page = open_page(None, "/")
    who = populated.people[Role.CASEWORKER]
    sign_in(page, who.login, who.passphrase)
    expect(page.get_by_role("heading", level=1)).to_have_text("Cases")
    press(page.get_by_role("button", name="Sign out"))
    page.goto("/dashboard")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")


def test_a_wrong_passphrase_is_refused_without_saying_which_was_wrong(open_page: Opener) -> None:
    page = open_page(None, "/sign-in")
    sign_in(page, "nobody", "not-the-passphrase-of-anyone")
    expect(page.get_by_role("alert")).to_be_visible()
    assert "nobody" not in page.url


def test_a_person_is_found_in_another_script_and_the_page_opens(open_page: Opener, populated: Organisation) -> None:
    page = open_page(Role.ANALYST, "/")
    find(page, populated.names[0].russian)
    expect(page.get_by_role("heading", level=1)).to_contain_text(populated.names[0].latin)


def test_a_status_change_is_recorded_and_stands_in_the_history(open_page: Opener, populated: Organisation) -> None:
    page = open_page(Role.CASEWORKER, f"/cases/{populated.held_person()}")
    press(page.get_by_role("link", name="Record status change"))
    page.get_by_label("Status", exact=True).select_option(label="Released")
    fill_day(page, "Since", "1", "11", "2026")
    page.get_by_label("Ground of release").select_option(label="Pardon")
    page.get_by_label("Reason for the change").fill("told by a relative")
    press(page.get_by_role("button", name="Save the change"))
    expect(page.locator("h1")).to_contain_text("Released")
    press(page.get_by_role("link", name="History").first)
    expect(page.locator("main")).to_contain_text("told by a relative")


def test_an_impossible_date_is_named_beside_its_field_and_nothing_is_lost(
    open_page: Opener, populated: Organisation
) -> None:
    page = open_page(Role.CASEWORKER, f"/cases/{populated.cases[1]}/status-change")
    page.get_by_label("Status", exact=True).select_option(label="Released")
    fill_day(page, "Since", "31", "2", "2026")
    page.get_by_label("Reason for the change").fill("kept while mending")
    press(page.get_by_role("button", name="Save the change"))
    expect(page.get_by_role("alert")).to_be_visible()
    assert page.title().startswith("Error:")
    expect(page.get_by_label("Reason for the change")).to_have_value("kept while mending")


def knowingly(page: Page) -> None:
    """Where a public action names somebody who has not consented."""
    for box in page.get_by_label("I know that it names them without their consent").all():
        box.check()


def test_an_action_for_one_person_appears_on_their_page(open_page: Opener, populated: Organisation) -> None:
    page = open_page(Role.CASEWORKER, f"/cases/{populated.cases[2]}")
    press(page.get_by_role("link", name="Add advocacy action"))
    press(page.get_by_role("link", name="Urgent action"))
    fill_day(page, "Date of the action", "5", "10", "2026")
    fill_day(page, "Act by", "5", "11", "2026")
    page.get_by_label("Title").fill("Urgent action on his health")
    knowingly(page)
    press(page.get_by_role("button", name="Save", exact=True).last)
    page.goto(f"/cases/{populated.cases[2]}")
    expect(page.locator("#advocacy")).to_contain_text("Urgent action on his health")


def test_a_godparent_new_on_file_stands_on_the_persons_page(open_page: Opener, populated: Organisation) -> None:
    """Nobody is asked what a name is before it turns out not to be on file; then in the same row."""
    page = open_page(Role.CASEWORKER, f"/advocacy/new?case={populated.cases[3]}")
    press(page.get_by_role("link", name="Symbolic godparenthood"))
    page.get_by_label("Title").fill("Godparent")
    fill_day(page, "Date of the action", "1", "9", "2026")
    fill_day(page, "Godparent since", "1", "9", "2026")
    page.get_by_label("By whom, row 1").fill("Astrid Solberg")
    press(page.get_by_role("button", name="Save", exact=True).last)
    expect(page.get_by_label("What it is")).to_have_value("parliamentarian")
    page.get_by_label("Country").select_option(label="Norway")
    press(page.get_by_role("button", name="Save", exact=True).last)
    page.goto(f"/cases/{populated.cases[3]}")
    expect(page.locator("#summary")).to_contain_text("Astrid Solberg (Norway), since 1 September 2026")


def test_a_follow_up_is_seen_on_the_dashboard_and_marked_as_done(open_page: Opener, populated: Organisation) -> None:
    page = open_page(Role.CASEWORKER, f"/advocacy/new?case={populated.cases[4]}&kind=media")
    page.get_by_label("Title").fill("An article")
    knowingly(page)
    fill_day(page, "Date of the action", "1", "9", "2020")
    page.locator("summary", has_text="Follow-ups").click()
    page.get_by_label("What to do").fill("Thank the editor")
    fill_day(page, "Due", "2", "9", "2020")
    press(page.get_by_role("button", name="Save", exact=True).last)
    page.goto("/dashboard")
    line = page.locator(".tasks li", has_text="Thank the editor")
    expect(line).to_contain_text("overdue by")
    press(line.get_by_role("button"))
    expect(page.locator("main")).not_to_contain_text("Thank the editor")


def test_a_list_file_is_checked_before_an_action_is_saved(
    open_page: Opener, populated: Organisation, tmp_path: Path
) -> None:
    names = tmp_path / "names.csv"
    known = populated.names[5]
    names.write_text(f"name,born\n{known.russian},\nNobody Whatsoever,\n", "utf-8")
    page = open_page(Role.CASEWORKER, "/advocacy/new/list-file")
    page.get_by_label("List file").set_input_files(names)
    press(page.get_by_role("button", name="Check the list"))
    expect(page.locator("main")).to_contain_text("Nobody Whatsoever")
    page.get_by_role("radio").first.check()
    page.get_by_label("Kind of action").select_option(label="NGO statement")
    press(page.get_by_role("button", name="Continue"))
    page.get_by_label("Title").fill("Statement with a list")
    knowingly(page)
    fill_day(page, "Date of the action", "1", "9", "2026")
    press(page.get_by_role("button", name="Save", exact=True).last)
    expect(page.locator("main")).to_contain_text("1 person from a list file; 1 name is not on file")


def test_an_action_for_everyone_in_custody_freezes_the_count_of_the_list(
    open_page: Opener, populated: Organisation
) -> None:
    page = open_page(Role.COORDINATOR, "/advocacy/new?custody=yes&as_of=2024-08-09")
    covered = page.get_by_role("region", name="Whom it covers").locator("strong").first.inner_text()
    press(page.get_by_role("link", name="Joint governmental statement"))
    fill_day(page, "Date of the action", "9", "8", "2024")
    page.get_by_label("Title").fill("Joint statement of that day")
    press(page.get_by_role("button", name="Save", exact=True).last)
    expect(page.locator("main")).to_contain_text(covered.split()[0])


def test_every_figure_of_the_dashboard_leads_to_a_list_of_as_many(open_page: Opener) -> None:
    page = open_page(Role.ANALYST, "/dashboard?as_of=2024-08-09")
    figure = page.locator(".stats a").first
    count = figure.inner_text()
    press(figure)
    assert "as_of=2024-08-09" in page.url
    expect(page.locator("main")).to_contain_text(count)


def test_a_statement_is_made_and_its_list_taken_out(open_page: Opener, tmp_path: Path) -> None:
    page = open_page(Role.COORDINATOR, "/reports/new")
    fill_day(page, "As of", "9", "8", "2024")
    page.get_by_label("For whom").select_option("public")
    press(page.get_by_role("button", name="Produce the statement"))
    with page.expect_download() as waiting:
        page.locator("#files ~ ul a, section a").filter(has_text="XLSX").first.click()
    path = tmp_path / "list.xlsx"
    waiting.value.save_as(path)
    assert load_workbook(path).sheetnames


def test_an_intake_is_checked_before_it_is_saved(open_page: Opener) -> None:
    page = open_page(Role.CASEWORKER, "/intake")
    page.get_by_label("Name", exact=True).first.fill("Кастусь Палынскі")
    page.get_by_label("Status", exact=True).select_option(label="In pre-trial custody")
    fill_day(page, "Since", "3", "10", "2026")
    press(page.locator("main").get_by_role("button", name="Continue").last)
    expect(page.locator("main")).to_contain_text("Кастусь Палынскі")
    press(page.locator("main form").get_by_role("button").first)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Кастусь Палынскі")


@pytest.mark.parametrize("language", ["be", "ru"])
def test_the_pages_speak_the_readers_language(open_page: Opener, language: str) -> None:
    page = open_page(Role.ANALYST, f"/dashboard?lang={language}")
    assert page.locator("html").get_attribute("lang") == language
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Dashboard")
