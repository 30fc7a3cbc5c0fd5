"""`count`: how many in custody on a day, as known now or as known then."""

from datetime import date
from pathlib import Path

import click

from casework.casebook.query import CaseQuery
from casework.domain.sections import Sex
from casework.services import lists
from casework.web.cli.answers import Day, acting, answer, identified
from config import Settings


@click.command()
@click.option("--as-of", required=True, type=Day(), help="The day of the count.")
@click.option("--known-at", type=Day(), help="Only what had been recorded by the end of this day.")
@click.option("--by", type=click.Choice(["status", "sex", "facility", "article"]), help="Break the count down.")
@click.option("--sex", type=click.Choice([sex.value for sex in Sex]))
@click.option("--article", help="Charged under this article, any part, such as 342 or 361-4.")
@identified
@click.pass_obj
def count(
    settings: Settings, as_of: date, known_at: date | None, by: str | None, sex: str | None, article: str | None,
    login: str, passphrase_file: Path | None, as_json: bool,
) -> None:  # fmt: skip
    """In custody: from the day of arrest until the day before release or death, recognised or not."""
    query = CaseQuery(
        as_of=as_of,
        known_at=known_at,
        in_custody=True,
        sexes=(Sex(sex),) if sex else (),
        articles=(article,) if article else (),
    )
    with acting(settings, login, passphrase_file) as actor:
        found = lists.count(actor, query, by)
    value = {"count": found.certain, "uncertain": found.uncertain, "by": found.by or {}}
    lines = [f"{found.certain} in custody on {as_of}" + (f", {found.uncertain} uncertain" if found.uncertain else "")]
    lines += [f"{number:7}  {name}" for name, number in (found.by or {}).items()]
    answer(value, "\n".join(lines), as_json=as_json)
