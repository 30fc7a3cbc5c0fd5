"""Where the canary's marked words go in, by page, and the pages on which each stands afterwards."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.pressing import press
from tests.web.cli.shell import PASSPHRASE

MARKS = {
    "organisation": "Vyrkulorganitsa",
    "colleague": "Drozhbalinets",
    "colleague's login": "skvarnubelko",
    "listed person": "Zhmyrkavetskaia",
    "listed person in Cyrillic": "Жмыркавецкая",
    "judge": "Kryvozubetskin",
    "unread cell": "qorvanbiltesh",
    "description": "bulmaskrynitsa",
    "intake": "Хвалынцарэвіч",
    "source": "pazhvulniket",
    "reason": "sorvimbaldesh",
    "action": "grubzhalmonits",
    "official": "Хмурадзівенка",
    "alias": "brandulkavetsin",
    "post": "skavrintolbesh",
    "court": "vuldrokhmanitsa",
    "act": "zharpivolduksh",
    "basis": "kelmuvrantishka",
    "evidence": "drosvanbikhulm",
    "who told us": "mirkuzhdavolet",
    "actor": "Drumbelskahalm",
    "text version": "kvastrynhalmuts",
    "follow-up": "shpirgalmedvits",
    "response": "zubrandolkvesht",
    "impact": "mlynhorkavistra",
    "not on file": "Hrybovalinkevits",
    "statement": "velskondrimash",
    "listing's number": "krumzhabolt",
    "listing's reason": "ghalvintoresh",
    "listing's note": "yurmbaskelit",
    "delisting": "plavzhumorint",
    "draft": "tarkhombilvets",
    "searched": "nimzhurkovalsk",
    "wrong login": "bezhdumorvinka",
    "uploaded": "Plyskvartovich",
    "list's source": "gnarveldubitsk",
    "list's licence": "tolmekhrusniak",
    "mapped column": "zhvorkelbatnik",
    "saved mapping": "krumdalvoshnets",
}


def by_page(browser: Browser, address: str, outside: Path, end_sessions: Callable[[], None]) -> str:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    context.set_default_timeout(20_000)
    page = context.new_page()
    _sign_in(page, MARKS["wrong login"], "not-the-right-passphrase-at-all")
    _sign_in(page, "vera", PASSPHRASE)
    _intake(page)
    _status_and_action(page)
    _official(page)
    _listing(page)
    _list_file(page, outside)
    _account(page)
    _search_upload_statement(page, outside)
    _late_form(page, end_sessions)
    return _shown(page)


def _shown(page: Page) -> str:
    """Signed in again: the pages on which each mark stands."""
    _sign_in(page, "vera", PASSPHRASE)
    found = []
    page.goto("/sanctions/listings")
    press(page.get_by_role("link", name=MARKS["official"]))
    found.append(page.content())
    for path in (
        "/cases",
        "/advocacy",
        "/actors",
        "/advocacy/follow-ups",
        "/accounts",
        "/reports",
        "/drafts",
        "/imports",
    ):
        page.goto(path)
        found.append(page.content())
    for title in (MARKS["action"], "By a list"):
        page.goto("/advocacy")
        press(page.get_by_role("link", name=title))
        found.append(page.content())
    page.goto("/imports")
    press(page.locator("main table a").first)
    found.append(page.content())
    page.goto(page.url + "/columns")
    found.append(page.content())
    for name in (MARKS["intake"], MARKS["listed person"]):
        page.goto("/cases/search")
        page.locator("main input[name=q]").fill(name)
        press(page.locator("main form button").first)
        press(page.locator("main table a").first)
        found.append(page.content())
        press(page.get_by_role("link", name="History").first)
        found.append(page.content())
    found += _official_shown(page)
    page.context.close()
    return "\n".join(found)


def _official_shown(page: Page) -> list[str]:
    found = []
    page.goto("/officials")
    press(page.locator("main table a").first)
    found.append(page.content())
    press(page.locator("main #cases tbody a[href^='/involvements/']").first)
    found.append(page.content())
    return found


def _sign_in(page: Page, login: str, passphrase: str) -> None:
    page.goto("/sign-in")
    page.locator("main input[name=login]").fill(login)
    page.locator("main input[name=passphrase]").fill(passphrase)
    press(page.locator("main form button").first)


def _day(page: Page, name: str, day: str, month: str, year: str) -> None:
    for part, value in (("day", day), ("month", month), ("year", year)):
        page.locator(f"main input[name={name}-{part}]").first.fill(value)


def _intake(page: Page) -> None:
    page.goto("/intake")
    page.locator("main input[name$='-text']").first.fill(f"Кастусь {MARKS['intake']}")
    page.locator("main select[name=status]").select_option("pretrial")
    _day(page, "since", "3", "2", "2024")
    page.locator("main input[name=source]").fill(MARKS["source"])
    press(page.locator("main .acts button").first)
    press(page.locator("main .acts button, main form button.btn-primary").first)
    page.wait_for_url("**/cases/*")


def _status_and_action(page: Page) -> None:
    case = page.url
    page.goto(case + "/status-change")
    page.locator("main select[name=status]").select_option("colony")
    _day(page, "since", "3", "6", "2024")
    page.locator("main input[name=reason]").fill(MARKS["reason"])
    press(page.locator("main .acts button").first)
    _action(page, case.rsplit("/", 1)[1])


def _action(page: Page, case: str) -> None:
    page.goto(f"/advocacy/new?case={case}")
    press(page.get_by_role("link", name="Media", exact=True))
    _day(page, "date", "9", "8", "2024")
    page.locator("main input[name=title]").fill(MARKS["action"])
    page.locator("main input[name=actors-0-name]").fill(MARKS["actor"])
    for part in page.locator("main details.part summary").all():
        part.click()
    page.locator("main select[name=texts-0-language]").select_option("en")
    page.locator("main textarea[name=texts-0-text]").fill(MARKS["text version"])
    _day(page, "responses-0-date", "10", "8", "2024")
    page.locator("main textarea[name=responses-0-text]").fill(MARKS["response"])
    page.locator("main textarea[name=impact]").fill(MARKS["impact"])
    page.locator("main input[name=follow_ups-0-what]").fill(MARKS["follow-up"])
    _day(page, "follow_ups-0-due", "1", "9", "2024")
    _knowingly(page)
    press(page.locator("main .acts button").first)
    page.locator("main select[name=actors-0-kind]").select_option("ngo")
    press(page.locator("main .acts button").first)
    page.wait_for_url("**/advocacy/*-*")


def _knowingly(page: Page) -> None:
    """Where a public action names somebody without consent."""
    for box in page.locator("main input[name=aware]").all():
        box.check()


def _list_file(page: Page, outside: Path) -> None:
    """One row is found by its number, the other stands on nobody's file."""
    covering = outside / "covering.csv"
    covering.write_text(f"id,name\n1,\n,Ales {MARKS['not on file']}\n", "utf-8")
    page.goto("/advocacy/new/list-file")
    page.locator("main input[type=file]").set_input_files(covering)
    press(page.locator("main form button.btn-primary").first)
    page.locator("main select[name=kind]").select_option("urgent_action")
    press(page.locator("main .acts button").first)
    _day(page, "date", "10", "8", "2024")
    page.locator("main input[name=title]").fill("By a list")
    _knowingly(page)
    press(page.locator("main .acts button").first)
    page.wait_for_url("**/advocacy/*-*")


def _official(page: Page) -> None:
    """Somebody in office, with a part in the case that was taken in."""
    page.goto("/cases")
    case = page.locator("main table a.name").first.get_attribute("href") or ""
    page.goto("/officials/new")
    page.locator("main input[name$='-text']").first.fill(f"Кастусь {MARKS['official']}")
    page.locator("main textarea[name=aliases]").fill(MARKS["alias"])
    page.locator("main input[name=posts-0-position]").fill(MARKS["post"])
    page.locator("main input[name=posts-0-body]").fill(MARKS["court"])
    press(page.locator("main .acts button").first)
    press(page.locator("main .acts button").first)
    page.wait_for_url("**/officials/*-*")
    page.goto(f"/involvements/new?entity={page.url.rsplit('/', 1)[1]}&case={case.rsplit('/', 1)[1]}")
    page.locator("main select[name=role]").select_option("judged")
    for name, mark in (("act", "act"), ("basis", "basis"), ("source", "who told us"), ("text", "evidence")):
        page.locator(f"main [name={name}]").fill(MARKS[mark])
    press(page.locator("main .acts button").first)
    page.wait_for_url("**/involvements/*")
    page.goto("/officials/search")
    page.locator("main input[name=q]").fill(MARKS["official"])
    press(page.locator("main form button").first)


def _listing(page: Page) -> None:
    page.goto("/sanctions/listings/new")
    page.locator("main input[name=q]").fill(MARKS["official"])
    press(page.locator("main form button").first)
    press(page.get_by_role("link", name=MARKS["official"]))
    page.locator("main select[name=programme]").select_option("EU-BLR")
    _day(page, "listed_on", "3", "6", "2022")
    page.locator("main input[name=number]").fill(MARKS["listing's number"])
    page.locator("main textarea[name=reason]").fill(MARKS["listing's reason"])
    page.locator("main textarea[name=note]").fill(MARKS["listing's note"])
    press(page.locator("main .acts button").first)
    press(page.get_by_role("link", name="Record a delisting"))
    _day(page, "delisted_on", "1", "2", "2023")
    page.locator("main textarea[name=reason]").fill(MARKS["delisting"])
    press(page.locator("main .acts button").first)


def _account(page: Page) -> None:
    page.goto("/accounts/new")
    page.locator("main input[name=name]").fill(MARKS["colleague"])
    page.locator("main input[name=login]").fill(MARKS["colleague's login"])
    page.locator("main select[name=role]").select_option("analyst")
    press(page.locator("main form button.btn-primary").first)


def _search_upload_statement(page: Page, outside: Path) -> None:
    page.goto("/cases/search")
    page.locator("main input[name=q]").fill(MARKS["searched"])
    press(page.locator("main form button").first)
    upload = outside / "upload.csv"
    upload.write_text(f"id,name,{MARKS['mapped column']}\n9,Ales {MARKS['uploaded']},2024-03-04\n", "utf-8")
    page.goto("/imports")
    page.locator("main input[type=file]").set_input_files(upload)
    page.locator("main input[name=source]").fill(MARKS["list's source"])
    page.locator("main input[name=licence]").fill(MARKS["list's licence"])
    press(page.locator("main form button.btn-primary").first)
    page.locator("main select[name=column-2]").select_option("arrest")
    page.locator("main input[name=profile_name]").fill(MARKS["saved mapping"])
    press(page.locator("main form button.btn-primary").first)
    page.goto("/reports/new")
    _day(page, "as_of", "9", "8", "2024")
    page.locator("main input[name=title]").fill(MARKS["statement"])
    press(page.locator("main .acts button").first)
    page.goto("/cases")
    page.goto("/audit")


def _late_form(page: Page, end_sessions: Callable[[], None]) -> None:
    """Typed while the session lasted, sent when it had ended: kept as a sealed draft."""
    page.goto("/advocacy/new?custody=yes&as_of=2024-08-09&kind=media")
    _day(page, "date", "9", "8", "2024")
    page.locator("main input[name=title]").fill(MARKS["draft"])
    end_sessions()
    press(page.locator("main .acts button").first)
