"""`coverage`: who has been raised as of a day, by whom, and who never."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from casework.casebook.covering import MONTHS, MOST_MONTHS, Brief, ByActor, CoverageQuery, Deeds, Share
from casework.casebook.query import CaseQuery
from casework.domain.sections import Sex
from casework.services import coverage as asking
from casework.services.coverage import Summary
from casework.web.cli.answers import Day, acting, answer, identified
from config import Settings

SHOWN = 20
"""Names of a list in the text for people; --json holds all."""


@click.command()
@click.option("--as-of", required=True, type=Day(), help="The day of the figures.")
@click.option("--known-at", type=Day(), help="Only what had been recorded by the end of this day.")
@click.option(
    "--months",
    type=click.IntRange(1, MOST_MONTHS),
    default=MONTHS,
    show_default=True,
    help="How long ago is no longer lately.",
)
@click.option("--sex", type=click.Choice([sex.value for sex in Sex]))
@click.option("--article", help="Charged under this article, any part, such as 342 or 361-4.")
@identified
@click.pass_obj
def coverage(
    settings: Settings, as_of: date, known_at: date | None, months: int, sex: str | None, article: str | None,
    login: str, passphrase_file: Path | None, as_json: bool,
) -> None:  # fmt: skip
    """Of those in custody that day: raised by name, raised at all, and never raised by anyone."""
    people = CaseQuery(
        as_of=as_of,
        known_at=known_at,
        in_custody=True,
        sexes=(Sex(sex),) if sex else (),
        articles=(article,) if article else (),
    )
    query = CoverageQuery(people, months)
    with acting(settings, login, passphrase_file) as actor:
        found = asking.summary(actor, query)
        never, never_by_name = asking.never(actor, query)
    answer(_value(found, never, never_by_name), _text(found, never, never_by_name), as_json=as_json)


def _value(found: Summary, never: Sequence[Brief], never_by_name: Sequence[Brief]) -> dict[str, Any]:
    figures, whom = found.figures, found.whom
    return {
        "as_of": figures.as_of.isoformat(),
        "population": figures.people,
        "uncertain": figures.uncertain,
        "raised": figures.raised,
        "raised_by_name": figures.raised_by_name,
        "never_raised": {"count": figures.never, "cases": [_brief(one) for one in never]},
        "never_by_name": {"count": figures.never_by_name, "cases": [_brief(one) for one in never_by_name]},
        "not_raised_for": {
            "months": figures.months,
            "since": figures.since.isoformat(),
            "count": figures.not_lately,
            "by_name": figures.not_lately_by_name,
        },
        "by_actor": [_actor(one) for one in whom.actors],
        "by_kind": _headed(whom.kinds),
        "by_state": _headed(whom.states),
        "by_action": _headed(whom.actions),
        "by_month": _headed(whom.months),
        **{f"by_{name}": {one.value: _share(one) for one in shares} for name, shares in found.groups.items()},
        "unread": figures.unread,
    }


def _brief(one: Brief) -> dict[str, str | None]:
    arrested = one.arrested.text if one.arrested else None
    return {"case": str(one.case), "number": one.number, "name": one.name, "arrested": arrested}


def _actor(one: ByActor) -> dict[str, Any]:
    name = next(filter(None, one.names), "")
    actor = str(one.actor) if one.actor else None
    return {"actor": actor, "name": name, "kind": one.kind, "country": one.country, **_deeds(one.done)}


def _headed(found: Mapping[str, Deeds]) -> dict[str, dict[str, Any]]:
    return {key: _deeds(done) for key, done in found.items()}


def _deeds(done: Deeds) -> dict[str, Any]:
    return {
        "actions": done.actions,
        "raised": done.raised,
        "raised_by_name": done.by_name,
        "last": done.last.isoformat(),
    }


def _share(one: Share) -> dict[str, int]:
    return {"raised": one.raised, "raised_by_name": one.by_name, "population": one.people}


def _text(found: Summary, never: Sequence[Brief], never_by_name: Sequence[Brief]) -> str:
    figures = found.figures
    unsure = f", {figures.uncertain} uncertain" if figures.uncertain else ""
    lines = [
        f"{figures.people} in custody on {figures.as_of}{unsure}",
        f"{figures.raised:7}  raised at all, by name or as one of a population",
        f"{figures.raised_by_name:7}  raised by name",
        f"{figures.never:7}  never raised by anyone",
        f"{figures.never_by_name:7}  never raised by name",
        f"{figures.not_lately:7}  not raised for {figures.months} months (since {figures.since})",
        f"{figures.not_lately_by_name:7}  not raised by name for {figures.months} months",
    ]
    if found.whom.actors:
        lines.append("By whom (actions, people by name, people at all, last):")
        lines += [_line(one) for one in found.whom.actors[:SHOWN]]
    for title, some in (("Never raised:", never), ("Never raised by name:", never_by_name)):
        lines += [title, *(f"  {one.number}  {one.name}" for one in some[:SHOWN])] if some else []
        lines += [f"  and {len(some) - SHOWN} more (--json holds all)"] if len(some) > SHOWN else []
    return "\n".join(lines)


def _line(one: ByActor) -> str:
    name, done = next(filter(None, one.names), "not linked to an actor on file"), one.done
    return f"{done.actions:7} {done.by_name:7} {done.raised:7}  {done.last}  {name}"
